"""What a visit costs: by network tier, phase of the deductible and number of the visit. Silence stays silence."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage.accumulators import Reading, Remainder, amount_at, deductible_left, out_of_pocket_left, readings
from benefits.coverage.prices import UNSTATED, Price, across, capped, free, from_papers, phases, stated_price
from benefits.coverage.records import CostTier, PlanAmount
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms
from benefits.coverage.thresholds import visits_toward
from benefits.coverage.vocabulary import (
    AmountKind,
    CostKind,
    DeductibleRule,
    DeliveryMode,
    NetworkTier,
    Phase,
    Spending,
)


class Branch(Struct, frozen=True, kw_only=True):
    """A price and when it holds. `from_visit` and `to_visit` bound it to a run of visits.

    `needs_extension`: only once more visits are approved.
    """

    phase: Phase
    price: Price
    from_visit: int | None = None
    to_visit: int | None = None
    counted_with: tuple[str, ...] = ()
    needs_extension: bool = False


class Cost(Struct, frozen=True, kw_only=True):
    """What the next visit costs. `now` is None where it turns on something not told; then the branches say what on.

    `deductible_to_go` and `out_of_pocket_to_go` are dollars, where the member told what they paid so far.
    """

    now: Price | None
    phase: Phase
    branches: tuple[Branch, ...] = ()
    deductible: PlanAmount | None = None
    deductible_to_go: Decimal | None = None
    out_of_pocket_to_go: Decimal | None = None
    deductible_unstated: bool = False
    guide: CostTier | None = None
    deductible_open: bool = False

    @property
    def prices(self) -> tuple[Price, ...]:
        """Every price that is known: that of the next visit, then those under other circumstances."""
        named = (self.now, *(branch.price for branch in self.branches))
        return tuple(price for price in named if price is not None)


class Charge(Struct, frozen=True, kw_only=True):
    """The next visit's price under one reading of what was paid so far; None where nobody can tell."""

    price: Price | None
    phase: Phase
    deductible: Remainder
    out_of_pocket: Remainder


WHOSE: Final = {Reading.OWN: Phase.OWN_PAYMENTS, Reading.FAMILY: Phase.FAMILY_PAYMENTS}


def cost(terms: Terms, situation: Situation) -> Cost:
    """What the next covered visit costs, in dollars or percent.

    Prices are the plan's own; the guide's stands beside them, never in their place.
    """
    tier = situation.network or NetworkTier.KAISER
    of_tier = _of_tier(terms.cost_tiers, tier)
    rows = _of_visit(of_tier, situation)
    if not rows:
        return Cost(now=from_papers(_unstated(terms), situation), phase=Phase.ALWAYS, guide=_of_guide(terms, tier))
    before, after = phases(rows, situation)
    if before == after and after.kind is CostKind.UNSTATED:
        before = after = replace(after, kind=_unstated(terms).kind)
    amounts = {kind: amount_at(terms, kind, tier) for kind in AmountKind}
    charges = {reading: _charge(rows, before, after, amounts, situation, reading) for reading in readings(situation)}
    found = _agreed(tuple(charges.values()))
    is_free = found.phase is Phase.OUT_OF_POCKET_MET
    turns_on_deductible = before != after and not is_free
    is_one_price = not turns_on_deductible and not is_free
    is_unstated = is_one_price and after.kind is CostKind.UNSTATED
    return Cost(
        now=found.price,
        phase=found.phase,
        branches=() if is_free else _branches(charges, before, after, rows, of_tier, situation),
        deductible=amounts[AmountKind.DEDUCTIBLE],
        deductible_to_go=_to_go([charge.deductible for charge in charges.values()]),
        out_of_pocket_to_go=_to_go([charge.out_of_pocket for charge in charges.values()]),
        deductible_open=turns_on_deductible and found.deductible.is_met is None,
        deductible_unstated=is_one_price and any(row.deductible is DeductibleRule.UNSTATED for row in rows),
        guide=_of_guide(terms, tier) if is_unstated else None,
    )


