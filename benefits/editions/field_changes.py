"""What differs between two editions, field by field."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from benefits.coverage.record_changes import RecordChange, changed_records
from benefits.editions.earlier import named


class FieldChange(Struct, frozen=True, kw_only=True):
    """One field of one record, with what it held and what it holds now; None where it held or holds nothing."""

    field: str
    before: Any
    after: Any


class RecordDifference(Struct, frozen=True, kw_only=True):
    """A record that is new, gone, or says something else, and in which fields.

    `citation` is the slug of the place where the record was read; empty where it has none.
    """

    table: str
    key: tuple[str, ...]
    is_new: bool
    is_gone: bool
    fields: tuple[FieldChange, ...]
    citation: str


def changes_between(old: int, new: int) -> tuple[RecordDifference, ...]:
    """What the second of two editions says otherwise than the first, by their numbers. Raises NoSuchEdition."""
    return tuple(map(by_field, changed_records(named(str(old)).catalog, named(str(new)).catalog)))


def by_field(change: RecordChange) -> RecordDifference:
    """What differs in a record, field by field. Of a record that is new or gone, empty fields are left out."""
    return RecordDifference(
        table=change.table,
        key=change.key,
        is_new=change.before is None,
        is_gone=change.after is None,
        fields=tuple(_fields(change)),
        citation=getattr(change.after or change.before, "citation", None) or "",
    )


def _fields(change: RecordChange) -> Iterator[FieldChange]:
    is_edited = change.before is not None and change.after is not None
    for name in change.fields:
        before, after = getattr(change.before, name, None), getattr(change.after, name, None)
        is_empty = not before and not after
        if is_edited or not is_empty:
            yield FieldChange(field=name, before=before, after=after)
