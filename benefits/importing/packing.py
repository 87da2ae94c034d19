"""Records as a row of an import keeps them: each with its table, in plain values."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from benefits.coverage.records import Record
from benefits.importing.checking import TABLE_OF
from benefits.importing.saying import FACTS, FactRecord
from benefits.models import ROWS, ImportRow, mirror

Packed = Sequence[Sequence[Any]]


def packed(found: Iterable[Record]) -> list[list[Any]]:
    """The records, to be kept."""
    return [[TABLE_OF[type(record)], msgspec.to_builtins(record)] for record in found]


def unpacked(kept: Packed) -> tuple[Record, ...]:
    """The records that are kept. Refused when one makes no sense."""
    return tuple(mirror.record_of(ROWS[table].RECORD, plain) for table, plain in kept)


def facts_of(kept: Packed) -> tuple[FactRecord, ...]:
    """Those of them that say something of a plan and a therapy."""
    return tuple(record for record in unpacked(kept) if isinstance(record, FACTS))


def facts_before(row: ImportRow) -> tuple[FactRecord, ...]:
    """What the draft said of the same when the row was weighed."""
    return facts_of(row.before)
