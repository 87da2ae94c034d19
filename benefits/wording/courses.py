"""What a course of care costs, in words: the sum, the visits at one price, and what nobody can tell."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Final, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from benefits.answer_parts import AnswerCourse, AnswerPhase
from benefits.answers import number
from benefits.coverage.courses import CourseCost, CourseVisit
from benefits.coverage.vocabulary import CourseRule
from benefits.wording.phrases import day_in_words, dollars, sentence
from benefits.words.courses import ASSUMED, WHY

EITHER: Final = gettext_lazy("%(one)s; or: %(other)s")


class CoursePhase(NamedTuple):
    """Visits in a row at one price, from the first to the last of them. `each` is empty where nobody states it."""

    first: CourseVisit
    last: CourseVisit
    each: str
    text: str


def course(found: CourseCost) -> AnswerCourse:
    """A planned course as the Answer holds it."""
    return AnswerCourse(
        visits=found.course.visits,
        per_week=found.course.per_week,
        starts_on=found.course.starts_on,
        total_low=number(found.total_low),
        total_high=number(found.total_high),
        text=summary(found),
        assumed=tuple(assumed(found)),
        phases=tuple(
            AnswerPhase(from_visit=each.first.number, to_visit=each.last.number, each=each.each or None, text=each.text)
            for each in phases(found)
        ),
        run_out_on=found.run_out_on,
        ask_by=found.ask_by,
        ends_on=found.visits[-1].on,
    )


def phases(found: CourseCost) -> tuple[CoursePhase, ...]:
    """The course as stretches of visits at one price, each with why it is that."""
    return tuple(_phase(list(visits)) for _terms, visits in groupby(found.visits, key=_price_and_reason))


def _price_and_reason(visit: CourseVisit) -> tuple[object, ...]:
    return visit.rules, visit.low, visit.high, visit.since


def _phase(visits: list[CourseVisit]) -> CoursePhase:
    first = visits[0]
    return CoursePhase(first, visits[-1], each(first), why(first.rules))


def each(visit: CourseVisit) -> str:
    """What one visit costs: “$150”, “$20-$40”; empty where that is left open."""
    return spread(visit.low, visit.high)


def why(rules: tuple[CourseRule, ...]) -> str:
    """What makes the price; both where it turns on something that was not told."""
    first, *others = (str(WHY[rule]) for rule in rules)
    return str(EITHER) % {"one": first, "other": others[0]} if others else first


def total(found: CourseCost) -> str:
    """The sum of the visits whose price is known: “$240-$480”; empty where none is."""
    return spread(found.total_low, found.total_high)


def spread(low: Decimal | None, high: Decimal | None) -> str:
    """Dollars from low to high: “$150”, “$20-$40”; empty where nobody knows them."""
    if low is None or high is None:
        return ""
    return dollars(low) if low == high else f"{dollars(low)}-{dollars(high)}"


def summary(found: CourseCost) -> str:
    """What the sum is of, and what it leaves out, in whole sentences."""
    return " ".join(sentence(part) for part in _summary(found) if part)


def _summary(found: CourseCost) -> Iterator[str]:
    summed = len(found.priced)
    if summed:
        words = ngettext("That is %(visits)s visit", "That is %(visits)s visits together", summed)
        yield words % {"visits": summed}
    past = sum(visit.rules == (CourseRule.PAST_RECORD,) for visit in found.visits)
    if past and found.record_ends_on is not None:
        words = ngettext(
            "%(visits)s visit falls after %(day)s. Our record ends then, so we do not know what it costs",
            "%(visits)s visits fall after %(day)s. Our record ends then, so we do not know what they cost",
            past,
        )
        yield words % {"visits": past, "day": day_in_words(found.record_ends_on)}
    unpriced = len(found.visits) - summed - past
    if unpriced:
        words = ngettext(
            "We do not know the price of %(visits)s visit. Ask the clinic or member services, and tell us",
            "We do not know the price of %(visits)s visits. Ask the clinic or member services, and tell us",
            unpriced,
        )
        yield words % {"visits": unpriced}
    if found.run_out_on is not None and found.ask_by is not None:
        yield _("Your covered visits run out about %(last)s. Ask for more by %(ask)s") % {
            "last": day_in_words(found.run_out_on),
            "ask": day_in_words(found.ask_by),
        }


def assumed(found: CourseCost) -> list[str]:
    """What the sum takes for granted."""
    return [str(ASSUMED[assumption]) for assumption in found.assumed]
