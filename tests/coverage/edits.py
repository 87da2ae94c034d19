"""A small world of plans that depend on one another, every single edit of it, and a comparison by brute force."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from benefits.coverage.catalog import TABLES, Catalog
from benefits.coverage.comparing import Difference, compared, difference, questions
from benefits.coverage.laws import broken_laws
from benefits.coverage.reach import Pair, exists
from benefits.coverage.records import Citation, Disagreement, PoolMember, Record, Region, Source
from benefits.coverage.situation import Situation
from benefits.coverage.universe import situations
from benefits.coverage.vocabulary import Basis, NetworkTier, Refused, SourceKind, Status, Subject
from tests.coverage import builders
from tests.coverage.builders import ACUPUNCTURE, MASSAGE, PT, TODAY

THERAPIES: Final = (PT, MASSAGE, ACUPUNCTURE)
Differing = dict[Pair, list[tuple[Situation, Difference]]]

# Values to put into a field in place of its own; what a record refuses is passed over.
OTHERS: Final[dict[str, tuple[Any, ...]]] = {
    "basis": (Basis.ADMIN_ENTRY,),
    "source": ("third",),
    "citation": ("third",),
    "other_citation": ("third",),
    "region": ("land", "valley", None),
    "part_of": (None,),
    "guide": ("local", "any", None),
    "plan_type": ("hdhp",),
    "based_on": ("mine", "any", None),
    "plan": ("stranger", "any"),
    "plans": (("mine",), ("any",), ()),
    "plan_types": (("hdhp",), ()),
    "regions": (("valley",), ()),
    "therapy": (MASSAGE, PT),
    "therapies": ((ACUPUNCTURE,), ()),
    "counted_with": ((ACUPUNCTURE,),),
    "topic": (ACUPUNCTURE, None),
    "condition": ("headache",),
    "status": ("covered", "not_covered", "varies"),
    "requirement": ("not_required", "varies"),
    "outcome": ("not_covered", "considered"),
    "mode": ("reimbursed", "employed"),
    "stage": ("verify",),
    "group": ("relief", "other"),
    "effective_from": (date(2026, 3, 1),),
    "effective_to": (date(2027, 6, 30),),
    "accumulation_starts": ("07-01",),
    "members": ((PoolMember(),), (PoolMember(therapy=MASSAGE),)),
    "exempt_conditions": (("headache",),),
    "exempt_settings": (("inpatient",),),
    "exempt_below_age": (21,),
    "excluded_techniques": (("dry-needling",),),
    "tier": (NetworkTier.CONTRACTED, NetworkTier.OUTSIDE),
    "tiers": ((NetworkTier.KAISER, NetworkTier.CONTRACTED),),
    "referrers": (("specialist",),),
    "period": ("calendar_year",),
    "unit": ("hours",),
    "kind": ("caveat", "network", "specialist"),
    "statuses": ((Status.COVERED,),),
    "certainty": ("may",),
    "purpose": ("habilitation",),
    "setting": ("inpatient",),
    "deductible": ("after",),
}


def _third() -> tuple[Record, ...]:
    source = Source(
        slug="third",
        title="A page",
        kind=SourceKind.GUIDE,
        basis=Basis.REGIONAL_PAGE,
        reliability=3,
        retrieved_on=TODAY,
    )
    return source, Citation(slug="third", source="third", locator="line 2", quote="as it says", checked_on=TODAY)


@cache
def world() -> Catalog:
    """Plans on a guide, one of them in a region with its own guide, one on another plan, and one on its own."""
    gates = [
        builders.gate(kind, plan="any", therapy=therapy) for kind, therapy in (("referral", PT), ("network", MASSAGE))
    ]
    found = builders.catalog(
        *_third(),
        Region(slug="land", name="Land", guide="local"),
        builders.plan(based_on="any", effective_from=date(2026, 1, 1), effective_to=date(2026, 12, 31)),
        builders.plan("child", based_on="mine", region="valley"),
        builders.plan("stranger", plan_type="hdhp", out_of_network_benefits=True),
        builders.guide("local", region="land"),
        *gates,
        *(builders.benefit("covered", plan="any", therapy=therapy) for therapy in (PT, MASSAGE)),
        builders.benefit("not_covered", plan="any", therapy=ACUPUNCTURE),
        builders.benefit("varies", plan="local", therapy=MASSAGE),
        builders.benefit(),
        builders.benefit("not_covered", therapy=MASSAGE),
        builders.benefit(plan="stranger", therapy=MASSAGE),
        builders.benefit(plan="stranger", therapy=ACUPUNCTURE, stops_without_improvement=True),
        builders.gate("prior_authorization", plan="stranger", therapy=MASSAGE),
        builders.copay(20, plan="any"),
        builders.copay(30, deductible="before", plan="stranger"),
        builders.price("coinsurance", "after", percent=Decimal(20), plan="stranger"),
        builders.amount("deductible", 1000, 2000, plan="stranger"),
        builders.pool(6),
        builders.pool(4, MASSAGE, ACUPUNCTURE, plan="any", slug="shared"),
        builders.rule("joint-pain", plan="any", therapy=MASSAGE),
        builders.rule("headache", "not_covered", therapy=ACUPUNCTURE),
        builders.delivery("contracted", therapy=MASSAGE),
        builders.delivery("not_offered", region="land", therapy=MASSAGE),
        Disagreement(
            plan="mine",
            therapy=PT,
            subject=Subject.VISIT_LIMIT,
            says="6 visits.",
            citation="papers",
            other_says="9 visits.",
            other_citation="guide",
        ),
        builders.content("appeal", stage="appeal"),
        builders.content("massage-instead", "alternative", topic=MASSAGE, therapies=(PT,), plans=("any",)),
        builders.content("at-home", "alternative", regions=("land",), plan_types=("hmo",)),
    )
    kept = tuple(therapy for therapy in found.therapies if therapy.slug in THERAPIES)
    return replace(found, therapies=kept)


def edits(catalog: Catalog) -> Iterator[tuple[str, Catalog]]:
    """Each catalog that differs in one field of one record, or lacks one record, with a name for it."""
    for table in TABLES:
        records = getattr(catalog, table)
        for place, record in enumerate(records):
            rest = (*records[:place], *records[place + 1 :])
            name = f"{table}: {' / '.join(record.key)}"
            yield from _valid(catalog, table, rest, f"{name}: gone")
            for field, changed in _other_records(record):
                yield from _valid(catalog, table, (*rest, changed), f"{name}: {field} {getattr(changed, field)}")


def _valid(catalog: Catalog, table: str, records: tuple[Record, ...], name: str) -> Iterator[tuple[str, Catalog]]:
    """The catalog with these records in the table, unless it refuses them."""
    with suppress(Refused):
        yield name, replace(catalog, **{table: records})


def _other_records(record: Record) -> Iterator[tuple[str, Record]]:
    plain = msgspec.to_builtins(record)
    for field in record.__struct_fields__:
        now = getattr(record, field)
        for value in OTHERS.get(field, _by_type(now)):
            with suppress(Refused, msgspec.ValidationError):
                changed = msgspec.convert({**plain, field: msgspec.to_builtins(value)}, type(record))
                if changed != record:
                    yield field, changed


def _by_type(now: object) -> tuple[object, ...]:
    match now:
        case bool():
            return (not now,)
        case int() | Decimal():
            return (now + 2,)
        case date():
            return (date(2025, 5, 5),)
        case str():
            return ("other words",)
        case _:
            return (True, 3, "other words", "2025-05-05")


def differing(old: Catalog | None, new: Catalog, pairs: Iterable[Pair], today: date = TODAY) -> Differing:
    """Every answer that differs, in what, by plan and therapy; in the order in which it is asked."""
    found: Differing = defaultdict(list)
    for pair in pairs:
        for situation in questions(old, new, pair, today):
            both = compared(old, new, situation)
            if differs := difference(both.before, both.after):
                found[pair].append((situation, differs))
    return dict(found)


def law_breaking(catalog: Catalog, pair: Pair) -> set[tuple[str, str]]:
    """The laws that a plan and therapy break, with the situation in text."""
    if not exists(catalog, pair):
        return set()
    asked = situations(catalog, catalog.plan_by_slug[pair[0]], pair[1], TODAY)
    return {(broken.law, str(broken.situation)) for one in asked for broken in broken_laws(catalog, one)}


def all_pairs(*catalogs: Catalog) -> list[Pair]:
    """Every plan and therapy of either."""
    return sorted({pair for one in catalogs for pair in product(one.plan_by_slug, one.therapy_by_slug)})
