"""XLSX in constant memory: numbers are numbers, text stays text, and the sources travel along."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _
from msgspec import Struct
from msgspec.structs import astuple
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from benefits.cells import FORMULA, CellValue
from benefits.coverage.catalog import Catalog, NumberedCatalog
from benefits.exports.choosing import Choice
from benefits.exports.columns import COLUMNS, SummaryRow
from benefits.exports.formats import FileKind, SummaryFormat, Tell, counted, in_small_pieces
from benefits.exports.stamp import Stamp, edition_in_words, made_at, stamped
from benefits.exports.summary import MOST_HELD, rows
from benefits.wording.columns import COLUMN, codes

OPTIONS: Final = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
WIDE: Final = 48
NARROW: Final = 14
WIDTHS: Final = {
    **dict.fromkeys(
        ("headline", "cost", "cost_text", "guide_cost", "limit", "guide_limit", "note", "scope", "sources_differ"), WIDE
    ),
    **dict.fromkeys(("plan_name", "network", "exclusions", "source", "cost_source", "limit_source"), 36),
    **dict.fromkeys(("quote", "cost_quote", "limit_quote", "plan", "therapy_name", "pool", "edition_sha256"), 28),
}

# Which writer and format a cell takes: worked out once for each part that rows share.
Put = Callable[[int, int, Any, Format | None], int]
Ready = tuple[tuple[str, Any, Format | None], ...]


class Book:
    """A workbook under way."""

    def __init__(self, path: Path, stamp: Stamp, made_at: datetime) -> None:
        self.workbook = Workbook(str(path), OPTIONS)
        self.workbook.set_properties(
            {"title": _("What plans cover"), "comments": _stamped(stamp), "created": made_at.replace(tzinfo=None)}
        )
        self.head = self.workbook.add_format({"bold": True, "bg_color": "#E2F1EE", "bottom": 1})
        self.quoted = self.workbook.add_format({"quote_prefix": True})
        self.day = self.workbook.add_format({"num_format": "yyyy-mm-dd"})
        self.held: dict[Struct, Ready] = {}

    def sheet(self, name: str, heads: Iterable[str], widths: Iterable[int]) -> Worksheet:
        """A sheet with a head that stays, as wide as what it holds."""
        sheet: Worksheet = self.workbook.add_worksheet(name)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.freeze_panes(1, 0)
        for place, head in enumerate(heads):
            sheet.write_string(0, place, head, self.head)
        return sheet

    def ready(self, cells: Iterable[CellValue]) -> Ready:
        """Each cell with the method that writes it as what it is."""
        return tuple(self._ready(cell) for cell in cells)

    def _ready(self, cell: CellValue) -> tuple[str, Any, Format | None]:
        match cell:
            case None | "":
                return "", None, None
            case str():
                return "write_string", cell, self.quoted if FORMULA.match(cell) else None
            case Decimal():
                return "write_number", float(cell), None
            case int():
                return "write_number", cell, None
            case date():
                return "write_datetime", datetime.combine(cell, time()), self.day

    def part(self, part: Struct) -> Ready:
        """The cells that many rows have in common."""
        found = self.held.get(part)
        if found is None:
            if len(self.held) >= MOST_HELD:
                self.held.clear()
            found = self.held[part] = self.ready(astuple(part))
        return found


def write(path: Path, found: Iterable[SummaryRow], edition: NumberedCatalog, stamp: Stamp) -> None:
    """The summary with its legend, its sources and its edition as further sheets."""
    book = Book(path, stamp, made_at(edition, stamp).astimezone(UTC))
    try:
        count = _rows(book, found)
        book.workbook.worksheets()[0].autofilter(0, 0, count, len(COLUMNS) - 1)
        _table(book, _("Legend"), (_("Column or code"), _("What it says")), (30, 90), _legend())
        _sources(book, edition.catalog)
        _table(book, _("Edition"), (_("What"), _("Value")), (30, 80), _edition(stamp))
    finally:
        book.workbook.close()


def _rows(book: Book, found: Iterable[SummaryRow]) -> int:
    sheet = book.sheet(_("Summary"), COLUMNS, (WIDTHS.get(name, NARROW) for name in COLUMNS))
    sheet.freeze_panes(1, 2)
    put = {name: getattr(sheet, name) for name in ("write_string", "write_number", "write_datetime")}
    place = 0
    for place, row in enumerate(found, start=1):
        column = 0
        for part in (row.plan, row.therapy, row.stamp):
            for how, cell, form in book.part(part):
                if how:
                    put[how](place, column, cell, form)
                column += 1
    return place


def _table(
    book: Book, name: str, heads: tuple[str, ...], widths: tuple[int, ...], rows: Iterable[Iterable[object]]
) -> None:
    sheet = book.sheet(name, heads, widths)
    for place, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            how, value, form = book.ready([_cell(cell)])[0]
            if how:
                getattr(sheet, how)(place, column, value, form)


def _cell(value: object) -> CellValue:
    return value if isinstance(value, int | Decimal | date | None) else str(value)


def _sources(book: Book, catalog: Catalog) -> None:
    heads = (_("Source"), _("Kind"), _("Publisher"), _("Year"), _("Address"), _("Looked up on"))
    rows = (
        (source.title, source.kind.value, source.publisher, source.year, source.url, source.retrieved_on)
        for source in catalog.sources
    )
    _table(book, _("Sources"), heads, (60, 22, 36, 10, 60, 14), rows)


def _edition(stamp: Stamp) -> list[tuple[str, CellValue]]:
    return [(str(COLUMN[name]), getattr(stamp, name)) for name in stamp.__struct_fields__]


def _stamped(stamp: Stamp) -> str:
    return _("Edition %(number)s, %(hash)s") % {"number": edition_in_words(stamp), "hash": stamp.edition_sha256}


def _legend() -> list[tuple[str, object]]:
    return [*((name, COLUMN[name]) for name in COLUMNS), *codes()]


def _content(edition: NumberedCatalog, choice: Choice, tell: Tell) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "summary.xlsx"
        write(path, counted(rows(edition, choice), choice.total, tell), edition, stamped(edition, choice))
        yield from in_small_pieces(path)


XLSX: Final = SummaryFormat(
    name="xlsx",
    kind=FileKind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    content=_content,
    at_once=1500,
)
