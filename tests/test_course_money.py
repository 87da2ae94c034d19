"""A second opinion on courses: money and calendar by plain arithmetic over cents and weeks, apart from the product."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final, NamedTuple

import pytest

from benefits.coverage import allotments, ledgers, planned, stretches
from benefits.coverage.catalog import Catalog
from benefits.coverage.courses import CourseCost, course_cost
from benefits.coverage.planned import Course
from benefits.coverage.records import PlanAmount, Record
from benefits.coverage.vocabulary import AmountKind, LimitPeriod
from tests.coverage.builders import PT, TODAY, asked, benefit, catalog, plan, pool, price

PLANS: Final = 60
COURSES_EACH: Final = 50
Cents = int | None


class PlanTerms(NamedTuple):
    """What one plan says: amounts in cents, visits a calendar year (None: no limit), and its dates."""

    deductible: int
    most: int
    copay: int | None
    percent: int
    visits: int | None
    year_starts: tuple[int, int]
    ends: date


class Care(NamedTuple):
    """A course under a plan, and what its member used and paid so far, in cents. `spent` of None is not told."""

    visits: int
    a_week: int
    first: date
    full: int
    used: int
    spent: int | None
    toward_most: int


def dates(care: Care) -> Iterator[date]:
    """The day of each visit: the same days of every week."""
    monday = care.first
    while True:
        for place in range(care.a_week):
            yield monday + timedelta(days=7 * place // care.a_week)
        monday += timedelta(weeks=1)


def year_of(day: date, starts: tuple[int, int]) -> int:
    """The year in which a plan whose year starts on that month and day counts the day."""
    return day.year if (day.month, day.day) >= starts else day.year - 1


def bills(terms: PlanTerms, care: Care, spent: int) -> list[Cents]:
    """Cents of each visit; None past the record's end."""
    met: defaultdict[int, int] = defaultdict(int, {year_of(TODAY, terms.year_starts): spent})
    toward: defaultdict[int, int] = defaultdict(int, {year_of(TODAY, terms.year_starts): care.toward_most})
    used: defaultdict[int, int] = defaultdict(int, {TODAY.year: care.used})
    found: list[Cents] = []
    for _number, day in zip(range(care.visits), dates(care), strict=False):
        if day > terms.ends:
            found.append(None)
            continue
        used[day.year] += 1
        if terms.visits is not None and used[day.year] > terms.visits:
            found.append(care.full)
            continue
        year = year_of(day, terms.year_starts)
        first_part = min(max(terms.deductible - met[year], 0), care.full)
        rest = care.full - first_part
        share = (rest * terms.percent + 50) // 100 if terms.copay is None else min(terms.copay, rest)
        bill = min(first_part + share, max(terms.most - toward[year], 0))
        met[year] += first_part
        toward[year] += bill
        found.append(bill)
    return found


def plans(random: Random) -> PlanTerms:
    """A plan with amounts of all sizes, whose record ends within the next two years."""
    deductible = random.choice([0, 10_000, 45_050, 150_000, 340_000])
    return PlanTerms(
        deductible=deductible,
        most=deductible + random.choice([0, 1, 20_000, 300_000]),
        copay=random.choice([None, None, 0, 2_000, 5_050]),
        percent=random.choice([0, 10, 20, 35, 100]),
        visits=random.choice([None, 6, 20, 40]),
        year_starts=random.choice([(1, 1), (7, 1), (12, 15)]),
        ends=TODAY + timedelta(days=random.choice([0, 40, 200, 500])),
    )


def cares(random: Random, terms: PlanTerms) -> Care:
    """A course of any length and pace, with amounts at, just below and past every edge."""
    spent = random.choice([None, 0, terms.deductible, random.randrange(terms.deductible + 1)])
    return Care(
        visits=random.choice([1, 2, 12, 30, 75]),
        a_week=random.randrange(1, 8),
        first=TODAY + timedelta(days=random.choice([0, 0, 3, 45])),
        full=random.choice([1, 1_999, 15_000, 20_001, random.randrange(1, 60_000)]),
        used=random.choice([0, 3, terms.visits or 0, random.randrange(50)]),
        spent=spent,
        toward_most=random.choice([spent or 0, max(terms.most - 5_000, 0)]),
    )


def in_dollars(cents: int) -> Decimal:
    return Decimal(cents) / 100


