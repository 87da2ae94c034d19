"""Which facts can still turn a decision."""

from collections.abc import Iterator
from typing import Any

from benefits.coverage.aspects import signature
from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision, decide
from benefits.coverage.facts import FACT
from benefits.coverage.situation import Situation, with_fact
from benefits.coverage.thresholds import Beginning, counted_together
from benefits.coverage.visits import visit_keys
from benefits.coverage.vocabulary import GateKind


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
    keys.update(dict.fromkeys(_counted_toward_a_visit(decision)))
    return tuple(keys)


def _counted_toward_a_visit(decision: Decision) -> Iterator[str]:
    """The therapies whose visits bring the visit from which on an approval or a price holds, if there are several."""
    gates = decision.terms.gates.get(GateKind.PRIOR_AUTHORIZATION, ())
    records: tuple[Beginning, ...] = (*gates, *decision.terms.cost_tiers)
    for record in records:
        if record.counted_with:
            yield from counted_together(record, decision.terms.therapy.slug)
