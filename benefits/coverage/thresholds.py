"""Visits from which on an approval or a price holds, counted over the therapies that count together."""

from collections.abc import Iterable, Iterator

from benefits.coverage.records import CostTier, Gate
from benefits.coverage.situation import Situation
from benefits.coverage.visits import VisitCount

Beginning = Gate | CostTier


def counted_together(record: Beginning, therapy: str) -> tuple[str, ...]:
    """The therapies whose visits bring the visit from which a record holds: the asked one, then the others."""
    return (therapy, *(other for other in record.counted_with if other != therapy))


def visits_toward(record: Beginning, situation: Situation) -> VisitCount:
    """The whole visits that count toward the visit from which a record holds."""
    keys = counted_together(record, situation.therapy)
    used = {key: situation.visits_used.get(key) for key in keys}
    known = [visits for visits in used.values() if visits is not None]
    unknown = [key for key, visits in used.items() if visits is None]
    unsure = tuple(key for key in unknown if key in situation.visits_used)
    untold = tuple(key for key in unknown if key not in situation.visits_used)
    return VisitCount(sum(known), unsure, untold, bool(known))


def last_visits_before(records: Iterable[Beginning], situation: Situation) -> Iterator[tuple[str, int]]:
    """The visits just before each record holds: of the asked therapy, and of each that counts with it and is not told.

    None for a record that holds from the first visit on.
    """
    for record in records:
        if record.from_visit is not None and record.from_visit > 1:
            yield from _last_before(record, record.from_visit - 1, situation)


def _last_before(record: Beginning, before: int, situation: Situation) -> Iterator[tuple[str, int]]:
    if not record.counted_with:
        yield situation.therapy, before
        return
    counted = visits_toward(record, situation)
    own = situation.visits_used.get(situation.therapy) or 0
    yield situation.therapy, max(before - counted.used + own, 0)
    for other in (*counted.unsure, *counted.untold):
        yield other, 0
        yield other, max(before - counted.used, 0)


def split_around(records: Iterable[Beginning], therapy: str) -> Iterator[dict[str, int]]:
    """Visits used of two therapies that count together: one visit of the asked one, and of the other so many that the
    sum is one less, just as many and one more than before the record holds.
    """
    for record in records:
        others = counted_together(record, therapy)[1:]
        before = (record.from_visit or 1) - 1
        for other in others:
            for step in (-2, -1, 0):
                yield {therapy: 1, **dict.fromkeys(others, 0), other: max(before + step, 0)}
