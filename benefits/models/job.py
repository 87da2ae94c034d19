"""Long work without a queue: whoever watches a job does its next piece, and the row says how far it is.

One worker has a job in hand at a time, and tells with each step that it is alive. One that has not told for a while is
taken for dead, and the next that comes takes the job over. From then on the first can write nothing more to it.
"""

import re
import shutil
import uuid
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# A worker that has not been heard of for so long is taken for dead.
PATIENCE: Final = timedelta(seconds=20)
UNKEPT: Final = re.compile(r"[\x00\ud800-\udfff]")
LONGEST_WHY: Final = 2000


class JobKind(models.TextChoices):
    """What a job works out."""

    REVIEW = "review", _("review")
    EXPORT = "export", _("export")
    IMPORT = "import", _("import")
    COUNT = "count", _("count")


class JobState(models.TextChoices):
    """How far a job is. Only the first two can change."""

    RUNNING = "running", _("running")
    READY = "ready", _("ready")
    CONFIRMED = "confirmed", _("confirmed")
    STOPPED = "stopped", _("stopped")
    FAILED = "failed", _("failed")


# Where readers of one kind of job know a state by another word.
STATES: Final[Mapping[tuple[JobKind, JobState], Any]] = {
    (JobKind.REVIEW, JobState.CONFIRMED): _("published"),
    (JobKind.REVIEW, JobState.STOPPED): _("cancelled"),
    (JobKind.IMPORT, JobState.RUNNING): _("being read"),
    (JobKind.IMPORT, JobState.READY): _("to look through"),
    (JobKind.IMPORT, JobState.CONFIRMED): _("in the draft"),
    (JobKind.IMPORT, JobState.STOPPED): _("thrown away"),
}

# Who began these stays on file; other jobs go with their owner.
OWNED_FOR_GOOD: Final = (JobKind.REVIEW, JobKind.IMPORT)


class TakenAway(Exception):
    """The job is no longer this worker's: somebody stopped it, or took the worker for dead and went on with it."""


def protect_owners(collector: Any, field: Any, jobs: Any, using: str) -> None:
    """Refuse to delete a person who brought an import or began a review; take their other jobs along."""
    for_good = list(jobs.filter(kind__in=OWNED_FOR_GOOD))
    if for_good:
        raise models.ProtectedError("They began work that stays on file.", set(for_good))
    models.CASCADE(collector, field, jobs, using)


class Job(models.Model):
    """One piece of long work: what it is, who began it, and how far it is."""

    key = models.UUIDField(_("key"), primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=JobKind)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.RUNNING)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("in all"), default=0)
    why = models.TextField(_("why it failed"), max_length=LONGEST_WHY, blank=True)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        protect_owners,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("begun by"),
    )
    made_at = models.DateTimeField(_("begun at"), default=timezone.now)
    alive_at = models.DateTimeField(_("last sign of work"), null=True, blank=True, editable=False)
    in_hand_of = models.UUIDField(_("in hand of"), null=True, blank=True, editable=False)

    # By what name this very object has the job in hand; None while it has not.
    _hand: uuid.UUID | None = None

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.done}/{self.total}"

    @property
    def standing(self) -> str:
        """The state, by the word that readers of this kind of job know."""
        told = STATES.get((JobKind(self.kind), JobState(self.state)))
        return str(told or self.get_state_display())

    @property
    def is_open(self) -> bool:
        """Whether it runs, or waits for somebody's word."""
        return self.state in (JobState.RUNNING, JobState.READY)

    @property
    def is_over(self) -> bool:
        """Whether it came to an end without a result."""
        return self.state in (JobState.STOPPED, JobState.FAILED)

    @property
    def folder(self) -> Path:
        """Where the files of the job are, as long as it needs any."""
        return folder_of(JobKind(self.kind)) / str(self.key)

    def claim(self, patience: timedelta = PATIENCE) -> bool:
        """Take the job in hand, unless it is over or somebody else has it and is alive."""
        now, hand = timezone.now(), uuid.uuid4()
        is_free = Q(alive_at=None) | Q(alive_at__lt=now - patience)
        free = Job.objects.filter(is_free, pk=self.pk, state=JobState.RUNNING)
        claimed = bool(free.update(alive_at=now, in_hand_of=hand))
        self._hand = hand if claimed else None
        self.refresh_from_db()
        return claimed

    def move(self, done: int, **columns: Any) -> None:
        """So much of it is done, and the worker goes on. Raises TakenAway when it must not."""
        self._write(done=done, alive_at=timezone.now(), **columns)

    def put_down(self, done: int) -> None:
        """So much of it is done; whoever looks next does the next piece. Raises TakenAway as `move` does."""
        self._write(done=done, alive_at=None)

    def let_go(self) -> None:
        """Nothing more is done than before; the next worker may try at once. Raises TakenAway as `move` does."""
        self._write(alive_at=None)

    def finish(self) -> None:
        """All of it is done. Raises TakenAway as `move` does."""
        self._write(done=self.total, alive_at=None, state=JobState.READY)

    def _write(self, **columns: Any) -> None:
        in_hand = Job.objects.filter(pk=self.pk, state=JobState.RUNNING, alive_at__isnull=False, in_hand_of=self._hand)
        if self._hand is None or not in_hand.update(**columns):
            raise TakenAway
        for name, value in columns.items():
            setattr(self, name, value)

    def stop(self) -> bool:
        """No further; its files go. False when it came too late: the job was through, or over, by then."""
        return self._stop((JobState.RUNNING,))

    def fail(self, why: str) -> None:
        """It cannot go on; its files go, and the word why stays. Raises TakenAway as `move` does.

        What no database keeps may come into the words from a file: each such sign becomes one that says so.
        """
        self._write(state=JobState.FAILED, why=UNKEPT.sub("\ufffd", why)[:LONGEST_WHY], alive_at=None)
        self.throw_away()

    def drop(self) -> bool:
        """Of no use, also when it is through; its files go. False when it was confirmed, or was over, by then."""
        return self._stop((JobState.RUNNING, JobState.READY))

    def confirm(self) -> bool:
        """Somebody said yes to what it came to. False when there is nothing to say yes to, or somebody has before."""
        ready = Job.objects.filter(pk=self.pk, state=JobState.READY)
        confirmed = bool(ready.update(state=JobState.CONFIRMED))
        self.refresh_from_db()
        return confirmed

    def go_on(self) -> None:
        """Run again after a stop that kept what was done."""
        Job.objects.filter(pk=self.pk, state=JobState.STOPPED).update(state=JobState.RUNNING)
        self.refresh_from_db()

    def _stop(self, among: Iterable[JobState]) -> bool:
        """Stopped, if it is in one of these states; its files go."""
        stopped = Job.objects.filter(pk=self.pk, state__in=among).update(state=JobState.STOPPED, alive_at=None)
        self.refresh_from_db()
        self.throw_away()
        return bool(stopped)

    def throw_away(self) -> None:
        """The files of a job that came to nothing. One that somebody else finished, or has in hand, keeps its own."""
        if self.is_over:
            shutil.rmtree(self.folder, ignore_errors=True)


def folder_of(kind: JobKind) -> Path:
    """Where the files of all jobs of a kind are."""
    return Path(settings.VAR_DIR) / f"{kind}s"