def records(terms: PlanTerms) -> Iterator[Record]:
    """The plan as the product holds it."""
    starts = f"{terms.year_starts[0]:02}-{terms.year_starts[1]:02}"
    yield plan(based_on="any", effective_to=terms.ends, accumulation_starts=starts)
    yield benefit()
    yield _amount(AmountKind.DEDUCTIBLE, terms.deductible)
    yield _amount(AmountKind.OUT_OF_POCKET_LIMIT, terms.most)
    if terms.copay is None:
        yield price("coinsurance", "after", counts_to_out_of_pocket=True, percent=Decimal(terms.percent))
    else:
        figure = in_dollars(terms.copay)
        yield price("copayment", "after", counts_to_out_of_pocket=True, low=figure, high=figure)
    if terms.visits is not None:
        yield pool(terms.visits, PT, period=LimitPeriod.CALENDAR_YEAR)


def _amount(kind: AmountKind, cents: int) -> PlanAmount:
    return PlanAmount(plan="mine", kind=kind, self_only=in_dollars(cents), citation="papers")


def facts(care: Care) -> dict[str, object]:
    """What the member tells."""
    told: dict[str, object] = {
        "allowed_amount": in_dollars(care.full),
        "visits_used": {PT: care.used},
        "out_of_pocket": in_dollars(care.toward_most),
    }
    return told if care.spent is None else {**told, "deductible": in_dollars(care.spent)}


def said(held: Catalog, care: Care) -> CourseCost:
    """What the product says."""
    course = Course(visits=care.visits, per_week=care.a_week, starts_on=care.first)
    found = course_cost(held, asked(held, **facts(care)), course)
    assert found is not None
    return found


def total(found: list[Cents]) -> int:
    return sum(cents or 0 for cents in found)


def wrong_in(terms: PlanTerms, care: Care, found: CourseCost) -> str:
    """What the product says otherwise than plain arithmetic; nothing where they agree to the cent and the day."""
    if [visit.on for visit in found.visits] != [day for _n, day in zip(range(care.visits), dates(care), strict=False)]:
        return "days"
    guesses = [care.spent] if care.spent is not None else [0, terms.deductible // 3, terms.deductible]
    worlds = [bills(terms, care, guess) for guess in guesses]
    if [visit.is_open for visit in found.visits] != [cents is None for cents in worlds[0]]:
        return "visits left open"
    last = found.visits[-1]
    sums = [total(bill) for bill in worlds]
    if [int(last.total_low * 100), int(last.total_high * 100)] != [min(sums), max(sums)]:
        return "totals"
    each = [None if visit.high is None else int(visit.high * 100) for visit in found.visits]
    return "visits" if len(worlds) == 1 and each != worlds[0] else ""


def drawn(random: Random, count: int) -> Iterator[tuple[PlanTerms, Catalog, list[Care]]]:
    """Plans, each with its courses."""
    for _plan in range(count):
        terms = plans(random)
        yield terms, catalog(*records(terms)), [cares(random, terms) for _care in range(COURSES_EACH)]


def differing(count: int) -> list[tuple[str, PlanTerms, Care]]:
    """Every course of so many plans on which the two differ."""
    return [
        (wrong, terms, care)
        for terms, held, of_plan in drawn(Random(20261130), count)
        for care in of_plan
        if (wrong := wrong_in(terms, care, said(held, care)))
    ]


def test_courses_cost_the_same_by_plain_arithmetic() -> None:
    assert differing(PLANS) == []


def _never_met(left: Any, _paid: Decimal) -> Any:
    return left


def _one_day_late(number: int, a_week: int, first: date) -> date:
    return first + timedelta(days=number * 7 // a_week)


def _always_within(_terms: Any, _tallies: Any, _on: date, days: Any) -> Any:
    return (allotments.Allotment.WITHIN,) * len(days)


def _still_open(ledger: Any, _terms: Any, _situation: Any) -> Any:
    return ledger


@pytest.mark.parametrize(
    ("module", "name", "fault"),
    [
        pytest.param(ledgers, "after_paying", _never_met, id="payments that nobody counts"),
        pytest.param(planned, "visit_day", _one_day_late, id="days that are late"),
        pytest.param(stretches, "allotments", _always_within, id="a visit limit that is forgotten"),
        pytest.param(stretches, "started_again", _still_open, id="a year that never ends"),
    ],
)
def test_a_planted_fault_is_found(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, fault: Callable[..., Any]
) -> None:
    monkeypatch.setattr(module, name, fault)

    assert differing(PLANS // 4) != []
