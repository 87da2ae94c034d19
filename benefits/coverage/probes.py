"""Which facts can still turn a decision.

Each fact's values worth trying, and what a member would call a different answer.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from msgspec.structs import replace

from benefits.coverage.catalog import Catalog
from benefits.coverage.costs import Branch, Price
from benefits.coverage.decision import Decision, decide
from benefits.coverage.limits import Tally, visit_keys
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms, lineage
from benefits.coverage.vocabulary import (
    Authorization,
    CostKind,
    Coverage,
    GateKind,
    LimitState,
    LimitUnit,
    NetworkTier,
    PlanKind,
    Purpose,
    Referral,
    Setting,
    Spending,
    Status,
    Tried,
    YesNo,
)

Values = tuple[Any, ...]
# A price and a limit to try where the member's own papers would tell: any figure does to see whether it matters.
SOME_DOLLARS: Final = Decimal(1)
ONE_VISIT: Final = 1


def signature(decision: Decision) -> tuple[object, ...]:
    """What makes two answers differ for a member: status, certainty, open conditions, cost and limits."""
    cost = decision.cost
    if decision.status is Status.NOT_COVERED:
        return decision.status, decision.certainty, decision.disagreements
    return (
        decision.status,
        decision.certainty,
        tuple((kind, standing.is_unmet) for kind, standing in decision.gates.items() if standing.is_open),
        cost and (_price(cost.now), tuple(_branch(branch) for branch in cost.branches), cost.deductible_to_go),
        tuple(_tally(tally) for tally in decision.tallies),
        tuple(delivery.mode for delivery in decision.terms.deliveries),
        decision.disagreements,
    )


def _price(price: Price | None) -> object:
    return price and (
        price.kind,
        price.low,
        price.high,
        price.percent,
        price.per,
        price.cap,
        price.balance_billing,
        price.from_member,
        price.estimated,
    )


def _branch(branch: Branch) -> object:
    return branch.phase, _price(branch.price), branch.from_visit, branch.to_visit


def _tally(tally: Tally) -> object:
    return tally.limit.plan, tally.limit.slug, tally.low, tally.high, tally.left, tally.state


def kind_of_referral(spoken: Terms, referral: Referral) -> object:
    """What the records tell referrals apart by: who may refer. Not being sure of one meets no gate, as having none."""
    return tuple(referral in gate.referrers for gate in spoken.gates.get(GateKind.REFERRAL, ()))


def kind_of_condition(spoken: Terms, condition: str | None) -> object:
    """What the records tell conditions apart by: the rules that name them, and the limits that spare them."""
    if condition is None:
        return None
    names = lineage(spoken.catalog, condition)
    limits = (*spoken.limits, *spoken.guide_limits)
    return (
        next((name for name in names if name in spoken.condition_rules), None),
        next((name for name in names if name in spoken.guide_condition_rules), None),
        tuple(not set(names).isdisjoint(limit.exempt_conditions) for limit in limits),
    )


def probes(situation: Situation, decision: Decision) -> Mapping[str, Values]:
    """For each fact the values worth trying in this case, besides what was told."""
    return {
        "region": tuple(decision.terms.catalog.region_by_slug) if decision.terms.plan.region is None else (),
        "referral": (Referral.PCP, Referral.SPECIALIST, Referral.NONE),
        "condition": tuple(decision.terms.catalog.condition_by_slug),
        "network": tuple(NetworkTier),
        "visits_used": tuple(_visits(situation, decision)),
        "visit_limit": () if _has_exact_limit(decision) else (max(_used(situation), ONE_VISIT),),
        "deductible": (Spending.MET, Spending.NOT_MET),
        "out_of_pocket": (Spending.MET, Spending.NOT_MET),
        "coverage": tuple(Coverage) if _amounts_differ(decision) else (),
        "copay": (SOME_DOLLARS,) if _price_open(decision) else (),
        "allowed_amount": (SOME_DOLLARS,),
        "prior_authorization": (Authorization.APPROVED, Authorization.PENDING, Authorization.NONE),
        "first_treatments": (Tried.TRIED_NOT_ENOUGH, Tried.NOT_TRIED),
        "improving": (YesNo.YES, YesNo.NO),
        "purpose": tuple(Purpose),
        "setting": tuple(Setting),
        "technique": _techniques(decision),
        "visits_outside": tuple(_outside_visits(decision)),
        "plan": _plan_types(decision),
    }


def _used(situation: Situation) -> int:
    return situation.visits_used.get(situation.therapy) or 0


def _visits(situation: Situation, decision: Decision) -> Iterator[dict[str, int | None]]:
    """The asked therapy's visits where an answer can turn: both ends of each limit, and where a rule begins."""
    for key, bound in dict.fromkeys((*_at_limits(situation, decision), *_at_visits(situation, decision))):
        yield {**situation.visits_used, key: bound}


