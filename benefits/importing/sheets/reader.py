"""Sheets of our own as a source to import, and to take away: empty, of the draft, or of the edition in force."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from benefits import editions
from benefits.bounds import IMPORT_FILE
from benefits.importing.proposals import Chunk
from benefits.importing.reader import Brought, FileAsked, Hear, Offer, Reader, TextAsked
from benefits.importing.sheets import reading, writing
from benefits.models import ROWS

FILE: Final = "file"
TABLE: Final = "table"
TEMPLATE: Final = "template"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"


def read(brought: Brought, _after: int, hear: Hear) -> Iterator[Chunk]:
    """All sheets at once, since a record may name any other."""
    found = reading.proposals(
        brought.files[FILE], name=brought.names[FILE], table=brought.said.get(TABLE, ""), hear=hear
    )
    yield Chunk(proposals=tuple(found), read=len(found))


def _nouns() -> Sequence[tuple[str, StrOrPromise]]:
    named = [(table, f"{capfirst(str(row._meta.verbose_name_plural))} ({table})") for table, row in ROWS.items()]
    return [("", _("as its name says, such as gates.csv")), *named]


READER: Final = Reader(
    name="sheets",
    title=_("sheets (CSV or XLSX)"),
    about=_("Our own sheets: all of them as XLSX, or one as CSV."),
    asks=(
        FileAsked(name=FILE, label=_("File"), endings=(".csv", ".xlsx", ".xlsm"), most=IMPORT_FILE),
        TextAsked(name=TABLE, label=_("If it is a CSV: which sheet?"), choices=_nouns),
    ),
    read=read,
    offering=_(
        "One sheet for each kind of record, one record a row, and a legend that says what goes into each column. "
        "Change what you like and bring the file back: rows that you take out stay as they are in the draft. "
        "Each CSV is one sheet of the draft."
    ),
    offers=(
        Offer(
            name="sheets.xlsx",
            saved_as="sheets-%(edition)s.xlsx",
            media_type=XLSX,
            titles={
                TEMPLATE: _("Empty sheets with the legend (XLSX)"),
                editions.DRAFT: _("The whole draft (XLSX)"),
                editions.IN_FORCE: _("The edition in force (XLSX)"),
            },
            write=writing.xlsx,
            can_fail=True,
        ),
        *(
            Offer(
                name=f"{table}.csv",
                saved_as=f"{table}.csv",
                media_type=CSV,
                titles={editions.DRAFT: f"{table}.csv"},
                write=partial(writing.csv, table=table),
            )
            for table in ROWS
        ),
    ),
)
