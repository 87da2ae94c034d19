"""Visit pools: how many are used and left, and how sure that is."""

from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from benefits.coverage.periods import NEAR, NEAR_A_RANGE, lasts_until, resets_on
from benefits.coverage.records import PoolMember, VisitLimit
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms, lineage
from benefits.coverage.visits import FROM_PAPERS, used_visits
from benefits.coverage.vocabulary import (
    Certainty,
    CoverageStatus,
    Extension,
    LimitPeriod,
    LimitRule,
    LimitState,
    LimitUnit,
    NetworkTier,
    PlanKind,
    YesNo,
)

ONE_DAY: Final = timedelta(days=1)
# Visits say nothing of how many hours, dollars or hospital days are used.
NOT_COUNTED_IN_VISITS: Final = (LimitUnit.HOURS, LimitUnit.DOLLARS, LimitUnit.DAYS)


class Tally(Struct, frozen=True, kw_only=True):
    """One limit, counted for a member.

    `low` and `high` are the limit in its unit, `used` and `left` are whole visits. `left` is None where the limit is a
    range or gives no number. `unsure` and `untold` are the keys of `visits_used` that the member is not sure of and did
    not tell; `is_told`: of some visits the member told. `from_member` marks a figure out of the member's own papers;
    `by_the_record` is how the limit stands by the document's figure, where that is another one. `inherited` marks a
    limit of the general guide where the plan's own record is silent: its figures are not the plan's own.
    """

    limit: VisitLimit
    state: LimitState
    low: int | None
    high: int | None
    used: int
    left: int | None
    pool: tuple[str, ...]
    unsure: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    is_told: bool = False
    from_member: bool = False
    by_the_record: LimitState | None = None
    inherited: bool = False
    resets_on: date | None = None

    @property
    def left_is_at_most(self) -> bool:
        """Whether visits that the member is not sure of, or did not tell, may leave fewer."""
        return bool((self.unsure or self.untold) and self.left)

    @property
    def counts_down(self) -> bool:
        """Whether it is known how many visits are left, so that the days on which they run out can be told."""
        return bool(self.left) and not self.left_is_at_most and self.limit.unit is LimitUnit.VISITS


def tallies(terms: Terms, situation: Situation) -> tuple[Tally, ...]:
    """Every limit that rules the therapy asked about, counted.

    Where the plan's record has none, those of the general guide stand in its place, marked as inherited. The member's
    own figure comes first where it stands for no limit on file.
    """
    own = [limit for limit in terms.limits if _counts(limit, situation)]
    counted = [
        _tally(terms, situation, limit, inherited=not own)
        for limit in own or _of_the_guide(terms, situation)
        if not _exempt(terms, limit, situation) and not _lifted(limit, situation)
    ]
    if situation.visit_limit is not None and not any(tally.from_member for tally in counted):
        counted.insert(0, _tally(terms, situation, _from_papers(situation), inherited=False))
    return tuple(counted)


def _from_papers(situation: Situation) -> VisitLimit:
    """The member's own figure as a limit. It has no citation, since what a member says is no source."""
    return VisitLimit(
        plan=situation.plan,
        slug=FROM_PAPERS,
        rule=LimitRule.STATED,
        low=situation.visit_limit,
        high=situation.visit_limit,
        members=(PoolMember(therapy=situation.therapy),),
        citation="",
    )


def may_be_shared(limit: VisitLimit) -> bool:
    """Whether only some plans have this pool. Then it gives no figure, but visits for other therapies may count."""
    return limit.certainty is Certainty.MAY and len(limit.members) > 1


def _of_the_guide(terms: Terms, situation: Situation) -> list[VisitLimit]:
    """The general guide's limits; none where the plan itself says that it does not cover the therapy."""
    own = terms.benefit if terms.own_benefit else None
    if own is not None and own.status is CoverageStatus.NOT_COVERED:
        return []
    return [limit for limit in terms.guide_limits if _counts(limit, situation)]


def _exempt(terms: Terms, limit: VisitLimit, situation: Situation) -> bool:
    """Whether the limit leaves out the setting, the condition or the age of this case."""
    told = situation.condition
    spared = told is not None and set(limit.exempt_conditions) & set(lineage(terms.catalog, told))
    return bool(spared) or situation.setting.value in limit.exempt_settings or _is_too_young(limit, situation.age)


def _is_too_young(limit: VisitLimit, age: int | None) -> bool:
    """Whether the limit does not hold at that age. Where the age is not known it does."""
    holds_from = limit.exempt_below_age
    return holds_from is not None and age is not None and age < holds_from


def _counts(limit: VisitLimit, situation: Situation) -> bool:
    """Whether the limit counts the visit asked about: its therapy, purpose, setting and network tier."""
    return any(
        member.therapy in (None, situation.therapy)
        and member.purpose in (None, situation.purpose)
        and member.setting in (None, situation.setting)
        and (member.tier is None or (member.tier is NetworkTier.OUTSIDE) == (situation.network is NetworkTier.OUTSIDE))
        for member in limit.members
    )


