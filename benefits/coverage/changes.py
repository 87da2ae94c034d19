"""What would change an answer, and what the answer still takes for granted."""

from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision
from benefits.coverage.limits import may_be_shared
from benefits.coverage.probes import is_known, outcomes, signature
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import Phase, Status

# What a member can do something about; the rest they can only find out.
CHANGEABLE: Final = ("referral", "prior_authorization", "network", "first_treatments")
TO_FIND_OUT: Final = (
    "plan",
    "region",
    "referral",
    "condition",
    "network",
    "visits_used",
    "visits_outside",
    "visit_limit",
    "deductible",
    "out_of_pocket",
    "coverage",
    "prior_authorization",
    "first_treatments",
    "improving",
    "purpose",
    "setting",
    "technique",
)
# Figures from the member's papers and amounts make an answer more exact; as "what if" they say nothing.
NOT_SHOWN: Final = ("visit_limit", "coverage", "purpose", "setting", "technique", "improving")


class Change(Struct, frozen=True, kw_only=True):
    """The answer that one fact with another value would give."""

    fact: str
    to: Any
    decision: Decision


def would_change(catalog: Catalog, situation: Situation, decision: Decision) -> tuple[Change, ...]:
    """What the member could change or find out, one fact at a time, and the answer under it.

    Each different answer once a fact.
    """
    found: list[Change] = []
    for fact in TO_FIND_OUT:
        known = is_known(situation, fact)
        if fact in NOT_SHOWN or (known and fact not in CHANGEABLE):
            continue
        seen = {_face(decision)}
        for value, other in outcomes(catalog, situation, decision, fact):
            outcome = _face(other)
            if outcome not in seen and (not known or _better(other, decision)):
                seen.add(outcome)
                found.append(Change(fact=fact, to=value, decision=other))
    return tuple(found)


def _face(decision: Decision) -> tuple[object, ...]:
    """What the change is told by. That nothing is paid past the out-of-pocket limit is no news to those below it."""
    cost = decision.cost
    if cost is None:
        return signature(decision)
    near = tuple(branch for branch in cost.branches if branch.phase is not Phase.OUT_OF_POCKET_MET)
    return signature(replace(decision, cost=replace(cost, branches=near)))


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
        if (not is_known(situation, fact) and any(True for _ in outcomes(catalog, situation, decision, fact)))
        or (fact == "visits_used" and _pool_open(decision))
    )


def _pool_open(decision: Decision) -> bool:
    """Whether visits of a therapy in the pool, told or not, may count beside those that are known."""
    counted = decision.status is not Status.NOT_COVERED
    return counted and any(
        (tally.unsure or tally.untold) and (tally.low is not None or may_be_shared(tally.limit))
        for tally in decision.tallies
    )
