"""Which facts can still turn a decision, and what a member would call a different answer."""

from collections.abc import Iterator
from typing import Any

from benefits.coverage.catalog import Catalog
from benefits.coverage.costs import Branch
from benefits.coverage.decision import Decision, decide
from benefits.coverage.facts import FACT
from benefits.coverage.limits import Tally
from benefits.coverage.prices import Price
from benefits.coverage.situation import Situation, with_fact
from benefits.coverage.visits import visit_keys
from benefits.coverage.vocabulary import Status


def signature(decision: Decision) -> tuple[object, ...]:
    """What makes two answers differ for a member: status, certainty, open conditions, cost and limits."""
    cost = decision.cost
    if decision.status is Status.NOT_COVERED:
        return decision.status, decision.certainty, decision.disagreements
    if decision.status is Status.LIMIT_REACHED:
        # What the plan would pay once more visits are approved turns on nothing that is asked today.
        used_up = tuple(_tally(tally) for tally in decision.tallies)
        return decision.status, decision.certainty, used_up, decision.disagreements
    return (
        decision.status,
        decision.certainty,
        tuple((kind, standing.is_unmet) for kind, standing in decision.gates.items() if standing.is_open),
        cost and (price_face(cost.now), tuple(branch_face(branch) for branch in cost.branches), cost.deductible_to_go),
        tuple(_tally(tally) for tally in decision.tallies),
        tuple(delivery.mode for delivery in decision.terms.deliveries),
        decision.disagreements,
    )


def price_face(price: Price | None) -> object:
    """What makes two prices differ for a member."""
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


def branch_face(branch: Branch) -> object:
    """What makes two prices that hold at other times differ for a member."""
    return branch.phase, price_face(branch.price), branch.from_visit, branch.to_visit


def _tally(tally: Tally) -> object:
    return tally.limit.plan, tally.limit.slug, tally.low, tally.high, tally.left, tally.state


def outcomes(catalog: Catalog, situation: Situation, decision: Decision, fact: str) -> Iterator[tuple[Any, Decision]]:
    """Each value of a fact worth trying that gives another answer than now, with that answer."""
    now = signature(decision)
    for value in FACT[fact].probes(situation, decision):
        if value != getattr(situation, fact):
            other = decide(catalog, with_fact(situation, fact, value))
            if signature(other) != now:
                yield value, other


def may_turn(catalog: Catalog, situation: Situation, decision: Decision, fact: str) -> bool:
    """Whether any value of a fact worth trying gives another answer than now."""
    return any(True for _ in outcomes(catalog, situation, decision, fact))


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
