"""Where two that speak say different things: the plan and its guide, or the member's own papers and the document."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from benefits.coverage.cases import Case
from benefits.coverage.costs import Cost
from benefits.coverage.records import Benefit, ConditionRule, CostTier, Disagreement, Gate, VisitLimit
from benefits.coverage.terms import lineage
from benefits.coverage.vocabulary import ConditionOutcome, CostKind, GateKind, NetworkTier, Requirement


class Conflict(Struct, frozen=True, kw_only=True):
    """Two records that say different things of the same: the plan's own, which speaks, and the general guide's."""

    own: Benefit | Gate | ConditionRule
    guide: Benefit | Gate | ConditionRule


class FigureConflict(Struct, frozen=True, kw_only=True):
    """A figure from the member's own papers beside another one in the plan's document: a price, or a limit."""

    record: CostTier | VisitLimit
    dollars: Decimal | None = None
    visits: int | None = None


AnyConflict = Disagreement | Conflict | FigureConflict


def cited(found: AnyConflict) -> tuple[str, ...]:
    """Where each of the two was read. What the member read has no source of ours."""
    if isinstance(found, FigureConflict):
        return (found.record.citation,)
    if isinstance(found, Disagreement):
        return found.citation, found.other_citation
    return found.own.citation, found.guide.citation


def guide_conflicts(looked_at: Case) -> tuple[Conflict, ...]:
    """What the plan's record and its guide disagree on: coverage, a gate, or the member's condition."""
    spoken = looked_at.terms
    if spoken.is_guide:
        return ()
    found: list[Conflict] = []
    if spoken.benefit and spoken.guide_benefit and spoken.benefit.status is not spoken.guide_benefit.status:
        found.append(Conflict(own=spoken.benefit, guide=spoken.guide_benefit))
    for kind, (guide, *_) in spoken.guide_gates.items():
        own = looked_at.gates[kind].gate
        if own is not None and _differ(own, guide):
            found.append(Conflict(own=own, guide=guide))
    return (*found, *_condition_conflict(looked_at))


def figure_conflicts(looked_at: Case, price: Cost) -> Iterator[FigureConflict]:
    """Where the member's own papers name another figure than the plan's document: both are shown."""
    told = looked_at.situation.copay
    if looked_at.terms.is_guide:
        return
    tier = price.now.tier if price.now is not None and price.now.from_member else None
    if told is not None and tier is not None and not _is_the_price(told, tier):
        yield FigureConflict(record=tier, dollars=told)
    for tally in looked_at.tallies:
        if tally.by_the_record is not None:
            yield FigureConflict(record=tally.limit, visits=tally.low)


def _is_the_price(told: Decimal, tier: CostTier) -> bool:
    """Whether the record has no price of its own, or the very price that the member told."""
    if tier.kind in (CostKind.UNSTATED, CostKind.PARTIAL_REIMBURSEMENT, CostKind.FULL_COST):
        return True
    stated = (Decimal(0), Decimal(0)) if tier.kind is CostKind.NO_CHARGE else (tier.low, tier.high)
    return stated == (told, told)


def _differ(own: Gate, guide: Gate) -> bool:
    """Whether two records ask for different things. One that does not state it differs from nothing."""
    if Requirement.NOT_STATED in (own.requirement, guide.requirement):
        return False
    if own.kind is GateKind.NETWORK:
        return bool(own.tiers and guide.tiers) and set(own.tiers) != set(guide.tiers) - {NetworkTier.OUTSIDE}
    return (own.requirement, own.referrers) != (guide.requirement, guide.referrers)


def _condition_conflict(looked_at: Case) -> tuple[Conflict, ...]:
    spoken, told = looked_at.terms, looked_at.situation.condition
    if told is None:
        return ()
    names = lineage(spoken.catalog, told)
    own = next((spoken.condition_rules[name] for name in names if name in spoken.condition_rules), None)
    guide = next((spoken.guide_condition_rules[name] for name in names if name in spoken.guide_condition_rules), None)
    if own is None or guide is None:
        return ()
    ruled_out = ConditionOutcome.NOT_COVERED
    differ = (own.outcome is ruled_out) != (guide.outcome is ruled_out)
    return (Conflict(own=own, guide=guide),) if differ else ()
