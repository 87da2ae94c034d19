"""What a catalog leaves unsaid, or says without a source.

A gap is the catalog's own and bars its publication. A silence is that of a document: it bars nothing and is listed, so
that somebody can look it up.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import pairwise
from typing import Final

from msgspec import Struct

from benefits.coverage.catalog import TABLES, Catalog
from benefits.coverage.records import Plan, Record
from benefits.coverage.vocabulary import CoverageStatus, GateKind, PlanKind

# These records stand for themselves. Every other one says something, and must name where it was read.
NEED_NO_SOURCE: Final = (
    "sources",
    "citations",
    "regions",
    "plan_types",
    "plans",
    "therapies",
    "techniques",
    "conditions",
)

# The second one is of a disagreement, which has two sources.
CITATIONS: Final = ("citation", "other_citation")


class GapKind(StrEnum):
    """What is amiss. Each has its sentence in `benefits.words.gaps`."""

    SOURCE = "source"
    OVERLAP = "overlap"
    GUIDE_OF_ITS_TYPE = "guide_of_its_type"
    BENEFIT_OF_A_GUIDE = "benefit_of_a_guide"
    GATE = "gate"
    CONFIRMATION = "confirmation"
    PRICE = "price"
    VISIT_LIMIT = "visit_limit"
    AGREEMENT = "agreement"


class Gap(Struct, frozen=True, kw_only=True):
    """One thing amiss: in which table, at which record (by its key), in which field, and what it is.

    `parts` are what the sentence about it names.
    """

    table: str
    key: tuple[str, ...]
    field: str
    kind: GapKind
    parts: Mapping[str, str] = {}


def gaps(catalog: Catalog) -> tuple[Gap, ...]:
    """Everything that bars this catalog from being published."""
    return (
        *_without_a_source(catalog),
        *_overlapping(catalog),
        *_types_without_a_guide(catalog),
        *_guides_without_a_benefit(catalog),
        *_silent_gates(catalog),
        *_to_confirm(catalog),
    )


def _gap(table: str, record: Record, field: str, kind: GapKind, **parts: str) -> Gap:
    return Gap(table=table, key=record.key, field=field, kind=kind, parts=parts)


def _without_a_source(catalog: Catalog) -> Iterator[Gap]:
    for table in TABLES:
        if table in NEED_NO_SOURCE:
            continue
        for record in getattr(catalog, table):
            for field in CITATIONS:
                if field in record.__struct_fields__ and not getattr(record, field):
                    yield _gap(table, record, field, GapKind.SOURCE)


def _overlapping(catalog: Catalog) -> Iterator[Gap]:
    """Records of one plan and variant that speak of the same day."""
    variants: dict[str, list[Plan]] = defaultdict(list)
    for plan in catalog.plans:
        if plan.hios_id:
            variants[plan.hios_id].append(plan)
    for records in variants.values():
        ordered = sorted(records, key=lambda plan: (plan.effective_from is not None, str(plan.effective_from)))
        for earlier, later in pairwise(ordered):
            if _meet(earlier, later):
                yield _gap("plans", later, "effective_from", GapKind.OVERLAP, other=earlier.slug)


def _meet(earlier: Plan, later: Plan) -> bool:
    """Whether the earlier record still speaks when the later one begins. An open date reaches without end."""
    if earlier.effective_to is None or later.effective_from is None:
        return True
    return later.effective_from <= earlier.effective_to


def _types_without_a_guide(catalog: Catalog) -> Iterator[Gap]:
    for plan_type in catalog.plan_types:
        guide = catalog.plan_by_slug.get(plan_type.slug)
        if guide is None or guide.kind is not PlanKind.GUIDE:
            yield _gap("plan_types", plan_type, "slug", GapKind.GUIDE_OF_ITS_TYPE)


def _guides_without_a_benefit(catalog: Catalog) -> Iterator[Gap]:
    """General guides that are silent on a therapy. Who asks one must get its word, if only that it varies."""
    said = {(benefit.plan, benefit.therapy) for benefit in catalog.benefits}
    for plan in catalog.plans:
        if plan.kind is PlanKind.GUIDE and plan.region is None:
            chain = [link.slug for link in catalog.chain(plan.slug)]
            for therapy in catalog.therapy_by_slug:
                if not any((link, therapy) in said for link in chain):
                    yield _gap("plans", plan, "benefits", GapKind.BENEFIT_OF_A_GUIDE, therapy=therapy)


def _silent_gates(catalog: Catalog) -> Iterator[Gap]:
    """Gates that no link of the chain speaks of, wherever a therapy may be covered."""
    said = {(gate.plan, gate.therapy, gate.kind) for gate in catalog.gates}
    for benefit in catalog.benefits:
        if benefit.status is CoverageStatus.NOT_COVERED:
            continue
        chain = [link.slug for link in catalog.chain(benefit.plan)]
        for kind in GateKind:
            if not any((link, benefit.therapy, kind) in said for link in chain):
                yield _gap("benefits", benefit, kind.value, GapKind.GATE, gate=kind.value)


def _to_confirm(catalog: Catalog) -> Iterator[Gap]:
    """Citations to look up, each once, however many records cite it."""
    for citation in catalog.citations:
        if citation.to_confirm:
            yield _gap("citations", citation, "to_confirm", GapKind.CONFIRMATION)


def silences(catalog: Catalog) -> tuple[Gap, ...]:
    """What the documents of plans do not say. Members read “not stated”, and admins find what to look up next."""
    priced = {(tier.plan, tier.therapy) for tier in catalog.cost_tiers}
    limited = {(limit.plan, member.therapy) for limit in catalog.visit_limits for member in limit.members}
    return tuple(
        _gap("benefits", benefit, field, kind)
        for benefit in catalog.benefits
        if benefit.status is not CoverageStatus.NOT_COVERED and catalog.plan_by_slug[benefit.plan].kind is PlanKind.PLAN
        for field, kind, said in (("cost_tiers", GapKind.PRICE, priced), ("visit_limits", GapKind.VISIT_LIMIT, limited))
        if not any(
            (link.slug, therapy) in said
            for link in catalog.chain(benefit.plan)
            if link.kind is PlanKind.PLAN
            for therapy in (benefit.therapy, None)
        )
    )


def disagreements(catalog: Catalog) -> tuple[Gap, ...]:
    """What sources of the same rank differ on. Members read both and are told to ask; admins find out which holds."""
    return tuple(
        _gap(
            "disagreements",
            record,
            record.subject.value,
            GapKind.AGREEMENT,
            citation=record.citation,
            says=record.says,
            other_citation=record.other_citation,
            other_says=record.other_says,
        )
        for record in catalog.disagreements
    )
