"""XLSX, read row by row: what cells say, never how they would work it out; links and macros are left alone."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from benefits.bounds import SHEET_ROWS
from benefits.coverage.vocabulary import Refused
from benefits.importing.sheets import archives, parts
from benefits.importing.sheets.tables import NumberedCells
from benefits.importing.spelling import Wrong

# What openpyxl stumbles over when the parts of a file contradict each other; broken XML is a SyntaxError.
FAULTS: Final = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, SyntaxError,
    KeyError, ValueError, TypeError, IndexError, AttributeError, OverflowError, EOFError, OSError, NotImplementedError,
)  # fmt: skip
MOST_COLUMNS: Final = 50
# How XLSX spells a character that its XML cannot hold.
SPELLED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


@contextmanager
def opened(path: Path) -> Iterator[Mapping[str, Iterator[NumberedCells]]]:
    """Each sheet's rows by its name. Refused when the file is no XLSX, would burst, or contradicts itself."""
    archives.check(path)
    with _readable(), ExitStack() as stack:
        calculated = parts.check(path)
        # Opened here: a file that openpyxl stumbles over it would leave open.
        file = stack.enter_context(path.open("rb"))
        books = [load_workbook(file, read_only=True, data_only=True, keep_links=False)]
        if calculated:
            books.append(load_workbook(file, read_only=True, keep_links=False))
        if not books[0].sheetnames:
            raise Refused("xlsx", _("it holds no sheet."))
        yield {name: _rows(books, name) for name in books[0].sheetnames}


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except Refused:
        raise
    except FAULTS as problem:
        raise Refused("xlsx", _("it cannot be read: it may be damaged.")) from problem


def _rows(books: Sequence[Workbook], name: str) -> Iterator[NumberedCells]:
    """What each cell says; with the formulas beside it, where there are any."""
    with _readable():
        asked = zip(*(_cells(book, name) for book in books), strict=True)
        for number, rows in enumerate(asked, start=1):
            full = any(cell is not EMPTY_CELL for cell in rows[0])
            yield number, _without_end([_said(*cells) for cells in zip(*rows, strict=True)]) if full else []
            if number > SHEET_ROWS.most:
                return


def _without_end(cells: list[Any]) -> list[Any]:
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _cells(book: Workbook, name: str) -> Iterator[Sequence[Any]]:
    """What a sheet says of its own extent may be wrong: it is read to its end."""
    sheet: Any = book[name]
    if not hasattr(sheet, "reset_dimensions"):
        raise Refused(name, _("it is a chart, not a sheet."))
    sheet.reset_dimensions()
    found: Iterator[Sequence[Any]] = sheet.iter_rows(max_col=MOST_COLUMNS)
    return found


def _said(cell: Any, formula: Any = None) -> Any:
    value = cell.value
    if cell.data_type == "e":
        return Wrong(_("it holds the error %(error)s.") % {"error": value})
    if value is None and cell.data_type == "n" and getattr(formula, "data_type", "") == "f":
        return Wrong(
            _("it holds a formula that was never worked out: open and save the file in a spreadsheet program.")
        )
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in (cell.number_format or ""):
        return Wrong(_("it is formatted as a percentage: write 20 for 20 percent, in a cell formatted as a number."))
    return SPELLED.sub(lambda spelled: chr(int(spelled[1], 16)), value) if isinstance(value, str) else value
