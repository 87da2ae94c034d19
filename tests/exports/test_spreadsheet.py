"""CSV and XLSX as a real spreadsheet program reads them: nothing is calculated, numbers are numbers, days are days.

Part of the slow proof: SPREADSHEET=1 and a LibreOffice on the path.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from benefits.cells import CellValue
from benefits.editions import InForce
from benefits.exports import csv, xlsx
from benefits.exports.choosing import Choice
from benefits.exports.columns import COLUMNS, SummaryRow
from benefits.exports.stamp import stamped
from benefits.exports.summary import rows
from tests.exports.payloads import PAYLOADS, poisoned

PROGRAM = shutil.which("soffice")
ASKED = os.environ.get("SPREADSHEET")
pytestmark = pytest.mark.skipif(not (PROGRAM and ASKED), reason="not run: no spreadsheet program, or SPREADSHEET unset")

# Commas, double quotes, UTF-8, from the first line on.
FILTERS = {"csv": ["--infilter=CSV:44,34,76,1"], "xlsx": []}
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def opened(path: Path) -> ET.Element:
    """The first sheet, as the program has it."""
    folder = path.parent
    command = [str(PROGRAM), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "fods"]
    named = [*FILTERS[path.suffix[1:]], "--outdir", str(folder), str(path)]
    subprocess.run([*command, *named], check=True, capture_output=True, timeout=240)
    return next(ET.parse(path.with_suffix(".fods")).iter(f"{TABLE}table"))


def kinds(sheet: ET.Element) -> Iterator[list[str | None]]:
    """For each line what the program takes its cells for."""
    for row in sheet.iter(f"{TABLE}table-row"):
        found: list[str | None] = []
        for cell in row.iter(f"{TABLE}table-cell"):
            again = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            found += [cell.get(f"{OFFICE}value-type")] * min(again, len(COLUMNS))
        for _again in range(min(int(row.get(f"{TABLE}number-rows-repeated", "1")), 1000)):
            yield (found + [None] * len(COLUMNS))[: len(COLUMNS)]


def expected(cell: CellValue) -> set[str | None]:
    match cell:
        case None | "":
            return {None}
        case str():
            # “$0” is zero dollars to such a program, which is what it says.
            return {"currency"} if cell == "$0" else {"string"}
        case Decimal() | int():
            return {"float"}
        case date():
            return {"date"}


@pytest.mark.parametrize("form", FILTERS)
def test_a_spreadsheet_program_calculates_nothing(
    tmp_path: Path, edition: InForce, everything: Choice, form: str
) -> None:
    good = list(rows(edition, everything))
    every: list[SummaryRow] = [*(poisoned(good[0], payload) for payload in PAYLOADS), *good]
    path = tmp_path / f"summary.{form}"
    if form == "csv":
        path.write_bytes(b"".join(csv.written(every)))
    else:
        xlsx.write(path, every, edition, stamped(edition, everything))

    sheet = opened(path)

    assert not [cell for cell in sheet.iter(f"{TABLE}table-cell") if cell.get(f"{TABLE}formula")]
    for row, found in zip(every, list(kinds(sheet))[1:], strict=False):
        for name, cell, kind in zip(COLUMNS, row.cells, found, strict=True):
            assert kind in expected(cell) | ({"string"} if form == "xlsx" and cell == "$0" else set()), (name, cell)


def test_the_check_finds_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "live.csv"
    path.write_text("a,b\r\n=1+1,=SUM(1)\r\n")

    assert [cell for cell in opened(path).iter(f"{TABLE}table-cell") if cell.get(f"{TABLE}formula")]
