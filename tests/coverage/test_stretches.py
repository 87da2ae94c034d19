"""The visits of a course by record, and which record follows which."""

from datetime import date
from typing import Final

import pytest

from benefits.coverage.planned import Course
from benefits.coverage.records import Plan
from benefits.coverage.stretches import next_record
from tests.coverage.builders import catalog, plan

MINE: Final = plan(based_on="any", hios_id="12345CA0010001", effective_to=date(2026, 12, 31))
NEW_YEAR: Final = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("other", "follows"),
    [
        pytest.param(plan("next", hios_id="12345CA0010001", effective_from=NEW_YEAR), True, id="the same plan"),
        pytest.param(
            plan("next", hios_id="12345CA0010001", effective_from=NEW_YEAR, accumulation_starts="01-01"),
            True,
            id="the same plan, whose payments count from its first day on",
        ),
        pytest.param(plan("next", hios_id="12345CA0010002", effective_from=NEW_YEAR), False, id="another plan"),
        pytest.param(
            plan("next", hios_id="12345CA0010001", effective_from=date(2027, 2, 1)), False, id="a gap between them"
        ),
        pytest.param(
            plan("next", hios_id="12345CA0010001", effective_from=NEW_YEAR, accumulation_starts="07-01"),
            False,
            id="payments of the year before still count",
        ),
    ],
)
def test_the_record_of_the_same_plan_follows(other: Plan, follows: bool) -> None:
    assert next_record(catalog(MINE, other), MINE) == (other if follows else None)


def test_nothing_follows_a_record_without_an_end_or_a_number() -> None:
    following = plan("next", hios_id="12345CA0010001", effective_from=NEW_YEAR)

    assert next_record(catalog(following), plan()) is None
    assert next_record(catalog(following), plan(effective_to=date(2026, 12, 31))) is None


def test_visits_fall_on_the_same_days_of_each_week() -> None:
    course = Course(visits=5, per_week=2, starts_on=date(2026, 11, 30))

    assert [day.isoformat()[5:] for day in course.days] == ["11-30", "12-03", "12-07", "12-10", "12-14"]
