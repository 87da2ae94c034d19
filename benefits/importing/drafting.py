"""Records into the draft: what each would change, and then all of them or none.

Nothing is ever deleted: a record that a file does not have stays as it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from django.db import DataError, IntegrityError, transaction

from benefits.coverage.records import Record
from benefits.coverage.vocabulary import Refused
from benefits.importing import storing
from benefits.importing.checking import TABLE_OF, Checks
from benefits.models import ROWS, Verdict


class DraftMoved(Exception):
    """The draft is no longer as it was when the records were compared with it."""


class ComparedRecord(msgspec.Struct, frozen=True):
    """A record, what the draft holds under its key, and why it cannot go in."""

    record: Record
    before: Record | None = None
    why: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """The table that it belongs to."""
        return TABLE_OF[type(self.record)]

    @property
    def verdict(self) -> Verdict:
        """What it would do to the draft."""
        if self.why:
            return Verdict.REFUSED
        if self.before is None:
            return Verdict.NEW
        return Verdict.UNCHANGED if self.before == self.record else Verdict.CHANGED


class Written(msgspec.Struct, frozen=True):
    """How many records went in, and how many were there already as they are."""

    new: int
    changed: int
    unchanged: int


def compared(records: Iterable[Record]) -> Iterator[ComparedRecord]:
    """Each record beside what the draft holds, in the order of the tables.

    A record may name others of the same import. One that names what is neither there nor in the draft, whose key comes
    twice, or that its row would not take, says why. Refused when the draft itself holds what makes no sense.
    """
    by_table: dict[str, list[Record]] = {table: [] for table in ROWS}
    for record in records:
        by_table[TABLE_OF[type(record)]].append(record)
    checks = Checks(record for found in by_table.values() for record in found)
    for table, found in by_table.items():
        for start in range(0, len(found), storing.BATCH):
            yield from _compared(table, found[start : start + storing.BATCH], checks)


def _compared(table: str, records: Sequence[Record], checks: Checks) -> Iterator[ComparedRecord]:
    there = storing.held(ROWS[table], records)
    for record in records:
        _pk, before = there.get(record.key, (0, None))
        yield ComparedRecord(record, before, checks.problems(record, known=before == record))


def write(found: Iterable[ComparedRecord], *, by: Any, reason: str) -> Written:
    """What is new or changed into the draft, in one transaction, each with an entry of its history.

    Raises DraftMoved when the draft has moved on since the comparison, Refused when one of them cannot go in; then
    nothing is written.
    """
    seen = list(found)
    try:
        with transaction.atomic():
            storing.alone()
            return _written(_still_true(seen), by, reason)
    except (IntegrityError, DataError) as problem:
        raise Refused("draft", " ".join(str(problem).split())) from problem


def _still_true(seen: Sequence[ComparedRecord]) -> Sequence[ComparedRecord]:
    for one in seen:
        if one.why:
            raise Refused(" / ".join((one.table, *one.record.key)), one.why[0])
    now = list(compared(one.record for one in seen))
    if {(one.table, one.record.key): one for one in seen} != {(one.table, one.record.key): one for one in now}:
        raise DraftMoved
    return now


def _written(found: Sequence[ComparedRecord], by: Any, reason: str) -> Written:
    counts = dict.fromkeys(Verdict, 0)
    for table, row in ROWS.items():
        wanted: dict[Verdict, list[Record]] = {verdict: [] for verdict in Verdict}
        for one in found:
            if one.table == table:
                wanted[one.verdict].append(one.record)
        storing.create(row, wanted[Verdict.NEW], by=by, reason=reason)
        storing.change(row, wanted[Verdict.CHANGED], by=by, reason=reason)
        counts = {verdict: counts[verdict] + len(wanted[verdict]) for verdict in Verdict}
    return Written(counts[Verdict.NEW], counts[Verdict.CHANGED], counts[Verdict.UNCHANGED])
