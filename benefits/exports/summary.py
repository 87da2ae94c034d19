"""The rows of plan and therapy, from the same decisions and words as every page."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec.structs import astuple

from benefits.coverage.catalog import TABLES, Catalog, NumberedCatalog
from benefits.coverage.once import once_a_catalog
from benefits.coverage.records import Plan
from benefits.exports.choosing import Choice
from benefits.exports.columns import PlanCells, SummaryRow, TherapyCells
from benefits.exports.speaking import spoken
from benefits.exports.stamp import stamped

# Answers that are held at a time, so that a summary of any length takes the same memory.
MOST_HELD: Final = 20_000


def rows(edition: NumberedCatalog, choice: Choice) -> Iterator[SummaryRow]:
    """The rows of a choice, plan by plan."""
    catalog = edition.catalog
    stamp = stamped(edition, choice)
    families = kin(catalog)
    held: dict[Any, TherapyCells] = {}
    for slug in choice.plans:
        plan = catalog.plan_by_slug[slug]
        cells, family = plan_cells(plan), (families[slug], plan.in_force(choice.on))
        for therapy in choice.therapies:
            found = held.get((family, therapy))
            if found is None:
                if len(held) >= MOST_HELD:
                    held.clear()
                found = held[family, therapy] = spoken(catalog, slug, therapy, choice)
            yield SummaryRow(cells, found, stamp)


def plan_cells(plan: Plan) -> PlanCells:
    """The plan's own facts."""
    return PlanCells(
        plan=plan.slug,
        plan_name=plan.name,
        plan_kind=plan.kind.value,
        plan_type=plan.plan_type,
        region=plan.region,
        market=plan.market,
        metal_level=plan.metal_level,
        hios_id=plan.hios_id,
        effective_from=plan.effective_from,
        effective_to=plan.effective_to,
    )


@once_a_catalog
def kin(catalog: Catalog) -> Mapping[str, int]:
    """Plans whose records say the same have the same number.

    Of two such plans only names and dates differ: what is said of one holds for the other.
    """
    numbers: dict[Any, int] = {}
    said = _said(catalog)
    return {
        plan.slug: numbers.setdefault((_traits(plan), tuple(said.get(plan.slug, ()))), len(numbers))
        for plan in catalog.plans
    }


def _said(catalog: Catalog) -> Mapping[str, list[int]]:
    """For each plan its own records without its name, each as a number."""
    numbers: dict[Any, int] = {}
    said: dict[str, list[int]] = defaultdict(list)
    for table in TABLES:
        records = getattr(catalog, table)
        if not records or records[0].__struct_fields__[0] != "plan":
            continue
        for record in records:
            values = astuple(record)
            said[record.plan].append(numbers.setdefault((table, values[1:]), len(numbers)))
    return said


NAMES_AND_DATES: Final = ("slug", "name", "hios_id", "effective_from", "effective_to", "note", "employer", "citation")


def _traits(plan: Plan) -> tuple[Any, ...]:
    return tuple(getattr(plan, name) for name in Plan.__struct_fields__ if name not in NAMES_AND_DATES)
