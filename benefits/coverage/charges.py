"""What the record charges for one visit: the prices that hold for it, and the one that what is left to pay picks."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage.accumulators import Remainder
from benefits.coverage.prices import UNSTATED, Price, across, capped, free, from_papers, phases
from benefits.coverage.records import CostTier
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms
from benefits.coverage.thresholds import visits_toward
from benefits.coverage.vocabulary import CostKind, DeliveryMode, NetworkTier, Phase


class Rates(Struct, frozen=True, kw_only=True):
    """The prices of one visit before and after the deductible, and the records that state them, if any do."""

    before: Price
    after: Price
    rows: tuple[CostTier, ...] = ()

    @property
    def turn_on_deductible(self) -> bool:
        """Whether the price is another one once the deductible is met."""
        return self.before != self.after

    @property
    def count_to_the_limit(self) -> bool:
        """Whether what is paid runs up to the out-of-pocket limit, as far as the record says."""
        return any(row.counts_to_out_of_pocket for row in self.rows)


class Charge(Struct, frozen=True, kw_only=True):
    """A visit's price under one reading of what was paid so far; None where nobody can tell."""

    price: Price | None
    phase: Phase
    deductible: Remainder
    out_of_pocket: Remainder


def rates(terms: Terms, situation: Situation) -> Rates:
    """The prices of the next visit at the member's network tier.

    Where no record names one it is the member's own figure, or not stated.
    """
    rows = of_visit(of_tier(terms.cost_tiers, situation.network or NetworkTier.KAISER), situation)
    silent = _unstated(terms)
    if not rows:
        price = from_papers(silent, situation)
        return Rates(before=price, after=price)
    before, after = phases(rows, situation)
    if before == after and after.kind is CostKind.UNSTATED:
        before = after = replace(after, kind=silent.kind)
    return Rates(before=before, after=after, rows=tuple(rows))


def _unstated(terms: Terms) -> Price:
    """Where the region only pays part back, that is what is known of the price."""
    modes = {delivery.mode for delivery in terms.deliveries}
    return Price(kind=CostKind.PARTIAL_REIMBURSEMENT) if modes == {DeliveryMode.REIMBURSED} else UNSTATED


def charge(known: Rates, deductible: Remainder, limit: Remainder, situation: Situation) -> Charge:
    """The price of a visit, by what is left of the deductible and to the out-of-pocket limit."""
    counts, before, after = known.count_to_the_limit, known.before, known.after
    if counts and limit.is_met:
        price, phase = free(known.rows), Phase.OUT_OF_POCKET_MET
    elif not known.turn_on_deductible:
        price, phase = after, Phase.ALWAYS
    elif deductible.is_met is None:
        return Charge(price=None, phase=Phase.ALWAYS, deductible=deductible, out_of_pocket=limit)
    elif deductible.is_met:
        price, phase = after, Phase.AFTER_DEDUCTIBLE
    else:
        price, phase = across(before, after, deductible.to_go, situation), Phase.BEFORE_DEDUCTIBLE
    if counts and limit.to_go is not None:
        price = capped(price, limit.to_go)
    return Charge(price=price, phase=phase, deductible=deductible, out_of_pocket=limit)


def next_visit(row: CostTier, situation: Situation) -> int:
    """The number of the next visit as the price counts visits. What is not told is taken as none."""
    if row.counted_with:
        return visits_toward(row, situation).used + 1
    return (situation.visits_used.get(situation.therapy) or 0) + 1


def of_tier(rows: Sequence[CostTier], tier: NetworkTier) -> list[CostTier]:
    """The rows of a tier; inside the network one tier speaks for the other where that one is silent."""
    exact = [row for row in rows if row.tier is tier]
    if exact or tier is NetworkTier.OUTSIDE:
        return exact
    return [row for row in rows if row.tier is not NetworkTier.OUTSIDE]


def of_visit(rows: Sequence[CostTier], situation: Situation) -> list[CostTier]:
    """The rows whose run of visits holds the next one."""
    return [row for row in rows if _is_of_visit(row, next_visit(row, situation))]


def _is_of_visit(row: CostTier, visit: int) -> bool:
    return row.from_visit <= visit and (row.to_visit is None or visit <= row.to_visit)
