"""What is done with any job: its next piece, and what happens to jobs that nobody came back for."""

import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.db import Error
from django.db.models import QuerySet
from django.utils import timezone

from benefits.models import Job, JobKind, JobState, TakenAway
from benefits.models.job import PATIENCE, folder_of
from benefits.words import refusals

# How long a job and its files are kept. What was confirmed stays on file, as does a note of each import.
KEPT: Final[Mapping[JobKind, timedelta]] = {
    JobKind.REVIEW: timedelta(days=7),
    JobKind.EXPORT: timedelta(days=1),
    JobKind.IMPORT: timedelta(days=7),
}
KEPT_AS_A_NOTE: Final = (JobKind.IMPORT,)


def do_piece(
    job: Job, work: Callable[[], None], *, faults: tuple[type[Exception], ...], patience: timedelta = PATIENCE
) -> None:
    """Do the next piece of a job, unless somebody else is at it. A fault of those named ends the job and says why.

    `work` puts the job down, finishes it, or leaves it in the hand of another thread. Whatever else it raises is raised
    here too, and the next worker may try again at once.
    """
    if job.claim(patience):
        try:
            _work_or_fail(job, work, faults)
        except TakenAway:
            job.refresh_from_db()
            job.throw_away()
        except BaseException:
            with suppress(Error, TakenAway):
                job.let_go()
            raise
    job.refresh_from_db()


def _work_or_fail(job: Job, work: Callable[[], None], faults: tuple[type[Exception], ...]) -> None:
    try:
        work()
    except faults as problem:
        job.fail(refusals.told(problem) or type(problem).__name__)


def throw_away_old() -> None:
    """Jobs and files that nobody came back for."""
    now = timezone.now()
    for kind, kept in KEPT.items():
        if kind not in KEPT_AS_A_NOTE:
            _delete(Job.objects.filter(kind=kind, made_at__lt=now - kept).exclude(state=JobState.CONFIRMED))
        _sweep(folder_of(kind), (now - kept).timestamp())


def _delete(jobs: QuerySet[Job]) -> None:
    for job in jobs:
        shutil.rmtree(job.folder, ignore_errors=True)
        job.delete()


def _sweep(folder: Path, oldest: float) -> None:
    """Whatever was put there longer ago, of an earlier version too."""
    for entry in folder.glob("*"):
        with suppress(FileNotFoundError):
            if entry.stat().st_mtime < oldest:
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
