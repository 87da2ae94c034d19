"""What an import would do, as rows that somebody looks through: from lines to rows, and back to what is written."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from benefits.coverage.records import Record
from benefits.importing.checking import TABLE_OF, UNWANTED
from benefits.importing.drafting import Compared
from benefits.importing.lines import Line, verdict
from benefits.models import ROWS, ImportBatch, ImportRow, Verdict

Pair = tuple[Line, Compared | None]


def rows_of(batch: ImportBatch, found: Iterable[Pair], *, start: int = 1) -> list[ImportRow]:
    """The rows of an import, not saved, counted from there. Of what cannot go in only the reason is kept."""
    return [_row(batch, position, line, one) for position, (line, one) in enumerate(found, start)]


def _row(batch: ImportBatch, position: int, line: Line, one: Compared | None) -> ImportRow:
    row = ImportRow(
        batch=batch,
        position=position,
        place=shown(line.place, 300),
        table=line.table,
        record=shown(line.key, 600),
        plan=shown(line.plan, 80),
        verdict=verdict(one),
        why=[shown(why, 1000) for why in (line.why if one is None else one.why)],
    )
    if one is not None and row.verdict != Verdict.REFUSED:
        row.before = [] if one.before is None else [plain(one.before)]
        row.after = [plain(one.record)]
    return row


def shown(text: str, most: int) -> str:
    """The text as any database keeps it and any page can show it."""
    return UNWANTED.sub("\ufffd", text)[:most]


def plain(record: Record) -> list[Any]:
    """The record as a row keeps it: its table and its values."""
    return [TABLE_OF[type(record)], msgspec.to_builtins(record)]


def record_of(kept: list[Any]) -> Record:
    """The record that a row keeps."""
    table, values = kept
    return msgspec.convert(values, ROWS[table].RECORD)


def compared_in(batch: ImportBatch) -> Iterator[Compared]:
    """What was shown: each record, and what the draft held when it was compared."""
    for row in batch.rows.order_by("position").iterator():
        before = [record_of(kept) for kept in row.before]
        yield Compared(record_of(row.after[0]), before[0] if before else None)


def lines_in(batch: ImportBatch) -> list[Line]:
    """The lines that the rows were made of, none of which was refused."""
    rows = batch.rows.order_by("position")
    return [Line(row.place, row.table, row.record, row.plan, record_of(row.after[0])) for row in rows]
