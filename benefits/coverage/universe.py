"""Every situation worth asking about a catalog, banded, and the laws that must hold in each.

Facts that the records treat alike are asked once: a band is one value for all that behave as it does. Visits are
tried at 0, one below, at and one above each limit, and unknown; dates on both sides of every boundary.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from typing import Any, Final

from msgspec import Struct

from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision, decide
from benefits.coverage.guidance import WITH_ALTERNATIVES, Guidance, guidance
from benefits.coverage.probes import with_fact
from benefits.coverage.records import Plan
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms, lineage, terms
from benefits.coverage.vocabulary import (
    Authorization,
    CostKind,
    GateKind,
    GateState,
    NetworkTier,
    PlanKind,
    Referral,
    Requirement,
    Spending,
    Status,
    Subject,
    Tried,
    YesNo,
)

LET_THROUGH: Final = (GateState.DONE, GateState.NOT_NEEDED)
ONE_DAY: Final = timedelta(days=1)
Values = tuple[Any, ...]


class Broken(Struct, frozen=True, kw_only=True):
    """A law that a situation breaks."""

    law: str
    situation: Situation


def situations(catalog: Catalog, plan: Plan, therapy: str, today: date) -> Iterator[Situation]:
    """Every situation of one plan and therapy, banded.

    The terms are the same on every day in force, so that one day has them all, and the days at the boundaries one each.
    """
    at_boundaries = [Situation(therapy=therapy, plan=plan.slug, on=on) for on in days(plan, today)]
    yield from at_boundaries
    first = next(situation for situation in at_boundaries if plan.in_force(situation.on))
    bands = _bands(terms(catalog, first))
    for values in product(*bands.values()):
        facts = dict(zip(bands, values, strict=True))
        yield Situation(therapy=therapy, plan=plan.slug, on=first.on, told=frozenset(facts), **facts)


def days(plan: Plan, today: date) -> tuple[date, ...]:
    """The first and the last day of a record and the days beside them; today where it has none."""
    starts, ends = plan.effective_from, plan.effective_to
    found = {starts and starts - ONE_DAY, starts, ends, ends and ends + ONE_DAY}
    return tuple(sorted(day for day in found if day)) or (today,)


def _bands(spoken: Terms) -> Mapping[str, Values]:
    return {
        "referral": _referrals(spoken),
        "condition": _conditions(spoken),
        "network": (None, *_tiers(spoken)),
        "prior_authorization": _authorizations(spoken),
        "visits_used": tuple(_visits(spoken)),
        "deductible": _deductibles(spoken),
        "first_treatments": _tried(spoken),
        "improving": tuple(YesNo) if spoken.benefit and spoken.benefit.stops_without_improvement else (YesNo.UNSURE,),
    }


def _referrals(spoken: Terms) -> Values:
    """None, not sure, the first doctor who may refer and the first who may not."""
    gates = spoken.gates.get(GateKind.REFERRAL, ())
    may = [referrer for gate in gates for referrer in gate.referrers]
    may_not = [referrer for referrer in (Referral.SPECIALIST, Referral.OUTSIDE) if referrer not in may]
    return (Referral.NONE, Referral.UNSURE, *may[:1], *may_not[:1])


def _conditions(spoken: Terms) -> Values:
    """One condition for each rule, one that no rule names, and not known."""
    found: dict[object, str] = {}
    for condition in spoken.catalog.condition_by_slug:
        names = lineage(spoken.catalog, condition)
        own = next((name for name in names if name in spoken.condition_rules), None)
        guide = next((name for name in names if name in spoken.guide_condition_rules), None)
        found.setdefault((own, guide), condition)
    return (None, *found.values())


def _tiers(spoken: Terms) -> Values:
    return tuple(NetworkTier) if spoken.gates.get(GateKind.NETWORK) else (NetworkTier.OUTSIDE,)


def _authorizations(spoken: Terms) -> Values:
    gates = spoken.gates.get(GateKind.PRIOR_AUTHORIZATION, ())
    asked = any(gate.requirement is Requirement.REQUIRED for gate in gates)
    return tuple(Authorization) if asked else (Authorization.UNSURE, Authorization.DENIED)


def _visits(spoken: Terms) -> Iterator[Mapping[str, int | None]]:
    """Visits of the asked therapy around each limit and boundary of a price, not known, and not told."""
    therapy = spoken.therapy.slug
    bounds = {bound for limit in (*spoken.limits, *spoken.guide_limits) for bound in (limit.low, limit.high)}
    bounds |= {gate.from_visit for gates in spoken.gates.values() for gate in gates}
    bounds |= {tier.from_visit for tier in spoken.cost_tiers if tier.from_visit > 1}
    around = {0} | {bound + step for bound in bounds if bound is not None for step in (-1, 0, 1)}
    yield {}
    yield {therapy: None}
    for used in sorted(around):
        yield {therapy: used}


def _deductibles(spoken: Terms) -> Values:
    rules = {tier.deductible for tier in spoken.cost_tiers}
    return tuple(Spending) if len(rules) > 1 or "after" in rules else (Spending.UNSURE,)


def _tried(spoken: Terms) -> Values:
    asked = any(rule.likelier_after_first_treatments for rule in spoken.condition_rules.values())
    return tuple(Tried) if asked else (Tried.UNSURE,)


Law = Callable[[Catalog, Situation, Decision], bool]


# No answer is better, none is worse: what is compared with others cannot be broken there.
BEST: Final = min(Status, key=lambda status: status.rank)
WORST: Final = max(Status, key=lambda status: status.rank)


def referral_never_worse(catalog: Catalog, situation: Situation, decision: Decision) -> bool:
    """A referral never makes an answer worse than none; not being sure never ranks above none."""
    unsure = situation.referral is Referral.UNSURE
    if situation.referral is Referral.NONE or decision.status is (WORST if unsure else BEST):
        return True
    none = decide(catalog, with_fact(situation, "referral", Referral.NONE)).status.rank
    return decision.status.rank >= none if unsure else decision.status.rank <= none


def authorization_never_worse(catalog: Catalog, situation: Situation, decision: Decision) -> bool:
    """An approval never makes an answer worse than none; not being sure never ranks above none."""
    told = situation.prior_authorization
    unsure = told is Authorization.UNSURE
    if told not in (Authorization.UNSURE, Authorization.APPROVED) or decision.status is (WORST if unsure else BEST):
        return True
    none = decide(catalog, with_fact(situation, "prior_authorization", Authorization.NONE)).status.rank
    return decision.status.rank >= none if unsure else decision.status.rank <= none


def more_visits_never_better(catalog: Catalog, situation: Situation, decision: Decision) -> bool:
    """One visit more never leaves more, and never makes the status better."""
    used = situation.visits_used.get(situation.therapy)
    if used is None or (decision.visits_left is None and decision.status is BEST):
        return True
    after = decide(catalog, with_fact(situation, "visits_used", {**situation.visits_used, situation.therapy: used + 1}))
    fewer = decision.visits_left is None or (
        after.visits_left is not None and after.visits_left <= decision.visits_left
    )
    return fewer and after.status.rank >= decision.status.rank


def no_more_left_than_the_pool(catalog: Catalog, situation: Situation, decision: Decision) -> bool:
    """A member of a pool has no more visits left than the pool."""
    return all(
        tally.left is None or (tally.low or 0) - tally.used <= tally.left <= (tally.low or 0)
        for tally in decision.tallies
    )


def every_figure_has_a_source(catalog: Catalog, situation: Situation, decision: Decision) -> bool:
    """No price and no limit without a record to cite, or the member's own word."""
    cost = decision.cost
    prices = [price for price in (cost.now, *(branch.price for branch in cost.branches)) if price] if cost else []
    priced = all(
        price.tier or price.from_member for price in prices if price.low is not None or price.percent is not None
    )
    return priced and all(
        tally.from_member or tally.limit.citation for tally in decision.tallies if tally.low is not None
    )


