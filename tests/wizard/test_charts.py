"""The drawing of a course: columns that grow to the sum, within the drawing, whatever was planned."""

from itertools import pairwise
from typing import Any

import pytest

from benefits import answering
from benefits.wizard import charts
from benefits.wizard.chart_marks import LEFT, RIGHT
from benefits.wizard.charts import TOP, CourseChart
from benefits.wording import courses
from tests import shipped

HDHP = {
    "therapy": "physical-therapy",
    "plan": "ca-meyers-nave-hdhp-2026",
    "condition": "joint-pain",
    "referral": "pcp",
    "deductible": 3100,
    "allowed_amount": 150,
    "on": "2026-11-01",
}


def drawn(facts: dict[str, Any]) -> CourseChart | None:
    found = answering.decided(shipped.edition(), facts).course
    assert found is not None
    return charts.chart(found, [phase.first.number for phase in courses.phases(found)])


def test_columns_grow_to_the_sum() -> None:
    chart = drawn({**HDHP, "course": {"visits": 4}})

    assert chart is not None
    assert [tick.label for tick in chart.ticks] == ["$0", "$100", "$200", "$300"]
    tops = [float(column.y) for column in chart.columns]
    assert tops == sorted(tops, reverse=True)
    assert tops[-1] == TOP
    assert [mark.text for mark in chart.changes] == ["Visit 3: nothing to pay"]
    assert chart.sum.dollars == "$300"


def test_the_deductible_is_a_line_where_it_is_met() -> None:
    chart = drawn({**HDHP, "course": {"visits": 4}})

    assert chart is not None
    assert chart.goal is not None
    assert (chart.goal.dollars, chart.goal.y) == ("$300", chart.columns[1].y)


@pytest.mark.parametrize(
    ("deductible", "is_drawn"),
    [
        pytest.param(2801, True, id="that the course does not reach by a dollar"),
        pytest.param(2200, True, id="twice as far as the sum"),
        pytest.param(2199, False, id="further than twice the sum"),
    ],
)
def test_a_deductible_far_off_is_left_to_the_words(deductible: int, is_drawn: bool) -> None:
    chart = drawn({**HDHP, "deductible": deductible, "course": {"visits": 4}})

    assert (chart is not None) is is_drawn


def test_the_line_ends_with_the_year_and_the_years_are_told() -> None:
    chart = drawn({**HDHP, "deductible": 1200, "on": "2026-11-30", "course": {"visits": 12, "per_week": 2}})

    assert chart is not None
    assert chart.goal is not None
    assert float(chart.goal.end) < RIGHT - 40
    assert [year.number for year in chart.years] == [2026, 2027]
    assert [mark.text for mark in chart.changes] == ["Visit 11: our record ends"]


@pytest.mark.parametrize("visits", [3, 7, 12, 40, 200])
@pytest.mark.parametrize("amount", [1, 99, 150, 12345])
def test_nothing_is_drawn_outside(visits: int, amount: int) -> None:
    chart = drawn({**HDHP, "allowed_amount": amount, "course": {"visits": visits, "per_week": 7}})

    if chart is None:
        return
    for column in chart.columns:
        assert float(column.y) >= TOP - 0.1
        assert LEFT <= float(column.x) <= RIGHT - float(column.width) + 0.1
    if chart.goal is not None:
        assert float(chart.goal.y) >= TOP - 0.1
    assert LEFT < float(chart.sum.x) <= RIGHT
    places = sorted(float(mark.x) for mark in chart.marks)
    assert all(after - before >= charts.APART - 0.1 for before, after in pairwise(places))
    assert len(chart.ticks) <= charts.TICKS + 1


def test_a_price_that_never_changes_needs_no_drawing() -> None:
    assert drawn({**HDHP, "plan": "hmo", "course": {"visits": 4}}) is None


def test_what_is_not_known_is_told_apart() -> None:
    chart = drawn({**HDHP, "course": {"visits": 20}})

    assert chart is not None
    assert chart.has_open
    assert [column.is_open for column in chart.columns] == [False] * 18 + [True] * 2
