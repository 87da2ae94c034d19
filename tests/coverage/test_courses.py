"""What a course of care costs: sums over visits, and what they leave open."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

import pytest

from benefits.coverage import courses, ledgers
from benefits.coverage.accumulators import MET, Remainder
from benefits.coverage.catalog import Catalog
from benefits.coverage.courses import CourseCost, course_cost
from benefits.coverage.decision import decide
from benefits.coverage.planned import Course
from benefits.coverage.records import Plan, Record
from benefits.coverage.situation import Situation
from benefits.coverage.telling import situation
from benefits.coverage.vocabulary import AmountKind, CourseRule, LimitPeriod, Refused, Status
from tests import shipped
from tests.coverage.builders import PT, TODAY, amount, asked, benefit, catalog, copay, plan, pool, price

YEAR_END: Final = date(2026, 12, 31)
OF_2026: Final = plan(based_on="any", effective_from=date(2026, 1, 1), effective_to=YEAR_END)
COUNTED: Final[dict[str, Any]] = {"counts_to_out_of_pocket": True}


# Two visits a week from here on: ten in this year, two in the next.
FIRST: Final = date(2026, 11, 30)


def cost_of(*records: Record, visits: int = 12, per_week: int = 2, **facts: Any) -> CourseCost:
    """What a course from today on costs under a plan of these records."""
    built = catalog(benefit(), *records)
    found = course_cost(built, asked(built, **facts), Course(visits=visits, per_week=per_week, starts_on=TODAY))
    assert found is not None
    return found


def runs(found: CourseCost) -> list[tuple[int, str, int | None, int | None]]:
    """The visits at which something changes: the number, what makes the price, and dollars from and to."""
    told: list[tuple[int, str, int | None, int | None]] = []
    for visit in found.visits:
        low, high = (None if dollars is None else int(dollars) for dollars in (visit.low, visit.high))
        run = ("/".join(visit.rules), low, high)
        if not told or told[-1][1:] != run:
            told.append((visit.number, *run))
    return told


AFTER: Final[dict[str, Any]] = {"deductible": "after", **COUNTED}
DEDUCTIBLE: Final = amount("deductible", 400)
LIMIT: Final = amount("out_of_pocket_limit", 500)


@pytest.mark.parametrize(
    ("records", "facts", "changes", "sums"),
    [
        pytest.param([copay(20)], {}, [(1, "copayment", 20, 20)], (240, 240), id="a copay each time"),
        pytest.param([copay(20, 40)], {}, [(1, "copayment", 20, 40)], (240, 480), id="a range of copays"),
        pytest.param(
            [copay(20, **AFTER), DEDUCTIBLE],
            {"allowed_amount": 150, "deductible": 0},
            [(1, "deductible", 150, 150), (3, "meets_deductible", 120, 120), (4, "copayment", 20, 20)],
            (600, 600),
            id="through the deductible to the copay",
        ),
        pytest.param(
            [copay(20, **AFTER), DEDUCTIBLE, LIMIT],
            {"allowed_amount": 150, "deductible": 0, "out_of_pocket": 0},
            [
                (1, "deductible", 150, 150),
                (3, "meets_deductible", 120, 120),
                (4, "copayment", 20, 20),
                (8, "out_of_pocket_met", 0, 0),
            ],
            (500, 500),
            id="through the deductible and the copay to the out-of-pocket limit",
        ),
        pytest.param(
            [copay(60, **COUNTED), LIMIT],
            {"out_of_pocket": 400},
            [(1, "copayment", 60, 60), (2, "reaches_out_of_pocket", 40, 40), (3, "out_of_pocket_met", 0, 0)],
            (100, 100),
            id="a visit that reaches the out-of-pocket limit",
        ),
        pytest.param(
            [copay(60, counts_to_out_of_pocket=False), LIMIT],
            {"out_of_pocket": 400},
            [(1, "copayment", 60, 60)],
            (720, 720),
            id="copays that do not count toward it",
        ),
        pytest.param(
            [copay(20, **AFTER), DEDUCTIBLE],
            {"allowed_amount": 150},
            [
                (1, "copayment/deductible", 20, 150),
                (3, "copayment/meets_deductible", 20, 120),
                (4, "copayment", 20, 20),
            ],
            (240, 600),
            id="a deductible of which nobody told how much is paid",
        ),
        pytest.param(
            [copay(20, **AFTER), DEDUCTIBLE],
            {"allowed_amount": 150, "deductible": "not-met"},
            [
                (1, "deductible", 150, 150),
                (2, "copayment/deductible", 20, 150),
                (3, "copayment/meets_deductible", 20, 120),
                (4, "copayment", 20, 20),
            ],
            (370, 600),
            id="a deductible that is not met",
        ),
        pytest.param(
            [copay(20, **AFTER), DEDUCTIBLE],
            {"deductible": 100},
            [(1, "deductible", None, None), (2, "copayment/deductible", None, None)],
            (None, None),
            id="a full price that nobody told",
        ),
        pytest.param(
            [price("full_cost", "before"), DEDUCTIBLE],
            {"allowed_amount": 150, "deductible": 0},
            [(1, "deductible", 150, 150), (3, "meets_deductible", 100, 150), (4, "not_stated", None, None)],
            (400, 450),
            id="after the deductible our source does not say",
        ),
        pytest.param(
            [price("coinsurance", percent=Decimal(20))],
            {},
            [(1, "coinsurance", None, None)],
            (None, None),
            id="a share of a price that nobody told",
        ),
        pytest.param(
            [copay(10, deductible="before"), price("coinsurance", "after", percent=Decimal(20)), DEDUCTIBLE],
            {"allowed_amount": 150, "deductible": 0},
            [(1, "copayment", 10, 10), (2, "copayment/coinsurance", 10, 30)],
            (120, 340),
            id="a copay of which no source says if it counts toward the deductible",
        ),
        pytest.param([], {}, [(1, "not_stated", None, None)], (None, None), id="no price on file"),
        pytest.param([], {"copay": 25}, [(1, "copayment", 25, 25)], (300, 300), id="the member's own copay"),
        pytest.param(
            [copay(20), pool(10, PT)],
            {"visits_used": {PT: 6}, "allowed_amount": 150},
            [(1, "copayment", 20, 20), (5, "may_be_past_limit", 20, 150)],
            (240, 1280),
            id="past a limit that may start again on a day not stated",
        ),
        pytest.param(
            [copay(20), pool(10, PT, period=LimitPeriod.CALENDAR_YEAR)],
            {"visits_used": {PT: 6}, "allowed_amount": 150},
            [(1, "copayment", 20, 20), (5, "past_limit", 150, 150), (11, "copayment", 20, 20)],
            (20 * 6 + 150 * 6, 20 * 6 + 150 * 6),
            id="past the limit at full price until the year starts again",
        ),
        pytest.param(
            [copay(20), pool(10, PT, high=20, period=LimitPeriod.CALENDAR_YEAR)],
            {"visits_used": {PT: 8}},
            [(1, "copayment", 20, 20), (3, "may_be_past_limit", None, None), (11, "copayment", 20, 20)],
            (80, 80),
            id="a limit that is a range",
        ),
        pytest.param(
            [copay(20), OF_2026],
            {},
            [(1, "copayment", 20, 20), (11, "past_record", None, None)],
            (200, 200),
            id="nothing past the record's end",
        ),
        pytest.param(
            [benefit("not_covered"), copay(20)],
            {"allowed_amount": 90},
            [(1, "not_covered", 90, 90)],
            (1080, 1080),
            id="a therapy that the plan does not cover",
        ),
        pytest.param(
            [copay(20, to_visit=3), copay(30, from_visit=4)],
            {"visits_used": {PT: 1}},
            [(1, "copayment", 20, 20), (3, "copayment", 30, 30)],
            (340, 340),
            id="a copay from a visit on",
        ),
        pytest.param(
            [copay(20, **AFTER), amount("deductible", 400, 800)],
            {"coverage": "family", "deductible": 300, "allowed_amount": 150},
            [
                (1, "meets_deductible/deductible", 120, 150),
                (2, "copayment/deductible", 20, 150),
                (4, "copayment/meets_deductible", 20, 70),
                (5, "copayment", 20, 20),
            ],
            (340, 680),
            id="a family's payments that are not told apart",
        ),
    ],
)
def test_a_course_goes_through_the_rules(
    records: list[Record],
    facts: dict[str, object],
    changes: list[tuple[int, str, int | None, int | None]],
    sums: tuple[int | None, int | None],
) -> None:
    benefits = [record for record in records if type(record).__name__ == "Benefit"]
    built = catalog(*(records if benefits else [benefit(), *records]))

    found = course_cost(built, asked(built, **facts), Course(visits=12, per_week=2, starts_on=FIRST))

    assert found is not None
    assert runs(found) == changes
    assert (found.total_low, found.total_high) == sums


NEXT_YEAR: Final = [
    plan(based_on="any", hios_id="12345CA0010001", effective_to=YEAR_END),
    plan("next", hios_id="12345CA0010001", effective_from=date(2027, 1, 1), effective_to=date(2027, 12, 31)),
    benefit(plan="next"),
    copay(20),
    copay(35, plan="next"),
]


def test_the_next_record_of_the_same_plan_goes_on() -> None:
    found = cost_of(*NEXT_YEAR, visits=14)

    assert runs(found) == [(1, "copayment", 20, 20), (13, "copayment", 35, 35)]
    assert found.record_ends_on is None


def test_without_one_the_last_day_of_the_record_is_told() -> None:
    assert cost_of(copay(20), OF_2026, visits=13).record_ends_on == YEAR_END


@pytest.mark.parametrize(
    ("records", "facts", "starts_on", "left"),
    [
        pytest.param([copay(20, **AFTER), DEDUCTIBLE], {"deductible": 100}, FIRST, 300, id="what was not paid yet"),
        pytest.param([copay(20, **AFTER), DEDUCTIBLE], {}, FIRST, None, id="nothing where nobody told what is paid"),
        pytest.param([copay(20, **AFTER), DEDUCTIBLE], {"deductible": "met"}, FIRST, None, id="nothing once it is met"),
        pytest.param([copay(20), DEDUCTIBLE], {"deductible": 100}, FIRST, None, id="nothing where no visit counts"),
        pytest.param(
            [OF_2026, copay(20, **AFTER), DEDUCTIBLE],
            {"deductible": 100},
            YEAR_END + timedelta(days=1),
            None,
            id="nothing where the course begins past the record",
        ),
    ],
)
def test_what_is_left_of_the_deductible_at_first(
    records: list[Record], facts: dict[str, object], starts_on: date, left: int | None
) -> None:
    built = catalog(benefit(), *records)
    told = asked(built, **{"allowed_amount": 150, **facts})

    found = course_cost(built, told, Course(visits=12, per_week=2, starts_on=starts_on))

    assert found is not None
    assert found.deductible_left == left


@pytest.mark.parametrize(
    ("records", "facts", "will_last"),
    [
        pytest.param([pool(40, PT)], {"visits_used": {PT: 28}}, True, id="to the last visit"),
        pytest.param([pool(40, PT)], {"visits_used": {PT: 29}}, False, id="not for one visit more"),
        pytest.param([pool(40, PT)], {}, False, id="perhaps, where nobody told the visits used"),
        pytest.param([], {"visits_used": {PT: 0}}, False, id="perhaps, where no limit is on file"),
        pytest.param(
            [pool(40, PT), pool(900, PT, slug="money", unit="dollars")],
            {"visits_used": {PT: 0}},
            False,
            id="perhaps, beside a limit in dollars",
        ),
        pytest.param([OF_2026, pool(40, PT)], {"visits_used": {PT: 0}}, False, id="perhaps, past the record's end"),
    ],
)
def test_visits_last(records: list[Record], facts: dict[str, object], will_last: bool) -> None:
    built = catalog(benefit(), copay(20), *records)

    found = course_cost(built, asked(built, **facts), Course(visits=12, per_week=2, starts_on=FIRST))

    assert found is not None
    assert found.will_last is will_last


def test_no_record_in_force_has_no_sum() -> None:
    built = catalog(benefit(), copay(20), plan(based_on="any", effective_to=TODAY - timedelta(days=1)))

    assert course_cost(built, asked(built), Course(visits=12, per_week=2, starts_on=TODAY)) is None


@pytest.mark.parametrize(
    ("used", "visits", "per_week", "run_out", "ask_by"),
    [
        pytest.param(30, 20, 2, date(2026, 12, 22), date(2026, 12, 8), id="ten are left"),
        pytest.param(30, 10, 2, None, None, id="the course needs no more than are left"),
        pytest.param(37, 12, 2, date(2026, 11, 28), TODAY, id="the day to ask is today"),
        pytest.param(10, 50, 2, None, None, id="the count starts again first"),
        pytest.param(40, 12, 2, None, None, id="none are left"),
    ],
)
def test_visits_run_out(used: int, visits: int, per_week: int, run_out: date | None, ask_by: date | None) -> None:
    limit = pool(40, PT, period=LimitPeriod.CALENDAR_YEAR)

    found = cost_of(copay(20), limit, visits=visits, per_week=per_week, visits_used={PT: used})

    assert (found.run_out_on, found.ask_by) == (run_out, ask_by)


@pytest.mark.parametrize(
    ("records", "facts", "assumed"),
    [
        pytest.param([copay(20)], {}, [], id="nothing"),
        pytest.param([copay(20), pool(40, PT)], {}, ["visits_used_not_told"], id="no visits told"),
        pytest.param([copay(20), pool(40, PT)], {"visits_used": {PT: 0}}, [], id="visits told"),
        pytest.param(
            [copay(20, **AFTER), DEDUCTIBLE, LIMIT, OF_2026],
            {},
            ["deductible_not_told", "out_of_pocket_not_told"],
            id="nothing told of what is paid",
        ),
        pytest.param(
            [copay(20, **AFTER), DEDUCTIBLE, LIMIT],
            {"deductible": "met", "out_of_pocket": 30},
            ["year_not_stated"],
            id="a year that starts on a day not stated",
        ),
        pytest.param([copay(20, deductible="unstated")], {}, ["deductible_rule_not_stated"], id="an unstated rule"),
        pytest.param([copay(20), pool(900, PT, unit="dollars")], {}, ["limit_not_in_visits"], id="a limit in dollars"),
    ],
)
def test_what_is_taken_for_granted_is_told(records: list[Record], facts: dict[str, Any], assumed: list[str]) -> None:
    assert [str(name) for name in cost_of(*records, **facts).assumed] == assumed


@pytest.mark.parametrize(("visits", "per_week"), [(0, 2), (201, 2), (12, 0), (12, 8)])
def test_a_course_has_bounds(visits: int, per_week: int) -> None:
    with pytest.raises(Refused):
        Course(visits=visits, per_week=per_week, starts_on=TODAY)


# The laws, over every shipped plan and therapy with what a member may tell.
TOLD: Final[tuple[dict[str, object], ...]] = (
    {},
    {"allowed_amount": 150, "deductible": 100, "out_of_pocket": 100},
    {"allowed_amount": 99.99, "deductible": "not-met", "visits_used": {PT: 18}},
    {"allowed_amount": 150, "coverage": "family", "deductible": 1000, "network": "outside"},
)


def asked_everywhere() -> Iterator[tuple[Catalog, Situation]]:
    """Every shipped plan and therapy, on a day on which its record is in force."""
    held = shipped.catalog()
    for shown in held.plans:
        on = TODAY if shown.effective_to is None else shown.effective_to - timedelta(days=50)
        for therapy in held.therapy_by_slug:
            for told in TOLD:
                yield held, situation(held, {"therapy": therapy, "plan": shown.slug, "on": on, **told})


def broken(held: Catalog, situation: Situation) -> Iterator[str]:
    """The laws that a course of the situation breaks."""
    paces = [course_cost(held, situation, Course(visits=30, per_week=pace, starts_on=situation.on)) for pace in (1, 3)]
    shorter = course_cost(held, situation, Course(visits=29, per_week=1, starts_on=situation.on))
    slow, quick = paces
    assert slow is not None
    assert quick is not None
    assert shorter is not None
    decision = decide(held, situation)
    if slow.visits[:-1] != shorter.visits:
        yield "the visits of a shorter course are the first of a longer one"
    sums = [(visit.total_low, visit.total_high) for visit in slow.visits]
    if any(after[0] < before[0] or after[1] < before[1] for before, after in pairwise(sums)):
        yield "a total never falls with more visits"
    if any(low > high for low, high in sums):
        yield "the least is no more than the most"
    if slow.run_out_on and quick.run_out_on and quick.run_out_on > slow.run_out_on:
        yield "visits never run out later with more visits a week"
    end = decision.terms.plan.effective_to
    if end and any(visit.on > end and not visit.is_open for visit in slow.visits):
        yield "nothing is said past the record's end"
    if slow.run_out_on and end and slow.run_out_on > end:
        yield "nothing runs out past the record's end"
    if not _begins_as_the_answer(slow, decision.cost):
        yield "the first visit costs what the answer says of the next"
    if any(sum_of > _most(decision) for sum_of in _by_year(slow)):
        yield "a year never passes the out-of-pocket limit"


def _begins_as_the_answer(found: CourseCost, cost: Any) -> bool:
    first = found.visits[0]
    if cost.now is None or first.rules == (CourseRule.MAY_BE_PAST_LIMIT,) or first.is_open:
        return True
    return (first.low, first.high) == (cost.now.low, cost.now.high)


def _by_year(found: CourseCost) -> list[Decimal]:
    """What the covered visits of each year cost at the most, in dollars, where that counts toward the limit."""
    sums: defaultdict[date | None, Decimal] = defaultdict(Decimal)
    for visit in found.priced:
        made = visit.bills[-1]
        is_counted = made.price.tier is not None and made.price.tier.counts_to_out_of_pocket is True
        if len(visit.bills) == 1 and is_counted:
            sums[visit.since] += visit.high or 0
    return list(sums.values())


def _most(decision: Any) -> Decimal:
    amounts = [
        limit for (kind, _tier), limit in decision.terms.amounts.items() if kind is AmountKind.OUT_OF_POCKET_LIMIT
    ]
    figures = [figure for limit in amounts for figure in (limit.self_only, limit.family) if figure is not None]
    return max(figures, default=Decimal(10**9))


def every_break() -> list[tuple[str, str, str]]:
    """Every law that is broken, with the plan and the therapy."""
    return [
        (situation.plan, situation.therapy, law)
        for held, situation in asked_everywhere()
        if decide(held, situation).status is not Status.UNKNOWN
        for law in broken(held, situation)
    ]


def test_the_laws_hold_for_every_shipped_plan() -> None:
    assert every_break() == []


def _is_met(_left: Remainder, _whole: Remainder, *, pays_most: bool) -> Remainder:
    return MET


def _later(_terms: Any, _tally: Any, _left: int, a_week: int, first: date) -> date:
    return first + timedelta(days=a_week)


def _always(_asked: Plan, _on: date) -> bool:
    return True


@pytest.mark.parametrize(
    ("place", "name", "fault"),
    [
        pytest.param(ledgers, "_guessed", _is_met, id="a deductible that is met for everybody"),
        pytest.param(courses, "runs_out_on", _later, id="visits that last longer at a quicker pace"),
        pytest.param(Plan, "in_force", _always, id="a record that never ends"),
    ],
)
def test_a_broken_law_is_seen(monkeypatch: pytest.MonkeyPatch, place: Any, name: str, fault: Any) -> None:
    monkeypatch.setattr(place, name, fault)

    assert every_break() != []
