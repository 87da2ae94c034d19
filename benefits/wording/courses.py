"""What a course of care costs, in words: the sum, the visits at one price, and what nobody can tell."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Final, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrOrPromise

from benefits.answer_parts import AnswerCourse, AnswerPhase
from benefits.answers import number
from benefits.coverage.courses import TOWARD_DEDUCTIBLE, CourseCost, CourseVisit
from benefits.coverage.vocabulary import CourseRule
from benefits.wording.phrases import day_in_words, dollars, sentence
from benefits.words.courses import ASSUMED, MARKS, UNTIL_MET, WHY

PAST_LIMIT: Final[Mapping[CourseRule, StrOrPromise]] = {
    CourseRule.PAST_LIMIT: gettext_lazy(
        "From visit %(number)s on your covered visits are used up. You pay the full price then. Ask the clinic for it, "
        "and tell us"
    ),
    CourseRule.MAY_BE_PAST_LIMIT: gettext_lazy(
        "From visit %(number)s on your covered visits may be used up. If so, you pay the full price"
    ),
}
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
    first, *others = rules
    if others == [CourseRule.DEDUCTIBLE] and first in UNTIL_MET:
        return str(UNTIL_MET[first])
    return str(EITHER) % {"one": WHY[first], "other": WHY[others[0]]} if others else str(WHY[first])


def mark(before: CourseVisit, visit: CourseVisit) -> str:
    """In a few words what changes at a visit: “Visit 11: our record ends”."""
    is_new_year = visit.rules == before.rules and visit.since != before.since
    what = _("a new year") if is_new_year else str(MARKS[visit.rules[0]])
    return _("Visit %(number)s: %(change)s") % {"number": visit.number, "change": what}


def total(found: CourseCost) -> str:
    """The sum of the visits whose price is known, and how many they are; empty where none is."""
    summed = len(found.priced)
    words = ngettext("%(sum)s for %(visits)s visit", "%(sum)s for %(visits)s visits", summed)
    return words % {"sum": spread(found.total_low, found.total_high), "visits": summed} if summed else ""


def spread(low: Decimal | None, high: Decimal | None) -> str:
    """Dollars from low to high: “$150”, “$20-$40”; empty where nobody knows them."""
    if low is None or high is None:
        return ""
    return dollars(low) if low == high else f"{dollars(low)}-{dollars(high)}"


def summary(found: CourseCost) -> str:
    """The sum, what it leaves out, and when covered visits run out, in whole sentences."""
    summed = len(found.priced)
    words = ngettext("You pay %(sum)s for %(visits)s visit", "You pay %(sum)s for %(visits)s visits", summed)
    told = words % {"sum": spread(found.total_low, found.total_high), "visits": summed} if summed else ""
    return " ".join(sentence(part) for part in (told, *_besides(found)) if part)


def besides(found: CourseCost) -> str:
    """What the sum leaves out, and when covered visits run out, in whole sentences; empty where there is nothing."""
    return " ".join(sentence(part) for part in _besides(found))


def _besides(found: CourseCost) -> Iterator[str]:
    yield from _unpriced(found)
    yield from _at_full_price(found)
    past = sum(visit.is_past_record for visit in found.visits)
    if past and found.record_ends_on is not None:
        words = ngettext(
            "%(visits)s visit falls after %(day)s. Our record ends then, so we do not know what it costs",
            "%(visits)s visits fall after %(day)s. Our record ends then, so we do not know what they cost",
            past,
        )
        yield words % {"visits": past, "day": day_in_words(found.record_ends_on)}
    if found.run_out_on is not None and found.ask_by is not None:
        yield _("Your covered visits run out about %(last)s. Ask for more by %(ask)s") % {
            "last": day_in_words(found.run_out_on),
            "ask": day_in_words(found.ask_by),
        }
    elif found.will_last:
        yield _("Your covered visits will last for this")


def _unpriced(found: CourseCost) -> Iterator[str]:
    """The visits within the record whose price nobody knows: what is known of them, and whom to ask."""
    until_met = next((price for visit in found.unpriced for price in _prices_until_met(visit)), None)
    if until_met is not None:
        words = _("You pay %(price)s a visit until your deductible is met. Then our source does not say what you pay")
        yield words % {"price": dollars(until_met)}
        return
    is_after = found.visits[0].rules in TOWARD_DEDUCTIBLE
    unsaid = sum(is_after and visit.rules == (CourseRule.NOT_STATED,) for visit in found.unpriced)
    if unsaid:
        words = ngettext(
            "%(visits)s visit comes after your deductible is met. Our source does not say what you pay then",
            "%(visits)s visits come after your deductible is met. Our source does not say what you pay then",
            unsaid,
        )
        yield words % {"visits": unsaid}
    unknown = sum(visit.rules[0] not in PAST_LIMIT for visit in found.unpriced) - unsaid
    if unknown:
        words = ngettext(
            "We do not know the price of %(visits)s visit. Ask the clinic or member services, and tell us",
            "We do not know the price of %(visits)s visits. Ask the clinic or member services, and tell us",
            unknown,
        )
        yield words % {"visits": unknown}


def _at_full_price(found: CourseCost) -> Iterator[str]:
    """From which visit on the limit is, or may be, used up, where nobody knows in dollars what is paid then."""
    visit = next((visit for visit in found.unpriced if visit.rules[0] in PAST_LIMIT), None)
    if visit is not None:
        yield str(PAST_LIMIT[visit.rules[0]]) % {"number": visit.number}


def _prices_until_met(visit: CourseVisit) -> Iterator[Decimal]:
    """The full price of a visit of which no source says what it costs once the deductible is met, in dollars."""
    if visit.rules == (CourseRule.NOT_STATED, CourseRule.DEDUCTIBLE):
        yield from (made.dollars for made in visit.bills if made.dollars is not None)


def assumed(found: CourseCost) -> list[str]:
    """What the sum takes for granted."""
    return [str(ASSUMED[assumption]) for assumption in found.assumed]
