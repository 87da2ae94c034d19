"""What a visit costs: by network tier, phase of the deductible and number of the visit. Silence stays silence."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage.records import CostTier, PlanAmount
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms
from benefits.coverage.vocabulary import (
    AmountKind,
    Certainty,
    CostKind,
    CostUnit,
    Coverage,
    DeductibleRule,
    DeliveryMode,
    NetworkTier,
    Phase,
    Spending,
)


class Price(Struct, frozen=True, kw_only=True):
    """What one visit costs, in dollars or percent of the allowed amount.

    `from_member`: read by the member in their own papers; `tier`: the record it stands on.
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
    tier: CostTier | None = None


class Branch(Struct, frozen=True, kw_only=True):
    """A price and when it holds. `from_visit` and `to_visit` bound it to a run of visits."""

    phase: Phase
    price: Price
    from_visit: int | None = None
    to_visit: int | None = None


class Cost(Struct, frozen=True, kw_only=True):
    """What the next visit costs. `now` is None where it turns on something not told; then the branches say what on."""

    now: Price | None
    phase: Phase
    branches: tuple[Branch, ...] = ()
    deductible: PlanAmount | None = None
    deductible_to_go: Decimal | None = None
    deductible_unstated: bool = False
    guide: CostTier | None = None
    deductible_open: bool = False


UNSTATED = Price(kind=CostKind.UNSTATED)
FULL_COST = Price(kind=CostKind.FULL_COST)


def cost(terms: Terms, situation: Situation) -> Cost:
    """What the next covered visit costs.

    Prices are the plan's own; the guide's stands beside them, never in their place.
    """
    tier = situation.network or NetworkTier.KAISER
    rows = _of_visit(_of_tier(terms.cost_tiers, tier), _next_visit(situation))
    guide = next(iter(_of_tier(terms.guide_cost_tiers, tier)), None)
    if not rows:
        return Cost(
            now=_from_papers(_unstated(terms), situation),
            phase=Phase.ALWAYS,
            guide=guide,
        )
    if _out_of_pocket_met(terms, situation, tier) and _counts(rows):
        return Cost(
            now=_free(rows), phase=Phase.OUT_OF_POCKET_MET, deductible=_amount(terms, AmountKind.DEDUCTIBLE, tier)
        )
    capped = Branch(phase=Phase.OUT_OF_POCKET_MET, price=_free(rows))
    open_limit = situation.out_of_pocket is Spending.UNSURE and _counts(rows)
    later = (*_later_visits(_of_tier(terms.cost_tiers, tier), situation), *((capped,) if open_limit else ()))
    before, after = _phases(rows, situation)
    deductible = _amount(terms, AmountKind.DEDUCTIBLE, tier)
    if before != after:
        return _by_deductible(terms, situation, before, after, later, deductible)
    if after.kind is CostKind.UNSTATED:
        after = replace(after, kind=_unstated(terms).kind)
    return Cost(
        now=after,
        phase=Phase.ALWAYS,
        branches=later,
        deductible=deductible,
        deductible_unstated=any(row.deductible is DeductibleRule.UNSTATED for row in rows),
        guide=guide if after.kind is CostKind.UNSTATED else None,
    )


def _counts(rows: Sequence[CostTier]) -> bool:
    """Whether what is paid runs up to the out-of-pocket limit, as far as the record says."""
    return any(row.counts_to_out_of_pocket for row in rows)


def _free(rows: Sequence[CostTier]) -> Price:
    return Price(kind=CostKind.NO_CHARGE, tier=rows[0])


def _by_deductible(
    terms: Terms,
    situation: Situation,
    before: Price,
    after: Price,
    later: tuple[Branch, ...],
    deductible: PlanAmount | None,
) -> Cost:
    spent = _limit_of(deductible, situation)
    met = _met(situation.deductible, spent)
    branches = (
        Branch(phase=Phase.BEFORE_DEDUCTIBLE, price=before),
        Branch(phase=Phase.AFTER_DEDUCTIBLE, price=after),
        *later,
    )
    to_go = spent - situation.deductible if spent is not None and isinstance(situation.deductible, Decimal) else None
    phase = Phase.ALWAYS if met is None else Phase.AFTER_DEDUCTIBLE if met else Phase.BEFORE_DEDUCTIBLE
    now = None if met is None else after if met else before
    return Cost(
        now=now,
        phase=phase,
        branches=branches,
        deductible=deductible,
        deductible_to_go=to_go if to_go and to_go > 0 else None,
        deductible_open=met is None,
    )


