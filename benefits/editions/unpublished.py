"""What was edited since the newest edition, and whether anything was edited at all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from benefits.coverage.catalog import Catalog
from benefits.coverage.record_changes import RecordChange, RecordKey, changed_records
from benefits.coverage.records import VisitLimit, key_part
from benefits.editions.drafting import draft
from benefits.editions.earlier import named
from benefits.editions.field_changes import RecordDifference, by_field
from benefits.editions.publishing import newest_number
from benefits.models import ROWS, Edition, PoolMemberRow, Row, mirror


class Touch(Struct, frozen=True, kw_only=True):
    """The newest entry in the history of a row: of which row, who and when; nothing where there is no entry."""

    pk: int | None = None
    who: str = ""
    at: datetime | None = None


UNTOUCHED: Final = Touch()


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
    entries = row.history.all()
    if since is not None:
        entries = entries.filter(history_date__gt=since)
    return int(entries.order_by().values("id").distinct().count())


def unpublished() -> tuple[Unpublished, ...]:
    """Every record of the draft that differs from the edition in force. Refused when a row makes no sense."""
    by_table: dict[str, list[RecordChange]] = defaultdict(list)
    for change in changed_records(_newest_catalog(), draft()):
        by_table[change.table].append(change)
    return tuple(found for table, changes in by_table.items() for found in _of_table(ROWS[table], changes))


def _newest_catalog() -> Catalog | None:
    number = newest_number()
    return named(str(number)).catalog if number else None


def _of_table(row: type[Row], changes: Sequence[RecordChange]) -> Iterator[Unpublished]:
    touches = _touches(row, {change.key[0] for change in changes})
    for change in changes:
        touch = touches.get(change.key, UNTOUCHED)
        is_gone = change.after is None
        yield Unpublished(
            difference=by_field(change), row=row, pk=None if is_gone else touch.pk, who=touch.who, at=touch.at
        )


def _touches(row: type[Row], firsts: Iterable[str]) -> dict[RecordKey, Touch]:
    """The newest entry in the history of each row, by the key of its record.

    `firsts` are first parts of keys: only rows whose keys begin with one of them are looked up. An empty first part
    asks about all rows.
    """
    names = mirror.key_columns(row.RECORD, row)
    entries = row.history.order_by("history_date", "history_id")
    if "" not in firsts:
        entries = entries.filter(**{f"{names[0]}__in": firsts})
    found = {
        tuple(map(key_part, key)): Touch(pk=pk, who=who or "", at=at)
        for pk, who, at, *key in entries.values_list("id", "history_user__username", "history_date", *names)
    }
    return _with_members(found) if row.RECORD is VisitLimit else found


def _with_members(limits: dict[RecordKey, Touch]) -> dict[RecordKey, Touch]:
    """The entries for visit limits, each replaced by that of one of its members where the member was touched later.

    What a limit counts is kept in rows of its own, which have a history of their own.
    """
    entries = PoolMemberRow.history.filter(limit_id__in=[touch.pk for touch in limits.values()])
    rows = entries.order_by("history_date", "history_id").values_list(
        "limit_id", "history_user__username", "history_date"
    )
    of_members = {pk: Touch(pk=pk, who=who or "", at=at) for pk, who, at in rows}
    return {key: _later(touch, of_members.get(touch.pk, UNTOUCHED)) for key, touch in limits.items()}


def _later(one: Touch, other: Touch) -> Touch:
    """The later of two entries; the first where both are of the same time."""
    is_later = one.at is None or (other.at is not None and other.at > one.at)
    return other if is_later else one
