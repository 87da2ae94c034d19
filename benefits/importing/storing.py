"""How records become rows: many at once, their lists and pools along with them, an entry of the history for each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final

from django.db import connection, models

from benefits import editions
from benefits.coverage.record_changes import RecordKey
from benefits.coverage.records import PoolMember, Record, VisitLimit, key_part
from benefits.models import ROWS, PoolMemberRow, Row, mirror

BATCH: Final = 500

Held = Mapping[RecordKey, tuple[int, Record]]


def alone() -> None:
    """Nobody else writes to the draft before this transaction ends. SQLite lets only one write in any case."""
    if connection.vendor == "postgresql":
        rows: list[type[models.Model]] = [*ROWS.values(), PoolMemberRow]
        tables = ", ".join(row._meta.db_table for row in rows)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")


def keys(rows: models.QuerySet[Any]) -> Iterator[RecordKey]:
    """The key of each row of the draft, or of its past, as its record spells it."""
    row: type[Row] = getattr(rows.model, "instance_type", rows.model)
    held = rows.order_by().values_list(*mirror.key_columns(row.RECORD, row))
    return (tuple(map(key_part, values)) for values in held)


def slugs(row: type[Row]) -> set[str]:
    """What other records can name in that table."""
    return {slug for slug, *_more in keys(row.objects.all())}


def held(row: type[Row], records: Sequence[Record]) -> Held:
    """What the draft holds where these records belong: number and record, by key."""
    first = row.RECORD.KEY[0]
    wanted = {getattr(record, first) for record in records}
    rows = row.objects.filter(**{f"{first}__in": wanted - {None}})
    if None in wanted:
        rows |= row.objects.filter(**{f"{first}__isnull": True})
    return {record.key: (pk, record) for pk, record in editions.held(row, rows)}


def create(row: type[Row], records: Sequence[Record], *, by: Any, reason: str) -> None:
    """The records as rows, each with the first entry of its history."""
    rows = row.objects.bulk_create((row(**mirror.columns_of(record, row)) for record in records), BATCH)
    entries = row.history.bulk_history_create(rows, batch_size=BATCH, default_user=by, default_change_reason=reason)
    for name in mirror.shape(row.RECORD, row).many:
        _create_list(row, name, zip(rows, entries, records, strict=True))
    if row.RECORD is VisitLimit:
        _create_members(zip(records, rows, strict=True), by, reason)


def change(row: type[Row], records: Sequence[Record], *, by: Any, reason: str) -> None:
    """The rows of these keys as the records have it, each with one more entry of its history."""
    for start in range(0, len(records), BATCH):
        some = records[start : start + BATCH]
        there = held(row, some)
        _change(row, {there[record.key][0]: record for record in some}, by, reason)


def _change(row: type[Row], records: Mapping[int, Record], by: Any, reason: str) -> None:
    """Each by itself: what Django would make one statement of for many takes thirty times as long."""
    columns = {pk: mirror.columns_of(record, row) for pk, record in records.items()}
    for pk, values in columns.items():
        row.objects.filter(pk=pk).update(**values)
    rows = [row(**{"pk": pk, **values}) for pk, values in columns.items()]
    entries = row.history.bulk_history_create(
        rows, batch_size=BATCH, update=True, default_user=by, default_change_reason=reason
    )
    for name in mirror.shape(row.RECORD, row).many:
        field = mirror.listed(row, name)
        mirror.links(field).objects.filter(**{f"{field.m2m_column_name()}__in": list(records)}).delete()
        _create_list(row, name, zip(rows, entries, records.values(), strict=True))
    if row.RECORD is VisitLimit:
        for pk, record in records.items():
            _set_members(pk, record, by, reason)


def _create_list(row: type[Row], name: str, lists: Iterable[tuple[Row, Any, Record]]) -> None:
    """What each row's list names, for the row and for that entry of its history."""
    field: Any = mirror.listed(row, name)
    pks = dict(field.related_model.objects.values_list("slug", "pk"))
    ends = field.m2m_column_name(), field.m2m_reverse_name()
    wanted = [
        (entry, dict(zip(ends, (owner.pk, pks[slug]), strict=True)))
        for owner, entry, record in lists
        for slug in getattr(record, name)
    ]
    link, past = mirror.links(field), getattr(row.history.model, name).model
    made = link.objects.bulk_create((link(**columns) for _entry, columns in wanted), BATCH)
    past.objects.bulk_create(
        (past(history=entry, id=new.pk, **columns) for (entry, columns), new in zip(wanted, made, strict=True)),
        BATCH,
    )


def _create_members(limits: Iterable[tuple[Any, Row]], by: Any, reason: str) -> None:
    members = PoolMemberRow.objects.bulk_create(
        (
            PoolMemberRow(limit_id=row.pk, position=position, **mirror.columns_of(member, PoolMemberRow))
            for limit, row in limits
            for position, member in enumerate(limit.members)
        ),
        BATCH,
    )
    PoolMemberRow.history.bulk_history_create(members, batch_size=BATCH, default_user=by, default_change_reason=reason)


def _set_members(limit: int, record: Any, by: Any, reason: str) -> None:
    """What counts toward the limit, place by place: what stays as it was gets no new entry."""
    there = PoolMemberRow.objects.filter(limit_id=limit).order_by("position", "pk")
    for position, (row, member) in enumerate(zip_longest(there, record.members)):
        if row is not None and member is not None and _same(row, member):
            continue
        _set_member(row or PoolMemberRow(limit_id=limit), position, member, {"by": by, "reason": reason})


def _same(row: PoolMemberRow, member: PoolMember) -> bool:
    return mirror.record_of(PoolMember, mirror.plain_row(PoolMember, row)) == member


def _set_member(row: PoolMemberRow, position: int, member: PoolMember | None, told: Mapping[str, Any]) -> None:
    # What the history reads when a row is saved by itself.
    row.__dict__.update(_history_user=told["by"], _change_reason=told["reason"])
    if member is None:
        row.delete()
        return
    for attribute, value in {"position": position, **mirror.columns_of(member, PoolMemberRow)}.items():
        setattr(row, attribute, value)
    row.save()
