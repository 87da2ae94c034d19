"""A small draft for filings to land in: the six therapies, three plan types with their guides, five regions."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from benefits.coverage import records as r
from benefits.coverage import vocabulary as v
from benefits.coverage.catalog import Catalog
from benefits.importing import bringing, staging
from benefits.importing.filings.names import THERAPIES
from benefits.importing.filings.reader import READER
from benefits.models import ImportBatch, ImportRow, Job, JobKind
from tests import filing

TODAY = date(2026, 11, 21)
REGIONS = {
    "georgia": ("GA",),
    "northwest": ("OR", "WA"),
    "washington": ("WA",),
    "california": ("CA",),
    "northern-california": ("CA",),
}
TYPES = ("hmo", "hdhp", "other")
ATTRIBUTES = (
    "BusinessYear",
    "PlanId",
    "PlanMarketingName",
    "PlanType",
    "MarketCoverage",
    "MetalLevel",
    "IsHSAEligible",
)


def catalog(**tables: Any) -> Catalog:
    """What every draft has, and these records."""
    return Catalog(
        sources=(source("document", v.Basis.PLAN_DOCUMENT), source("other-filing", v.Basis.ISSUER_FILING)),
        citations=(cited("document"), cited("other-filing")),
        regions=tuple(
            r.Region(slug=slug, name=slug, states=states, part_of="california" if slug.startswith("northern") else None)
            for slug, states in REGIONS.items()
        ),
        therapies=tuple(r.Therapy(slug=slug, name=slug) for slug in THERAPIES),
        plan_types=tuple(r.PlanType(slug=slug, name=slug) for slug in TYPES),
        plans=(
            *(r.Plan(slug=slug, name=slug, kind=v.PlanKind.GUIDE) for slug in TYPES),
            *tables.pop("plans", ()),
        ),
        **tables,
    )


def source(slug: str, basis: v.Basis) -> r.Source:
    """A source of that rank."""
    return r.Source(
        slug=slug, title=f"The {slug}", kind=v.SourceKind.FILING, basis=basis, reliability=1, retrieved_on=TODAY
    )


def cited(slug: str) -> r.Citation:
    """A place in the source of that name, under the same name."""
    return r.Citation(slug=slug, source=slug, locator="p1", quote="as it says", checked_on=TODAY)


def plan(slug: str = "on-file", **values: Any) -> r.Plan:
    """The plan of the plain row, put on file by hand."""
    given = {"hios_id": "12345OR0010001-01", "effective_from": date(2016, 1, 1), "effective_to": date(2016, 12, 31)}
    return r.Plan(slug=slug, name="On file", kind=v.PlanKind.PLAN, plan_type="hmo", **{**given, **values})


def price(amount: int, citation: str, **values: Any) -> r.CostTier:
    """What the plan on file takes for speech therapy."""
    given = {"plan": "on-file", "purpose": v.Purpose.REHABILITATION, "deductible": v.DeductibleRule.NOT_SUBJECT}
    return r.CostTier(
        therapy="speech-therapy",
        kind=v.CostKind.COPAYMENT,
        low=Decimal(amount),
        high=Decimal(amount),
        citation=citation,
        **{**given, **values},
    )


def written(folder: Path, *rows: dict[str, str]) -> Path:
    """A filing with these rows, each changed from the plain one."""
    path = folder / "filing.csv"
    path.write_text(filing.text(*rows), encoding="utf-8")
    return path


def attributes(folder: Path, *rows: dict[str, str]) -> Path:
    """A Plan Attributes file with these rows."""
    path = folder / "attributes.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        columns = dict.fromkeys((*ATTRIBUTES, *(name for row in rows for name in row)))
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows({"BusinessYear": "2016", "PlanId": "12345OR0010001-01", **row} for row in rows)
    return path


def files(path: Path, beside: Path | None = None) -> dict[str, Path]:
    """The files by the names by which the reader asks for them."""
    return {"file": path} | ({"attributes": beside} if beside else {})


def begun(path: Path, beside: Path | None = None, issuer: str = "") -> ImportBatch:
    """The file as an import of which nothing is read yet."""
    return bringing.begin(READER, files(path, beside), said={"issuer": issuer}, job=Job(kind=JobKind.IMPORT))


def staged(path: Path, beside: Path | None = None, issuer: str = "") -> ImportBatch:
    """The file, staged to its end."""
    batch = begun(path, beside, issuer)
    staging.stage(batch, files(path, beside))
    return batch


def row(batch: ImportBatch, line: int) -> ImportRow:
    """The row of that line."""
    return ImportRow.objects.get(batch=batch, position=line)
