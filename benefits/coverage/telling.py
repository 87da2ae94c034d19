"""Facts told: read into a situation, and put as every face holds them."""

from datetime import date
from decimal import Decimal
from typing import Final

from benefits.coverage import planned
from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACT, REQUIRED
from benefits.coverage.kinds import plain
from benefits.coverage.offers import ToldFacts
from benefits.coverage.planned import COURSE
from benefits.coverage.situation import UNSURE, FactError, Shaped, Situation

DOLLARS_OF_THE_YEAR: Final = ("deductible", "out_of_pocket", "family_deductible", "family_out_of_pocket")
# What a member told of one year says nothing of the next.
OF_THE_YEAR: Final = (*DOLLARS_OF_THE_YEAR, "visits_used", "visits_outside")


def situation(catalog: Catalog, told: ToldFacts) -> Situation:
    """The situation that the facts tell.

    Raises FactError for a fact we do not know, a value it does not take, or a required one that is missing.
    """
    _refuse_unknown(told)
    for name in REQUIRED:
        if name not in told:
            raise FactError(name, None, _taken(catalog, name))
    read = {name: FACT[name].read(catalog, value) for name, value in told.items() if name != COURSE}
    sure = frozenset(name for name in read if not FACT[name].is_assumed(told[name]))
    return Situation(**read, told=sure)


def kept(catalog: Catalog, told: ToldFacts) -> dict[str, object]:
    """The facts, each as every face holds it, in the order in which they were told.

    Raises FactError for a fact we do not know, or a value it does not take.
    """
    _refuse_unknown(told)
    readers = {name: fact.kept for name, fact in FACT.items()} | {COURSE: planned.kept}
    return {name: readers[name](catalog, value) for name, value in told.items()}


def facts(asked: Situation) -> dict[str, object]:
    """The facts of a situation as plain values: what is not known is left out, but for visits that are not sure."""
    told = {*REQUIRED, *asked.told}
    return statements({name: plain(getattr(asked, name)) for name in FACT if name in told})


def statements(told: ToldFacts) -> dict[str, object]:
    """The facts that say something: without those that are not sure, and without a course, on which nothing turns.

    The plan may be one that is not known.
    """
    said = {name: value for name, value in told.items() if name != COURSE}
    return {name: value for name, value in said.items() if name in REQUIRED or value not in (None, UNSURE, {})}


def with_other(told: ToldFacts, name: str, value: object) -> dict[str, object]:
    """The facts with another value of one. What was told of the value before says nothing of this one, and is left out.

    So a copayment read in the papers of one plan is no word about the next.
    """
    if told.get(name) == value:
        return dict(told)
    still_true = {fact: kept for fact, kept in told.items() if name not in FACT[fact].belongs_to}
    return {**still_true, name: value}


def of_other_therapy(asked: Situation, therapy: str) -> Situation:
    """The same member asking about another therapy: what was told of the first one alone is not told of this one."""
    kept = {name: getattr(asked, name) for name, fact in FACT.items() if "therapy" not in fact.belongs_to}
    return Situation(**kept | {"therapy": therapy}, told=asked.told & kept.keys())


def of_next_record(asked: Situation, plan: str, on: date) -> Situation:
    """The same member on the first day of the plan's next record: nothing of it is used or paid yet.

    What was told of the plan before says nothing of this one.
    """
    told = {name for name, fact in FACT.items() if "plan" not in fact.belongs_to and name not in OF_THE_YEAR}
    kept = {name: getattr(asked, name) for name in told}
    fresh = {"plan": plan, "on": on, "visits_used": {asked.therapy: 0}, "visits_outside": 0}
    return Situation(**kept | fresh | dict.fromkeys(DOLLARS_OF_THE_YEAR, Decimal(0)), told=asked.told & told)


def _refuse_unknown(told: ToldFacts) -> None:
    known = (*FACT, COURSE)
    for name in told:
        if name not in known:
            raise FactError("fact", name, known)


def _taken(catalog: Catalog, name: str) -> tuple[str | Shaped, ...]:
    try:
        FACT[name].read(catalog, None)
    except FactError as problem:
        return problem.allowed
    return ()