def _lifted(limit: VisitLimit, situation: Situation) -> bool:
    """Whether the limit no longer holds for this member, because it is one that improvement lifts."""
    return limit.extension is Extension.IMPROVEMENT and situation.improving is YesNo.YES


def _tally(terms: Terms, situation: Situation, limit: VisitLimit, *, inherited: bool) -> Tally:
    counted = used_visits(terms.catalog, limit, situation)
    used = counted.used
    low, high, from_member = _figures(limit, situation)
    is_the_guides = inherited and not from_member
    is_in_visits = limit.unit not in NOT_COUNTED_IN_VISITS
    exact = is_in_visits and low is not None and low == high and not is_the_guides
    state = _state(limit, used, low, high, inherited=is_the_guides) if is_in_visits else LimitState.NO_NUMBER
    return Tally(
        limit=limit,
        state=state,
        low=None if is_the_guides else low,
        high=None if is_the_guides else high,
        used=used if is_in_visits else 0,
        left=max(low - used, 0) if low is not None and exact else None,
        pool=tuple(dict.fromkeys(member.therapy for member in limit.members if member.therapy)) or (situation.therapy,),
        unsure=counted.unsure,
        untold=counted.untold,
        is_told=counted.is_told,
        from_member=from_member,
        by_the_record=_by_the_record(terms, limit, used, low) if from_member else None,
        inherited=inherited,
        resets_on=None if is_the_guides else _reset(terms, limit, situation.on),
    )


def runs_out_on(terms: Terms, tally: Tally, left: int, a_week: int, first: date) -> date | None:
    """The day of the last visit left at so many a week from `first` on.

    None where the count starts again before it, and past the record's end, for which no rules are held.
    """
    last = lasts_until(left, a_week, first)
    again = resets_on(terms, tally.limit, first)
    is_before_a_new_count = again is None or last < again
    return last if terms.in_force(last) and is_before_a_new_count else None


def state_at(tally: Tally, used: int) -> LimitState:
    """How the limit stands once so many whole visits of its period are used."""
    if tally.state in (LimitState.NO_NUMBER, LimitState.NONE_LISTED):
        return tally.state
    is_the_guides = tally.inherited and not tally.from_member
    low, high = (tally.limit.low, tally.limit.high) if is_the_guides else (tally.low, tally.high)
    return _state(tally.limit, used, low, high, inherited=is_the_guides)


def state_by_the_record(tally: Tally, used: int) -> LimitState | None:
    """The same by the document's own figure, where the member's is another one."""
    if tally.by_the_record is None:
        return None
    return _state(tally.limit, used, tally.limit.low, tally.limit.high, inherited=False)


def _by_the_record(terms: Terms, limit: VisitLimit, used: int, own: int | None) -> LimitState | None:
    """How the limit stands by the document's own figure; None where it states none, or the same as the member.

    A guide's range is no figure of the member's plan.
    """
    is_a_plans = terms.catalog.plan_by_slug[limit.plan].kind is PlanKind.PLAN
    if not is_a_plans or limit.low is None or (limit.low, limit.high) == (own, own):
        return None
    return _state(limit, used, limit.low, limit.high, inherited=False)


def _reset(terms: Terms, limit: VisitLimit, on: date) -> date | None:
    """The day on which the count starts again; none past the day after the record's end, of which nothing is known."""
    day, last = resets_on(terms, limit, on), terms.plan.effective_to
    return None if day is not None and last is not None and day > last + ONE_DAY else day


def _figures(limit: VisitLimit, situation: Situation) -> tuple[int | None, int | None, bool]:
    """The limit from low to high, and whether it is the member's own figure, which stands for a count of visits."""
    own = situation.visit_limit
    is_in_visits = limit.unit is LimitUnit.VISITS and not may_be_shared(limit)
    can_be_replaced = is_in_visits and limit.period is not LimitPeriod.ROLLING_DAYS
    if own is None or not can_be_replaced:
        return limit.low, limit.high, False
    return own, own, True


def _state(limit: VisitLimit, used: int, low: int | None, high: int | None, *, inherited: bool) -> LimitState:
    if low is None or high is None:
        return LimitState.NONE_LISTED if limit.rule is LimitRule.NONE_LISTED else LimitState.NO_NUMBER
    if used >= high:
        if inherited:
            return LimitState.MAY_BE_REACHED
        return LimitState.REACHED if low == high else LimitState.LIKELY_REACHED
    if used >= low:
        return LimitState.MAY_BE_REACHED
    near = NEAR if low == high else NEAR_A_RANGE
    return LimitState.NEAR if used >= low - near else LimitState.OPEN
