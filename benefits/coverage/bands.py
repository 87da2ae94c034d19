"""The values of a fact that are worth trying: one for all that the records treat alike.

In one case they show what would turn its answer; over a plan and a therapy they make every answer that there is.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final

from benefits.coverage.decision import Decision
from benefits.coverage.limits import Tally
from benefits.coverage.prices import Price
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms, lineage
from benefits.coverage.thresholds import last_visits_before, split_around
from benefits.coverage.visits import visit_keys
from benefits.coverage.vocabulary import (
    AmountKind,
    Authorization,
    CostKind,
    Coverage,
    GateKind,
    LimitState,
    LimitUnit,
    NetworkTier,
    PlanKind,
    Referral,
    Requirement,
    Spending,
    Tried,
    YesNo,
)

Values = tuple[Any, ...]
# The values of a fact that may turn the answer to a situation.
Probes = Callable[[Situation, Decision], Values]
# The values of a fact that stand for all that there are, under the terms of a situation of which no more is told.
Bands = Callable[[Situation, Terms], Values]

# A price and a limit to try where the member's own papers would tell: any figure does to see whether it matters.
SOME_DOLLARS: Final = Decimal(1)
ONE_VISIT: Final = 1


def each(*values: object) -> Probes:
    """The same values in every case."""

    def always(_situation: Situation, _decision: Decision) -> Values:
        return values

    return always


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


def regions(_situation: Situation, decision: Decision) -> Values:
    """Every region, where the plan is of none."""
    return tuple(decision.terms.catalog.region_by_slug) if decision.terms.plan.region is None else ()


def plan_types(_situation: Situation, decision: Decision) -> Values:
    """Every type of plan that has a guide, where the type is not known: the member can find it out."""
    plan = decision.terms.plan
    if plan.kind is PlanKind.PLAN or plan.plan_type is not None:
        return ()
    known = decision.terms.catalog.plan_by_slug
    return tuple(plan_type.slug for plan_type in decision.terms.catalog.plan_types if plan_type.slug in known)


def conditions(_situation: Situation, decision: Decision) -> Values:
    """Every condition."""
    return tuple(decision.terms.catalog.condition_by_slug)


def techniques(_situation: Situation, decision: Decision) -> Values:
    """The techniques that the benefit leaves out."""
    benefit = decision.terms.benefit
    return benefit.excluded_techniques if benefit else ()


def visits_at_bounds(situation: Situation, decision: Decision) -> Values:
    """The asked therapy's visits where an answer can turn: both ends of each limit, and where a rule begins."""
    bounds = dict.fromkeys((*_at_limits(situation, decision), *_at_visits(situation, decision)))
    return tuple({**situation.visits_used, key: bound} for key, bound in bounds)


def _at_limits(situation: Situation, decision: Decision) -> Iterator[tuple[str, int]]:
    """The asked therapy's own visits at which a limit is reached: what others in the pool have used counts already."""
    for tally in decision.tallies:
        keys = visit_keys(decision.terms.catalog, tally.limit)
        own = [key for key in keys if key.split("@")[0].split("/")[0] == situation.therapy]
        if not own:
            continue
        used_by_others = tally.used - (situation.visits_used.get(own[0]) or 0)
        bounds = (tally.limit.low, tally.limit.high) if tally.inherited else (tally.low, tally.high)
        for bound in bounds:
            if bound is not None:
                yield own[0], max(bound - used_by_others, 0)


def _at_visits(situation: Situation, decision: Decision) -> Iterator[tuple[str, int]]:
    """The visits after which a rule begins; none, where they are not told and may be that many already."""
    gates = [gate for gate in decision.terms.gates.get(GateKind.PRIOR_AUTHORIZATION, ()) if gate.from_visit]
    if gates and situation.visits_used.get(situation.therapy) is None:
        yield situation.therapy, 0
    yield from last_visits_before((*gates, *decision.terms.cost_tiers), situation)


def outside_visits(_situation: Situation, decision: Decision) -> Values:
    """The number at which a limit on visits outside the network is reached."""
    return tuple(
        tally.low
        for tally in decision.tallies
        if tally.low is not None and any(member.tier is NetworkTier.OUTSIDE for member in tally.limit.members)
    )


def own_limit(situation: Situation, decision: Decision) -> Values:
    """As many visits as are used, where no exact limit is on file."""
    if any(_is_exact(tally) for tally in decision.tallies):
        return ()
    return (max(situation.visits_used.get(situation.therapy) or 0, ONE_VISIT),)


def _is_exact(tally: Tally) -> bool:
    if tally.state is LimitState.NONE_LISTED:
        return True
    return tally.left is not None and not tally.from_member and tally.limit.unit is LimitUnit.VISITS


def family(_situation: Situation, decision: Decision) -> Values:
    """Who is covered, where a family has other amounts than one person."""
    differ = any(amount.self_only != amount.family for amount in decision.terms.amounts.values())
    return tuple(Coverage) if differ else ()


