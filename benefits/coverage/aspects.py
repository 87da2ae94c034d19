"""What a member is told of an answer, aspect by aspect; and which aspects make it another answer to whom.

Whoever asks if two answers are the same asks it here: the questions that can still turn an answer, what would change
it, and a review. They differ only in the aspects that they look at.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage.conflicts import AnyConflict, FigureConflict
from benefits.coverage.costs import Branch
from benefits.coverage.decision import Decision
from benefits.coverage.limits import Tally
from benefits.coverage.prices import Price
from benefits.coverage.records import Benefit, ConditionRule, Disagreement, Gate
from benefits.coverage.vocabulary import (
    Certainty,
    GateKind,
    LimitPeriod,
    LimitRule,
    LimitState,
    LimitUnit,
    Phase,
    Status,
)


class ToldLimit(Struct, frozen=True, kw_only=True):
    """A limit as a member reads it, whatever is used of it."""

    rule: LimitRule
    low: int | None
    high: int | None
    unit: LimitUnit
    period: LimitPeriod
    period_days: int | None
    pool: tuple[str, ...]
    certainty: Certainty | None
    inherited: bool


def _price(decision: Decision) -> Price | None:
    return _unsourced(decision.cost.now) if decision.cost and decision.cost.now else None


def _unsourced(price: Price) -> Price:
    """Without the record that it stands on: another source alone is no other price."""
    return replace(price, tier=None)


def _branches(decision: Decision) -> tuple[Branch, ...]:
    branches = decision.cost.branches if decision.cost else ()
    return tuple(replace(branch, price=_unsourced(branch.price)) for branch in branches)


def _branches_below_the_limit(decision: Decision) -> tuple[Branch, ...]:
    """That nothing is paid past the out-of-pocket limit is no news to those below it."""
    return tuple(branch for branch in _branches(decision) if branch.phase is not Phase.OUT_OF_POCKET_MET)


def _limits(decision: Decision) -> tuple[ToldLimit, ...]:
    return tuple(map(_limit, decision.tallies))


def _limit(tally: Tally) -> ToldLimit:
    limit = tally.limit
    return ToldLimit(
        rule=limit.rule,
        low=tally.low,
        high=tally.high,
        unit=limit.unit,
        period=limit.period,
        period_days=limit.period_days,
        pool=tally.pool,
        certainty=limit.certainty,
        inherited=tally.inherited,
    )


def _counts(decision: Decision) -> tuple[object, ...]:
    """What is left of which limit, and if that is little: another limit of the same figures counts other visits.

    A document that lists no limit counts none.
    """
    counting = (tally for tally in decision.tallies if tally.state is not LimitState.NONE_LISTED)
    return tuple((tally.limit.key, tally.left, tally.state) for tally in counting)


def _hedge(decision: Decision) -> Certainty | None:
    """The hedge as far as it says more than the status: “may” of what may be covered says nothing."""
    says_nothing = decision.status is Status.MAY_BE_COVERED and decision.certainty is Certainty.MAY
    return None if says_nothing else decision.certainty


def _left(decision: Decision) -> tuple[object, ...]:
    """What is left of which limit. A limit that is near is no other limit."""
    return tuple((tally.limit.key, tally.left) for tally in decision.tallies)


def _resets_on(decision: Decision) -> tuple[object, ...]:
    return tuple(dict.fromkeys(tally.resets_on for tally in decision.tallies if tally.resets_on))


def _open_gates(decision: Decision) -> tuple[object, ...]:
    return tuple((kind, standing.is_unmet) for kind, standing in decision.gates.items() if standing.is_open)


def _gate(kind: GateKind) -> Callable[[Decision], object]:
    return lambda decision: decision.gates[kind].state


def _conflicts(decision: Decision) -> tuple[object, ...]:
    return tuple(map(_conflict, decision.conflicts))


def _disagreements(decision: Decision) -> tuple[object, ...]:
    return tuple(map(_conflict, decision.disagreements))


def _conflict(found: AnyConflict) -> tuple[object, ...]:
    """On what the two records, or the two sources of one, disagree, and what each says."""
    if isinstance(found, FigureConflict):
        return type(found).__name__, found.record.key, found.dollars, found.visits
    if isinstance(found, Disagreement):
        return type(found).__name__, found.subject, found.says, found.other_says
    return type(found.own).__name__, *_says(found.own), *_says(found.guide)


def _says(record: Benefit | Gate | ConditionRule) -> tuple[object, ...]:
    match record:
        case Gate():
            return record.kind, record.requirement, record.referrers, record.tiers
        case Benefit():
            return (record.status,)
        case ConditionRule():
            return (record.outcome,)


ASPECTS: Final[Mapping[str, Callable[[Decision], Any]]] = {
    "status": lambda decision: decision.status,
    "certainty": lambda decision: decision.certainty,
    "hedge": _hedge,
    "price": _price,
    "branches": _branches,
    "branches_below_the_limit": _branches_below_the_limit,
    "deductible_to_go": lambda decision: decision.cost.deductible_to_go if decision.cost else None,
    "limits": _limits,
    "counts": _counts,
    "left": _left,
    "visits_left": lambda decision: decision.visits_left,
    "resets_on": _resets_on,
    "open_gates": _open_gates,
    "has_more_to_ask": lambda decision: decision.has_more_to_ask,
    **{kind.value: _gate(kind) for kind in GateKind},
    "deliveries": lambda decision: tuple(delivery.mode for delivery in decision.terms.deliveries),
    "conflicts": _conflicts,
    "disagreements": _disagreements,
    "basis": lambda decision: decision.basis,
    "reasons": lambda decision: tuple(reason.code for reason in decision.reasons),
}


class Look(Struct, frozen=True, kw_only=True):
    """The aspects that somebody looks at, in their order; of some statuses fewer are of use."""

    aspects: tuple[str, ...]
    of: Mapping[Status, tuple[str, ...]]

    def at(self, status: Status) -> tuple[str, ...]:
        """The aspects to look at in an answer of that status."""
        return self.of.get(status, self.aspects)


# What a review tells, best known first: the order in which differences are said and ranked. Where nothing is covered,
# prices, limits and steps are of no use.
IN_REVIEWS: Final = Look(
    aspects=(
        *("status", "certainty", "price", "branches", "deductible_to_go", "limits", "visits_left", "resets_on"),
        *("referral", "prior_authorization", "medical_necessity", "network"),
        *("deliveries", "conflicts", "basis", "reasons"),
    ),
    of={Status.NOT_COVERED: ("status", "certainty", "conflicts", "basis", "reasons")},
)
# What has to differ for a fact to be worth asking, and to be listed as not known. What the plan would pay once more
# visits are approved turns on nothing that is asked today.
IN_QUESTIONS: Final = Look(
    aspects=(
        *("status", "certainty", "open_gates", "has_more_to_ask", "price", "branches", "deductible_to_go"),
        *("limits", "counts", "deliveries", "disagreements"),
    ),
    of={
        Status.NOT_COVERED: ("status", "certainty", "disagreements"),
        Status.LIMIT_REACHED: ("status", "certainty", "limits", "counts", "disagreements"),
    },
)
# What has to differ for another value of a fact to be shown as a change: how a region offers the care is none.
VERDICT: Final = ("status", "hedge", "visits_left")
IN_CHANGES: Final = Look(
    aspects=(*VERDICT, "open_gates", "price", "branches_below_the_limit", "limits", "left"),
    of={Status.NOT_COVERED: VERDICT, Status.LIMIT_REACHED: VERDICT},
)


def told(decision: Decision, look: Look) -> dict[str, Any]:
    """The aspects of an answer that are looked at, by name and in their order."""
    return {name: ASPECTS[name](decision) for name in look.at(decision.status)}


def signature(decision: Decision, look: Look = IN_QUESTIONS) -> tuple[object, ...]:
    """What makes it another answer to whom: two answers are the same where their signatures are equal."""
    return tuple(ASPECTS[name](decision) for name in look.at(decision.status))
