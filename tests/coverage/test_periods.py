"""The days on which the count starts again, and the day of the last visit."""

from datetime import date

import pytest

from benefits.coverage.periods import counts_since, lasts_until, resets_on
from benefits.coverage.records import Record
from benefits.coverage.terms import terms
from benefits.coverage.vocabulary import LimitPeriod
from tests.coverage.builders import asked, benefit, catalog, plan, pool


def begins_again(*records: Record, **facts: object) -> date | None:
    built = catalog(benefit(), *records)
    situation = asked(built, **facts)
    return resets_on(terms(built, situation), built.visit_limits[0], situation.on)


@pytest.mark.parametrize(
    ("period", "starts", "on", "resets"),
    [
        pytest.param("calendar_year", "", date(2026, 12, 31), date(2027, 1, 1), id="the last day of the year"),
        pytest.param("calendar_year", "", date(2027, 1, 1), date(2028, 1, 1), id="New Year's day"),
        pytest.param("calendar_year", "07-01", date(2026, 11, 21), date(2027, 1, 1), id="a calendar year is one"),
        pytest.param("plan_year", "07-01", date(2026, 6, 30), date(2026, 7, 1), id="the day before the plan's year"),
        pytest.param("plan_year", "07-01", date(2026, 7, 1), date(2027, 7, 1), id="the first day of the plan's year"),
        pytest.param("year", "02-29", date(2027, 2, 28), date(2027, 3, 1), id="leap day in a year without one"),
        pytest.param("year", "02-29", date(2028, 2, 28), date(2028, 2, 29), id="leap day in a leap year"),
        pytest.param("year", "", date(2026, 11, 21), None, id="a year that starts nobody knows when"),
        pytest.param("month", "", date(2026, 11, 21), date(2026, 12, 1), id="the first of the next month"),
        pytest.param("month", "", date(2026, 12, 31), date(2027, 1, 1), id="the last day of December"),
        pytest.param("month", "", date(2027, 2, 1), date(2027, 3, 1), id="the first of a short month"),
        pytest.param("condition", "01-01", date(2026, 11, 21), None, id="per condition"),
        pytest.param("lifetime", "01-01", date(2026, 11, 21), None, id="for life"),
    ],
)
def test_the_count_starts_again(period: str, starts: str, on: date, resets: date | None) -> None:
    found = begins_again(plan(accumulation_starts=starts), pool(20, period=LimitPeriod(period)), on=on)

    assert found == resets


@pytest.mark.parametrize(
    ("period", "starts", "on", "since"),
    [
        pytest.param("calendar_year", "07-01", date(2026, 12, 31), date(2026, 1, 1), id="New Year's day"),
        pytest.param("calendar_year", "", date(2027, 1, 1), date(2027, 1, 1), id="the first day of the year itself"),
        pytest.param("plan_year", "07-01", date(2026, 6, 30), date(2025, 7, 1), id="last year's first of July"),
        pytest.param("plan_year", "07-01", date(2026, 7, 1), date(2026, 7, 1), id="the plan's first day itself"),
        pytest.param("condition_per_year", "01-01", date(2026, 11, 21), date(2026, 1, 1), id="per problem and year"),
        pytest.param("year", "", date(2026, 11, 21), None, id="a year that starts nobody knows when"),
        pytest.param("month", "", date(2026, 12, 31), date(2026, 12, 1), id="the first of the month"),
        pytest.param("month", "", date(2027, 2, 1), date(2027, 2, 1), id="the first of the month itself"),
        pytest.param("lifetime", "01-01", date(2026, 11, 21), None, id="for life"),
    ],
)
def test_the_count_began(period: str, starts: str, on: date, since: date | None) -> None:
    built = catalog(benefit(), plan(accumulation_starts=starts), pool(20, period=LimitPeriod(period)))

    assert counts_since(terms(built, asked(built, on=on)), built.visit_limits[0], on) == since


def test_a_variant_counts_from_the_day_of_what_it_is_based_on() -> None:
    records = plan("rider", based_on="mine"), plan(accumulation_starts="07-01"), pool(20, period=LimitPeriod.PLAN_YEAR)

    assert begins_again(*records, plan="rider", on=date(2026, 11, 21)) == date(2027, 7, 1)


@pytest.mark.parametrize(
    ("left", "a_week", "last"),
    [
        pytest.param(1, 2, date(2026, 11, 21), id="one left: today"),
        pytest.param(2, 2, date(2026, 11, 24), id="two left, two a week"),
        pytest.param(5, 2, date(2026, 12, 5), id="five left, two a week"),
        pytest.param(3, 1, date(2026, 12, 5), id="three left, one a week"),
    ],
)
def test_the_last_visit(left: int, a_week: int, last: date) -> None:
    assert lasts_until(left, a_week, date(2026, 11, 21)) == last
