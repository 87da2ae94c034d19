"""The "Plan Attributes" file of CMS: what a plan is called, of which type it is, and when it is in force."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from sys import intern
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from benefits.importing.checking import UNWANTED
from benefits.importing.filings.reading import FiledRow, rows

COLUMNS: Final = ("BusinessYear", "PlanId", "PlanMarketingName", "PlanType")
# Of some years only, or spelled otherwise in some: CMS wrote "Effictive" for years.
MORE_COLUMNS: Final = (
    *("MarketCoverage", "MetalLevel", "IsHSAEligible"),
    *("PlanEffictiveDate", "PlanEffectiveDate", "PlanExpirationDate"),
)
MARKETS: Final = {"individual": "individual", "shop (small group)": "small_group"}
LONGEST_NAME: Final = 300
YES_OR_NO: Final = {"yes": True, "no": False}


class Attributes(Struct, frozen=True, kw_only=True):
    """What the file says of a plan in one year, and on which line. A date that is not given is None."""

    line: int
    name: str
    plan_type: str
    metal_level: str
    market: str
    hsa_eligible: bool | None
    effective_from: date | None
    effective_to: date | None


class Known(Struct, frozen=True):
    """All plans of a file, by plan id and year."""

    file: str
    plans: Mapping[tuple[str, str], Attributes]


NOTHING: Final = Known("", MappingProxyType({}))


@lru_cache(maxsize=1)  # one file stands beside the filing, and is asked anew for each chunk
def known(path: Path, issuer: str = "") -> Known:
    """What the file says of every plan, or of one issuer's. Refused when it is not a Plan Attributes file."""
    found = rows(path, issuer=issuer, wanted=COLUMNS, more=MORE_COLUMNS)
    plans = {(intern(row["PlanId"]), intern(row["BusinessYear"])): _attributes(row) for row in found}
    return Known(path.name, MappingProxyType(plans))


def _attributes(row: FiledRow) -> Attributes:
    return Attributes(
        line=row.line,
        name=" ".join(UNWANTED.sub(" ", row["PlanMarketingName"]).split())[:LONGEST_NAME],
        plan_type=intern(row["PlanType"].casefold()),
        metal_level=intern(row["MetalLevel"].casefold()),
        market=MARKETS.get(row["MarketCoverage"].casefold(), ""),
        hsa_eligible=YES_OR_NO.get(row["IsHSAEligible"].casefold()),
        effective_from=_day(row["PlanEffictiveDate"] or row["PlanEffectiveDate"]),
        effective_to=_day(row["PlanExpirationDate"]),
    )


def _day(text: str) -> date | None:
    """2016-01-01 or 1/31/2016, as the years have it; None for anything else."""
    first = text.partition(" ")[0]
    month, _slash, rest = first.partition("/")
    day, _slash, year = rest.partition("/")
    try:
        return date(int(year), int(month), int(day)) if year else date.fromisoformat(first)
    except ValueError:
        return None
