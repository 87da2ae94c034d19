"""The ages that limits tell apart."""

from benefits.coverage.bands import Values
from benefits.coverage.decision import Decision
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms


def at_bounds(_situation: Situation, decision: Decision) -> Values:
    """The greatest age at which each limit does not hold."""
    return tuple(bound - 1 for bound in _bounds(decision.terms))


def around_bounds(_case: Situation, spoken: Terms) -> Values:
    """Not known, which is as if every limit held, and the greatest age at which each does not."""
    return (None, *(bound - 1 for bound in _bounds(spoken)))


def _bounds(spoken: Terms) -> list[int]:
    """The ages from which on limits hold."""
    limits = (*spoken.limits, *spoken.guide_limits)
    return sorted({limit.exempt_below_age for limit in limits if limit.exempt_below_age is not None})
