"""Which record speaks: the links of a plan's chain, most specific first, and what each of them says of a therapy."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from benefits.coverage.catalog import Catalog
from benefits.coverage.records import Disagreement, Plan, VisitLimit
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import PlanKind, Subject

ANY_THERAPY: Final = ""
# Where a record speaks of what sources can differ on; every other subject is a gate's.
SPOKEN_IN: Final = {Subject.COVERAGE: "benefits", Subject.COST: "cost_tiers", Subject.VISIT_LIMIT: "visit_limits"}


def links(catalog: Catalog, plan: str, region: str | None) -> tuple[Plan, ...]:
    """The plan, what it is based on, the region's guide before the general ones: most specific first."""
    chain = catalog.chain(plan)
    guide = regional_guide(catalog, chain[0].region or region)
    if guide is None or guide in chain:
        return chain
    own = tuple(link for link in chain if link.kind is PlanKind.PLAN)
    return (*own, guide, *chain[len(own) :])


def regional_guide(catalog: Catalog, region: str | None) -> Plan | None:
    """The guide of a region, else of the one that it is part of."""
    while region is not None:
        record = catalog.region_by_slug[region]
        if record.guide is not None:
            return catalog.plan_by_slug[record.guide]
        region = record.part_of
    return None


def index(catalog: Catalog, table: str) -> Mapping[tuple[str, str], tuple[Any, ...]]:
    """The records of a table by plan and therapy, built once."""
    found: Mapping[tuple[str, str], tuple[Any, ...]] | None = catalog.remembered.get(table)
    if found is None:
        lists: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for record in getattr(catalog, table):
            for therapy in _therapies(record):
                lists[record.plan, therapy].append(record)
        found = catalog.remembered[table] = {key: tuple(records) for key, records in lists.items()}
    return found


def _therapies(record: Any) -> tuple[str, ...]:
    if isinstance(record, VisitLimit):
        return tuple(dict.fromkeys(member.therapy or ANY_THERAPY for member in record.members))
    return (getattr(record, "therapy", ANY_THERAPY),)


def said(catalog: Catalog, table: str, link: Plan, situation: Situation) -> tuple[Any, ...]:
    """What one link says in a table of the therapy, for this purpose and setting."""
    known = index(catalog, table)
    found = (*known.get((link.slug, situation.therapy), ()), *known.get((link.slug, ANY_THERAPY), ()))
    return tuple(record for record in found if _fits(record, situation))


def _fits(record: Any, situation: Situation) -> bool:
    if isinstance(record, VisitLimit):
        return any(
            member.therapy in (None, situation.therapy)
            and member.purpose in (None, situation.purpose)
            and member.setting in (None, situation.setting)
            for member in record.members
        )
    return getattr(record, "purpose", None) in (None, situation.purpose) and getattr(record, "setting", None) in (
        None,
        situation.setting,
    )


def first(catalog: Catalog, table: str, among: Sequence[Plan], situation: Situation) -> tuple[Any, ...]:
    """What the first link says that says anything. Records that name a purpose or setting before those that do not."""
    for link in among:
        found = said(catalog, table, link, situation)
        if found:
            return found if table == "visit_limits" else most_specific(found)
    return ()


def most_specific(records: Sequence[Any]) -> tuple[Any, ...]:
    """Of records that fit, those that name a purpose or setting; all where none does."""

    def named(record: Any) -> int:
        return (record.purpose is not None) + (getattr(record, "setting", None) is not None)

    most = max(named(record) for record in records)
    return tuple(record for record in records if named(record) == most)


def disagreements(catalog: Catalog, among: Sequence[Plan], situation: Situation) -> Mapping[Subject, Disagreement]:
    """What sources of the same rank differ on, by subject, in the order that members read.

    The first link that speaks of a subject decides: its record settles what lies behind it, but never its own doubt.
    """
    found: dict[Subject, Disagreement | None] = {}
    for link in among if catalog.disagreements else ():
        differing = {record.subject: record for record in said(catalog, "disagreements", link, situation)}
        for subject in Subject:
            if subject not in found and (subject in differing or _speaks(catalog, link, subject, situation)):
                found[subject] = differing.get(subject)
    return {subject: record for subject in Subject if (record := found.get(subject)) is not None}


def _speaks(catalog: Catalog, link: Plan, subject: Subject, situation: Situation) -> bool:
    table = SPOKEN_IN.get(subject, "gates")
    records = said(catalog, table, link, situation)
    return any(table != "gates" or record.kind.value == subject.value for record in records)