def family_deductible(situation: Situation, decision: Decision) -> Values:
    """Whether a family's deductible is met, where this person's own payments are told in dollars."""
    return _family_spending(situation, decision, AmountKind.DEDUCTIBLE, situation.deductible)


def family_out_of_pocket(situation: Situation, decision: Decision) -> Values:
    """Whether a family's out-of-pocket limit is met, where this person's own payments are told in dollars."""
    return _family_spending(situation, decision, AmountKind.OUT_OF_POCKET_LIMIT, situation.out_of_pocket)


def _family_spending(
    situation: Situation, decision: Decision, kind: AmountKind, own: Spending | Decimal
) -> tuple[Spending, ...]:
    amounts = [amount for (known, _tier), amount in decision.terms.amounts.items() if known is kind]
    has_family_amount = any(amount.family is not None for amount in amounts)
    may_count = situation.coverage is Coverage.FAMILY and has_family_amount and isinstance(own, Decimal)
    return (Spending.MET, Spending.NOT_MET) if may_count else ()


def own_copay(_situation: Situation, decision: Decision) -> Values:
    """Some dollars, where a price is missing, a range, or known only as part of one."""
    return (SOME_DOLLARS,) if any(map(_is_open, decision.prices)) else ()


def _is_open(price: Price) -> bool:
    return price.kind in (CostKind.UNSTATED, CostKind.PARTIAL_REIMBURSEMENT) or price.low != price.high


def every_kind_of_referral(_case: Situation, spoken: Terms) -> Values:
    """None, not sure, the first doctor who may refer and the first who may not."""
    gates = spoken.gates.get(GateKind.REFERRAL, ())
    may = [referrer for gate in gates for referrer in gate.referrers]
    may_not = [referrer for referrer in (Referral.SPECIALIST, Referral.OUTSIDE) if referrer not in may]
    return (Referral.NONE, Referral.UNSURE, *may[:1], *may_not[:1])


def every_kind_of_condition(_case: Situation, spoken: Terms) -> Values:
    """One condition for each rule and each limit that spares it, one that no record names, and not known."""
    found: dict[object, str] = {}
    for condition in spoken.catalog.condition_by_slug:
        found.setdefault(kind_of_condition(spoken, condition), condition)
    return (None, *found.values())


def every_tier(_case: Situation, spoken: Terms) -> Values:
    """Every place where a record asks for the network; else outside, and not known."""
    return (None, *NetworkTier) if spoken.gates.get(GateKind.NETWORK) else (None, NetworkTier.OUTSIDE)


def every_authorization(_case: Situation, spoken: Terms) -> Values:
    """Every state of an approval that a record asks for; else a denial, and not known."""
    gates = spoken.gates.get(GateKind.PRIOR_AUTHORIZATION, ())
    asked = any(gate.requirement is Requirement.REQUIRED for gate in gates)
    return tuple(Authorization) if asked else (Authorization.UNSURE, Authorization.DENIED)


def visits_around_bounds(case: Situation, spoken: Terms) -> Values:
    """Visits of the asked therapy around each limit and boundary of a price, not known, and not told."""
    key = _counted(case, spoken)
    around = sorted({0} | {bound + step for bound in _bounds(spoken) for step in (-1, 0, 1)})
    gates = (gate for gates in spoken.gates.values() for gate in gates)
    split = split_around((*gates, *spoken.cost_tiers), case.therapy)
    return ({}, {key: None}, *({key: used} for used in around), *split)


def _counted(case: Situation, spoken: Terms) -> str:
    """The key under which a limit counts the visits of this case."""
    own = f"{case.therapy}/{case.purpose}"
    keys = (key for limit in (*spoken.limits, *spoken.guide_limits) for key in visit_keys(spoken.catalog, limit))
    return own if own in keys else case.therapy


def _bounds(spoken: Terms) -> set[int]:
    """The visits at which a limit ends, or from which on a gate or a price holds."""
    limits = (*spoken.limits, *spoken.guide_limits)
    ends = (bound for limit in limits for bound in (limit.low, limit.high))
    begins = (gate.from_visit for gates in spoken.gates.values() for gate in gates)
    prices = (tier.from_visit for tier in spoken.cost_tiers if tier.from_visit > 1)
    return {bound for bound in (*ends, *begins, *prices) if bound is not None}


def every_deductible(_case: Situation, spoken: Terms) -> Values:
    """Met, not met and not known, where a price hangs on it."""
    rules = {tier.deductible for tier in spoken.cost_tiers}
    return tuple(Spending) if len(rules) > 1 or "after" in rules else (Spending.UNSURE,)


def every_try(_case: Situation, spoken: Terms) -> Values:
    """Whether other care was tried, where a rule for a condition hangs on it."""
    asked = any(rule.likelier_after_first_treatments for rule in spoken.condition_rules.values())
    return tuple(Tried) if asked else (Tried.UNSURE,)


def every_progress(_case: Situation, spoken: Terms) -> Values:
    """Whether the care helps, where the benefit ends when it does not."""
    hangs_on_it = spoken.benefit is not None and spoken.benefit.stops_without_improvement
    return tuple(YesNo) if hangs_on_it else (YesNo.UNSURE,)
