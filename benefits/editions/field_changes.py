"""What differs between two editions, field by field."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from benefits.coverage.record_changes import RecordChange, changed_records
from benefits.editions.earlier import named


class FieldChange(Struct, frozen=True, kw_only=True):
    """One field of one record: what it held and what it holds now; None where it held nothing."""

    field: str
    before: Any
    after: Any


class RecordDifference(Struct, frozen=True, kw_only=True):
    """A record that is new, gone or says something else, and in which fields; `citation` is where it says it from."""

    table: str
    key: tuple[str, ...]
    is_new: bool
    is_gone: bool
    fields: tuple[FieldChange, ...]
    citation: str


def changes_between(old: int, new: int) -> tuple[RecordDifference, ...]:
    """What the second of two editions says otherwise than the first. Raises NoSuchEdition."""
    return tuple(map(by_field, changed_records(named(str(old)).catalog, named(str(new)).catalog)))


def by_field(change: RecordChange) -> RecordDifference:
    """A changed record, taken apart. What a record that is new or gone leaves empty is no change."""
    return RecordDifference(
        table=change.table,
        key=change.key,
        is_new=change.before is None,
        is_gone=change.after is None,
        fields=tuple(_fields(change)),
        citation=getattr(change.after or change.before, "citation", None) or "",
    )


def _fields(change: RecordChange) -> Iterator[FieldChange]:
    for name in change.fields:
        before, after = getattr(change.before, name, None), getattr(change.after, name, None)
        if before or after or (change.before and change.after):
            yield FieldChange(field=name, before=before, after=after)
