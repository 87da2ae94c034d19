"""A course of care as it is told: whole numbers, a day, and nothing that nobody plans."""

from datetime import date
from typing import Any

import pytest

from benefits.coverage import planned
from benefits.coverage.situation import FactError
from benefits.coverage.telling import kept, situation, statements
from tests.coverage.builders import TODAY, guides

ASKED = {"therapy": "physical-therapy", "plan": "hmo", "on": TODAY}


@pytest.mark.parametrize(
    ("told", "course"),
    [
        pytest.param({"visits": 12}, (12, 2, TODAY), id="with a pace and a first day that nobody told"),
        pytest.param({"visits": "12", "per_week": " 3 "}, (12, 3, TODAY), id="as it is typed"),
        pytest.param({"visits": 1, "from": "2026-12-24"}, (1, 2, date(2026, 12, 24)), id="from a later day"),
        pytest.param({"visits": 200, "per_week": 7}, (200, 7, TODAY), id="as long as anybody plans"),
    ],
)
def test_a_course_is_read(told: dict[str, Any], course: tuple[int, int, date]) -> None:
    read = planned.read(guides(), told, TODAY)

    assert (read.visits, read.per_week, read.starts_on) == course


@pytest.mark.parametrize(
    ("told", "fact"),
    [
        pytest.param(12, "course", id="a bare number"),
        pytest.param({}, "course.visits", id="no visits"),
        pytest.param({"visits": 0}, "course.visits", id="none at all"),
        pytest.param({"visits": 201}, "course.visits", id="more than anybody plans"),
        pytest.param({"visits": "unsure"}, "course.visits", id="visits that are not sure"),
        pytest.param({"visits": 2.5}, "course.visits", id="half a visit"),
        pytest.param({"visits": 12, "per_week": 8}, "course.per_week", id="more than one a day"),
        pytest.param({"visits": 12, "from": "soon"}, "course.from", id="no day"),
        pytest.param({"visits": 12, "from": "2026-11-20"}, "course.from", id="the day before"),
        pytest.param({"visits": 12, "weeks": 6}, "course.weeks", id="a part that is none"),
    ],
)
def test_what_is_no_course_is_refused_by_its_part(told: object, fact: str) -> None:
    with pytest.raises(FactError) as refused:
        planned.read(guides(), told, TODAY)

    assert refused.value.fact == fact


def test_a_course_is_kept_as_it_was_read() -> None:
    assert kept(guides(), {**ASKED, "on": "2026-11-21", "course": {"visits": "12"}})["course"] == {"visits": 12}


def test_nothing_turns_on_a_course() -> None:
    told = {**ASKED, "course": {"visits": 12}}

    assert situation(guides(), told) == situation(guides(), ASKED)
    assert statements(told) == statements(ASKED)
