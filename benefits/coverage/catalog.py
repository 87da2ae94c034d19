"""The catalog: everything published, as one immutable value; to and from canonical JSON; its hash."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache, cached_property
from typing import Final

import msgspec
from msgspec.structs import force_setattr

from benefits.coverage.records import (
    Benefit,
    Citation,
    Condition,
    ConditionRule,
    Content,
    CostTier,
    Delivery,
    Disagreement,
    Gate,
    Plan,
    PlanAmount,
    PlanType,
    Record,
    Region,
    Source,
    Technique,
    Therapy,
    VisitLimit,
    by_key,
)
from benefits.coverage.unreadable import FORMAT, other_format, why_unreadable
from benefits.coverage.vocabulary import Refusal, Refused

# How far a record may lead by way of others. Nothing that people name is nested deeper; every answer walks these links.
MOST_LINKS: Final = 20


class Catalog(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, dict=True):
    """All records in force together, each table sorted by key, so that the order of rows never changes an answer.

    Raises Refused when a key is there twice, a reference leads nowhere or a plan is based on itself.
    """

    format: int = FORMAT
    sources: tuple[Source, ...] = ()
    citations: tuple[Citation, ...] = ()
    regions: tuple[Region, ...] = ()
    plan_types: tuple[PlanType, ...] = ()
    plans: tuple[Plan, ...] = ()
    plan_amounts: tuple[PlanAmount, ...] = ()
    therapies: tuple[Therapy, ...] = ()
    techniques: tuple[Technique, ...] = ()
    conditions: tuple[Condition, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    gates: tuple[Gate, ...] = ()
    cost_tiers: tuple[CostTier, ...] = ()
    visit_limits: tuple[VisitLimit, ...] = ()
    condition_rules: tuple[ConditionRule, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    contents: tuple[Content, ...] = ()

    def __post_init__(self) -> None:
        if self.format != FORMAT:
            raise other_format(self.format)
        for name in TABLES:
            known = by_key(getattr(self, name))
            force_setattr(self, name, tuple(known[key] for key in sorted(known)))
        for problem in self._broken_references():
            raise problem
        for plan in self.plans:
            self.chain(plan.slug)
        for table in ("regions", "conditions"):
            _refuse_circles({record.slug: record.part_of for record in getattr(self, table)})

    def _broken_references(self) -> Iterator[Refused]:
        known = {table: {record.key[0] for record in getattr(self, table)} for table in set(REFERENCES.values())}
        for table in TABLES:
            for record in getattr(self, table):
                for name, slug in references(record):
                    if slug not in known[REFERENCES[name]]:
                        noun = f"{type(record).__name__} {' / '.join(record.key)}"
                        yield Refused(name, Refusal.NOT_THERE, slug=slug, named_by=noun)

    @cached_property
    def citation_by_slug(self) -> Mapping[str, Citation]:
        """Citations by slug."""
        return {record.slug: record for record in self.citations}

    @cached_property
    def source_by_slug(self) -> Mapping[str, Source]:
        """Sources by slug."""
        return {record.slug: record for record in self.sources}

    @cached_property
    def plan_by_slug(self) -> Mapping[str, Plan]:
        """Plans and guides by slug."""
        return {record.slug: record for record in self.plans}

    @cached_property
    def therapy_by_slug(self) -> Mapping[str, Therapy]:
        """Therapies by slug."""
        return {record.slug: record for record in self.therapies}

    @cached_property
    def condition_by_slug(self) -> Mapping[str, Condition]:
        """Conditions by slug."""
        return {record.slug: record for record in self.conditions}

    @cached_property
    def region_by_slug(self) -> Mapping[str, Region]:
        """Regions by slug."""
        return {record.slug: record for record in self.regions}

    @cached_property
    def technique_by_slug(self) -> Mapping[str, Technique]:
        """Techniques by slug."""
        return {record.slug: record for record in self.techniques}

    def chain(self, slug: str) -> tuple[Plan, ...]:
        """The plan and what it is based on, link by link. Raises Refused when the chain leads back to itself."""
        links: dict[str, Plan] = {}
        following: str | None = slug
        while following is not None:
            if following in links:
                raise Refused("based_on", Refusal.BASED_ON_ITSELF_BY_WAY_OF, slug=slug, links=" → ".join(links))
            if len(links) > MOST_LINKS:
                raise Refused("based_on", Refusal.BASED_ON_TOO_MANY, slug=slug, most=MOST_LINKS)
            links[following] = self.plan_by_slug[following]
            following = links[following].based_on
        return tuple(links.values())


def _refuse_circles(part_of: Mapping[str, str | None]) -> None:
    """Refuse what is part of something that is not there, or of itself in the end.

    `part_of` gives for each slug the one that it is part of, None where it is part of nothing.
    """
    for slug in part_of:
        passed, whole = {slug}, part_of[slug]
        while whole is not None:
            if whole not in part_of:
                raise Refused("part_of", Refusal.NOT_THERE, slug=whole, named_by=slug)
            if whole in passed:
                raise Refused("part_of", Refusal.PART_OF_ITSELF_BY_WAY_OF, slug=slug, whole=whole)
            if len(passed) > MOST_LINKS:
                raise Refused("part_of", Refusal.PART_OF_TOO_MANY, slug=slug, most=MOST_LINKS)
            passed.add(whole)
            whole = part_of[whole]


TABLES: Final = tuple(field.name for field in msgspec.structs.fields(Catalog) if field.name != "format")

# Which table a reference by that field name points into; a field that holds several slugs points with each.
REFERENCES: Final = {
    "source": "sources",
    "citation": "citations",
    "other_citation": "citations",
    "region": "regions",
    "regions": "regions",
    "plan_type": "plan_types",
    "plan_types": "plan_types",
    "plan": "plans",
    "plans": "plans",
    "based_on": "plans",
    "guide": "plans",
    "therapy": "therapies",
    "therapies": "therapies",
    "counted_with": "therapies",
    "topic": "therapies",
    "condition": "conditions",
    "exempt_conditions": "conditions",
    "excluded_techniques": "techniques",
}


@cache
def _naming(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record that name others."""
    return tuple(name for name in kind.__struct_fields__ if name in REFERENCES)


