"""The days on which visits and payments start to count again, and how long the visits left last."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from benefits.coverage.records import VisitLimit
from benefits.coverage.terms import Terms
from benefits.coverage.vocabulary import LimitPeriod

# Who needs more visits asks for them two weeks before the last one: a decision takes its time.
ASK_AHEAD: Final = timedelta(days=14)
# The pace that run-out days are worked out for, in visits a week.
A_WEEK: Final = 2
# With so many visits left, or fewer, the day to ask for more is today. Where a limit is a range nobody knows that day:
# it is near a little before its lower end.
NEAR: Final = ASK_AHEAD.days * A_WEEK // 7 + 1
NEAR_A_RANGE: Final = 3

# The periods that go by the calendar, whatever the visits are for.
OF_A_TIME: Final = (
    LimitPeriod.YEAR,
    LimitPeriod.CALENDAR_YEAR,
    LimitPeriod.PLAN_YEAR,
    LimitPeriod.CONTRACT_YEAR,
    LimitPeriod.CONDITION_PER_YEAR,
    LimitPeriod.MONTH,
    LimitPeriod.ROLLING_DAYS,
)


def resets_on(terms: Terms, limit: VisitLimit, on: date) -> date | None:
    """The first day on which the count starts again; None where the record does not say when its year starts."""
    match limit.period:
        case LimitPeriod.CALENDAR_YEAR:
            return _next("01-01", on)
        case LimitPeriod.MONTH:
            return (on.replace(day=1) + timedelta(days=31)).replace(day=1)
        case LimitPeriod.YEAR | LimitPeriod.PLAN_YEAR | LimitPeriod.CONTRACT_YEAR | LimitPeriod.CONDITION_PER_YEAR:
            year = accumulation_year(terms, on)
            return year and year[1]
        case _:
            return None


def counts_since(terms: Terms, limit: VisitLimit, on: date) -> date | None:
    """The first day of the period that a visit on `on` counts in; None where the record does not tell it."""
    match limit.period:
        case LimitPeriod.CALENDAR_YEAR:
            return date(on.year, 1, 1)
        case LimitPeriod.MONTH:
            return on.replace(day=1)
        case LimitPeriod.YEAR | LimitPeriod.PLAN_YEAR | LimitPeriod.CONTRACT_YEAR | LimitPeriod.CONDITION_PER_YEAR:
            year = accumulation_year(terms, on)
            return year and year[0]
        case _:
            return None


def accumulation_year(terms: Terms, on: date) -> tuple[date, date] | None:
    """The day since which visits and payments count, and the day on which they start again; None where unstated."""
    starts = next((link.accumulation_starts for link in terms.links if link.accumulation_starts), "")
    return _year(starts, on) if starts else None


def may_start_again(terms: Terms, limit: VisitLimit) -> bool:
    """Whether the count may start again within the record on a day that it does not state.

    A record of one calendar year holds no second year of any kind. Visits for one problem, or of one stay, go on as
    long as the course does.
    """
    return limit.period in OF_A_TIME and not is_of_one_year(terms)


def is_of_one_year(terms: Terms) -> bool:
    """Whether the record holds from the first to the last day of one calendar year."""
    first, last = terms.plan.effective_from, terms.plan.effective_to
    if first is None or last is None:
        return False
    return (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31))


# Most questions are about today.
@lru_cache(maxsize=256)
def _year(starts: str, on: date) -> tuple[date, date]:
    again = _next(starts, on)
    return _day(again.year - 1, *_month_and_day(starts)), again


def _month_and_day(starts: str) -> tuple[int, int]:
    month, day = starts.split("-")
    return int(month), int(day)


def _next(starts: str, on: date) -> date:
    month, day = _month_and_day(starts)
    return next(start for year in (on.year, on.year + 1) if (start := _day(year, month, day)) > on)


def _day(year: int, month: int, day: int) -> date:
    """That day of the year; 29 February falls on 1 March where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 3, 1)


def visit_day(number: int, a_week: int, first: date) -> date:
    """The day of a visit of a course, by its number from 1 on, when the first is on `first`."""
    return first + timedelta(days=(number - 1) * 7 // a_week)


def lasts_until(left: int, a_week: int, on: date) -> date:
    """The day of the last visit left, when the next is on `on` and there are so many a week."""
    return visit_day(left, a_week, on)
