"""What was edited since the newest edition, and whether anything was edited at all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from benefits.coverage.record_changes import RecordChange, RecordKey, changed_records
from benefits.coverage.records import VisitLimit
from benefits.editions.drafting import draft
from benefits.editions.earlier import named
from benefits.editions.field_changes import RecordDifference, by_field
from benefits.editions.publishing import newest_number
from benefits.models import ROWS, Edition, PoolMemberRow, Row, mirror


class Touch(Struct, frozen=True, kw_only=True):
    """The newest entry in the history of a row: of which row, who and when."""

    pk: int
    who: str
    at: datetime


class Unpublished(Struct, frozen=True, kw_only=True):
    """A record of the draft that members do not see yet: its row (None: deleted), who touched it last, and when."""

    difference: RecordDifference
    row: type[Row]
    pk: int | None
    who: str
    at: datetime | None


def unpublished_changes() -> int:
    """How many rows were added, changed or deleted since the newest edition was published."""
    since = Edition.objects.order_by("-number").values_list("published_at", flat=True).first()
    return sum(_changed(row, since) for row in ROWS.values())


def _changed(row: type[Row], since: datetime | None) -> int:
    entries = row.history.all() if since is None else row.history.filter(history_date__gt=since)
    return int(entries.order_by().values("id").distinct().count())


def unpublished() -> tuple[Unpublished, ...]:
    """Every record of the draft that differs from the edition in force. Refused when a row makes no sense."""
    number = newest_number()
    by_table: dict[str, list[RecordChange]] = defaultdict(list)
    for change in changed_records(named(str(number)).catalog if number else None, draft()):
        by_table[change.table].append(change)
    return tuple(found for table, changes in by_table.items() for found in _of_table(ROWS[table], changes))


def _of_table(row: type[Row], changes: Sequence[RecordChange]) -> Iterator[Unpublished]:
    touches = _touches(row, {change.key[0] for change in changes})
    for change in changes:
        touch = touches.get(change.key)
        yield Unpublished(
            difference=by_field(change),
            row=row,
            pk=touch.pk if touch and change.after is not None else None,
            who=touch.who if touch else "",
            at=touch.at if touch else None,
        )


def _touches(row: type[Row], firsts: Iterable[str]) -> dict[RecordKey, Touch]:
    """The newest entry for each key that begins so."""
    attributes = {column.name: column.attribute for column in mirror.shape(row.RECORD, row).columns}
    names = [attributes[name] for name in row.RECORD.KEY]
    entries = row.history.order_by("history_date", "history_id")
    known = entries.filter(**{f"{names[0]}__in": firsts}) if "" not in firsts else entries
    found = {
        tuple(map(_text, key)): Touch(pk=pk, who=who or "", at=at)
        for pk, who, at, *key in known.values_list("id", "history_user__username", "history_date", *names)
    }
    return _with_members(found) if row.RECORD is VisitLimit else found


def _text(value: Any) -> str:
    """As a record spells its key."""
    return "+".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _with_members(limits: dict[RecordKey, Touch]) -> dict[RecordKey, Touch]:
    """What a limit counts is kept in rows of its own, with their own history."""
    entries = PoolMemberRow.history.filter(limit_id__in=[touch.pk for touch in limits.values()])
    rows = entries.order_by("history_date", "history_id").values_list(
        "limit_id", "history_user__username", "history_date"
    )
    newest = {pk: Touch(pk=pk, who=who or "", at=at) for pk, who, at in rows}
    return {key: max(touch, newest.get(touch.pk, touch), key=lambda one: one.at) for key, touch in limits.items()}
