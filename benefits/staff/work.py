"""A long export, done piece by piece: each piece is a file of its own, so that doing one twice harms nothing."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from benefits import editions
from benefits.coverage.vocabulary import Refused
from benefits.exports import csv, files
from benefits.exports.summary import COLUMNS, Row, rows
from benefits.exports.typesetting import TooLong
from benefits.models import ExportJob, ExportState
from benefits.staff.filters import Asked, asked

# Plans a piece: some thousand rows, well under a second.
PLANS_A_PIECE: Final = 200
KEPT: Final = timedelta(days=1)
PATIENCE: Final = timedelta(seconds=20)
ROWS_A_SIGN: Final = 1000
FAULTS: Final = (OSError, TooLong, editions.NoSuchEdition, Refused)


class Cancelled(Exception):
    """Somebody stopped the export while it was being made."""


def folder(job: ExportJob) -> Path:
    """Where the pieces and the file of an export are."""
    return Path(settings.VAR_DIR) / "exports" / str(job.key)


def path(job: ExportJob) -> Path:
    """The finished file."""
    return folder(job) / f"summary.{job.form}"


def begin(here: Asked, form: str, job: ExportJob) -> ExportJob:
    """A new export of what is asked for; old ones are thrown away."""
    _throw_away_old()
    job.form, job.edition, job.sha256 = form, here.name, here.edition.sha256
    job.filters, job.total = here.query(on=here.choice.on.isoformat()), here.choice.total
    job.save()
    return job


def advance(job: ExportJob) -> None:
    """The next piece; after the last one the file. What fails says so and leaves no file."""
    if not _claimed(job):
        job.refresh_from_db()
        return
    try:
        _advance(job)
    except Cancelled:
        shutil.rmtree(folder(job), ignore_errors=True)
    except FAULTS as problem:
        stop(job, ExportState.FAILED, str(problem) or type(problem).__name__)
    job.refresh_from_db()


def _claimed(job: ExportJob) -> bool:
    """One at a time: whoever else watches waits, unless the last sign of work is old."""
    free = Q(worked_at=None) | Q(worked_at__lt=timezone.now() - PATIENCE)
    mine = ExportJob.objects.filter(free, pk=job.pk, state=ExportState.RUNNING)
    return bool(mine.update(worked_at=timezone.now()))


def _advance(job: ExportJob) -> None:
    job.refresh_from_db()
    here = asked(QueryDict(job.filters), job.made_by)
    if here.problems or here.edition.sha256 != job.sha256:
        raise editions.NoSuchEdition(_("What it was to be made of has changed. Start again."))
    folder(job).mkdir(parents=True, exist_ok=True)
    if job.form == "csv" and job.done < job.total:
        first = job.done // len(here.choice.therapies)
        some = replace(here.choice, plans=here.choice.plans[first : first + PLANS_A_PIECE])
        files.save(folder(job) / f"{first:08}.piece", csv.pieces(rows(here.edition, some)))
        _moved(job, job.done + some.total, worked_at=None)
    else:
        _finish(job, here)


def _finish(job: ExportJob, here: Asked) -> None:
    """A spreadsheet or a document is made in one go, and tells after each few thousand rows how far it is."""
    pieces = sorted(folder(job).glob("*.piece"))
    if job.form == "csv":
        head = (csv.MARK + csv.lines([COLUMNS])).encode()
        content = chain([head], (piece.read_bytes() for piece in pieces))
    else:
        content = chain(
            files.FORMATS[job.form][0](here.edition, here.choice, _telling(job, rows(here.edition, here.choice)))
        )
    files.save(path(job), content)
    for piece in pieces:
        piece.unlink(missing_ok=True)
    _moved(job, job.total, state=ExportState.READY, worked_at=None)


def _telling(job: ExportJob, found: Iterator[Row]) -> Iterator[Row]:
    for count, row in enumerate(found, start=1):
        if count % ROWS_A_SIGN == 0:
            _moved(job, count, worked_at=timezone.now())
        yield row


def _moved(job: ExportJob, done: int, **columns: Any) -> None:
    """So many rows are done. Raises Cancelled when somebody stopped it meanwhile."""
    if not ExportJob.objects.filter(pk=job.pk, state=ExportState.RUNNING).update(done=done, **columns):
        raise Cancelled


def stop(job: ExportJob, state: str, why: str = "") -> None:
    """Nothing of it is left but the word why."""
    ExportJob.objects.filter(pk=job.pk).update(state=state, why=why[:300])
    job.state, job.why = state, why[:300]
    shutil.rmtree(folder(job), ignore_errors=True)


def _throw_away_old() -> None:
    for job in islice(ExportJob.objects.filter(made_at__lt=timezone.now() - KEPT), 50):
        shutil.rmtree(folder(job), ignore_errors=True)
        job.delete()
