"""Other therapies to turn to, each named as covered only where this plan says so."""

from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from benefits.coverage import alternatives
from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import decide
from benefits.coverage.guidance import Guidance, guidance
from benefits.coverage.records import Record
from benefits.coverage.situation import Situation
from benefits.coverage.telling import of_other_therapy
from benefits.coverage.universe import situations
from benefits.coverage.vocabulary import Status
from tests import shipped
from tests.coverage.builders import (
    ACUPUNCTURE,
    MASSAGE,
    TODAY,
    asked,
    benefit,
    catalog,
    content,
    gate,
    plan,
    pool,
    rule,
)

INSTEAD = content("needles", "alternative", topic=ACUPUNCTURE)


def found(*records: Record, **facts: object) -> Guidance:
    built = catalog(*records)
    situation = asked(built, **facts)
    return guidance(situation, decide(built, situation))


@pytest.mark.parametrize(
    ("records", "offered"),
    [
        pytest.param([], [(ACUPUNCTURE, False)], id="the plan is silent on it"),
        pytest.param([benefit(therapy=ACUPUNCTURE)], [(ACUPUNCTURE, True)], id="the plan covers it"),
        pytest.param([benefit("varies", therapy=ACUPUNCTURE)], [(ACUPUNCTURE, False)], id="it varies"),
        pytest.param([benefit("not_covered", therapy=ACUPUNCTURE)], [], id="the plan leaves it out"),
        pytest.param(
            [benefit("covered", "any", ACUPUNCTURE)], [(ACUPUNCTURE, False)], id="a guide's yes is not the plan's"
        ),
        pytest.param(
            [
                plan("rider", based_on="mine"),
                benefit(therapy=ACUPUNCTURE),
                benefit("not_covered", "rider", ACUPUNCTURE),
            ],
            [(ACUPUNCTURE, True)],
            id="another plan leaves it out",
        ),
    ],
)
def test_other_therapies(records: list[Record], offered: list[object]) -> None:
    chosen = found(benefit("not_covered", therapy=MASSAGE), INSTEAD, *records, therapy=MASSAGE)

    assert [(other.therapy, other.covered) for other in chosen.other_therapies] == offered


@pytest.mark.parametrize(("rider", "offered"), [("covered", [(ACUPUNCTURE, True)]), ("not_covered", [])])
def test_the_nearest_record_on_another_therapy_speaks(rider: str, offered: list[object]) -> None:
    base = "not_covered" if rider == "covered" else "covered"
    records = plan("rider", based_on="mine"), benefit(base, therapy=ACUPUNCTURE), benefit(rider, "rider", ACUPUNCTURE)

    chosen = found(*records, benefit("not_covered", therapy=MASSAGE), INSTEAD, plan="rider", therapy=MASSAGE)

    assert [(other.therapy, other.covered) for other in chosen.other_therapies] == offered


def test_what_a_guide_leaves_out_is_not_offered_under_it() -> None:
    records = benefit("not_covered", "any", MASSAGE), benefit("not_covered", "any", ACUPUNCTURE), INSTEAD

    assert found(*records, plan="any", therapy=MASSAGE).other_therapies == ()


def test_kin_that_the_plan_covers_is_offered_unasked() -> None:
    chosen = found(benefit("not_covered", therapy=MASSAGE), benefit(therapy=ACUPUNCTURE), therapy=MASSAGE)

    assert [(other.therapy, other.covered) for other in chosen.other_therapies] == [(ACUPUNCTURE, True)]


BOTH_COVERED = (benefit(therapy=MASSAGE), benefit(therapy=ACUPUNCTURE))
ONLY_NEEDLES = (benefit("not_covered", therapy=MASSAGE), benefit(therapy=ACUPUNCTURE))


@pytest.mark.parametrize(
    ("records", "facts", "offered"),
    [
        pytest.param(
            [*BOTH_COVERED, pool(12, MASSAGE, ACUPUNCTURE)],
            {"visits_used": {MASSAGE: 12}},
            [],
            id="the visits of both are used up",
        ),
        pytest.param(
            [*BOTH_COVERED, pool(12, MASSAGE)],
            {"visits_used": {MASSAGE: 12}},
            [(ACUPUNCTURE, True)],
            id="only the visits of this one are used up",
        ),
        pytest.param(
            [
                benefit("not_covered", therapy=MASSAGE),
                benefit(therapy=ACUPUNCTURE),
                rule("headache", "not_covered", therapy=ACUPUNCTURE),
            ],
            {"condition": "headache"},
            [],
            id="it is not covered for this problem",
        ),
        pytest.param(
            [*ONLY_NEEDLES, gate("network", therapy=ACUPUNCTURE)],
            {"network": "outside"},
            [],
            id="it is not covered there either",
        ),
        pytest.param(
            BOTH_COVERED,
            {"prior_authorization": "denied"},
            [(ACUPUNCTURE, True)],
            id="the plan said no to this one only",
        ),
    ],
)
def test_another_therapy_is_asked_for_the_same_facts(
    records: Iterable[Record], facts: dict[str, object], offered: list[object]
) -> None:
    chosen = found(*records, therapy=MASSAGE, **facts)

    assert [(other.therapy, other.covered) for other in chosen.other_therapies] == offered


def test_out_of_its_dates_no_therapy_is_called_covered() -> None:
    records = plan(effective_to=date(2025, 12, 31)), benefit(therapy=ACUPUNCTURE), INSTEAD

    chosen = found(*records, therapy=MASSAGE)

    assert [(other.therapy, other.covered) for other in chosen.other_therapies] == [(ACUPUNCTURE, False)]


def called_covered_that_is_not() -> Iterator[tuple[Situation, str]]:
    """Over a share of all shipped situations: each therapy that is named as covered, and is not when asked for."""
    for place, situation in enumerate(everything(shipped.catalog())):
        if place % 101 == 0:
            chosen = guidance(situation, decide(shipped.catalog(), situation))
            for other in chosen.other_therapies:
                asked_for = decide(shipped.catalog(), of_other_therapy(situation, other.therapy))
                if other.covered and asked_for.status not in alternatives.COVERED:
                    yield situation, other.therapy


def everything(catalog: Catalog) -> Iterator[Situation]:
    for plan_asked in catalog.plans:
        for therapy in catalog.therapy_by_slug:
            yield from situations(catalog, plan_asked, therapy, TODAY)


def test_what_is_called_covered_is_covered_for_the_same_facts() -> None:
    assert list(called_covered_that_is_not()) == []


def test_a_record_that_is_taken_at_its_word_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alternatives, "_answer", lambda *_asked: Status.COVERED)

    assert next(called_covered_that_is_not())
