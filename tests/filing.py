"""Rows of a filing, for tests: a covered speech therapy row with a $20 copay, changed as a test wants it."""

import csv
from io import StringIO

from benefits.importing.filings.reading import COLUMNS, MORE_COLUMNS, FiledRow

HEADER = (*COLUMNS, *MORE_COLUMNS)
PLAIN = {
    "PlanId": "12345OR0010001-01",
    "BenefitName": "Rehabilitative Speech Therapy",
    "IsCovered": "Covered",
    "CopayInnTier1": "$20",
    "CoinsInnTier1": "Not Applicable",
    "CopayOutofNet": "Not Applicable",
    "CoinsOutofNet": "100%",
    "BusinessYear": "2016",
}
THIRTY = {"QuantLimitOnSvc": "Yes", "LimitQty": "30.0", "LimitUnit": "Visit(s) per Year"}
TWO_THERAPIES = "Rehabilitative Occupational and Rehabilitative Physical Therapy"


def row(**values: str) -> FiledRow:
    """The plain row, with these values."""
    return FiledRow("filing.csv", 2, b"", {**dict.fromkeys(HEADER, ""), **PLAIN, **values})


def text(*rows: dict[str, str], header: tuple[str, ...] = HEADER) -> str:
    """A file with these rows, each changed from the plain one."""
    out = StringIO()
    writer = csv.DictWriter(out, header, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({**PLAIN, **values} for values in rows)
    return out.getvalue()