def no_dead_end(catalog: Catalog, situation: Situation, decision: Decision) -> bool:
    """What is not covered or used up leaves another way."""
    if decision.status not in (Status.NOT_COVERED, Status.LIMIT_REACHED):
        return True
    found = _guidance(situation, decision)
    return bool(found.steps or found.if_denied) and bool(found.alternatives or found.other_therapies)


def depends_names_what_decides(catalog: Catalog, situation: Situation, decision: Decision) -> bool:
    """A maybe names what decides: a reason of its own, an open gate, or a fact not told."""
    match decision.status:
        case Status.MAY_BE_COVERED:
            return any(reason.at_best is Status.MAY_BE_COVERED for reason in decision.reasons)
        case Status.COVERED_CONDITIONAL:
            return any(standing.is_open for standing in decision.gates.values())
        case _:
            return True


def alternatives_are_not_excluded(catalog: Catalog, situation: Situation, decision: Decision) -> bool:
    """No other therapy is offered that this plan's own record leaves out."""
    if decision.status not in WITH_ALTERNATIVES:
        return True
    plans = {link.slug for link in decision.terms.links if link.kind is PlanKind.PLAN} or {situation.plan}
    excluded = _excluded(catalog)
    others = {other.therapy for other in _guidance(situation, decision).other_therapies}
    return all(others.isdisjoint(excluded.get(plan, ())) for plan in plans)


