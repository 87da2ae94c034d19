"""The reviewed cases of the real plans and their neighbours, asked of the core in words."""

from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from benefits.coverage.gaps import gaps
from benefits.coverage.records import Plan
from benefits.coverage.vocabulary import PlanKind
from benefits.importing.loading import shipped
from tests.cases.reading import REAL_PLANS as CASES
from tests.cases.reading import ReviewedCase, each_of, edition, failures
from tests.documents import answer

ROOT: Final = Path(__file__).resolve().parents[2]
# The second group as it was handed over; a letter behind the number is a neighbour of ours.
REVIEWED: Final = [
    "B01",
    "B02",
    "B04",
    "B06",
    "B07",
    "B09",
    "B11",
    "B12",
    "B14",
    "B16",
    "B17",
    "B19",
    "B21",
    "B22",
    "B24",
    "B26",
    "B27",
    "B29",
    "B31",
    "B32",
    "B34",
    "B36",
    "B37",
    "B39",
    "B41",
    "B42",
    "B44",
    "B46",
    "B47",
    "B49",
    "B51",
    "B54",
    "B56",
    "B57",
    "B59",
]


@cache
def in_force() -> Any:
    """Both shipped files, as if they were published."""
    return edition(shipped(ROOT / "fixtures"))


def plans() -> list[Plan]:
    """The plans on file, without the guides."""
    return [plan for plan in in_force().catalog.plans if plan.kind is PlanKind.PLAN]


@each_of(CASES)
def test_answer_is_as_reviewed(case: ReviewedCase) -> None:
    found = answer(in_force(), case["facts"])

    assert failures(case, found) == []


def test_every_case_of_the_second_group_is_here() -> None:
    names = [case["id"] for case in CASES]

    assert [name for name in names if name[0] == "B" and name[-1].isdigit()] == REVIEWED
    assert len(set(names)) == len(names)


def test_every_plan_on_file_has_a_case() -> None:
    assert {plan.slug for plan in plans()} - {case["facts"]["plan"] for case in CASES} == set()


def test_wrong_expectation_is_noticed() -> None:
    case = {**CASES[0], "expect": {"visits_left": 6, "cost": ["$15"]}, "must_not": {"status": ["covered"]}}

    assert len(failures(case, answer(in_force(), case["facts"]))) == 3


def test_nothing_bars_the_shipped_catalog_from_being_published() -> None:
    assert gaps(in_force().catalog) == ()


def test_a_plan_of_another_variant_is_never_what_a_plan_is_based_on() -> None:
    """Variants never lend each other a price."""
    catalog = in_force().catalog
    lent = [
        (plan.slug, link.slug)
        for plan in plans()
        for link in catalog.chain(plan.slug)[1:]
        if link.hios_id and link.kind is PlanKind.PLAN
    ]

    assert lent == []


@pytest.mark.parametrize("plan", plans(), ids=[plan.slug for plan in plans()])
def test_a_plan_answers_inside_its_dates_and_nowhere_else(plan: Plan) -> None:
    def status(on: object) -> object:
        facts = {"therapy": "physical-therapy", "plan": plan.slug, "on": str(on)}
        return answer(in_force(), facts)["status"]

    first, last = plan.effective_from, plan.effective_to

    assert (first is None) == (last is None)
    if first is None or last is None:
        assert "no plan year" in plan.note or "no year" in plan.note
        return
    assert "unknown" not in (status(first), status(last))
    assert status(first.replace(year=first.year - 1)) == status(last.replace(year=last.year + 1)) == "unknown"