def _unstated(terms: Terms) -> Price:
    """Where the region only pays part back, that is what is known of the price."""
    modes = {delivery.mode for delivery in terms.deliveries}
    return Price(kind=CostKind.PARTIAL_REIMBURSEMENT) if modes == {DeliveryMode.REIMBURSED} else UNSTATED


def _next_visit(situation: Situation) -> int:
    return (situation.visits_used.get(situation.therapy) or 0) + 1


def _of_tier(rows: Sequence[CostTier], tier: NetworkTier) -> tuple[CostTier, ...]:
    """The rows of a tier; inside the network one tier speaks for the other where that one is silent."""
    exact = tuple(row for row in rows if row.tier is tier)
    if exact or tier is NetworkTier.OUTSIDE:
        return exact
    return tuple(row for row in rows if row.tier is not NetworkTier.OUTSIDE)


def _of_visit(rows: Sequence[CostTier], visit: int) -> tuple[CostTier, ...]:
    return tuple(row for row in rows if row.from_visit <= visit and (row.to_visit is None or visit <= row.to_visit))


def _later_visits(rows: Sequence[CostTier], situation: Situation) -> tuple[Branch, ...]:
    visit = _next_visit(situation)
    return tuple(
        Branch(phase=Phase.LATER_VISITS, price=_price(row, situation), from_visit=row.from_visit, to_visit=row.to_visit)
        for row in sorted(rows, key=lambda row: row.from_visit)
        if row.from_visit > visit and row.deductible is not DeductibleRule.BEFORE
    )


def _phases(rows: Sequence[CostTier], situation: Situation) -> tuple[Price, Price]:
    """The price before and after the deductible.

    A price that holds only after it leaves the full cost before; one that holds only before leaves the rest
    unstated.
    """
    by_rule = {row.deductible: row for row in rows}
    always = by_rule.get(DeductibleRule.NOT_SUBJECT) or by_rule.get(DeductibleRule.UNSTATED)
    before = by_rule.get(DeductibleRule.BEFORE) or always
    after = by_rule.get(DeductibleRule.AFTER) or always
    return (
        _price(before, situation) if before else _full(situation, after),
        _price(after, situation) if after else UNSTATED,
    )


def _full(situation: Situation, tier: CostTier | None) -> Price:
    told = situation.allowed_amount
    return Price(kind=CostKind.FULL_COST, low=told, high=told, from_member=told is not None, tier=tier)


def _price(row: CostTier, situation: Situation) -> Price:
    if row.kind is CostKind.FULL_COST:
        return _full(situation, row)
    share = None
    if row.percent is not None and situation.allowed_amount is not None:
        share = round(row.percent * situation.allowed_amount / 100, 2)
    stated = Price(
        kind=row.kind,
        low=row.low if share is None else share,
        high=row.high if share is None else share,
        percent=row.percent,
        per=row.per,
        cap=row.cap,
        certainty=row.certainty,
        estimated=share is not None,
        balance_billing=row.balance_billing,
        tier=row,
    )
    return _from_papers(stated, situation)


def _from_papers(stated: Price, situation: Situation) -> Price:
    """What the member read in their own papers is used instead of a general or missing price."""
    if situation.copay is None:
        return stated
    return Price(kind=CostKind.COPAYMENT, low=situation.copay, high=situation.copay, from_member=True, tier=stated.tier)


def _amount(terms: Terms, kind: AmountKind, tier: NetworkTier) -> PlanAmount | None:
    inside = NetworkTier.KAISER if tier is not NetworkTier.OUTSIDE else tier
    return terms.amounts.get((kind, tier)) or terms.amounts.get((kind, inside))


def _limit_of(amount: PlanAmount | None, situation: Situation) -> Decimal | None:
    if amount is None:
        return None
    return amount.family if situation.coverage is Coverage.FAMILY else amount.self_only


def _met(told: Spending | Decimal, full: Decimal | None) -> bool | None:
    if full == 0:
        return True
    if isinstance(told, Decimal):
        return None if full is None else told >= full
    return {Spending.MET: True, Spending.NOT_MET: False, Spending.UNSURE: None}[told]


def _out_of_pocket_met(terms: Terms, situation: Situation, tier: NetworkTier) -> bool:
    amount = _amount(terms, AmountKind.OUT_OF_POCKET_LIMIT, tier)
    return _met(situation.out_of_pocket, _limit_of(amount, situation)) is True
