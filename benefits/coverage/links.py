"""Which record speaks: the links of a plan's chain, most specific first, and what each of them says of a therapy."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from benefits.coverage.catalog import Catalog
from benefits.coverage.index import ANY_THERAPY, ByTherapy, Spoken, index
from benefits.coverage.records import Benefit, CostTier, Disagreement, Gate, Plan, VisitLimit
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import PlanKind, Subject

Narrowed = TypeVar("Narrowed", Benefit, Gate, CostTier)


def links(catalog: Catalog, plan: str, region: str | None) -> tuple[Plan, ...]:
    """The links whose records speak for a plan, the most specific first.

    They are the plan, what it is based on, the guide of its region or else of the member's, and the general guides.
    """
    chain = catalog.chain(plan)
    guide = regional_guide(catalog, chain[0].region or region)
    if guide is None or guide in chain:
        return chain
    own = tuple(link for link in chain if link.kind is PlanKind.PLAN)
    return (*own, guide, *chain[len(own) :])


def regional_guide(catalog: Catalog, region: str | None) -> Plan | None:
    """The guide of a region, or else of the region that it is part of; None where there is neither."""
    while region is not None:
        record = catalog.region_by_slug[region]
        if record.guide is not None:
            return catalog.plan_by_slug[record.guide]
        region = record.part_of
    return None


def said(known: ByTherapy[Spoken], link: Plan, situation: Situation) -> tuple[Spoken, ...]:
    """The records of one link that speak of the therapy, for this purpose and in this setting."""
    found = (*known.get((link.slug, situation.therapy), ()), *known.get((link.slug, ANY_THERAPY), ()))
    return tuple(record for record in found if _fits(record, situation))


def _fits(record: object, situation: Situation) -> bool:
    if not isinstance(record, VisitLimit):
        return _is_for(record, situation)
    counted = [member for member in record.members if member.therapy in (None, situation.therapy)]
    return any(_is_for(member, situation) for member in counted)


def _is_for(record: object, situation: Situation) -> bool:
    """Whether a record, or a member of a limit, is for this purpose and setting; one that names none is for any."""
    is_for_purpose = getattr(record, "purpose", None) in (None, situation.purpose)
    return is_for_purpose and getattr(record, "setting", None) in (None, situation.setting)


def first(known: ByTherapy[Spoken], among: Sequence[Plan], situation: Situation) -> tuple[Spoken, ...]:
    """The records of the first link that has any; none where no link has."""
    for link in among:
        found = said(known, link, situation)
        if found:
            return found
    return ()


def most_specific(records: Sequence[Narrowed]) -> tuple[Narrowed, ...]:
    """Of records that fit, those that name the most of purpose and setting; all of them where none names either."""
    most = max((_narrowness(record) for record in records), default=0)
    return tuple(record for record in records if _narrowness(record) == most)


def _narrowness(record: Benefit | Gate | CostTier) -> int:
    return (record.purpose is not None) + (getattr(record, "setting", None) is not None)


def disagreements(catalog: Catalog, among: Sequence[Plan], situation: Situation) -> Mapping[Subject, Disagreement]:
    """What sources of the same rank differ on, by subject, in the order that members read.

    The first link that speaks of a subject decides. Its record settles what later links differ on, and only a
    disagreement of its own stays.
    """
    found: dict[Subject, Disagreement | None] = {}
    for link in among if catalog.disagreements else ():
        differing = {record.subject: record for record in said(index(catalog).disagreements, link, situation)}
        for subject in Subject:
            if subject not in found and (subject in differing or _speaks(catalog, link, subject, situation)):
                found[subject] = differing.get(subject)
    return {subject: record for subject in Subject if (record := found.get(subject)) is not None}


def _speaks(catalog: Catalog, link: Plan, subject: Subject, situation: Situation) -> bool:
    """Whether a record of the link speaks of the subject: of cover, a price, a limit, or a gate of that kind."""
    records = index(catalog)
    match subject:
        case Subject.COVERAGE:
            return bool(said(records.benefits, link, situation))
        case Subject.COST:
            return bool(said(records.cost_tiers, link, situation))
        case Subject.VISIT_LIMIT:
            return bool(said(records.visit_limits, link, situation))
        case _:
            return any(gate.kind.value == subject.value for gate in said(records.gates, link, situation))
