"""What a visit costs: by network tier, phase of the deductible and number of the visit. Silence stays silence."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage.accumulators import Reading, Remainder, amount_at, deductible_left, out_of_pocket_left, readings
from benefits.coverage.charges import Charge, Rates, charge, next_visit, of_tier, rates
from benefits.coverage.prices import Price, free, stated_price
from benefits.coverage.records import CostTier, PlanAmount
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms
from benefits.coverage.vocabulary import (
    AmountKind,
    CostKind,
    DeductibleRule,
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


WHOSE: Final = {Reading.OWN: Phase.OWN_PAYMENTS, Reading.FAMILY: Phase.FAMILY_PAYMENTS}


def cost(terms: Terms, situation: Situation) -> Cost:
    """What the next covered visit costs, in dollars or percent.

    Prices are the plan's own; the guide's stands beside them, never in their place.
    """
    tier = situation.network or NetworkTier.KAISER
    known = rates(terms, situation)
    if not known.rows:
        return Cost(now=known.after, phase=Phase.ALWAYS, guide=_of_guide(terms, tier))
    amounts = {kind: amount_at(terms, kind, tier) for kind in AmountKind}
    charges = {reading: _charge(known, amounts, situation, reading) for reading in readings(situation)}
    found = _agreed(tuple(charges.values()))
    is_free = found.phase is Phase.OUT_OF_POCKET_MET
    turns_on_deductible = known.turn_on_deductible and not is_free
    is_one_price = not turns_on_deductible and not is_free
    is_unstated = is_one_price and known.after.kind is CostKind.UNSTATED
    return Cost(
        now=found.price,
        phase=found.phase,
        branches=() if is_free else _branches(charges, known, of_tier(terms.cost_tiers, tier), situation),
        deductible=amounts[AmountKind.DEDUCTIBLE],
        deductible_to_go=_to_go([charge.deductible for charge in charges.values()]),
        out_of_pocket_to_go=_to_go([charge.out_of_pocket for charge in charges.values()]),
        deductible_open=turns_on_deductible and found.deductible.is_met is None,
        deductible_unstated=is_one_price and any(row.deductible is DeductibleRule.UNSTATED for row in known.rows),
        guide=_of_guide(terms, tier) if is_unstated else None,
    )


def _charge(
    known: Rates, amounts: Mapping[AmountKind, PlanAmount | None], situation: Situation, reading: Reading
) -> Charge:
    """The next visit's price when what was paid so far is read in one way."""
    deductible = deductible_left(amounts[AmountKind.DEDUCTIBLE], situation, reading)
    limit = out_of_pocket_left(amounts[AmountKind.OUT_OF_POCKET_LIMIT], situation, reading)
    return charge(known, deductible, limit, situation)


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
    charges: Mapping[Reading, Charge], known: Rates, tiers: Sequence[CostTier], situation: Situation
) -> tuple[Branch, ...]:
    """The other prices and when they hold, in the order members read them."""
    found: list[Branch] = []
    if len({charge.price for charge in charges.values()}) > 1:
        priced = [(reading, charge.price) for reading, charge in charges.items() if charge.price is not None]
        found += [Branch(phase=WHOSE[reading], price=price) for reading, price in priced]
    if known.turn_on_deductible:
        found.append(Branch(phase=Phase.BEFORE_DEDUCTIBLE, price=known.before))
        found.append(Branch(phase=Phase.AFTER_DEDUCTIBLE, price=known.after))
    found += _later_visits(tiers, situation)
    is_told = situation.out_of_pocket is not Spending.UNSURE and not isinstance(situation.out_of_pocket, Decimal)
    if known.count_to_the_limit and not is_told:
        found.append(Branch(phase=Phase.OUT_OF_POCKET_MET, price=free(known.rows)))
    return tuple(found)


def _of_guide(terms: Terms, tier: NetworkTier) -> CostTier | None:
    """The guide's price, to stand beside what the plan does not state."""
    return next(iter(of_tier(terms.guide_cost_tiers, tier)), None)


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
        if row.from_visit > next_visit(row, situation) and row.deductible is not DeductibleRule.BEFORE
    )
