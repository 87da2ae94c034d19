"""The drawing of a course: columns that grow to the sum, within the drawing, whatever was planned."""

from itertools import pairwise
from typing import Any

import pytest

from benefits import answering
from benefits.wizard import charts
from benefits.wizard.charts import CourseChart
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
    return charts.chart(found.visits, [phase.first.number for phase in courses.phases(found)])


def test_columns_grow_to_the_sum() -> None:
    chart = drawn({**HDHP, "course": {"visits": 4}})

    assert chart is not None
    assert [tick.label for tick in chart.ticks] == ["$0", "$100", "$200", "$300"]
    tops = [float(column.y) for column in chart.columns]
    assert tops == sorted(tops, reverse=True)
    assert tops[-1] == charts.TOP
    assert len(chart.changes) == 1


@pytest.mark.parametrize("visits", [3, 7, 12, 40, 200])
@pytest.mark.parametrize("amount", [1, 99, 150, 12345])
def test_nothing_is_drawn_outside(visits: int, amount: int) -> None:
    chart = drawn({**HDHP, "allowed_amount": amount, "course": {"visits": visits, "per_week": 7}})

    if chart is None:
        return
    for column in chart.columns:
        assert float(column.y) >= charts.TOP - 0.1
        assert charts.LEFT <= float(column.x) <= charts.RIGHT - float(column.width) + 0.1
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
