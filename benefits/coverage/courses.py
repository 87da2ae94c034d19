"""What a course of care costs, visit by visit, as far as a record speaks.

Each visit is priced by the rules of the next visit, with what the earlier ones used and paid. The sums are a range
where something is not told. Visits whose price nobody states, and those past the record's end, are left open.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from msgspec import Struct

from benefits.coverage.catalog import Catalog
from benefits.coverage.charges import rates
from benefits.coverage.decision import Decision, decide
from benefits.coverage.ledgers import Bill, opened
from benefits.coverage.limits import NOT_COUNTED_IN_VISITS, Tally, runs_out_on
from benefits.coverage.periods import ASK_AHEAD, accumulation_year, is_of_one_year
from benefits.coverage.planned import Course
from benefits.coverage.situation import Situation
from benefits.coverage.stretches import PricedVisit, Stretch, priced, rule, stretches
from benefits.coverage.terms import Terms
from benefits.coverage.vocabulary import CourseAssumption, CourseRule, Spending, Status

NOTHING: Final = Decimal(0)
NOT_WITHIN: Final = (CourseRule.MAY_BE_PAST_LIMIT, CourseRule.PAST_LIMIT, CourseRule.NOT_COVERED)
TOWARD_DEDUCTIBLE: Final = ((CourseRule.DEDUCTIBLE,), (CourseRule.MEETS_DEDUCTIBLE,))


class CourseVisit(Struct, frozen=True, kw_only=True):
    """One visit of a course.

    `low` and `high` are what this visit may cost, in dollars; None where that is left open. `total_low` and
    `total_high` are what all visits up to it cost, but for those left open. `rules` say what makes the price: one, or
    two where that turns on what is not told. `since` is the day since which payments count at that visit.
    """

    number: int
    on: date
    rules: tuple[CourseRule, ...]
    low: Decimal | None
    high: Decimal | None
    total_low: Decimal
    total_high: Decimal
    bills: tuple[Bill, ...] = ()
    since: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody can tell in dollars what this visit costs."""
        return self.high is None

    @property
    def is_past_record(self) -> bool:
        """Whether no record that we hold speaks of its day."""
        return self.rules == (CourseRule.PAST_RECORD,)


class CourseCost(Struct, frozen=True, kw_only=True):
    """What a course costs.

    `record_ends_on` is the last day that a record speaks of, where the course goes past it. `run_out_on` is the day of
    the last visit under the tightest limit, where the course needs more than are left, and `ask_by` the day to ask
    for more; `will_last` says that the plan's visits are enough for the course. `deductible_left` is what is left of
    the deductible at the first visit, in dollars, where all that is paid counts toward it. `assumed` is what the sums
    take for granted.
    """

    course: Course
    visits: tuple[CourseVisit, ...]
    record_ends_on: date | None
    run_out_on: date | None
    ask_by: date | None
    will_last: bool
    deductible_left: Decimal | None
    assumed: tuple[CourseAssumption, ...]

    @property
    def priced(self) -> tuple[CourseVisit, ...]:
        """The visits whose price is known in dollars."""
        return tuple(visit for visit in self.visits if not visit.is_open)

    @property
    def unpriced(self) -> tuple[CourseVisit, ...]:
        """The visits within the record whose price nobody knows in dollars."""
        return tuple(visit for visit in self.visits if visit.is_open and not visit.is_past_record)

    @property
    def total_low(self) -> Decimal | None:
        """The least that the visits with a known price cost together, in dollars; None where there are none."""
        return self.visits[-1].total_low if self.priced else None

    @property
    def total_high(self) -> Decimal | None:
        """The most that they cost."""
        return self.visits[-1].total_high if self.priced else None


def course_cost(catalog: Catalog, situation: Situation, course: Course) -> CourseCost | None:
    """What a course costs from the day of the question on; None where no record is in force on that day."""
    decision = decide(catalog, situation)
    if decision.status is Status.UNKNOWN:
        return None
    records = tuple(stretches(catalog, decision, situation, course.days))
    visits = tuple(_summed(records, course))
    run_out_on = _run_out_on(decision, course)
    return CourseCost(
        course=course,
        visits=visits,
        record_ends_on=records[-1].decision.terms.plan.effective_to if visits[-1].is_past_record else None,
        run_out_on=run_out_on,
        ask_by=None if run_out_on is None else max(run_out_on - ASK_AHEAD, situation.on),
        will_last=_will_last(records[0], visits),
        deductible_left=_deductible_left(records[0], visits[0]),
        assumed=tuple(_assumed(records[0])),
    )


def _deductible_left(here: Stretch, first: CourseVisit) -> Decimal | None:
    """What is left of the deductible at the first visit, in dollars; None where it is not paid on the way.

    None too where nobody knows it, or where the first visit falls into another year or record.
    """
    spoken, situation = here.decision.terms, here.situation
    year = accumulation_year(spoken, situation.on)
    is_this_year = bool(here.days) and first.since == (year and year[0])
    if not is_this_year or first.rules not in TOWARD_DEDUCTIBLE:
        return None
    left = {ledger.deductible.to_go for ledger in opened(spoken, situation)}
    return left.pop() if len(left) == 1 else None


