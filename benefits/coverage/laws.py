"""What must hold of every answer that a catalog gives."""

from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct

from benefits.coverage.alternatives import WITH_ALTERNATIVES
from benefits.coverage.cases import Reason
from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision, decide
from benefits.coverage.guidance import Guidance, guidance
from benefits.coverage.index import index
from benefits.coverage.once import once_a_catalog
from benefits.coverage.records import Plan
from benefits.coverage.situation import Situation, with_fact
from benefits.coverage.vocabulary import (
    Authorization,
    CostKind,
    GateState,
    PlanKind,
    ReasonCode,
    Referral,
    Status,
    Subject,
)

# Where the plan does not pay, what is left to its limit bounds no price.
UNPAID: Final = (Status.NOT_COVERED, Status.LIMIT_REACHED, Status.UNKNOWN)
LET_THROUGH: Final = (GateState.DONE, GateState.NOT_NEEDED)
# No answer is better, none is worse: what is compared with others cannot be broken there.
BEST: Final = min(Status, key=lambda status: status.rank)
WORST: Final = max(Status, key=lambda status: status.rank)

Law = Callable[[Catalog, Situation, Decision], bool]


class Broken(Struct, frozen=True, kw_only=True):
    """A law that a situation breaks."""

    law: str
    situation: Situation


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
    prices = [price for price in decision.prices if price.low is not None or price.percent is not None]
    limits = [tally for tally in decision.tallies if tally.low is not None]
    return all(price.tier or price.from_member for price in prices) and all(
        tally.from_member or tally.limit.citation for tally in limits
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
    others = {other.therapy for other in _guidance(situation, decision).other_therapies}
    return all(others.isdisjoint(index(catalog).excluded.get(plan, ())) for plan in plans)


def _guidance(situation: Situation, decision: Decision) -> Guidance:
    """The guidance for a decision: two laws look at the same one after the other."""
    held = _last_guidance(decision.terms.catalog)
    last = held[0] if held else None
    if last is None or last[0] is not situation or last[1] is not decision:
        last = (situation, decision, guidance(situation, decision))
        held[:] = [last]
    return last[2]


@once_a_catalog
def _last_guidance(_catalog: Catalog) -> list[tuple[Situation, Decision, Guidance]]:
    """The guidance that was worked out last, and for what; empty before the first."""
    return []


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


def a_no_is_the_plans_own(catalog: Catalog, situation: Situation, decision: Decision) -> bool:
    """What is not covered cites the plan's own record, or the guide that was asked; or it is the plan's own denial."""
    if decision.status is not Status.NOT_COVERED:
        return True
    deciding = [reason for reason in decision.reasons if reason.at_best is Status.NOT_COVERED]
    return bool(deciding) and all(_may_say_no(reason, decision) for reason in deciding)


def _may_say_no(reason: Reason, decision: Decision) -> bool:
    match reason.record:
        case None:
            return reason.code is ReasonCode.AUTHORIZATION_DENIED
        case Plan() as plan:
            return decision.terms.is_guide or plan.kind is PlanKind.PLAN
        case record:
            speaker = decision.terms.catalog.plan_by_slug[record.plan]
            return decision.terms.is_guide or speaker.kind is PlanKind.PLAN


def no_guides_word_is_the_plans(catalog: Catalog, situation: Situation, decision: Decision) -> bool:
    """A plan that is silent on a gate neither lets the member through nor asks a thing of them in the guide's name."""
    own_states = (GateState.DONE, GateState.ASK)
    return all(not standing.is_guides_word or standing.state in own_states for standing in decision.gates.values())


def a_price_is_within_the_limit(catalog: Catalog, situation: Situation, decision: Decision) -> bool:
    """The next visit costs no more than what is left to the out-of-pocket limit, where the price counts toward it."""
    cost = decision.cost
    if cost is None or cost.now is None or cost.out_of_pocket_to_go is None:
        return True
    tier = cost.now.tier
    counts = tier is not None and tier.counts_to_out_of_pocket is True and decision.status not in UNPAID
    return not counts or (cost.now.high is not None and cost.now.high <= cost.out_of_pocket_to_go)


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
    a_no_is_the_plans_own,
    no_guides_word_is_the_plans,
    a_price_is_within_the_limit,
)


def broken_laws(catalog: Catalog, situation: Situation) -> Iterator[Broken]:
    """The laws that this situation breaks."""
    decision = decide(catalog, situation)
    for law in LAWS:
        if not law(catalog, situation, decision):
            yield Broken(law=law.__name__, situation=situation)
