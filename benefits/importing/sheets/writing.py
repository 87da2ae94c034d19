"""The sheets to take away: empty with their heads, or with what a catalog holds; each cell is what it is."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from benefits.cells import FORMULA
from benefits.coverage.catalog import Catalog
from benefits.coverage.vocabulary import Refused
from benefits.importing.columns import SAID, Kind, columns
from benefits.importing.sheets import delimited
from benefits.importing.sheets.reading import LEGEND
from benefits.importing.spelling import Spelled, spelled
from benefits.models import ROWS

OPTIONS: Final = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
MADE_AT: Final = datetime(2000, 1, 1, tzinfo=UTC)
LONGEST: Final = 32_767
WIDE: Final = {Kind.TEXT: 40, Kind.TEXTS: 30, Kind.MEMBERS: 44, Kind.FACTS: 30}
PIECE: Final = 64 * 1024


def heads(table: str) -> list[str]:
    """The first row of a noun's sheet."""
    return [column.name for column in columns(table)]


def rows(catalog: Catalog, table: str) -> Iterator[list[Spelled]]:
    """A noun's records as cells."""
    for record in getattr(catalog, table):
        yield [spelled(column, getattr(record, column.name)) for column in columns(table)]


def csv(catalog: Catalog, table: str) -> Iterator[bytes]:
    """A noun's sheet as CSV, line by line."""
    return delimited.written(chain([heads(table)], rows(catalog, table)))


def legend() -> Iterator[tuple[str, str, str, str, str]]:
    """What every column of every sheet is for."""
    for table, row in ROWS.items():
        for column in columns(table):
            field: Any = row._meta.get_field(column.name)
            meaning = str(getattr(field, "verbose_name", "") or _("what counts toward the limit"))
            told = " ".join(filter(None, (meaning, str(getattr(field, "help_text", "") or ""))))
            needed = _("yes") if column.needed else _("no")
            yield table, column.name, told, f"{SAID[column.kind]}: {', '.join(column.words)}".rstrip(": "), needed


def xlsx(catalog: Catalog) -> Iterator[bytes]:
    """All sheets and their legend as XLSX, in pieces. Refused when a cell would hold more than a spreadsheet keeps."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheets.xlsx"
        with _book(path) as book:
            _fill(book, catalog)
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


@contextmanager
def _book(path: Path) -> Iterator[Workbook]:
    book = Workbook(str(path), OPTIONS)
    # The same records give the same bytes.
    book.set_properties({"created": MADE_AT.replace(tzinfo=None)})
    try:
        yield book
    finally:
        book.close()


def _fill(book: Workbook, catalog: Catalog) -> None:
    forms = {"head": {"bold": True, "bg_color": "#E2F1EE", "bottom": 1}, "day": {"num_format": "yyyy-mm-dd"}}
    made = {name: book.add_format(form) for name, form in forms.items()} | {
        "text": book.add_format({"num_format": "@"}),
        "kept": book.add_format({"num_format": "@", "quote_prefix": True}),
    }
    told = (_("Sheet"), _("Column"), _("What it is"), _("What goes in"), _("Needed"))
    _sheet(book, LEGEND, told, (16, 24, 50, 90, 8), legend(), made)
    for table in ROWS:
        widths = (WIDE.get(column.kind, 18) for column in columns(table))
        _sheet(book, table, heads(table), widths, rows(catalog, table), made)


def _sheet(
    book: Workbook,
    name: str,
    head: Iterable[str],
    widths: Iterable[int],
    found: Iterable[Iterable[Spelled]],
    forms: dict[str, Format],
) -> None:
    sheet = book.add_worksheet(name)
    kinds = [column.kind for column in columns(name)] if name in ROWS else []
    for place, width in enumerate(widths):
        # What a date or a number must not become when somebody types it.
        text = forms["text"] if kinds and kinds[place] in (Kind.TEXT, Kind.SLUG) else None
        sheet.set_column(place, place, width, text)
    sheet.freeze_panes(1, 0)
    for place, title in enumerate(head):
        sheet.write_string(0, place, title, forms["head"])
    for number, cells in enumerate(found, start=1):
        for place, cell in enumerate(cells):
            _write(sheet, number, place, cell, forms)


def _write(sheet: Any, row: int, place: int, cell: Spelled, forms: dict[str, Format]) -> None:
    match cell:
        case None | "":
            return
        case str():
            if len(cell) > LONGEST:
                raise Refused(sheet.name, _("row %(row)s holds more than a cell can: take CSV.") % {"row": row + 1})
            sheet.write_string(row, place, cell, forms["kept"] if FORMULA.match(cell) else forms["text"])
        case date():
            sheet.write_datetime(row, place, datetime.combine(cell, time()), forms["day"])
        case int() | Decimal():
            sheet.write_number(row, place, float(cell) if isinstance(cell, Decimal) else cell)
