"""The rows of plan and therapy: one field for each fact, from the same decisions and words as every page.

`COLUMNS` are the names that files carry. They are stable: a new fact is a new name, at the end of its part.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import astuple

from benefits.cells import CellValue
from benefits.coverage.catalog import TABLES, Catalog, NumberedCatalog
from benefits.coverage.records import Plan
from benefits.exports.choosing import Choice
from benefits.exports.speaking import TherapyCells, spoken
from benefits.exports.stamp import Stamp, stamped

# Answers that are held at a time, so that a summary of any length takes the same memory.
MOST_HELD: Final = 20_000


class PlanCells(Struct, frozen=True, kw_only=True, eq=False):
    """Which plan."""

    plan: str
    plan_name: str
    plan_kind: str
    plan_type: str | None
    region: str | None
    market: str
    metal_level: str
    hios_id: str
    effective_from: date | None
    effective_to: date | None


class SummaryRow(Struct, frozen=True, eq=False):
    """What one plan does for one therapy. Equal answers are one and the same `therapy`, so that it is written once."""

    plan: PlanCells
    therapy: TherapyCells
    stamp: Stamp

    @property
    def cells(self) -> tuple[CellValue, ...]:
        """The cells in the order of COLUMNS."""
        return (*astuple(self.plan), *astuple(self.therapy), *astuple(self.stamp))


PARTS: Final = (PlanCells, TherapyCells, Stamp)
COLUMNS: Final[tuple[str, ...]] = tuple(name for part in PARTS for name in part.__struct_fields__)


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


def kin(catalog: Catalog) -> Mapping[str, int]:
    """Plans whose records say the same have the same number, worked out once for a catalog.

    Of two such plans only names and dates differ: what is said of one holds for the other.
    """
    found: Mapping[str, int] | None = catalog.remembered.get("kin")
    if found is None:
        numbers: dict[Any, int] = {}
        said = _said(catalog)
        found = {
            plan.slug: numbers.setdefault((_traits(plan), tuple(said.get(plan.slug, ()))), len(numbers))
            for plan in catalog.plans
        }
        catalog.remembered["kin"] = found
    return found


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
