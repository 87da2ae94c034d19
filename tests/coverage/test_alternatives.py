"""Other therapies to turn to, each named as covered only where this plan says so."""

from datetime import date

import pytest

from benefits.coverage.decision import decide
from benefits.coverage.guidance import Guidance, guidance
from benefits.coverage.records import Record
from tests.coverage.builders import ACUPUNCTURE, MASSAGE, asked, benefit, catalog, content, plan

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


def test_out_of_its_dates_no_therapy_is_called_covered() -> None:
    records = plan(effective_to=date(2025, 12, 31)), benefit(therapy=ACUPUNCTURE), INSTEAD

    chosen = found(*records, therapy=MASSAGE)

    assert [(other.therapy, other.covered) for other in chosen.other_therapies] == [(ACUPUNCTURE, False)]
