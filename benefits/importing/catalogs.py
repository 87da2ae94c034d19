"""A catalog into the draft: what is not there yet is added, what is there is left as it is."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Final

import msgspec
from django.db import connection, models, transaction

from benefits.coverage.catalog import FORMAT, REFERENCES, TABLES, Catalog, from_json, references
from benefits.coverage.records import Record, VisitLimit
from benefits.coverage.vocabulary import Refused
from benefits.models import ROWS, PoolMemberRow, Row, mirror

# The order in which shipped files build on each other; one that is not there is passed over.
SHIPPED: Final = ("guides.json", "plans.json")
BATCH: Final = 500

Key = tuple[str, ...]
Tables = dict[str, tuple[Record, ...]]


class Loaded(msgspec.Struct, frozen=True):
    """How many records came in, and how many did not.

    Those are there already, were deleted by somebody, or name what is gone.
    """

    new: int
    left: int


_PART: Final[msgspec.json.Decoder[Any]] = msgspec.json.Decoder(
    msgspec.defstruct(
        "Part",
        [
            ("format", int, FORMAT),
            *((table, list[msgspec.Raw], msgspec.field(default_factory=list)) for table in TABLES),
        ],
        forbid_unknown_fields=True,
    )
)


def shipped(folder: Path) -> Catalog:
    """The catalog of all shipped files together."""
    return merged((folder / name).read_bytes() for name in SHIPPED if (folder / name).exists())


def merged(files: Iterable[bytes]) -> Catalog:
    """The catalog that files make up together; a later one may name what an earlier one brings.

    Refused when they make none.
    """
    try:
        parts = [_PART.decode(data) for data in files]
    except msgspec.MsgspecError as problem:
        raise Refused("catalog", str(problem)) from problem
    tables = {table: list(chain.from_iterable(getattr(part, table) for part in parts)) for table in TABLES}
    return from_json(msgspec.json.encode({"format": max((part.format for part in parts), default=FORMAT), **tables}))


def load(catalog: Catalog, *, reason: str) -> Loaded:
    """Add to the draft what it does not have and nobody took out of it. All or nothing."""
    with transaction.atomic():
        _wait_for_other_loads()
        wanted = _whole(_missing(catalog))
        for table, records in wanted.items():
            _create(ROWS[table], records, reason)
    new = sum(map(len, wanted.values()))
    return Loaded(new=new, left=sum(len(getattr(catalog, table)) for table in TABLES) - new)


def _wait_for_other_loads() -> None:
    """Of two servers that start together the second finds all there. SQLite waits by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE benefits_sourcerow IN SHARE ROW EXCLUSIVE MODE")


def _missing(catalog: Catalog) -> Tables:
    found: Tables = {}
    for table, row in ROWS.items():
        passed = _keys(row, row.objects.all()) | _keys(row, row.history.filter(history_type="-"))
        found[table] = tuple(record for record in getattr(catalog, table) if record.key not in passed)
    return found


def _keys(row: type[Row], rows: models.QuerySet[Any]) -> set[Key]:
    found = {column.name: column.attribute for column in mirror.shape(row.RECORD, row).columns}
    attributes = [found[name] for name in row.RECORD.KEY]
    return {tuple(map(_text, values)) for values in rows.order_by().values_list(*attributes)}


def _text(value: Any) -> str:
    """As a record spells its key."""
    if isinstance(value, tuple):
        return "+".join(value)
    return "" if value is None else str(value)


def _whole(wanted: Tables) -> Tables:
    """The records without those that name what is gone, and without what names these in turn."""
    known = {table: _slugs(ROWS[table]) for table in set(REFERENCES.values())}
    while True:
        here = {table: names | {record.key[0] for record in wanted[table]} for table, names in known.items()}
        kept = {
            table: tuple(filter(lambda record: _names_only(record, here), records)) for table, records in wanted.items()
        }
        if kept == wanted:
            return kept
        wanted = kept


def _slugs(row: type[Row]) -> set[str]:
    return {slug for slug, *_more in _keys(row, row.objects.all())}


def _names_only(record: Record, here: Mapping[str, set[str]]) -> bool:
    return all(slug in here[REFERENCES[name]] for name, slug in references(record))


def _create(row: type[Row], records: Sequence[Record], reason: str) -> None:
    """The records as rows, each with the first entry of its history."""
    rows = row.objects.bulk_create((row(**mirror.columns_of(record, row)) for record in records), BATCH)
    entries = row.history.bulk_history_create(rows, batch_size=BATCH, default_change_reason=reason)
    for name in mirror.shape(row.RECORD, row).many:
        lists = zip(rows, entries, (getattr(record, name) for record in records), strict=True)
        _create_lists(mirror.listed(row, name), lists)
    if row.RECORD is VisitLimit:
        _create_members(zip(records, rows, strict=True), reason)


def _create_lists(field: Any, lists: Iterable[tuple[Row, Any, tuple[str, ...]]]) -> None:
    """What each row's list names, for the row and for the first entry of its history."""
    pks = dict(field.related_model.objects.values_list("slug", "pk"))
    ends = field.m2m_column_name(), field.m2m_reverse_name()
    wanted = [
        (entry, dict(zip(ends, (row.pk, pks[slug]), strict=True))) for row, entry, slugs in lists for slug in slugs
    ]
    link, past = mirror.links(field), getattr(field.model.history.model, field.name).model
    made = link.objects.bulk_create((link(**columns) for _entry, columns in wanted), BATCH)
    past.objects.bulk_create(
        (past(history=entry, id=new.pk, **columns) for (entry, columns), new in zip(wanted, made, strict=True)),
        BATCH,
    )


def _create_members(limits: Iterable[tuple[Any, Row]], reason: str) -> None:
    members = PoolMemberRow.objects.bulk_create(
        (
            PoolMemberRow(limit_id=row.pk, position=position, **mirror.columns_of(member, PoolMemberRow))
            for limit, row in limits
            for position, member in enumerate(limit.members)
        ),
        BATCH,
    )
    PoolMemberRow.history.bulk_history_create(members, batch_size=BATCH, default_change_reason=reason)
