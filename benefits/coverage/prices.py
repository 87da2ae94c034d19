"""The price of one visit: as a record states it, and as the member's own figures and what is left to pay make it."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage.records import CostTier
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import Certainty, CostKind, CostUnit, DeductibleRule

CENT: Final = Decimal("0.01")
ZERO: Final = Decimal(0)


class Price(Struct, frozen=True, kw_only=True):
    """What one visit costs, in dollars or percent of the allowed amount.

    `low` and `high` are dollars; `high` alone is the most that it can be. `from_member`: read by the member in their
    own papers. `deductible_part`: dollars of it that go toward the deductible. `is_capped`: no more is left to the
    out-of-pocket limit. `is_lesser`: the visit itself costs less than the copayment. `tier`: the record it stands on.
    """

    kind: CostKind
    low: Decimal | None = None
    high: Decimal | None = None
    percent: Decimal | None = None
    per: CostUnit = CostUnit.VISIT
    cap: Decimal | None = None
    certainty: Certainty | None = None
    from_member: bool = False
    estimated: bool = False
    balance_billing: bool = False
    deductible_part: Decimal | None = None
    is_capped: bool = False
    is_lesser: bool = False
    tier: CostTier | None = None


UNSTATED: Final = Price(kind=CostKind.UNSTATED)
FULL_COST: Final = Price(kind=CostKind.FULL_COST)


def phases(rows: Sequence[CostTier], situation: Situation) -> tuple[Price, Price]:
    """The price before and after the deductible.

    A price that holds only after it leaves the full cost before; one that holds only before leaves the rest
    unstated.
    """
    by_rule = {row.deductible: row for row in rows}
    always = by_rule.get(DeductibleRule.NOT_SUBJECT) or by_rule.get(DeductibleRule.UNSTATED)
    before = by_rule.get(DeductibleRule.BEFORE) or always
    after = by_rule.get(DeductibleRule.AFTER) or always
    return (
        stated_price(before, situation) if before else full_price(situation, after),
        stated_price(after, situation) if after else UNSTATED,
    )


def full_price(situation: Situation, tier: CostTier | None) -> Price:
    """The full price of a visit: in dollars where the member told it."""
    told = situation.allowed_amount
    return Price(kind=CostKind.FULL_COST, low=told, high=told, from_member=told is not None, tier=tier)


def stated_price(row: CostTier, situation: Situation) -> Price:
    """The row's price; a percentage in dollars too where the member gave the full price of a visit."""
    if row.kind is CostKind.FULL_COST:
        return full_price(situation, row)
    stated = Price(
        kind=row.kind,
        low=row.low,
        high=row.high,
        percent=row.percent,
        per=row.per,
        cap=row.cap,
        certainty=row.certainty,
        balance_billing=row.balance_billing,
        tier=row,
    )
    if row.kind is CostKind.NO_CHARGE:
        stated = replace(stated, low=ZERO, high=ZERO)
    if row.percent is not None and situation.allowed_amount is not None:
        share = _percent_of(row.percent, situation.allowed_amount, row.cap)
        stated = replace(stated, low=share, high=share, estimated=True)
    return from_papers(stated, situation)


def from_papers(stated: Price, situation: Situation) -> Price:
    """What the member read in their own papers is used instead of a general or missing price."""
    if situation.copay is not None:
        stated = Price(
            kind=CostKind.COPAYMENT, low=situation.copay, high=situation.copay, from_member=True, tier=stated.tier
        )
    return _lesser(stated, situation.allowed_amount)


def _lesser(price: Price, whole: Decimal | None) -> Price:
    """A copayment is no more than the visit itself costs, where the member gave its price in dollars."""
    is_copayment = price.kind is CostKind.COPAYMENT and price.low is not None and price.high is not None
    if whole is None or not is_copayment or price.per is not CostUnit.VISIT or (price.high or ZERO) <= whole:
        return price
    return replace(price, low=min(price.low or ZERO, whole), high=whole, is_lesser=True)


def free(rows: Sequence[CostTier]) -> Price:
    """Nothing to pay, as it is past the out-of-pocket limit."""
    return Price(kind=CostKind.NO_CHARGE, low=ZERO, high=ZERO, tier=rows[0])


def across(before: Price, after: Price, to_go: Decimal | None, situation: Situation) -> Price:
    """A visit that costs more than is left of the deductible: the rest of it is paid as after the deductible."""
    whole = situation.allowed_amount
    if before.kind is not CostKind.FULL_COST or to_go is None or whole is None or whole <= to_go:
        return before
    low, high = _shares(after, whole - to_go)
    return replace(after, low=to_go + low, high=to_go + high, deductible_part=to_go, estimated=True)


def _shares(price: Price, rest: Decimal) -> tuple[Decimal, Decimal]:
    """The member's share, in dollars from and to, of what is left of a visit; all or nothing where it is not stated."""
    if price.kind is CostKind.NO_CHARGE:
        return ZERO, ZERO
    if price.kind is CostKind.COINSURANCE and price.percent is not None:
        share = _percent_of(price.percent, rest, price.cap)
        return share, share
    if price.kind is CostKind.COPAYMENT and price.low is not None and price.high is not None:
        return min(price.low, rest), min(price.high, rest)
    return (rest if price.kind is CostKind.FULL_COST else ZERO), rest


def _percent_of(percent: Decimal, amount: Decimal, cap: Decimal | None) -> Decimal:
    """A share of an amount in dollars, to the cent, and no more than the cap."""
    share = (percent * amount / 100).quantize(CENT, ROUND_HALF_UP)
    return share if cap is None else min(share, cap)


def capped(price: Price, to_go: Decimal) -> Price:
    """A price that is no more than what is left to the out-of-pocket limit, in dollars."""
    if price.high is not None and price.high <= to_go:
        return price
    low = None if price.low is None else min(price.low, to_go)
    return replace(price, low=low, high=to_go, is_capped=True)
