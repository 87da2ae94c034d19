"""The questions in order: which still matter, and where a member stands.

Position is replayed from the facts, never remembered.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision, decide
from benefits.coverage.probes import (
    Values,
    kind_of_condition,
    kind_of_referral,
    outcomes,
    shared_visit_keys,
    signature,
)
from benefits.coverage.situation import UNSURE, FactError, Situation, situation
from benefits.coverage.terms import Terms, terms
from benefits.coverage.vocabulary import (
    ContentKind,
    PlanKind,
    Referral,
    Stage,
)

WALK: Final = ("therapy", "plan", "region", "referral", "condition")
REFINEMENTS: Final = (
    "network",
    "visits_used",
    "visit_limit",
    "deductible",
    "out_of_pocket",
    "coverage",
    "copay",
    "allowed_amount",
    "prior_authorization",
    "first_treatments",
    "improving",
    "purpose",
    "setting",
    "technique",
    "visits_outside",
    "payment",
    "necessity_letter",
    "on",
)


class Journey(Struct, frozen=True, kw_only=True):
    """Where a member stands.

    The facts that still hold, those no longer offered, and the questions that still matter.
    """

    facts: Mapping[str, object]
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


def options(catalog: Catalog, fact: str, facts: Mapping[str, object]) -> tuple[str, ...]:
    """The values that a question of the walk offers, in order; `unsure` last where not knowing is an answer."""
    match fact:
        case "therapy":
            return _in_order(catalog.therapies)
        case "plan":
            return (*_in_order([kind for kind in catalog.plan_types if kind.slug in catalog.plan_by_slug]), UNSURE)
        case "region":
            return (*(region.slug for region in catalog.regions), UNSURE)
        case "referral":
            return tuple(Referral)
        case "condition":
            return (*_in_order(catalog.conditions), UNSURE)
        case _:
            return ()


def _in_order(records: Sequence[object]) -> tuple[str, ...]:
    ordered = sorted(records, key=lambda record: (getattr(record, "position", 0), getattr(record, "slug", "")))
    return tuple(str(getattr(record, "slug", "")) for record in ordered)


def replay(catalog: Catalog, facts: Mapping[str, object]) -> Journey:
    """The journey that the facts tell.

    `on` must be among them. Facts that no longer hold are dropped, never the others.
    """
    kept, dropped = _still_valid(catalog, facts)
    for fact in ("therapy", "plan"):
        if fact not in kept:
            return Journey(facts=kept, dropped=dropped, asked=_asked(kept, ()), open=_ahead(kept))
    needed = _needed(catalog, situation(catalog, kept))
    return Journey(
        facts=kept, dropped=dropped, asked=_asked(kept, needed), open=tuple(fact for fact in needed if fact not in kept)
    )


def _still_valid(catalog: Catalog, facts: Mapping[str, object]) -> tuple[dict[str, object], tuple[str, ...]]:
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


def _asked(facts: Mapping[str, object], needed: Sequence[str]) -> tuple[str, ...]:
    return tuple(fact for fact in WALK if fact in facts and (fact in ("therapy", "plan") or fact in needed))


def _ahead(facts: Mapping[str, object]) -> tuple[str, ...]:
    """Before therapy and plan are known, the questions that usually follow."""
    return tuple(fact for fact in WALK if fact not in facts and fact != "region")


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
    spoken = [terms(catalog, replace(told, region=region)) for region in regions]
    values = {
        "region": regions,
        "referral": _unlike(Referral, spoken, kind_of_referral),
        "condition": _unlike((*catalog.condition_by_slug, None), spoken, kind_of_condition),
    }
    return {fact: (getattr(told, fact),) if fact in told.told else values[fact] for fact in values}


def _unlike_regions(catalog: Catalog, told: Situation) -> Values:
    """Those that share their guide and their way of offering the therapy are alike."""
    if "region" in told.told or not _regions_may_matter(catalog, told):
        return (told.region,)
    kinds: dict[object, str | None] = {}
    for region in (*catalog.region_by_slug, None):
        spoken = terms(catalog, replace(told, region=region))
        kinds.setdefault((spoken.links, spoken.deliveries), region)
    return tuple(kinds.values())


def _regions_may_matter(catalog: Catalog, told: Situation) -> bool:
    """Regions are tried only where some region has its own word."""
    has_own = any(region.guide for region in catalog.regions) or any(delivery.region for delivery in catalog.deliveries)
    return has_own and catalog.plan_by_slug[told.plan].kind is PlanKind.GUIDE


def _unlike(values: Iterable[Any], spoken: Sequence[Terms], kind: Callable[[Terms, Any], object]) -> Values:
    """One of those that are of the same kind under all of the terms."""
    return tuple({tuple(kind(each, value) for each in spoken): value for value in values}.values())


def refinements(catalog: Catalog, facts: Mapping[str, object]) -> tuple[str, ...]:
    """The further facts that can make this answer more exact, in the order of the page.

    Those already told stay, to be changed.
    """
    told = situation(catalog, facts)
    decision = decide(catalog, told)
    return tuple(
        fact for fact in REFINEMENTS if (fact in facts and fact != "on") or _refines(catalog, told, decision, fact)
    )


def _refines(catalog: Catalog, told: Situation, decision: Decision, fact: str) -> bool:
    if fact == "on":
        return any(link.effective_from or link.effective_to for link in catalog.chain(told.plan))
    if fact == "payment":
        return any(
            content.kind is ContentKind.PAYMENT and (not content.therapies or told.therapy in content.therapies)
            for content in catalog.contents
        )
    if fact == "necessity_letter":
        return told.payment == "hsa-fsa" and any(content.stage is Stage.HSA_FSA for content in catalog.contents)
    return any(True for _ in outcomes(catalog, told, decision, fact))


def pool(catalog: Catalog, facts: Mapping[str, object]) -> tuple[str, ...]:
    """The keys of visits_used that count toward the limits of this case."""
    return shared_visit_keys(decide(catalog, situation(catalog, facts)))
