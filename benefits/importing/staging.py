"""An import on its way into the draft: what its file would do is stored piece by piece; nothing is in the draft yet.

Each piece is stored wholly, with the place that it reaches, or not at all. So whoever is stopped, at whatever moment,
goes on after the last whole piece; a file of our own records, which name one another, is read anew.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Final

from django.db import transaction
from msgspec import Struct, field

from benefits.coverage.vocabulary import Refused
from benefits.importing import carrying, readers
from benefits.importing.bringing import brought_for, kept_files
from benefits.importing.reader import Hear, Reader
from benefits.importing.weighing import Weighed, weighed
from benefits.jobs import do_piece
from benefits.models import ImportBatch, ImportRow, JobState, Verdict
from benefits.models.job import PATIENCE

SECONDS_A_LOOK: Final = 1.0
# Reading a large sheet, and laying it beside the draft, gives no sign for a while.
PATIENCE_WITH_OURS: Final = timedelta(minutes=2)
ROWS_AT_A_TIME: Final = 200
MOST_NAMES: Final = 1000
OTHER_NAMES: Final = "(other names)"
FAULTS: Final = (OSError, Refused)

Enough = Callable[[], bool]


class ReadSoFar(Struct):
    """What became of the places of a file so far: kept with the import after each piece."""

    line: int = 0
    read: int = 0
    proposed: int = 0
    to_review: int = 0
    refused: int = 0
    names: dict[str, list[int]] = field(default_factory=dict)  # each unmapped name: how often, and where first

    @property
    def unmapped(self) -> int:
        """Places whose name stands for nothing of ours."""
        return sum(count for count, _line in self.names.values())

    def add(self, piece: Weighed) -> None:
        """One piece more."""
        self.line, self.read = piece.reached, self.read + piece.read
        self.proposed += piece.read - len(piece.unknown)
        self.refused += sum(row.verdict == Verdict.REFUSED for row in piece.rows)
        self.to_review += sum(row.verdict == Verdict.REVIEW for row in piece.rows)
        for name, line in piece.unknown:
            self._unmap(name, line)

    def _unmap(self, name: str, line: int) -> None:
        known = name if name in self.names or len(self.names) < MOST_NAMES else OTHER_NAMES
        count, first = self.names.get(known, (0, line))
        self.names[known] = [count + 1, first]


def read_so_far(batch: ImportBatch) -> ReadSoFar:
    """The counts of an import."""
    return ReadSoFar(**batch.options.get("tally", {}))


def is_readable(batch: ImportBatch) -> bool:
    """Whether its files are on this server, and read here."""
    try:
        return bool(kept_files(batch, readers.named(batch.reader)))
    except readers.NoSuchReader:
        return False


def look(batch: ImportBatch) -> None:
    """Read on for about a second from the files that are kept. What can no longer be read ends, and says why."""
    if is_readable(batch):
        end = monotonic() + SECONDS_A_LOOK
        files = kept_files(batch, readers.named(batch.reader))
        stage(batch, files, enough=lambda: monotonic() >= end)


def stage(
    batch: ImportBatch,
    files: Mapping[str, Path],
    *,
    enough: Enough = lambda: False,
    hear: Hear = lambda _places: None,
) -> None:
    """Go on from the place reached: until the end, or until it is enough for now. Lets hear how much is done.

    Does nothing while somebody else is at it. A file that is no longer what it was ends the import, and says why.
    """
    reader = readers.named(batch.reader)
    patience = PATIENCE_WITH_OURS if reader.is_ours else PATIENCE
    do_piece(batch.job, lambda: _stage(batch, reader, files, enough, hear), faults=FAULTS, patience=patience)
    if batch.job.is_over:
        batch.rows.all().delete()
    if batch.job.state != JobState.RUNNING:
        shutil.rmtree(batch.job.folder, ignore_errors=True)  # what was printed is kept with the rows


def _stage(batch: ImportBatch, reader: Reader, files: Mapping[str, Path], enough: Enough, hear: Hear) -> None:
    # Whoever had the job in hand before may have read on since this row was read.
    batch.options = ImportBatch.objects.values_list("options", flat=True).get(pk=batch.pk)
    so_far = ReadSoFar() if reader.is_ours else read_so_far(batch)
    batch.rows.filter(position__gt=so_far.line).delete()  # what was left of a piece that is not whole
    brought = brought_for(batch, reader, files)
    alive = _Alive(batch)
    for piece in weighed(reader, reader.read(brought, so_far.line, alive.hear)):
        so_far.add(piece)
        _keep(batch, piece, so_far)
        hear(piece.read)
        if enough() and not reader.is_ours:
            batch.job.put_down(so_far.read)
            return
    _finish(batch, so_far)


class _Alive:
    """Tells that the worker is alive while a file of our own is read, and how many records it has read."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.heard = 0

    def hear(self, count: int) -> None:
        self.heard += count
        self.batch.job.move(self.heard)


def _keep(batch: ImportBatch, piece: Weighed, so_far: ReadSoFar) -> None:
    """A piece's rows and how far they reach, together. Raises TakenAway when somebody else has the import in hand."""
    for row in piece.rows:
        row.batch = batch
    total = {} if piece.total is None else {"total": piece.total}
    with transaction.atomic():
        # First: whoever was taken for dead must not meet the rows of the one who went on.
        batch.job.move(so_far.read, **total)
        ImportRow.objects.bulk_create(piece.rows, ROWS_AT_A_TIME)
        _write(batch, so_far)


def _write(batch: ImportBatch, so_far: ReadSoFar) -> None:
    batch.options["tally"] = {name: getattr(so_far, name) for name in so_far.__struct_fields__}
    ImportBatch.objects.filter(pk=batch.pk).update(options=batch.options)


def _finish(batch: ImportBatch, so_far: ReadSoFar) -> None:
    """The names that stand for nothing, listed; decisions of before, kept; then it is ready to be looked through."""
    with transaction.atomic():
        batch.job.finish()
        ImportRow.objects.bulk_create(_unmapped(batch, so_far), ROWS_AT_A_TIME)
        _write(batch, so_far)
        carrying.carry_over(batch)


def _unmapped(batch: ImportBatch, so_far: ReadSoFar) -> Iterator[ImportRow]:
    for name, (count, first) in so_far.names.items():
        times = f"{count} row has" if count == 1 else f"{count} rows have"
        yield ImportRow(
            batch=batch,
            position=first,
            place=f"{batch.file_name}, line {first}"[:300],
            record=name,
            verdict=Verdict.UNMAPPED,
            why=[f"{times} this name, which stands for no therapy of ours."],
        )


def throw_away(batch: ImportBatch) -> bool:
    """Nothing of it is left but a note. False when it is in the draft already: then it stays as it is."""
    with transaction.atomic():
        was_open = batch.job.drop()
        if was_open:
            batch.rows.all().delete()
    return was_open


def options_told(batch: ImportBatch) -> dict[str, object]:
    """What was brought and said besides the main file, for who looks at it."""
    return {name: told for name, told in batch.options.items() if name != "tally" and told}
