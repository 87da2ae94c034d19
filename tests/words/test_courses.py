"""What members read of the visits of a course."""

from benefits.coverage.vocabulary import CourseAssumption, CourseRule
from benefits.words.courses import ASSUMED, WHY


def test_every_rule_of_a_course_has_words_of_its_own() -> None:
    assert len({str(WHY[found]) for found in CourseRule}) == len(CourseRule)


def test_every_assumption_is_said() -> None:
    assert all(str(ASSUMED[found]).endswith(".") for found in CourseAssumption)
