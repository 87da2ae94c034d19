"""A course of visits told on the answer page, by a plain form."""

import pytest

from benefits.wizard.courses import CourseForm, asks_price
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
        ({"visits": "12", "allowed_amount": "much"}, "allowed_amount", "Type dollars, such as 150 or 150.50."),
    ],
)
def test_what_is_wrong_is_said_at_the_field(typed: dict[str, str], field: str, words: str) -> None:
    form = CourseForm(guides(), FACTS, typed)

    assert not form.is_valid()
    assert form.errors == {field: [words]}
    assert "autofocus" in str(form[field])


def test_it_begins_with_what_was_told() -> None:
    form = CourseForm(guides(), {**FACTS, "course": {"visits": 12}, "allowed_amount": 150})

    assert (form["visits"].value(), form["allowed_amount"].value()) == (12, 150)


@pytest.mark.parametrize(
    ("facts", "more", "asked"),
    [
        pytest.param({}, [], False, id="not where nothing turns on it"),
        pytest.param({"allowed_amount": 150}, [], True, id="where it was told, to be changed"),
        pytest.param({}, [("allowed_amount", "Full price")], True, id="where it could make the answer more exact"),
    ],
)
def test_the_price_is_asked_for(facts: dict[str, object], more: list[tuple[str, str]], asked: bool) -> None:
    assert asks_price(facts, more, None) is asked