def _charge(
    rows: Sequence[CostTier],
    before: Price,
    after: Price,
    amounts: Mapping[AmountKind, PlanAmount | None],
    situation: Situation,
    reading: Reading,
) -> Charge:
    """The next visit's price when what was paid so far is read in one way."""
    deductible = deductible_left(amounts[AmountKind.DEDUCTIBLE], situation, reading)
    limit = out_of_pocket_left(amounts[AmountKind.OUT_OF_POCKET_LIMIT], situation, reading)
    counts = _counts(rows)
    if counts and limit.is_met:
        price, phase = free(rows), Phase.OUT_OF_POCKET_MET
    elif before == after:
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


def _agreed(charges: Sequence[Charge]) -> Charge:
    """The charge that every reading gives; without a price where they differ."""
    first = charges[0]
    if all(charge.price == first.price for charge in charges):
        return first
    return replace(first, price=None, phase=Phase.ALWAYS)


def _to_go(left: Sequence[Remainder]) -> Decimal | None:
    """Dollars that are left under every reading; None where they differ, are not known, or nothing is left."""
    first = left[0].to_go
    return (first or None) if all(remainder.to_go == first for remainder in left) else None


def _branches(
    charges: Mapping[Reading, Charge],
    before: Price,
    after: Price,
    rows: Sequence[CostTier],
    of_tier: Sequence[CostTier],
    situation: Situation,
) -> tuple[Branch, ...]:
    """The other prices and when they hold, in the order members read them."""
    found: list[Branch] = []
    if len({charge.price for charge in charges.values()}) > 1:
        priced = [(reading, charge.price) for reading, charge in charges.items() if charge.price is not None]
        found += [Branch(phase=WHOSE[reading], price=price) for reading, price in priced]
    if before != after:
        found.append(Branch(phase=Phase.BEFORE_DEDUCTIBLE, price=before))
        found.append(Branch(phase=Phase.AFTER_DEDUCTIBLE, price=after))
    found += _later_visits(of_tier, situation)
    is_told = situation.out_of_pocket is not Spending.UNSURE and not isinstance(situation.out_of_pocket, Decimal)
    if _counts(rows) and not is_told:
        found.append(Branch(phase=Phase.OUT_OF_POCKET_MET, price=free(rows)))
    return tuple(found)


def _counts(rows: Sequence[CostTier]) -> bool:
    """Whether what is paid runs up to the out-of-pocket limit, as far as the record says."""
    return any(row.counts_to_out_of_pocket for row in rows)


def _unstated(terms: Terms) -> Price:
    """Where the region only pays part back, that is what is known of the price."""
    modes = {delivery.mode for delivery in terms.deliveries}
    return Price(kind=CostKind.PARTIAL_REIMBURSEMENT) if modes == {DeliveryMode.REIMBURSED} else UNSTATED


def _next_visit(row: CostTier, situation: Situation) -> int:
    """The number of the next visit as the price counts visits. What is not told is taken as none."""
    if row.counted_with:
        return visits_toward(row, situation).used + 1
    return (situation.visits_used.get(situation.therapy) or 0) + 1


def _of_tier(rows: Sequence[CostTier], tier: NetworkTier) -> list[CostTier]:
    """The rows of a tier; inside the network one tier speaks for the other where that one is silent."""
    exact = [row for row in rows if row.tier is tier]
    if exact or tier is NetworkTier.OUTSIDE:
        return exact
    return [row for row in rows if row.tier is not NetworkTier.OUTSIDE]


def _of_guide(terms: Terms, tier: NetworkTier) -> CostTier | None:
    """The guide's price, to stand beside what the plan does not state."""
    return next(iter(_of_tier(terms.guide_cost_tiers, tier)), None)


def _of_visit(rows: Sequence[CostTier], situation: Situation) -> list[CostTier]:
    return [row for row in rows if _is_of_visit(row, _next_visit(row, situation))]


def _is_of_visit(row: CostTier, visit: int) -> bool:
    return row.from_visit <= visit and (row.to_visit is None or visit <= row.to_visit)


def _later_visits(rows: Sequence[CostTier], situation: Situation) -> tuple[Branch, ...]:
    return tuple(
        Branch(
            phase=Phase.LATER_VISITS,
            price=stated_price(row, situation),
            from_visit=row.from_visit,
            to_visit=row.to_visit,
            counted_with=row.counted_with,
        )
        for row in sorted(rows, key=lambda row: row.from_visit)
        if row.from_visit > _next_visit(row, situation) and row.deductible is not DeductibleRule.BEFORE
    )
