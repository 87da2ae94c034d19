"""The reviewed cases of the two guides, asked of the core in words."""

import pytest

from tests.cases.reading import CASES, ReviewedCase, catalog_with, each_case, edition, failures
from tests.documents import answer


@each_case
def test_answer_is_as_reviewed(case: ReviewedCase) -> None:
    in_force = edition(catalog_with(case.get("add", {})))

    found = answer(in_force, case["facts"])

    assert failures(case, found) == []


def test_every_case_of_the_first_group_is_here() -> None:
    reviewed = [case["id"] for case in CASES if case["id"].startswith("A")]

    assert len(reviewed) == len(set(reviewed)) == 26


@pytest.mark.parametrize(
    ("expect", "must_not", "problem"),
    [
        ({"status": "not_covered"}, {}, "status is covered"),
        ({"gates": {"referral": "to_do"}}, {}, "gates are"),
        ({"cost": ["$99"]}, {}, "cost lacks"),
        ({"next_steps": []}, {}, "next_steps is not empty"),
        ({"unknowns": ["improving"]}, {}, "unknowns lack improving"),
        ({"branches": {"now": "$1"}}, {}, "branches are"),
        ({"gate_texts": {"network": ["anywhere"]}}, {}, "gate network lacks"),
        ({}, {"status": ["covered"]}, "status must not be covered"),
        ({}, {"cost": ["$20"]}, "cost must not say"),
    ],
)
def test_wrong_expectation_is_noticed(expect: dict[str, object], must_not: dict[str, object], problem: str) -> None:
    case = {**CASES[0], "expect": expect, "must_not": must_not}

    found = failures(case, answer(edition(catalog_with()), case["facts"]))

    assert any(problem in failure for failure in found)