def _at_limits(situation: Situation, decision: Decision) -> Iterator[tuple[str, int]]:
    for tally in decision.tallies:
        keys = visit_keys(decision.terms.catalog, tally.limit)
        own = [key for key in keys if key.split("@")[0].split("/")[0] == situation.therapy]
        for bound in (tally.low, tally.high):
            if bound is not None and own:
                yield own[0], bound


def _at_visits(situation: Situation, decision: Decision) -> Iterator[tuple[str, int]]:
    gates = (gate.from_visit for gate in decision.terms.gates.get(GateKind.PRIOR_AUTHORIZATION, ()))
    for visit in (*gates, *(tier.from_visit for tier in decision.terms.cost_tiers)):
        if visit is not None and visit > 1:
            yield situation.therapy, visit - 1


def _outside_visits(decision: Decision) -> Iterator[int]:
    for tally in decision.tallies:
        if tally.low is not None and any(member.tier is NetworkTier.OUTSIDE for member in tally.limit.members):
            yield tally.low


def _has_exact_limit(decision: Decision) -> bool:
    return any(
        (tally.left is not None and not tally.from_member and tally.limit.unit is LimitUnit.VISITS)
        or tally.state is LimitState.NONE_LISTED
        for tally in decision.tallies
    )


def _amounts_differ(decision: Decision) -> bool:
    return any(amount.self_only != amount.family for amount in decision.terms.amounts.values())


def _price_open(decision: Decision) -> bool:
    """Whether a price is missing, a range, or known only as part of one."""
    cost = decision.cost
    if cost is None:
        return False
    prices = (cost.now, *(branch.price for branch in cost.branches))
    return any(
        price is not None
        and (price.kind in (CostKind.UNSTATED, CostKind.PARTIAL_REIMBURSEMENT) or price.low != price.high)
        for price in prices
    )


def _techniques(decision: Decision) -> Values:
    benefit = decision.terms.benefit
    return benefit.excluded_techniques if benefit else ()


def _plan_types(decision: Decision) -> Values:
    """Who does not know the plan can find out its type."""
    plan = decision.terms.plan
    if plan.kind is PlanKind.PLAN or plan.plan_type is not None:
        return ()
    known = decision.terms.catalog.plan_by_slug
    return tuple(plan_type.slug for plan_type in decision.terms.catalog.plan_types if plan_type.slug in known)


def with_fact(situation: Situation, fact: str, value: object) -> Situation:
    """The same situation with one fact told."""
    return replace(situation, **{fact: value, "told": situation.told | {fact}})


def outcomes(catalog: Catalog, situation: Situation, decision: Decision, fact: str) -> Iterator[tuple[Any, Decision]]:
    """Each value of a fact worth trying that gives another answer than now, with that answer."""
    now = signature(decision)
    for value in probes(situation, decision)[fact]:
        if value != getattr(situation, fact):
            other = decide(catalog, with_fact(situation, fact, value))
            if signature(other) != now:
                yield value, other


def is_known(situation: Situation, fact: str) -> bool:
    """Whether the member told the fact, and is sure of it."""
    value = getattr(situation, fact)
    if fact == "visits_used":
        return value.get(situation.therapy) is not None
    return fact in situation.told and value is not None and str(value) != "unsure"


def shared_visit_keys(decision: Decision) -> tuple[str, ...]:
    """The keys of visits_used that count for this decision, the asked therapy's own first."""
    catalog = decision.terms.catalog
    keys: dict[str, None] = {decision.terms.therapy.slug: None} if decision.tallies else {}
    for tally in decision.tallies:
        purposes = {member.purpose for member in tally.limit.members}
        for key in visit_keys(catalog, tally.limit):
            if "/" not in key or purposes != {None}:
                keys[key] = None
    return tuple(keys)
