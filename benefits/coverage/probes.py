"""Which facts can still turn a decision."""

from collections.abc import Iterator
from typing import Any

from benefits.coverage.aspects import signature
from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision, decide
from benefits.coverage.facts import FACT
from benefits.coverage.situation import Situation, with_fact


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
