"""What would change an answer, and what the answer still takes for granted."""

from typing import Any, Final

from msgspec import Struct

from benefits.coverage.aspects import IN_CHANGES, signature
from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision
from benefits.coverage.facts import FACTS
from benefits.coverage.limits import may_be_shared
from benefits.coverage.probes import may_turn, outcomes
from benefits.coverage.situation import Situation, is_known
from benefits.coverage.vocabulary import Status

# What a member who does not know it can find out.
TO_FIND_OUT: Final = tuple(fact.name for fact in FACTS if fact.findable)
# Of these, what is shown with the answer that another value would give.
WHAT_IFS: Final = tuple(fact for fact in FACTS if fact.findable and fact.as_what_if)


class Change(Struct, frozen=True, kw_only=True):
    """The answer that one fact with another value would give."""

    fact: str
    to: Any
    decision: Decision


def would_change(catalog: Catalog, situation: Situation, decision: Decision) -> tuple[Change, ...]:
    """What the member could change or find out, one fact at a time, and the answer under it.

    Each different answer once a fact; another no is of no use to who has one.
    """
    found: list[Change] = []
    for fact in WHAT_IFS:
        known = is_known(situation, fact.name)
        if known and not fact.changeable:
            continue
        seen = {signature(decision, IN_CHANGES)}
        for value, other in outcomes(catalog, situation, decision, fact.name):
            outcome = signature(other, IN_CHANGES)
            is_another_no = other.status is decision.status is Status.NOT_COVERED
            if is_another_no or outcome in seen:
                continue
            if not known or _better(other, decision):
                seen.add(outcome)
                found.append(Change(fact=fact.name, to=value, decision=other))
    return tuple(found)


def _better(other: Decision, now: Decision) -> bool:
    def rank(decision: Decision) -> tuple[int, int, int]:
        hedge = decision.certainty.rank if decision.certainty else 0
        return decision.status.rank, sum(standing.is_open for standing in decision.gates.values()), hedge

    return rank(other) < rank(now)


def unknowns(catalog: Catalog, situation: Situation, decision: Decision) -> tuple[str, ...]:
    """The facts not told, or not known, that could change this answer."""
    return tuple(
        fact
        for fact in TO_FIND_OUT
        if (not is_known(situation, fact) and may_turn(catalog, situation, decision, fact))
        or (fact == "visits_used" and _pool_open(decision))
    )


def _pool_open(decision: Decision) -> bool:
    """Whether visits of a therapy in the pool, told or not, may count beside those that are known."""
    counted = decision.status is not Status.NOT_COVERED
    return counted and any(
        (tally.unsure or tally.untold) and (tally.low is not None or may_be_shared(tally.limit))
        for tally in decision.tallies
    )
