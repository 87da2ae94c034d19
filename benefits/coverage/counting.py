"""Which visits a member is asked for: exactly those that the answer counts, over the time that it counts them."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from benefits.coverage.decision import Decision
from benefits.coverage.limits import NOT_COUNTED_IN_VISITS, Tally, may_be_shared
from benefits.coverage.periods import counts_since
from benefits.coverage.records import VisitLimit
from benefits.coverage.thresholds import Beginning, counted_together
from benefits.coverage.visits import visit_keys
from benefits.coverage.vocabulary import GateKind, LimitPeriod, LimitRule, LimitState, NetworkTier, Purpose

# Where two limits of unlike periods count the same visits there is one number for both. It is asked for the longest:
# so nobody is told of more visits than are left. It is unfair to whoever has not used up the shorter one.
LONGER_THAN_A_YEAR: Final = (LimitPeriod.LIFETIME, LimitPeriod.CONDITION, LimitPeriod.BENEFIT_PERIOD)
SHORTER_THAN_A_YEAR: Final = (LimitPeriod.ADMISSION, LimitPeriod.MONTH, LimitPeriod.ROLLING_DAYS)


class VisitSpan(Struct, frozen=True, kw_only=True):
    """Over what time visits count, and for which problem: the period of a limit.

    `since` is its first day, where the record tells it. `period` is None where no limit counts the visits, but an
    approval or a price holds from the visit `from_visit` on: records do not state over what time, so it is taken to be
    the care for one problem. `note` is then what the record says of it. That is unfair to a member whose plan counts a
    year.
    """

    period: LimitPeriod | None = None
    period_days: int | None = None
    since: date | None = None
    from_visit: int = 1
    note: str = ""


class CountedVisits(Struct, frozen=True, kw_only=True):
    """Keys of `visits_used` that count over the same time."""

    keys: tuple[str, ...]
    span: VisitSpan


class SharedLimit(Struct, frozen=True, kw_only=True):
    """Therapies whose visits count together. `may` marks a pool that only some plans have, `of_guide` a guide's."""

    therapies: tuple[str, ...]
    may: bool = False
    of_guide: bool = False


class VisitsOutside(Struct, frozen=True, kw_only=True):
    """Visits outside the network that a limit counts: for these therapies, or for any care where it names none."""

    therapies: tuple[str, ...]
    span: VisitSpan


class VisitsAsked(Struct, frozen=True, kw_only=True):
    """The visits to ask for: those of the therapy asked about first."""

    counted: tuple[CountedVisits, ...] = ()
    shared: tuple[SharedLimit, ...] = ()
    outside: VisitsOutside | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of `visits_used`, in the order in which they are asked for."""
        return tuple(key for visits in self.counted for key in visits.keys)


def visits_asked(decision: Decision, on: date) -> VisitsAsked:
    """The visits that count in this case, with care on that day."""
    spans: dict[str, VisitSpan] = {}
    for key, span in _spans(decision, on):
        spans.setdefault(key, span)
    own = decision.terms.therapy.slug
    asked_first = sorted(spans, key=lambda key: not _is_of(key, own))
    keys_by_span: dict[VisitSpan, list[str]] = {}
    for key in asked_first:
        keys_by_span.setdefault(spans[key], []).append(key)
    counted = tuple(CountedVisits(keys=tuple(keys), span=span) for span, keys in keys_by_span.items())
    return VisitsAsked(counted=counted, shared=tuple(_shared(decision)), outside=_outside(decision, on))


def _is_of(key: str, therapy: str) -> bool:
    return key.partition("@")[0].partition("/")[0] == therapy


def _counting(decision: Decision) -> list[Tally]:
    """The limits that count visits: those of the plan's own first, those in numbers before those that vary."""
    counting = (tally for tally in decision.tallies if tally.limit.unit not in NOT_COUNTED_IN_VISITS)
    limiting = (tally for tally in counting if tally.state is not LimitState.NONE_LISTED)
    return sorted(limiting, key=_place)


def _place(tally: Tally) -> tuple[bool, bool, bool, bool]:
    limit = tally.limit
    is_long, is_short = limit.period in LONGER_THAN_A_YEAR, limit.period in SHORTER_THAN_A_YEAR
    return tally.inherited, limit.rule is not LimitRule.STATED, not is_long, is_short


def _spans(decision: Decision, on: date) -> Iterator[tuple[str, VisitSpan]]:
    """Each key that counts, with its time; the first of a key is the one to ask for.

    A guide's limit, which only stands in for a plan that states none, gives way to the plan's own thresholds.
    """
    counting = _counting(decision)
    yield from _by_limits(decision, [tally for tally in counting if not tally.inherited], on)
    yield from _by_thresholds(decision)
    yield from _by_limits(decision, [tally for tally in counting if tally.inherited], on)


def _by_limits(decision: Decision, tallies: list[Tally], on: date) -> Iterator[tuple[str, VisitSpan]]:
    for tally in tallies:
        span = _span(decision, tally.limit, on)
        for key in _keys(decision, tally.limit):
            yield key, span


def _span(decision: Decision, limit: VisitLimit, on: date) -> VisitSpan:
    since = counts_since(decision.terms, limit, on)
    return VisitSpan(period=limit.period, period_days=limit.period_days, since=since)


def _keys(decision: Decision, limit: VisitLimit) -> Iterator[str]:
    """The keys that a limit counts. Where it counts every purpose alike, one number for a therapy is enough."""
    is_for_any_purpose = {member.purpose for member in limit.members} == {None}
    for key in visit_keys(decision.terms.catalog, limit):
        if not (is_for_any_purpose and key.endswith(f"/{Purpose.HABILITATION}")):
            yield key


def _by_thresholds(decision: Decision) -> Iterator[tuple[str, VisitSpan]]:
    """The visits that bring the visit from which on an approval or a price holds."""
    terms = decision.terms
    gates = terms.gates.get(GateKind.PRIOR_AUTHORIZATION, ())
    records: tuple[Beginning, ...] = (*gates, *terms.cost_tiers)
    for record in records:
        begins = record.from_visit or 1
        if begins > 1:
            for therapy in counted_together(record, terms.therapy.slug):
                yield therapy, VisitSpan(from_visit=begins, note=record.note)


def _shared(decision: Decision) -> Iterator[SharedLimit]:
    for tally in _counting(decision):
        if len(tally.pool) > 1:
            own = decision.terms.therapy.slug
            of_guide = tally.inherited or decision.terms.is_guide
            pool = tuple(sorted(tally.pool, key=lambda therapy: therapy != own))
            yield SharedLimit(therapies=pool, may=may_be_shared(tally.limit), of_guide=of_guide)


def _outside(decision: Decision, on: date) -> VisitsOutside | None:
    for tally in _counting(decision):
        members = [member for member in tally.limit.members if member.tier is NetworkTier.OUTSIDE]
        if members:
            named = dict.fromkeys(member.therapy for member in members if member.therapy)
            is_any = any(member.therapy is None for member in members)
            return VisitsOutside(therapies=() if is_any else tuple(named), span=_span(decision, tally.limit, on))
    return None
