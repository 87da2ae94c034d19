"""An import from its file to the draft: read, looked through, and then confirmed or thrown away."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from benefits.coverage.vocabulary import Refused
from benefits.importing import catalogs, drafting, previews, uploads
from benefits.importing.drafting import Overtaken, Written
from benefits.importing.lines import Line, beside_the_draft
from benefits.importing.sheets import reading
from benefits.importing.sheets.reading import Told
from benefits.models import ImportBatch, ImportKind, ImportRow, ImportState, Verdict
from benefits.words import refusals

PATIENCE: Final = timedelta(minutes=2)
STEP: Final = 500
FAULTS: Final = (OSError, Refused)


class Stopped(Exception):
    """Somebody threw the import away, or began to read it anew, while it was being read."""


class NotWaiting(Exception):
    """The import is not there to be confirmed: it was, or was thrown away, or is still being read."""


def _of_catalog(file: Path, name: str, table: str, told: Told) -> list[Line]:
    return catalogs.lines(file.read_bytes())


def _of_sheets(file: Path, name: str, table: str, told: Told) -> list[Line]:
    return reading.lines(file, name=name, table=table, told=told)


READERS: Final[Mapping[ImportKind, Callable[[Path, str, str, Told], list[Line]]]] = {
    ImportKind.CATALOG: _of_catalog,
    ImportKind.SHEETS: _of_sheets,
}


def kind_of(name: str) -> ImportKind:
    """What a file of that name holds."""
    return ImportKind.CATALOG if name.lower().endswith(".json") else ImportKind.SHEETS


def lines(file: Path, *, name: str, table: str = "", told: Told = lambda _records: None) -> list[Line]:
    """The records of a file of that name. Refused when it is none of ours."""
    return READERS[kind_of(name)](file, name, table, told)


def begin(batch: ImportBatch, pieces: Iterable[bytes]) -> None:
    """Keep the file and a note of it. Raises OSError when there is no room; then nothing is kept."""
    batch.kind = kind_of(batch.file_name)
    batch.sha256 = uploads.keep(batch, pieces)
    batch.save()


def read(batch: ImportBatch) -> None:
    """What each record of the file would do to the draft. A file that cannot be read says why."""
    if _claimed(batch):
        try:
            _read(batch)
        except Stopped:
            pass
        except FAULTS as problem:
            _end(batch, ImportState.FAILED, previews.shown(refusals.told(problem), 2000))
    batch.refresh_from_db()


def _claimed(batch: ImportBatch) -> bool:
    """One at a time: whoever else watches waits, unless the last sign of work is old."""
    batch.worked_at = timezone.now()
    free = Q(worked_at=None) | Q(worked_at__lt=batch.worked_at - PATIENCE)
    mine = ImportBatch.objects.filter(free, pk=batch.pk, state=ImportState.READING)
    return bool(mine.update(worked_at=batch.worked_at))


def _read(batch: ImportBatch) -> None:
    """Piece by piece; what an earlier reader left half done is done anew."""
    if not uploads.path(batch).is_file():
        raise Refused("file", _("it is no longer kept: bring it again."))
    told = partial(_moved, batch)
    ours = lines(uploads.path(batch), name=batch.file_name, table=batch.options.get("table", ""), told=told)
    with transaction.atomic():
        _moved(batch, 0, total=len(ours))
        batch.rows.all().delete()
    done = 0
    for piece in _pieces(beside_the_draft(ours)):
        with transaction.atomic():
            ImportRow.objects.bulk_create(previews.rows_of(batch, piece, start=done + 1))
            done += len(piece)
            _moved(batch, done)
    _moved(batch, done, state=ImportState.READY)
    uploads.throw_away(batch)


def _pieces(found: Iterator[previews.Pair]) -> Iterator[list[previews.Pair]]:
    return iter(lambda: list(islice(found, STEP)), [])


def _moved(batch: ImportBatch, done: int, **columns: Any) -> None:
    """So many rows are done. Raises Stopped when somebody else has it in hand by now."""
    now = timezone.now()
    mine = ImportBatch.objects.filter(pk=batch.pk, state=ImportState.READING, worked_at=batch.worked_at)
    if not mine.update(done=done, worked_at=now, **columns):
        raise Stopped
    batch.worked_at = now


def confirm(batch: ImportBatch, *, by: Any, reason: str) -> Written:
    """What was shown goes into the draft, all of it or nothing.

    Raises NotWaiting when there is nothing to confirm, Refused when a record cannot go in, and Overtaken when the draft
    has moved on: then the preview is made anew.
    """
    try:
        with transaction.atomic():
            _apply(batch, by, reason)
            return drafting.write(previews.compared_in(batch), by=by, reason=reason)
    except Overtaken:
        with transaction.atomic():
            _afresh(batch)
        raise


def _apply(batch: ImportBatch, by: Any, reason: str) -> None:
    waiting = ImportBatch.objects.filter(pk=batch.pk, kind__in=READERS, state=ImportState.READY)
    told = {"applied_by": by, "applied_at": timezone.now(), "reason": reason}
    if not waiting.update(state=ImportState.APPLIED, **told):
        raise NotWaiting
    if batch.rows.filter(verdict=Verdict.REFUSED).exists():
        raise Refused("file", _("some of its records cannot go in."))


def _afresh(batch: ImportBatch) -> None:
    """The same records beside the draft as it is now."""
    found = list(beside_the_draft(previews.lines_in(batch)))
    batch.rows.all().delete()
    ImportRow.objects.bulk_create(previews.rows_of(batch, found), STEP)


def throw_away(batch: ImportBatch) -> None:
    """Nothing of it is left but a note. Raises NotWaiting when it is in the draft already."""
    _end(batch, ImportState.CANCELLED)
    batch.refresh_from_db()
    if batch.state == ImportState.APPLIED:
        raise NotWaiting


def _end(batch: ImportBatch, state: ImportState, why: str = "") -> None:
    """No further: neither its rows nor its file are kept."""
    under_way = ImportBatch.objects.filter(pk=batch.pk, state__in=(ImportState.READING, ImportState.READY))
    with transaction.atomic():
        if under_way.update(state=state, why=why, worked_at=None):
            batch.rows.all().delete()
    uploads.throw_away(batch)