def _excluded(catalog: Catalog) -> Mapping[str, set[str]]:
    """The therapies that the record of each plan leaves out, worked out once."""
    found: dict[str, set[str]] | None = catalog.remembered.get("excluded")
    if found is None:
        found = catalog.remembered["excluded"] = {}
        for benefit in catalog.benefits:
            if benefit.status == "not_covered":
                found.setdefault(benefit.plan, set()).add(benefit.therapy)
    return found


def _guidance(situation: Situation, decision: Decision) -> Guidance:
    """Of the last decision that was asked about it is remembered: two laws look at it."""
    remembered = decision.terms.catalog.remembered
    last: tuple[Decision, Situation, Guidance] | None = remembered.get("guidance")
    if last is None or last[0] is not decision or last[1] is not situation:
        last = remembered["guidance"] = (decision, situation, guidance(situation, decision))
    return last[2]


def not_covered_has_no_price(catalog: Catalog, situation: Situation, decision: Decision) -> bool:
    """What is not covered is paid in full: no share of the plan's is shown as its price."""
    now = decision.cost.now if decision.cost else None
    return decision.status is not Status.NOT_COVERED or (now is not None and now.kind is CostKind.FULL_COST)


def differing_sources_settle_nothing(catalog: Catalog, situation: Situation, decision: Decision) -> bool:
    """What sources differ on is no plain yes, opens no gate, and is said."""
    subjects = {record.subject.value for record in decision.disagreements}
    if not subjects:
        return True
    let_through = {kind for kind, standing in decision.gates.items() if standing.state in LET_THROUGH}
    sure = Subject.COVERAGE in subjects and decision.status.rank < Status.MAY_BE_COVERED.rank
    return not sure and not subjects & let_through and set(decision.disagreements) <= set(decision.conflicts)


LAWS: Final[tuple[Law, ...]] = (
    referral_never_worse,
    authorization_never_worse,
    more_visits_never_better,
    no_more_left_than_the_pool,
    every_figure_has_a_source,
    no_dead_end,
    depends_names_what_decides,
    alternatives_are_not_excluded,
    not_covered_has_no_price,
    differing_sources_settle_nothing,
)


def broken_laws(catalog: Catalog, situation: Situation) -> Iterator[Broken]:
    """The laws that this situation breaks."""
    decision = decide(catalog, situation)
    for law in LAWS:
        if not law(catalog, situation, decision):
            yield Broken(law=law.__name__, situation=situation)