def references(record: Record) -> Iterator[tuple[str, str]]:
    """The slugs of other records that a record names, each with the field that names it."""
    for name in _naming(type(record)):
        if value := getattr(record, name):
            for slug in (value,) if isinstance(value, str) else value:
                yield name, slug
    for member in getattr(record, "members", ()):
        if member.therapy is not None:
            yield "therapy", member.therapy


_ENCODER: Final = msgspec.json.Encoder(decimal_format="number", order="sorted")
_DECODER: Final = msgspec.json.Decoder(Catalog)


def to_json(catalog: Catalog) -> bytes:
    """The catalog as canonical JSON: sorted, compact, without defaults. One catalog always gives the same bytes."""
    return _ENCODER.encode(catalog)


def in_pieces(catalog: Catalog, records: int = 500) -> Iterator[bytes]:
    """The bytes of `to_json` in pieces of so many records, so that a big catalog need not be held twice."""
    tables = {name: table for name in sorted(TABLES) if (table := getattr(catalog, name))}
    yield b"{"
    for place, (name, table) in enumerate(tables.items()):
        yield f'{"," if place else ""}"{name}":['.encode()
        for first in range(0, len(table), records):
            yield (b"," if first else b"") + _ENCODER.encode(table[first : first + records])[1:-1]
        yield b"]"
    yield b"}"


def from_json(data: bytes) -> Catalog:
    """The catalog in canonical or any other JSON.

    Refused with the place and the reason when it is none. What a later release wrote is refused as such: its format,
    or the first record, field or word that is not known here.
    """
    try:
        return _DECODER.decode(data)
    except msgspec.MsgspecError as problem:
        raise why_unreadable(data, problem) from problem


def sha256(data: bytes) -> str:
    """The hash that names an edition, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class NumberedCatalog(msgspec.Struct, frozen=True, kw_only=True):
    """A catalog with what tells its edition: number, hash, and when it was published. A draft has no number."""

    number: int | None
    sha256: str
    published_at: datetime | None
    catalog: Catalog
