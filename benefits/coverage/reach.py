"""How far a changed record reaches: the pairs of plan and therapy whose answers or laws can differ because of it.

A review compares only these. A pair too many costs time; a pair too few would hide a changed answer.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import Any, Final

from benefits.coverage.catalog import TABLES, Catalog
from benefits.coverage.links import regional_guide
from benefits.coverage.record_changes import RecordChange, changed_records
from benefits.coverage.records import Citation, Content, Delivery, Plan, Region, Source, Therapy

Pair = tuple[str, str]


def touched(old: Catalog | None, new: Catalog) -> tuple[Pair, ...]:
    """The pairs whose answers or laws can differ between the two catalogs, sorted. Without an old one: all pairs."""
    if old is None:
        return tuple(product(new.plan_by_slug, new.therapy_by_slug))
    map_of = _Map(old, new)
    found: set[Pair] = set()
    for change in changed_records(old, new):
        if not change.only_shown:
            found.update(map_of.reached(change))
    return tuple(sorted(pair for pair in found if exists(old, pair) or exists(new, pair)))


def exists(catalog: Catalog, pair: Pair) -> bool:
    """Whether a catalog knows the plan and the therapy."""
    return pair[0] in catalog.plan_by_slug and pair[1] in catalog.therapy_by_slug


class _Map:
    """Which plans depend on which plan or region, in either of two catalogs."""

    def __init__(self, old: Catalog, new: Catalog) -> None:
        self.catalogs = (old, new)
        self.therapies = {*old.therapy_by_slug, *new.therapy_by_slug}
        self.plans = {*old.plan_by_slug, *new.plan_by_slug}
        self.based_on: dict[str, set[str]] = defaultdict(set)
        self.plans_in: dict[str, set[str]] = defaultdict(set)
        self.parts_of: dict[str, set[str]] = defaultdict(set)
        self.guided_by: dict[str, set[str]] = defaultdict(set)
        for catalog in self.catalogs:
            self._draw(catalog)

    def _draw(self, catalog: Catalog) -> None:
        for plan in catalog.plans:
            if plan.based_on:
                self.based_on[plan.based_on].add(plan.slug)
            if plan.region:
                self.plans_in[plan.region].add(plan.slug)
        for region in catalog.regions:
            if region.part_of:
                self.parts_of[region.part_of].add(region.slug)
            guide = regional_guide(catalog, region.slug)
            if guide is not None:
                self.guided_by[guide.slug].add(region.slug)

    def reached(self, change: RecordChange) -> Iterator[Pair]:
        """The pairs that the record reaches, as it was and as it is."""
        reach = REACH.get(change.table, _rule)
        for record in (change.before, change.after):
            if record is not None:
                yield from reach(self, record, change)

    def dependents(self, plan: str) -> set[str]:
        """The plan, all that are based on it, and those of the regions whose guide it is."""
        own = _closed({plan}, self.based_on)
        return own.union(*(self.plans_in[region] for region in self.guided_by[plan]))

    def within(self, region: str | None) -> set[str]:
        """The plans of a region and of its parts; all plans where no region is given."""
        if region is None:
            return self.plans
        return set[str]().union(*(self.plans_in[part] for part in _closed({region}, self.parts_of)))

    def citing(self, names: Callable[[Any], bool]) -> Iterator[Pair]:
        """The pairs that are reached by records with a citation of one of these names."""
        for catalog in self.catalogs:
            for table in TABLES:
                for record in getattr(catalog, table):
                    if names(getattr(record, "citation", None)) or names(getattr(record, "other_citation", None)):
                        yield from self.reached(RecordChange(table=table, key=record.key, before=None, after=record))


def _closed(found: set[str], following: Mapping[str, set[str]]) -> set[str]:
    """The names with all that follow from them, step by step."""
    fresh = set(found)
    while fresh:
        fresh = set[str]().union(*(following.get(name, ()) for name in fresh)) - found
        found = found | fresh
    return found


def _rule(map_of: _Map, record: Any, _change: RecordChange) -> Iterable[Pair]:
    return product(map_of.dependents(record.plan), (record.therapy,))


def _of_plan(map_of: _Map, record: Any, _change: RecordChange) -> Iterable[Pair]:
    """All therapies of the plan: what it answers about one therapy makes that an alternative to the others, or not."""
    return product(map_of.dependents(record.plan), map_of.therapies)


def _plan(map_of: _Map, record: Plan, _change: RecordChange) -> Iterable[Pair]:
    return product(map_of.dependents(record.slug), map_of.therapies)


def _region(map_of: _Map, record: Region, _change: RecordChange) -> Iterable[Pair]:
    return product(map_of.within(record.slug), map_of.therapies)


def _delivery(map_of: _Map, record: Delivery, _change: RecordChange) -> Iterable[Pair]:
    return product(map_of.within(record.region), (record.therapy,))


def _content(map_of: _Map, record: Content, _change: RecordChange) -> Iterable[Pair]:
    plans = set[str]().union(*map(map_of.dependents, record.plans)) if record.plans else map_of.plans
    if record.regions:
        plans = plans & set[str]().union(*map(map_of.within, record.regions))
    return product(plans, record.therapies or map_of.therapies)


def _therapy(map_of: _Map, record: Therapy, change: RecordChange) -> Iterable[Pair]:
    """The therapy alone where it is new or gone; else all, since its group says what is an alternative to what."""
    alone = change.before is None or change.after is None
    return product(map_of.plans, (record.slug,) if alone else map_of.therapies)


def _everything(map_of: _Map, _record: Any, _change: RecordChange) -> Iterable[Pair]:
    return product(map_of.plans, map_of.therapies)


def _nothing(_map_of: _Map, _record: Any, _change: RecordChange) -> Iterable[Pair]:
    return ()


def _citation(map_of: _Map, record: Citation, change: RecordChange) -> Iterable[Pair]:
    """What cites it. Where it is new or gone, the records that name it have changed themselves."""
    if change.before is None or change.after is None:
        return ()
    return map_of.citing(lambda name: name == record.slug)


def _source(map_of: _Map, record: Source, change: RecordChange) -> Iterable[Pair]:
    if change.before is None or change.after is None:
        return ()
    slugs = {
        citation.slug for catalog in map_of.catalogs for citation in catalog.citations if citation.source == record.slug
    }
    return map_of.citing(lambda name: name in slugs)


# Techniques and plan types are names that other records point with: on their own they decide nothing.
REACH: Final[Mapping[str, Callable[[_Map, Any, RecordChange], Iterable[Pair]]]] = {
    "sources": _source,
    "citations": _citation,
    "regions": _region,
    "plan_types": _nothing,
    "plans": _plan,
    "plan_amounts": _of_plan,
    "therapies": _therapy,
    "techniques": _nothing,
    "conditions": _everything,
    "benefits": _of_plan,
    "disagreements": _of_plan,
    "gates": _of_plan,
    "condition_rules": _of_plan,
    "visit_limits": _of_plan,
    "deliveries": _delivery,
    "contents": _content,
}
