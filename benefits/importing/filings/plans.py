"""The plan that a filing's rows speak of, as records: the plan itself, its sources, the place where it stands."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from benefits.coverage.records import HIOS, Citation, Plan, Record, Source
from benefits.coverage.vocabulary import Basis, CitedWords, PlanKind, SourceKind
from benefits.importing.checking import UNWANTED
from benefits.importing.filings.attributes import Attributes, Known
from benefits.importing.filings.reading import FiledRow

SOURCE: Final = "cms-filing-"
OFFICIAL: Final = 1
PUBLISHER: Final = "Centers for Medicare & Medicaid Services"
YEAR: Final = re.compile(r"20\d\d")
HMO: Final = "hmo"
HDHP: Final = "hdhp"
OTHER: Final = "other"


class File(Struct, frozen=True):
    """One file that CMS published, or a part of it: what it is, its name, its hash, the day on which it was read."""

    title: str
    name: str
    sha256: str
    read_on: date

    def source(self) -> Source:
        """The file as a source of statements."""
        return Source(
            slug=f"{SOURCE}{self.sha256[:12]}",
            title=f"CMS {self.title} public use file, {self.name} (sha256 {self.sha256})",
            kind=SourceKind.FILING,
            basis=Basis.ISSUER_FILING,
            publisher=PUBLISHER,
            reliability=OFFICIAL,
            retrieved_on=self.read_on,
        )


class Files(Struct, frozen=True):
    """A filing, and the Plan Attributes that came with it, if any."""

    filing: File
    attributes: File | None = None
    known: Known | None = None

    def of(self, row: FiledRow) -> Attributes | None:
        """What the attributes say of the row's plan and year."""
        return self.known.plans.get((row["PlanId"], row["BusinessYear"])) if self.known else None


class Places(Struct, frozen=True):
    """What the draft has for a plan to refer to: regions by state, guides, therapies and plan types."""

    regions: Mapping[str, Sequence[str]]
    guides: frozenset[str]
    known: frozenset[str] = frozenset()


class Home(Struct, frozen=True):
    """Where the facts of a plan's rows belong: its slug, its dates, the records that make it, what is open about it."""

    slug: str
    first: date
    last: date
    records: tuple[Record, ...]
    why: tuple[str, ...] = ()


def refusal(row: FiledRow) -> str:
    """Why no plan can be made of the row; empty when one can."""
    if not HIOS.fullmatch(row["PlanId"]):
        return f'"{row["PlanId"]}" is not a plan id.'
    if not YEAR.fullmatch(row["BusinessYear"]):
        return f'The row does not say for which year it holds: BusinessYear is "{row["BusinessYear"]}".'
    unkept = [name for name, value in row.values.items() if UNWANTED.search(value)]
    return f"{unkept[0]} holds characters that cannot be kept." if unkept else ""


def home(row: FiledRow, files: Files, places: Places) -> Home:
    """The plan of a row that is not refused. The same plan and year always have the same slug."""
    slug = f"{row['PlanId']}-{row['BusinessYear']}".lower()
    about = files.of(row)
    first, last = _dates(int(row["BusinessYear"]), about)
    region, why = _region(row["StateCode"], places)
    citation = _citation(slug, row, files, about)
    sources = (files.filing.source(), *((files.attributes.source(),) if files.attributes and about else ()))
    kind = _plan_type(about)
    plan = Plan(
        slug=slug,
        name=about.name if about and about.name else f"Plan {row['PlanId']}, {row['BusinessYear']}",
        kind=PlanKind.PLAN,
        plan_type=kind,
        region=region,
        based_on=kind if kind in places.guides else None,
        market=about.market if about else "",
        metal_level=about.metal_level if about else "",
        hios_id=row["PlanId"],
        hsa_eligible=about.hsa_eligible if about else None,
        effective_from=first,
        effective_to=last,
        note="" if about else "The filing has neither the name nor the type of this plan.",
        citation=citation.slug,
    )
    return Home(slug, first, last, (*sources, citation, plan), why)


def _plan_type(about: Attributes | None) -> str:
    """A plan that goes with a health savings account is one with a high deductible, whatever its network is called."""
    if about and about.hsa_eligible:
        return HDHP
    return HMO if about and about.plan_type == HMO else OTHER


def _dates(year: int, about: Attributes | None) -> tuple[date, date]:
    """Within the year of the filing: attributes name dates such as 2050-12-31, for which nothing was filed."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    given = (about.effective_from, about.effective_to) if about else (None, None)
    begins, ends = max(first, given[0] or first), min(last, given[1] or last)
    return (begins, ends) if begins <= ends else (first, last)


def _region(state: str, places: Places) -> tuple[str | None, tuple[str, ...]]:
    """The one region that has the state. Where several have it, none is guessed."""
    found = places.regions.get(state, ())
    if len(found) > 1:
        return None, (f"Which region is it? {state} belongs to {' and to '.join(found)}. It is left empty.",)
    return (found[0] if found else None), ()


def _citation(slug: str, row: FiledRow, files: Files, about: Attributes | None) -> Citation:
    file = files.attributes if files.attributes and about else files.filing
    line = about.line if about else row.line
    return Citation(
        slug=f"{slug}-filed",
        source=file.source().slug,
        locator=f"{file.name}, line {line}",
        quote=f"{row['PlanId']}, {row['BusinessYear']}" + (f", {about.name}" if about and about.name else ""),
        words=CitedWords.PARAPHRASED,
        checked_on=file.read_on,
    )
