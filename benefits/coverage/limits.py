"""Visit pools: how many are used and left, and how sure that is."""

from datetime import date
from typing import Final

from msgspec import Struct

from benefits.coverage.catalog import Catalog
from benefits.coverage.once import once_a_catalog
from benefits.coverage.periods import resets_on
from benefits.coverage.records import PoolMember, VisitLimit
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms, lineage
from benefits.coverage.vocabulary import (
    Certainty,
    CoverageStatus,
    Extension,
    LimitPeriod,
    LimitRule,
    LimitState,
    LimitUnit,
    NetworkTier,
    Purpose,
    YesNo,
)

# With so many visits left, or fewer, a limit is near.
NEAR: Final = 3
FROM_PAPERS: Final = "from-you"
# Visits say nothing of how many hours, dollars or hospital days are used.
NOT_COUNTED_IN_VISITS: Final = (LimitUnit.HOURS, LimitUnit.DOLLARS, LimitUnit.DAYS)


class Tally(Struct, frozen=True, kw_only=True):
    """One limit, counted for a member.

    `low` and `high` are the limit in its unit, `used` and `left` are whole visits. `left` is None where the limit is a
    range or gives no number. `unsure` and `untold` are the keys of `visits_used` that the member is not sure of and did
    not tell. `from_member` marks a figure out of the member's own papers, `inherited` a limit of the general guide that
    stands where the plan's own record is silent.
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
    from_member: bool = False
    inherited: bool = False
    resets_on: date | None = None

    @property
    def left_is_at_most(self) -> bool:
        """Whether visits that the member is not sure of may leave fewer."""
        return bool(self.unsure and self.left)


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
    """Whether the limit leaves out the setting or the condition of this case."""
    told = situation.condition
    spared = told is not None and set(limit.exempt_conditions) & set(lineage(terms.catalog, told))
    return bool(spared) or situation.setting.value in limit.exempt_settings


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


def visit_keys(catalog: Catalog, limit: VisitLimit) -> tuple[str, ...]:
    """The keys of `visits_used` that a limit counts, such as `speech-therapy` and `speech-therapy/habilitation`."""
    if limit.slug == FROM_PAPERS:
        return _visit_keys(limit, ())
    return _keys_by_limit(catalog)[limit.plan, limit.slug]


@once_a_catalog
def _keys_by_limit(catalog: Catalog) -> dict[tuple[str, str], tuple[str, ...]]:
    therapies = tuple(catalog.therapy_by_slug)
    return {(limit.plan, limit.slug): _visit_keys(limit, therapies) for limit in catalog.visit_limits}


def _visit_keys(limit: VisitLimit, therapies: tuple[str, ...]) -> tuple[str, ...]:
    keys: dict[str, None] = {}
    for member in limit.members:
        if member.tier is NetworkTier.OUTSIDE:
            continue
        for therapy in (member.therapy,) if member.therapy else therapies:
            keys.update(dict.fromkeys(_keys(limit, member, therapy)))
    return tuple(keys)


def _keys(limit: VisitLimit, member: PoolMember, therapy: str) -> tuple[str, ...]:
    if limit.period is LimitPeriod.ROLLING_DAYS:
        return (f"{therapy}@{limit.period_days}-days",)
    plain, habilitation = therapy, f"{therapy}/{Purpose.HABILITATION}"
    if member.purpose is None:
        return (plain, habilitation)
    return (habilitation,) if member.purpose is Purpose.HABILITATION else (plain,)


def _used(catalog: Catalog, limit: VisitLimit, situation: Situation) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """Visits used, the keys that the member is not sure of, and the keys that the member did not tell.

    Where the visits of the last 90 days are not told apart, all that were told for the therapy stand for them: those of
    90 days are at most as many.
    """
    used, unsure, untold = 0, [], []
    for key in visit_keys(catalog, limit):
        name = key if key in situation.visits_used else key.split("@")[0]
        if name not in situation.visits_used:
            if "/" not in name:
                untold.append(name)
            continue
        visits = situation.visits_used[name]
        if visits is None:
            unsure.append(name)
        used += visits or 0
    if any(member.tier is NetworkTier.OUTSIDE for member in limit.members):
        outside = situation.visits_outside
        if outside is None:
            (unsure if "visits_outside" in situation.told else untold).append("visits_outside")
        used += outside or 0
    return used, tuple(unsure), tuple(untold)


def _tally(terms: Terms, situation: Situation, limit: VisitLimit, *, inherited: bool) -> Tally:
    used, unsure, untold = _used(terms.catalog, limit, situation)
    low, high, from_member = _figures(limit, situation)
    counted = limit.unit not in NOT_COUNTED_IN_VISITS
    exact = counted and low is not None and low == high and not inherited
    state = _state(limit, used, low, high, inherited=inherited and not from_member)
    return Tally(
        limit=limit,
        state=state if counted else LimitState.NO_NUMBER,
        low=low,
        high=high,
        used=used if counted else 0,
        left=max(low - used, 0) if low is not None and (exact or from_member) else None,
        pool=tuple(dict.fromkeys(member.therapy for member in limit.members if member.therapy)) or (situation.therapy,),
        unsure=unsure,
        untold=untold,
        from_member=from_member,
        inherited=inherited,
        resets_on=resets_on(terms, limit, situation.on),
    )


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
    return LimitState.NEAR if used >= low - NEAR else LimitState.OPEN
