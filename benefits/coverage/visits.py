"""Which visits a limit counts, and how many of them the member told."""

from typing import Final, NamedTuple

from benefits.coverage.catalog import Catalog
from benefits.coverage.once import once_a_catalog
from benefits.coverage.records import PoolMember, VisitLimit
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import LimitPeriod, NetworkTier, Purpose

# The name of the limit that only the member's own papers state.
FROM_PAPERS: Final = "from-you"


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


class VisitCount(NamedTuple):
    """Whole visits used, the keys that the member is not sure of, those not told, and whether any visits are told."""

    used: int
    unsure: tuple[str, ...]
    untold: tuple[str, ...]
    is_told: bool


def used_visits(catalog: Catalog, limit: VisitLimit, situation: Situation) -> VisitCount:
    """The visits that count toward a limit.

    Where the visits of the last 90 days are not told apart, all that were told for the therapy stand for them: those of
    90 days are at most as many.
    """
    told, unsure, untold = [], [], []
    for key in visit_keys(catalog, limit):
        name = key if key in situation.visits_used else key.split("@")[0]
        if name in situation.visits_used:
            visits = situation.visits_used[name]
            if visits is None:
                unsure.append(name)
            else:
                told.append(visits)
        elif "/" not in name:
            untold.append(name)
    if any(member.tier is NetworkTier.OUTSIDE for member in limit.members):
        outside = situation.visits_outside
        if outside is None:
            (unsure if "visits_outside" in situation.told else untold).append("visits_outside")
        else:
            told.append(outside)
    return VisitCount(sum(told), tuple(unsure), tuple(untold), bool(told))