def _summed(records: Sequence[Stretch], course: Course) -> Iterator[CourseVisit]:
    """Every visit of the course with the sums up to it; those that fall into no record are left open."""
    days, number, before = course.days, 0, (NOTHING, NOTHING)
    for stretch in records:
        for visit in _added_up(priced(stretch), before, number):
            yield visit
            number, before = visit.number, (visit.total_low, visit.total_high)
    for later, day in enumerate(days[number:], start=number + 1):
        yield CourseVisit(
            number=later,
            on=day,
            rules=(CourseRule.PAST_RECORD,),
            low=None,
            high=None,
            total_low=before[0],
            total_high=before[1],
        )


def _added_up(visits: Sequence[PricedVisit], before: tuple[Decimal, Decimal], number: int) -> Iterator[CourseVisit]:
    """The visits of one record with the least and the most that any ledger has paid up to each."""
    totals = [NOTHING for _ledger in visits[0].bills] if visits else []
    for place, visit in enumerate(visits, start=number + 1):
        dollars = [made.dollars for made in visit.bills]
        known = [amount for amount in dollars if amount is not None]
        is_known = len(known) == len(dollars)
        if is_known:
            totals = [total + amount for total, amount in zip(totals, known, strict=True)]
        yield CourseVisit(
            number=place,
            on=visit.on,
            rules=tuple(dict.fromkeys(rule(made, visit.allotment) for made in visit.bills)),
            low=min(known) if is_known else None,
            high=max(known) if is_known else None,
            total_low=before[0] + min(totals),
            total_high=before[1] + max(totals),
            bills=tuple(dict.fromkeys(visit.bills)),
            since=visit.since,
        )


def _will_last(here: Stretch, visits: Sequence[CourseVisit]) -> bool:
    """Whether the visits of the plan's own limits are enough, all of which are counted, for a course in one record."""
    limits = here.decision.tallies
    are_counted = bool(limits) and all(tally.counts_down and not tally.inherited for tally in limits)
    is_in_record = len(here.days) == len(visits)
    if not (here.decision.leaves_visits and are_counted and is_in_record):
        return False
    return not any(found in NOT_WITHIN for visit in visits for found in visit.rules)


def _run_out_on(decision: Decision, course: Course) -> date | None:
    """The day of the last visit of the tightest limit that the course uses up; None where none is, or nobody knows."""
    if not decision.leaves_visits:
        return None
    days = [_last_under(decision.terms, tally, course) for tally in decision.tallies if tally.counts_down]
    return min((day for day in days if day is not None), default=None)


def _last_under(spoken: Terms, tally: Tally, course: Course) -> date | None:
    again = tally.resets_on
    left = tally.low if again is not None and course.starts_on >= again else tally.left
    if left is None or course.visits <= left:
        return None
    return runs_out_on(spoken, tally, left, course.per_week, course.starts_on)


def _assumed(first: Stretch) -> Iterator[CourseAssumption]:
    """What the sums take for granted, in the order in which members read it."""
    decision, situation = first.decision, first.situation
    silent = [tally for tally in decision.tallies if tally.inherited and not tally.from_member]
    figures = [tally for tally in decision.tallies if tally.limit.low is not None and tally not in silent]
    others = [tally for tally in figures if tally.limit.unit in NOT_COUNTED_IN_VISITS]
    if any(tally.untold or tally.unsure for tally in figures if tally not in others):
        yield CourseAssumption.VISITS_USED_NOT_TOLD
    known = rates(decision.terms, situation)
    ledgers = opened(decision.terms, situation)
    if known.turn_on_deductible and len({ledger.deductible for ledger in ledgers}) > 1:
        yield CourseAssumption.DEDUCTIBLE_NOT_TOLD
    runs_to_a_limit = known.count_to_the_limit and any(ledger.out_of_pocket.to_go for ledger in ledgers)
    if runs_to_a_limit and not _is_limit_told(situation):
        yield CourseAssumption.OUT_OF_POCKET_NOT_TOLD
    if decision.cost is not None and decision.cost.deductible_unstated:
        yield CourseAssumption.DEDUCTIBLE_RULE_NOT_STATED
    if (known.turn_on_deductible or runs_to_a_limit) and _is_year_unstated(first):
        yield CourseAssumption.YEAR_NOT_STATED
    if others:
        yield CourseAssumption.LIMIT_NOT_IN_VISITS
    if silent:
        yield CourseAssumption.LIMIT_NOT_STATED


def _is_limit_told(situation: Situation) -> bool:
    """Whether the member told how far the out-of-pocket limit is met, in dollars or wholly."""
    told = (situation.out_of_pocket, situation.family_out_of_pocket)
    return any(isinstance(spending, Decimal) or spending is Spending.MET for spending in told)


def _is_year_unstated(first: Stretch) -> bool:
    """Whether nobody can tell when payments start to count again, and that may be within the record."""
    spoken = first.decision.terms
    return accumulation_year(spoken, first.situation.on) is None and not is_of_one_year(spoken)
