"""A course of visits told on the answer page, by a plain form."""

import pytest

from benefits.wizard.courses import CourseForm
from tests.coverage.builders import TODAY, guides

FACTS = {"therapy": "physical-therapy", "plan": "hmo", "on": TODAY.isoformat()}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"visits": "12"}, {"course": {"visits": 12}}),
        ({"visits": "12", "per_week": "3"}, {"course": {"visits": 12, "per_week": 3}}),
        ({"visits": ""}, {}),
        ({"visits": "", "per_week": "3"}, {}),
    ],
)
def test_a_course_is_typed(typed: dict[str, str], told: dict[str, object]) -> None:
    form = CourseForm(guides(), FACTS, typed)

    assert form.is_valid()
    assert form.told == told


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"visits": "many"}, "visits", "Type a whole number from 1 to 200."),
        ({"visits": "12", "per_week": "9"}, "per_week", "Type a whole number from 1 to 7."),
        ({"visits": "12", "from": "2026-01-01"}, "from", "Pick a day that is not before the day of care."),
    ],
)
def test_what_is_wrong_is_said_at_the_field(typed: dict[str, str], field: str, words: str) -> None:
    form = CourseForm(guides(), FACTS, typed)

    assert not form.is_valid()
    assert form.errors == {field: [words]}
