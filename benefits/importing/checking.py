"""Whether a record of an import can go into the draft: its own row's checks, and what it names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

import msgspec
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from benefits.coverage.catalog import MOST_LINKS
from benefits.coverage.record_changes import RecordKey
from benefits.coverage.records import Record
from benefits.importing import storing
from benefits.models import ROWS, Row, mirror
from benefits.models.columns import Several

TABLE_OF: Final[dict[type[Record], str]] = {row.RECORD: table for table, row in ROWS.items()}

# What no database keeps, no page can show, or what would end a line that a list is kept in.
UNWANTED: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
UNWANTED_IN_LISTS: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class Checks:
    """What can be said of records only together: what they name among themselves and in the draft, keys that repeat."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records: dict[str, dict[RecordKey, Record]] = {table: {} for table in ROWS}
        for record in records:
            self.records[TABLE_OF[type(record)]][record.key] = record
        self.seen: set[tuple[str, RecordKey]] = set()
        self.names: dict[str, set[str]] = {}
        self.chains: dict[tuple[str, str], dict[str, str | None]] = {}

    def problems(self, record: Record, *, known: bool) -> tuple[str, ...]:
        """Why the record cannot go in, each with the field that it is about; nothing when it can.

        What the draft knows already as it is can only be there twice.
        """
        repeated = tuple(self._repeated(record))
        if known or repeated:
            return repeated
        own = (*_unstorable(record), *self._missing(record), *self._circles(record))
        return own or tuple(_refused_by_row(record))

    def _repeated(self, record: Record) -> Iterator[str]:
        key = TABLE_OF[type(record)], record.key
        if key in self.seen:
            yield _("%(field)s: the same record is there twice.") % {"field": " / ".join(record.KEY)}
        self.seen.add(key)

    def _missing(self, record: Record) -> Iterator[str]:
        for field, table, slug in named(record):
            if slug not in self._names(table):
                yield _("%(field)s: “%(slug)s” is not there.") % {"field": field, "slug": slug}

    def _names(self, table: str) -> set[str]:
        """The slugs that can be named in that table once the import is in."""
        if table not in self.names:
            self.names[table] = storing.slugs(ROWS[table]) | {key[0] for key in self.records[table]}
        return self.names[table]

    def _circles(self, record: Record) -> Iterator[str]:
        table = TABLE_OF[type(record)]
        for field in _own_links(table):
            if not getattr(record, field):
                continue
            far = _how_far(record.key[0], self._chain(table, field))
            if far is None:
                yield _("%(field)s: it leads back to the record itself.") % {"field": field}
            elif far > MOST_LINKS:
                told = {"field": field, "most": MOST_LINKS}
                yield _("%(field)s: it leads on by way of more than %(most)s others.") % told

    def _chain(self, table: str, field: str) -> dict[str, str | None]:
        """What every record of the table names by that field, once the import is in."""
        if (table, field) not in self.chains:
            there = dict(ROWS[table].objects.values_list("slug", field))
            ours = {record.key[0]: getattr(record, field) for record in self.records[table].values()}
            self.chains[table, field] = there | ours
        return self.chains[table, field]


@cache
def targets(row: type[Row]) -> Mapping[str, str]:
    """The table that each field points into, for those that point into one; with what a limit's members name."""
    fields = {name: row._meta.get_field(name) for name in row.RECORD.__struct_fields__}
    pointing = {name: field for name, field in fields.items() if field.many_to_one or field.many_to_many}
    found = {name: _table(field) for name, field in pointing.items()}
    return found | {"members": "therapies"} if "members" in fields else found


def _table(field: Any) -> str:
    return TABLE_OF[field.related_model.RECORD]


def named(record: Record) -> Iterator[tuple[str, str, str]]:
    """Field, table and slug of whatever the record names."""
    for field, table in targets(ROWS[TABLE_OF[type(record)]]).items():
        for slug in _slugs(getattr(record, field)):
            yield field, table, slug


def _slugs(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return [slug for slug in (getattr(part, "therapy", part) for part in value or ()) if slug]


def _own_links(table: str) -> list[str]:
    """The fields by which records of one table name one another."""
    return [name for name, to in targets(ROWS[table]).items() if to == table]


def _how_far(start: str, links: Mapping[str, str | None]) -> int | None:
    """By way of how many others it leads on, one more than are looked at where it goes on; None when back to itself."""
    passed: set[str] = set()
    following = links.get(start)
    while following is not None and following not in passed and len(passed) <= MOST_LINKS:
        if following == start:
            return None
        passed.add(following)
        following = links.get(following)
    return len(passed)


def _unstorable(record: Record) -> Iterator[str]:
    """Texts with characters that would be lost on the way."""
    row = ROWS[TABLE_OF[type(record)]]
    for name in record.__struct_fields__:
        listed = isinstance(row._meta.get_field(name), Several)
        unwanted = UNWANTED_IN_LISTS if listed else UNWANTED
        texts = list(_texts(getattr(record, name)))
        if any(unwanted.search(text) or (listed and not text.strip()) for text in texts):
            yield _("%(field)s: it holds characters that cannot be kept.") % {"field": name}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)


def _refused_by_row(record: Record) -> Iterator[str]:
    """What each column says of its value; who names what was seen to already."""
    row = ROWS[TABLE_OF[type(record)]]
    others = [field.name for field in row._meta.fields if isinstance(field, models.ForeignKey)]
    try:
        row(**mirror.columns_of(record, row)).clean_fields(exclude=others)
    except ValidationError as problem:
        for field, messages in problem.message_dict.items():
            yield from (f"{field}: {message}" for message in messages)
