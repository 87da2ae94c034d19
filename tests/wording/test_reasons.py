"""Every reason, gate and headline has its sentence, and the hedge reaches it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import pytest

from benefits.coverage.vocabulary import (
    Certainty,
    ConditionOutcome,
    CoverageStatus,
    GateKind,
    NetworkTier,
    ReasonCode,
    Referral,
)
from benefits.wording import conflicts, gates, reasons
from benefits.words.answers import CERTAINTY
from tests.cases.answers import answers_of
from tests.cases.reading import edition
from tests.coverage.builders import PT, benefit, catalog, gate, general, plan, rule
from tests.documents import answer

LEFT_OVER: Final = re.compile(r"%\(|%s|\bNone\b|\{|\}|  |\.\.|\?\.|\b[a-z]+_[a-z]+\b")


def asked(*records: Any, **facts: object) -> dict[str, Any]:
    """The answer under a small catalog."""
    return answer(edition(catalog(*records)), {"therapy": PT, "plan": "mine", "on": "2026-11-21", **facts})


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (reasons.SENTENCES, ReasonCode),
        (gates.TIERS, NetworkTier),
        (gates.OPEN, GateKind),
        (gates.GATE_NAMES, GateKind),
        (conflicts.BENEFIT_WORDS, CoverageStatus),
        (conflicts.OUTCOME_WORDS, ConditionOutcome),
    ],
)
def test_every_value_has_its_sentence(words: Any, values: Any) -> None:
    assert set(words) == set(values)
    assert all(str(word).strip() for word in words.values())


def test_every_doctor_who_may_refer_is_named() -> None:
    assert set(gates.REFERRERS) == set(Referral) - {Referral.NONE, Referral.UNSURE}


@pytest.mark.parametrize("status", CoverageStatus)
@pytest.mark.parametrize("certainty", Certainty)
def test_the_hedge_of_a_yes_or_a_no_reaches_the_sentence(status: CoverageStatus, certainty: Certainty) -> None:
    found = asked(benefit(status, certainty=certainty))

    assert found["certainty"] == certainty
    if status is not CoverageStatus.VARIES:
        assert str(CERTAINTY[certainty]) in found["reasons"][0]["text"]


@pytest.mark.parametrize("certainty", [Certainty.USUALLY, Certainty.TYPICALLY, Certainty.GENERALLY])
@pytest.mark.parametrize("kind", [GateKind.REFERRAL, GateKind.PRIOR_AUTHORIZATION, GateKind.MEDICAL_NECESSITY])
@pytest.mark.parametrize("requirement", ["required", "not_required"])
def test_the_hedge_of_a_gate_reaches_the_sentence(kind: GateKind, certainty: Certainty, requirement: str) -> None:
    found = asked(benefit(), gate(kind, requirement, certainty=certainty))

    assert f"{certainty} required" in found["gates"][kind]["text"]


def test_the_hedge_of_a_conditions_no_reaches_the_sentence() -> None:
    found = asked(benefit(), rule("stress", "not_covered", certainty=Certainty.GENERALLY), condition="stress")

    assert "generally does not cover" in found["headline"]
    assert "generally not covered" in found["reasons"][0]["text"]


@pytest.mark.parametrize(
    ("referral", "text"),
    [
        ("none", "A referral from your primary care doctor (PCP) is required. You do not have it yet."),
        ("pcp", "A referral from your primary care doctor (PCP) is required. You have it."),
        ("unsure", "A referral from your primary care doctor (PCP) is required. Ask member services."),
    ],
)
def test_a_gate_says_what_is_asked_and_where_one_stands(referral: str, text: str) -> None:
    assert asked(benefit(), gate("referral"), referral=referral)["gates"]["referral"]["text"] == text


def test_a_gate_nobody_speaks_of_says_so() -> None:
    assert asked(benefit())["gates"]["referral"]["text"] == "No rule on this is on file. Ask member services."


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2025-12-31", "Our record of Plan mine starts on Jan. 1, 2026. It says nothing about Dec. 31, 2025."),
        ("2027-01-01", "Our record of Plan mine ended on Dec. 31, 2026. It says nothing about Jan. 1, 2027."),
    ],
)
def test_outside_its_dates_a_record_says_when_it_begins_or_ended(on: str, said: str) -> None:
    dated = plan(based_on="any", effective_from=date(2026, 1, 1), effective_to=date(2026, 12, 31))

    assert asked(dated, benefit(), on=on)["reasons"][0]["text"] == said


def texts(value: Any) -> Iterator[str]:
    """Every text that a member reads."""
    match value:
        case dict():
            for name, part in value.items():
                if name not in CODES:
                    yield from texts(part)
        case list():
            for part in value:
                yield from texts(part)
        case str():
            yield value
        case _:
            pass


CODES: Final = (
    "status",
    "certainty",
    "basis",
    "code",
    "state",
    "source",
    "sources",
    "edition",
    "facts",
    "fact",
    "to",
    "unit",
    "therapy",
    "pool",
    "answer_id",
    "on",
    "id",
    "resets_on",
)


@pytest.mark.parametrize("under", general())
def test_no_text_of_any_answer_has_a_hole_in_it(under: str) -> None:
    for found in answers_of(under):
        broken = [text for text in texts(found) if LEFT_OVER.search(text) or not text.strip()]
        assert broken == [], found["facts"]
