"""The questions in order: which still matter, and where a member stands.

Position is replayed from the facts, never remembered.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage import ages, counting
from benefits.coverage.aspects import signature
from benefits.coverage.bands import Values
from benefits.coverage.catalog import Catalog
from benefits.coverage.counting import VisitsAsked
from benefits.coverage.decision import Decision, decide
from benefits.coverage.facts import FACT, FACTS
from benefits.coverage.kinds import OneWord
from benefits.coverage.offers import ToldFacts
from benefits.coverage.probes import may_turn
from benefits.coverage.situation import FactError, Situation
from benefits.coverage.telling import situation
from benefits.coverage.terms import Terms, terms
from benefits.coverage.vocabulary import PlanKind, Purpose

WALK: Final = tuple(fact.name for fact in FACTS if fact.on_the_way)
REFINEMENTS: Final = tuple(fact.name for fact in FACTS if not fact.on_the_way)
# Of what the terms are found by; the questions after them are asked only where they turn the answer.
PAIR: Final = ("therapy", "plan")
# Questions that few plans ask.
SELDOM: Final = ("region", "purpose", "age")


class Journey(Struct, frozen=True, kw_only=True):
    """Where a member stands.

    The facts that still hold, those no longer offered, and the questions that still matter.
    """

    facts: ToldFacts
    dropped: tuple[str, ...]
    asked: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def next(self) -> str | None:
        """The question to ask now; None when the answer is there."""
        return self.open[0] if self.open else None

    def may_visit(self, fact: str) -> bool:
        """Whether a question may be opened: one already answered, the next, or, with the answer there, any other."""
        return fact in self.asked or fact == self.next or (not self.open and fact in REFINEMENTS)


def options(catalog: Catalog, name: str, told: ToldFacts) -> tuple[str, ...]:
    """The values that a question offers, in order; `unsure` last where not knowing is an answer.

    None for a fact that is typed.
    """
    fact = FACT[name]
    if fact.offered is not None:
        return tuple(fact.offered(catalog, told))
    return fact.kind.taken if isinstance(fact.kind, OneWord) else ()


def replay(catalog: Catalog, facts: ToldFacts) -> Journey:
    """The journey that the facts tell.

    `on` must be among them. Facts that no longer hold are dropped, never the others.
    """
    kept, dropped = _still_valid(catalog, facts)
    for fact in PAIR:
        if fact not in kept:
            return Journey(facts=kept, dropped=dropped, asked=_asked(kept, ()), open=_ahead(kept))
    needed = _needed(catalog, situation(catalog, kept))
    return Journey(
        facts=kept, dropped=dropped, asked=_asked(kept, needed), open=tuple(fact for fact in needed if fact not in kept)
    )


def _still_valid(catalog: Catalog, facts: ToldFacts) -> tuple[dict[str, object], tuple[str, ...]]:
    """The facts that the catalog still takes, each tried with a therapy and a plan that exist."""
    kept, dropped = dict(facts), []
    base = {"therapy": next(iter(catalog.therapy_by_slug)), "plan": next(iter(catalog.plan_by_slug)), "on": facts["on"]}
    for fact, value in facts.items():
        try:
            situation(catalog, {**base, fact: value})
        except FactError:
            dropped.append(fact)
            del kept[fact]
    return kept, tuple(dropped)


def _asked(facts: ToldFacts, needed: Sequence[str]) -> tuple[str, ...]:
    return tuple(fact for fact in WALK if fact in facts and (fact in PAIR or fact in needed))


def _ahead(facts: ToldFacts) -> tuple[str, ...]:
    """Before therapy and plan are known, the questions that usually follow."""
    return tuple(fact for fact in WALK if fact not in facts and fact not in SELDOM)


def _needed(catalog: Catalog, told: Situation) -> tuple[str, ...]:
    """The questions after the plan that can change the answer, whatever is said to the ones still open."""
    values = _worth_trying(catalog, told)

    @cache
    def found(said: Values) -> object:
        return signature(decide(catalog, replace(told, **dict(zip(values, said, strict=True)))))

    tried = tuple(values.values())
    return tuple(fact for place, fact in enumerate(values) if fact in told.told or _turns(found, tried, place))


def _turns(found: Callable[[Values], object], tried: Sequence[Values], place: int) -> bool:
    """Whether, all else equal, this fact ever makes a difference; known as soon as it does once."""
    return any(
        len({found((*others[:place], value, *others[place:])) for value in tried[place]}) > 1
        for others in product(*tried[:place], *tried[place + 1 :])
    )


def _worth_trying(catalog: Catalog, told: Situation) -> Mapping[str, Values]:
    """For each question after the plan what was told; else one value of each kind that the records tell apart."""
    regions = _unlike_regions(catalog, told)
    purposes = _unlike_purposes(catalog, told, regions)
    values: dict[str, Values] = {"region": regions, "purpose": purposes}
    asked = [replace(told, region=region, purpose=purpose) for region, purpose in product(regions, purposes)]
    spoken = [terms(catalog, each) for each in asked]
    values["age"] = _unlike_ages(told, spoken)
    for fact in FACTS:
        if fact.tells_apart is None:
            continue
        if fact.name in told.told:
            values[fact.name] = (getattr(told, fact.name),)
        else:
            on_offer = [fact.read(catalog, value) for value in options(catalog, fact.name, {})]
            values[fact.name] = _unlike(on_offer, spoken, fact.tells_apart)
    return {name: values[name] for name in WALK if name in values}


def _unlike_regions(catalog: Catalog, told: Situation) -> Values:
    """Those that share their guide and their way of offering the therapy are alike."""
    if "region" in told.told or not _regions_may_matter(catalog, told):
        return (told.region,)
    kinds: dict[object, str | None] = {}
    for region in (*catalog.region_by_slug, None):
        spoken = terms(catalog, replace(told, region=region))
        kinds.setdefault((spoken.links, spoken.deliveries), region)
    return tuple(kinds.values())


def _unlike_purposes(catalog: Catalog, told: Situation, regions: Values) -> Values:
    """Those that the same records speak for, wherever the member is, are alike."""
    if "purpose" in told.told:
        return (told.purpose,)
    kinds: list[tuple[Purpose, list[Terms]]] = []
    for purpose in Purpose:
        spoken = [terms(catalog, replace(told, region=region, purpose=purpose)) for region in regions]
        if all(spoken != other for _purpose, other in kinds):
            kinds.append((purpose, spoken))
    return tuple(purpose for purpose, _spoken in kinds)


def _unlike_ages(told: Situation, spoken: Sequence[Terms]) -> Values:
    """Not known, and one age for all at which the same limits hold."""
    if "age" in told.told:
        return (told.age,)
    return tuple(dict.fromkeys(age for each in spoken for age in ages.around_bounds(told, each)))


def _regions_may_matter(catalog: Catalog, told: Situation) -> bool:
    """Regions are tried only where some region has its own word."""
    has_own = any(region.guide for region in catalog.regions) or any(delivery.region for delivery in catalog.deliveries)
    return has_own and catalog.plan_by_slug[told.plan].kind is PlanKind.GUIDE


def _unlike(values: Iterable[Any], spoken: Sequence[Terms], tells_apart: Callable[[Terms, Any], object]) -> Values:
    """One of those values that none of the terms tell apart."""
    return tuple({tuple(tells_apart(each, value) for each in spoken): value for value in values}.values())


def refinements(catalog: Catalog, facts: ToldFacts) -> tuple[str, ...]:
    """The further facts that can make this answer more exact, in the order of the page.

    Those already told stay, to be changed.
    """
    told = situation(catalog, facts)
    decision = decide(catalog, told)
    return tuple(
        name for name in REFINEMENTS if (name in facts and name != "on") or _refines(catalog, told, decision, name)
    )


def _refines(catalog: Catalog, told: Situation, decision: Decision, name: str) -> bool:
    makes_exact = FACT[name].makes_exact
    return may_turn(catalog, told, decision, name) if makes_exact is None else makes_exact(catalog, told)


def visits_asked(catalog: Catalog, facts: ToldFacts) -> VisitsAsked:
    """The visits that count in this case. Raises FactError where too little is told to know it."""
    told = situation(catalog, facts)
    return counting.visits_asked(decide(catalog, told), told.on)
