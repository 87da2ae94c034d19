"""The words in the drawing of a course: each has a row where it fits, and lies over no other."""

from itertools import combinations

import pytest

from benefits.coverage.courses import course_cost
from benefits.coverage.planned import Course
from benefits.coverage.vocabulary import CourseRule
from benefits.wizard.chart_marks import LEFT, LETTER, RIGHT, ChangeMark, changes
from benefits.words.courses import MARKS
from tests.coverage.builders import TODAY, asked, benefit, catalog, copay, pool

THERAPY = "physical-therapy"


def marked(visits: int, changes_at: list[int]) -> list[ChangeMark]:
    held = catalog(benefit(), copay(20), pool(4, THERAPY))
    found = course_cost(held, asked(held), Course(visits=visits, per_week=2, starts_on=TODAY))
    assert found is not None
    return list(changes(found.visits, changes_at, (RIGHT - LEFT) / visits))


def span(mark: ChangeMark) -> tuple[int, float, float]:
    """The row of the words, and from where to where they reach."""
    x, width = float(mark.text_x), len(mark.text) * LETTER
    return (mark.row, x - width, x) if mark.anchor == "end" else (mark.row, x, x + width)


def test_a_change_is_named_with_its_visit() -> None:
    assert [mark.text for mark in marked(12, [1, 5])] == ["Visit 5: visits may be used up"]


@pytest.mark.parametrize("changes_at", [[1, 2, 3], [1, 5, 6, 7, 8], [1, 11, 12], [1, *range(2, 13)]])
def test_no_words_lie_over_others_or_outside(changes_at: list[int]) -> None:
    marks = marked(12, changes_at)
    spans = [span(mark) for mark in marks if mark.text]

    assert len(marks) == len(changes_at) - 1
    assert spans
    assert all(start >= 0 and end <= RIGHT + 4 for _row, start, end in spans)
    for (row, start, end), (other, begins, ends) in combinations(spans, 2):
        assert row != other or end <= begins or ends <= start


def test_every_rule_has_a_mark_of_its_own() -> None:
    assert len({str(MARKS[rule]) for rule in CourseRule}) == len(CourseRule)
