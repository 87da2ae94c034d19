"""A long export. CSV goes on piece by piece, each look doing the next; the others are made by a process of their own.

XlsxWriter and typst cannot be stopped half way and taken up again, so that no request could do a piece of their work.
The job row holds how far it is, for whichever server is asked.
"""

import logging
import shutil
import threading
from datetime import timedelta
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import Error, connections
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from benefits import editions
from benefits.coverage.vocabulary import Refused
from benefits.exports import csv, making
from benefits.exports.summary import COLUMNS, rows
from benefits.models import ExportJob, ExportState
from benefits.staff.filters import Asked, asked
from benefits.whole_files import write_whole

log: Final = logging.getLogger(__name__)

# Plans a piece: some thousand rows, well under a second.
PLANS_A_PIECE: Final = 200
BY_PIECES: Final = ("csv",)
KEPT: Final = timedelta(days=1)
PATIENCE: Final = timedelta(seconds=20)
SECONDS_A_LOOK: Final = 0.5
FAULTS: Final = (OSError, editions.NoSuchEdition, Refused)


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
    """The next piece, or the process; after the last piece the file. What fails says so and leaves no file."""
    if _claimed(job):
        try:
            _advance(job)
        except Cancelled:
            shutil.rmtree(folder(job), ignore_errors=True)
        except FAULTS as problem:
            stop(job, ExportState.FAILED, str(problem) or type(problem).__name__)
    job.refresh_from_db()


def _claimed(job: ExportJob) -> bool:
    """One at a time: whoever else watches waits. Where the last sign of work is old, a piece is done again."""
    running = ExportJob.objects.filter(pk=job.pk, state=ExportState.RUNNING)
    gone = Q(worked_at__lt=timezone.now() - PATIENCE)
    if job.form not in BY_PIECES and running.filter(gone).exists():
        stop(job, ExportState.FAILED, _("The work stopped on the way."))
    return bool(running.filter(gone | Q(worked_at=None)).update(worked_at=timezone.now()))


def _advance(job: ExportJob) -> None:
    job.refresh_from_db()
    here = asked(QueryDict(job.filters), job.made_by)
    if here.problems or here.edition.sha256 != job.sha256:
        raise editions.NoSuchEdition(_("What it was to be made of has changed. Start again."))
    if job.form not in BY_PIECES:
        child = making.begin(folder(job), job.form, here.edition, here.choice)
        attended(job, child)
    elif job.done < job.total:
        _piece(job, here)
    else:
        _joined(job, here)


def _piece(job: ExportJob, here: Asked) -> None:
    folder(job).mkdir(parents=True, exist_ok=True)
    first = job.done // len(here.choice.therapies)
    some = replace(here.choice, plans=here.choice.plans[first : first + PLANS_A_PIECE])
    write_whole(_named(job, first), csv.pieces(rows(here.edition, some)))
    _moved(job, job.done + some.total, worked_at=None)


def _joined(job: ExportJob, here: Asked) -> None:
    """All pieces as one file. Raises FileNotFoundError where one is missing: what is left must not look whole."""
    pieces = [_named(job, first) for first in range(0, len(here.choice.plans), PLANS_A_PIECE)]
    if not all(piece.is_file() for piece in pieces):
        raise FileNotFoundError(_("A piece of it is not on this server."))
    head = (csv.MARK + csv.lines([COLUMNS])).encode()
    write_whole(path(job), chain([head], (piece.read_bytes() for piece in pieces)))
    for piece in pieces:
        piece.unlink(missing_ok=True)
    _moved(job, job.total, state=ExportState.READY, worked_at=None)


def _named(job: ExportJob, first: int) -> Path:
    return folder(job) / f"{first:08}.piece"


def attended(job: ExportJob, child: making.Child) -> None:
    """A thread that waits for the process, so that no request has to."""
    threading.Thread(target=_attend, args=(job, child), name="export", daemon=True).start()


def _attend(job: ExportJob, child: making.Child) -> None:
    """Without a database nothing can be told: the page then finds the last sign too old."""
    try:
        attend(job, child)
    except Cancelled:
        shutil.rmtree(folder(job), ignore_errors=True)
    except Error as fault:
        log.warning("an export cannot be attended: %s", type(fault).__name__)
    finally:
        connections.close_all()


def attend(job: ExportJob, child: making.Child) -> None:
    """Tell how far the process is until it ends. Raises Cancelled, with the process ended, when somebody stopped it."""
    try:
        while not making.ended(child, SECONDS_A_LOOK):
            _moved(job, making.done(folder(job)), worked_at=timezone.now())
        if child.returncode:
            why = making.why(folder(job)) or _("The work stopped on the way.")
            stop(job, ExportState.FAILED, why)
        else:
            making.tidy(folder(job))
            _moved(job, job.total, state=ExportState.READY, worked_at=None)
    finally:
        child.kill()
        child.wait()


def _moved(job: ExportJob, done: int, **columns: Any) -> None:
    """So many rows are done. Raises Cancelled when somebody stopped it meanwhile."""
    if not ExportJob.objects.filter(pk=job.pk, state=ExportState.RUNNING).update(done=done, **columns):
        raise Cancelled


def stop(job: ExportJob, state: str, why: str = "") -> None:
    """Nothing of it is left but the word why."""
    ExportJob.objects.filter(pk=job.pk, state=ExportState.RUNNING).update(state=state, why=why[:300])
    job.refresh_from_db()
    shutil.rmtree(folder(job), ignore_errors=True)


def _throw_away_old() -> None:
    for job in islice(ExportJob.objects.filter(made_at__lt=timezone.now() - KEPT), 50):
        shutil.rmtree(folder(job), ignore_errors=True)
        job.delete()
