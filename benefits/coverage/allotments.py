"""How far each visit of a course goes into the visit limits: within them, past them, or nobody can tell.

A visit is refused where the plan does not pay for any.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import IntEnum

from benefits.coverage.limits import Tally, state_at, state_by_the_record
from benefits.coverage.periods import may_start_again, resets_on
from benefits.coverage.terms import Terms
from benefits.coverage.vocabulary import LimitState


class Allotment(IntEnum):
    """Where one visit stands; of several limits the one that leaves the least speaks."""

    WITHIN = 0
    UNSURE = 1
    PAST = 2
    REFUSED = 3


def allotments(terms: Terms, tallies: Sequence[Tally], on: date, days: Sequence[date]) -> tuple[Allotment, ...]:
    """Where the visit of each day stands, after those used up to `on` and the earlier ones of the course.

    A general guide's limit says nothing about a plan whose own record is silent: no visit is counted against it.
    """
    own = [tally for tally in tallies if not tally.inherited or tally.from_member]
    each_limit = [tuple(_under_one(terms, tally, on, days)) for tally in own]
    return tuple(max(found, default=Allotment.WITHIN) for found in zip(*each_limit, strict=True)) or _free(days)


def _free(days: Sequence[date]) -> tuple[Allotment, ...]:
    return (Allotment.WITHIN,) * len(days)


def _under_one(terms: Terms, tally: Tally, on: date, days: Sequence[date]) -> Iterator[Allotment]:
    """Where each visit stands under one limit. The count starts again on its day, or nobody knows when."""
    used, again = tally.used, resets_on(terms, tally.limit, on)
    is_open_ended = again is None and may_start_again(terms, tally.limit)
    for day in days:
        if again is not None and day >= again:
            used, again = 0, resets_on(terms, tally.limit, day)
        found = _standing(tally, used)
        is_doubtful = found is Allotment.PAST and is_open_ended and day > on
        yield Allotment.UNSURE if is_doubtful else found
        used += 1


def _standing(tally: Tally, used: int) -> Allotment:
    """Where the next visit stands; in doubt where the member's own figure and the document's lead apart."""
    own, by_the_record = state_at(tally, used), state_by_the_record(tally, used)
    found = _of_state(own)
    is_agreed = by_the_record is None or _of_state(by_the_record) is found
    return found if is_agreed else Allotment.UNSURE


def _of_state(state: LimitState) -> Allotment:
    match state:
        case LimitState.REACHED | LimitState.LIKELY_REACHED:
            return Allotment.PAST
        case LimitState.MAY_BE_REACHED:
            return Allotment.UNSURE
        case _:
            return Allotment.WITHIN
