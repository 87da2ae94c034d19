"""The columns of a summary: a field for each fact of a plan and therapy, under the name that every file carries.

The names are stable: a new fact is a new name, at the end of its part. `benefits.wording.columns` says what each means.
"""

from datetime import date
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import astuple

from benefits.cells import CellValue
from benefits.exports.stamp import Stamp


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


class TherapyCells(Struct, frozen=True, kw_only=True, eq=False):
    """What the plan does for the therapy. Codes are those of the Answer; prices in dollars or percent."""

    therapy: str
    therapy_name: str
    status: str
    certainty: str | None
    basis: str
    headline: str
    cost: str
    cost_low: Decimal | None
    cost_high: Decimal | None
    cost_percent: Decimal | None
    after_deductible_low: Decimal | None
    after_deductible_high: Decimal | None
    after_deductible_percent: Decimal | None
    cost_per: str | None
    deductible_rule: str | None
    cost_text: str
    guide_cost: str
    limit: str
    limit_low: int | None
    limit_high: int | None
    limit_unit: str | None
    limit_period: str
    pool: str
    guide_limit: str
    referral: str
    referrers: str
    prior_authorization: str
    medical_necessity: str
    network: str
    scope: str
    exclusions: str
    note: str
    source: str
    locator: str
    quote: str
    checked_on: date | None
    cost_source: str
    cost_locator: str
    cost_quote: str
    cost_checked_on: date | None
    limit_source: str
    limit_locator: str
    limit_quote: str
    limit_checked_on: date | None
    sources_differ: str


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
