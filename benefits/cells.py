"""Cells of spreadsheets: what a program would take for more than text, and rows of cells as CSV."""

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

CellValue = str | int | Decimal | date | None

# The beginning of a formula, plain or full-width, also after blanks.
FORMULA: Final = re.compile(r"[\t\r\n\0]|\s*[=+\-@＝＋－＠]")
# What makes spreadsheet programs read a file as UTF-8.
UTF_8_MARK: Final = "\ufeff"


def inert(cell: CellValue) -> CellValue:
    """The cell as text that stays text; numbers and dates stay what they are."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def csv_lines(rows: Iterable[Iterable[CellValue]]) -> str:
    """The rows as RFC 4180 has it, each ended, with no cell that a spreadsheet program would calculate."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([inert(cell) for cell in row] for row in rows)
    return text.getvalue()
