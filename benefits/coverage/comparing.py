"""Two catalogs, the same questions: which answers differ, and in what."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from msgspec import Struct

from benefits.coverage.aspects import IN_REVIEWS, told
from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision, decide
from benefits.coverage.reach import Pair, exists
from benefits.coverage.situation import Situation, identity
from benefits.coverage.universe import situations
from benefits.coverage.vocabulary import Purpose, Setting, Status

# Of these no group of answers says more than its plan and therapy.
USUAL: Final = (Purpose.REHABILITATION, Setting.OUTPATIENT)
Difference = tuple[tuple[str, Any, Any], ...]


class Compared(Struct, frozen=True, kw_only=True):
    """One situation under both catalogs; None where a catalog cannot be asked it."""

    situation: Situation
    before: Decision | None
    after: Decision | None


def difference(before: Decision | None, after: Decision | None) -> Difference:
    """What differs of two answers: the name, what was told before, what is told after. Empty when nothing does."""
    old = told(before, IN_REVIEWS) if before else {}
    new = told(after, IN_REVIEWS) if after else {}
    if old == new:
        return ()
    pairs = ((aspect, old.get(aspect), new.get(aspect)) for aspect in IN_REVIEWS.aspects)
    return tuple((aspect, was, now) for aspect, was, now in pairs if was != now)


def grouped(found: Difference) -> Difference:
    """What many differences have in common.

    An answer that is new or gone, or where one side is not covered, is told by its status; a figure that follows from
    another is left to that one. Which reasons are given is for the example to show.
    """
    (first, *statuses), *_others = found
    if first == "status" and {None, Status.NOT_COVERED} & set(statuses):
        return found[:1]
    names = {aspect for aspect, _before, _after in found}
    if names <= {"reasons", "basis"}:
        return tuple(("reasons", (), ()) if part[0] == "reasons" else part for part in found)
    follows = {"reasons", "basis"}
    follows |= {"visits_left", "resets_on"} if "limits" in names else set()
    follows |= {"branches"} if first == "status" and Status.LIMIT_REACHED in statuses else set()
    return tuple(part for part in found if part[0] not in follows)


def questions(old: Catalog | None, new: Catalog, pair: Pair, today: date) -> Iterator[Situation]:
    """Every situation of a plan and therapy that either catalog tells apart, each once, in one order."""
    asked = set()
    for catalog in (old, new):
        if catalog is not None and exists(catalog, pair):
            for situation in situations(catalog, catalog.plan_by_slug[pair[0]], pair[1], today):
                if (same := identity(situation)) not in asked:
                    asked.add(same)
                    yield situation


def unusual(situation: Situation) -> tuple[Purpose | Setting, ...]:
    """The purpose and the setting where they are not the usual ones."""
    return tuple(word for word in (situation.purpose, situation.setting) if word not in USUAL)


def compared(old: Catalog | None, new: Catalog, situation: Situation) -> Compared:
    """The answers of both catalogs to one situation."""
    return Compared(situation=situation, before=answer(old, situation), after=answer(new, situation))


def answer(catalog: Catalog | None, situation: Situation) -> Decision | None:
    """The decision; None where the catalog does not know the plan, the therapy or the condition."""
    if catalog is None or not exists(catalog, (situation.plan, situation.therapy)):
        return None
    if situation.condition is not None and situation.condition not in catalog.condition_by_slug:
        return None
    return decide(catalog, situation)
