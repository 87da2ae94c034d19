"""The Answer document: always whole, every source listed, one id for the same facts under the same edition."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

import pytest

from benefits.coverage.catalog import NumberedCatalog
from benefits.coverage.situation import FactError
from tests.cases.answers import answers_of
from tests.cases.reading import edition
from tests.coverage.builders import (
    ACUPUNCTURE,
    MASSAGE,
    PT,
    benefit,
    catalog,
    content,
    gate,
    general,
    guides,
    plan,
    pool,
)
from tests.documents import answer

FACTS: Final[dict[str, object]] = {
    "therapy": PT,
    "plan": "hmo",
    "referral": "pcp",
    "visits_used": {PT: 18, "speech-therapy": "unsure"},
    "on": "2026-11-21",
}
PARTS: Final = {
    "answer_id",
    "status",
    "certainty",
    "basis",
    "headline",
    "reasons",
    "gates",
    "conditions_open",
    "cost",
    "limits",
    "visits_left",
    "next_steps",
    "documents",
    "claim",
    "if_denied",
    "delivery",
    "hsa_fsa",
    "alternatives",
    "caveats",
    "unknowns",
    "would_change",
    "conflicts",
    "course",
    "sources",
    "edition",
    "on",
    "facts",
}
WITHIN: Final = {
    "reasons": {"code", "text", "source"},
    "limits": {
        "text",
        "low",
        "high",
        "unit",
        "period",
        "pool",
        "used",
        "left",
        "left_is_at_most",
        "resets_on",
        "source",
    },
    "alternatives": {"text", "therapy"},
    "unknowns": {"fact", "text", "where_to_look", "assumed"},
    "would_change": {"fact", "to", "status", "text"},
    "conflicts": {"text", "sources"},
    "sources": {"id", "title", "locator", "quote", "checked_on", "basis"},
}
PLANS: Final = general()


@pytest.mark.parametrize("under", PLANS)
def test_every_answer_has_every_part(under: str) -> None:
    for found in answers_of(under):
        assert set(found) == PARTS
        assert set(found["gates"]) == {"referral", "prior_authorization", "medical_necessity", "network"}
        assert all(set(gate) == {"state", "certainty", "text", "source"} for gate in found["gates"].values())
        assert set(found["cost"]) == {"now", "text", "branches", "low", "high", "percent", "source"}
        assert set(found["claim"]) == {"documents", "deadline"}
        assert all(set(entry) == keys for part, keys in WITHIN.items() for entry in found[part])


@pytest.mark.parametrize("under", PLANS)
def test_every_source_is_listed_once(under: str) -> None:
    for found in answers_of(under):
        listed = [source["id"] for source in found["sources"]]
        assert len(listed) == len(set(listed))
        assert set(cited(found)) <= set(listed), found["facts"]


def cited(value: Any) -> Iterator[str]:
    """Every source that a part names."""
    match value:
        case dict():
            if isinstance(value.get("source"), str):
                yield value["source"]
            for name, part in value.items():
                yield from part if name == "sources" and all(isinstance(one, str) for one in part) else cited(part)
        case list():
            for part in value:
                yield from cited(part)
        case _:
            pass


@pytest.mark.parametrize("under", PLANS)
def test_every_answer_is_plain_json(under: str) -> None:
    for found in answers_of(under):
        assert json.loads(json.dumps(found, allow_nan=False)) == found


@pytest.mark.parametrize("under", PLANS)
def test_every_answer_says_to_verify(under: str) -> None:
    for found in answers_of(under):
        assert any("check with Kaiser member services" in caveat for caveat in found["caveats"])


def test_the_facts_are_given_back_as_told() -> None:
    told = {**FACTS, "copay": Decimal("12.50"), "on": date(2026, 11, 21)}

    found = answer(edition(guides()), told)

    assert found["facts"] == {**FACTS, "copay": 12.5, "on": "2026-11-21"}
    assert found["on"] == "2026-11-21"


def test_the_edition_is_named() -> None:
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    published = NumberedCatalog(number=7, sha256="ab" * 32, published_at=at, catalog=guides())

    found = answer(published, FACTS)["edition"]

    assert found == {"number": 7, "sha256": "ab" * 32, "published_at": "2026-11-20T12:00:00+00:00"}


def test_facts_that_cannot_be_used_are_refused() -> None:
    with pytest.raises(FactError):
        answer(edition(guides()), {**FACTS, "referral": "friend"})


def asked(*records: Any, **facts: object) -> dict[str, Any]:
    """The answer under a small catalog."""
    return answer(edition(catalog(*records)), {"therapy": PT, "plan": "mine", "on": "2026-11-21", **facts})


@pytest.mark.parametrize(
    ("records", "facts", "step"),
    [
        pytest.param(
            [benefit(), gate("referral")], {"referral": "none"}, "Ask your doctor for a referral.", id="a referral"
        ),
        pytest.param(
            [benefit(), gate("referral")],
            {"referral": "specialist"},
            "Ask your own Kaiser doctor",
            id="a referral by the right doctor",
        ),
        pytest.param([benefit(), gate("prior_authorization")], {}, "get approval from the plan", id="an approval"),
        pytest.param(
            [benefit(), gate("network")], {"network": "outside"}, "place in the network", id="a place in the network"
        ),
        pytest.param([benefit("not_covered")], {}, "Call member services", id="somebody to call"),
        pytest.param(
            [benefit(), pool(20)], {"visits_used": {PT: 20}}, "Call member services", id="somebody to call about visits"
        ),
        pytest.param([plan(effective_to=date(2025, 12, 31))], {}, "plan papers of this year", id="this year's papers"),
    ],
)
def test_a_decision_asks_for_its_own_step_where_no_guide_does(records: Any, facts: Any, step: str) -> None:
    assert any(step in text for text in asked(*records, **facts)["next_steps"])


def test_no_plan_leaves_a_member_without_an_alternative() -> None:
    assert asked(benefit("not_covered"))["alternatives"] == [
        {"text": "You can pay for the care yourself. Ask for the price first.", "therapy": None}
    ]


def test_a_therapy_is_called_covered_only_by_the_plans_own_record() -> None:
    needles = content("needles", "alternative", topic=ACUPUNCTURE)
    no_massage = benefit("not_covered", therapy=MASSAGE), needles

    (ask,) = asked(*no_massage, therapy=MASSAGE)["alternatives"]
    (covered,) = asked(*no_massage, benefit(therapy=ACUPUNCTURE), therapy=MASSAGE)["alternatives"]

    assert "ask whether your plan covers it" in ask["text"]
    assert "your plan’s record says that it is covered" in covered["text"]


def test_outside_its_dates_the_guides_word_is_shown_and_labelled() -> None:
    gone = plan(based_on="any", effective_to=date(2025, 12, 31))

    found = asked(gone, benefit(), benefit(plan="any"), pool(20, plan="any"))

    assert found["status"] == "unknown"
    assert (found["cost"]["now"], found["limits"], found["visits_left"]) == (None, [], None)
    assert found["caveats"][0].startswith("The general guide, which is not your plan’s record, says:")


def test_nothing_is_said_twice() -> None:
    for under in PLANS:
        for found in answers_of(under):
            for part in ("next_steps", "caveats", "documents", "if_denied"):
                assert len(found[part]) == len(set(found[part])), (part, found[part])


def test_a_no_for_good_opens_no_condition() -> None:
    found = asked(benefit("not_covered"), gate("referral"), gate("medical_necessity"), referral="none")

    assert (found["conditions_open"], found["unknowns"], found["would_change"]) == ([], [], [])
