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
# Characters that no text column keeps: NUL, and halves of a pair.
UNKEPT: Final = re.compile(r"[\x00\ud800-\udfff]")
LONGEST_WHY: Final = 2000


class JobKind(models.TextChoices):
    """What a job works out."""

    REVIEW = "review", _("review")
    EXPORT = "export", _("export")
    IMPORT = "import", _("import")
    COUNT = "count", _("count")


class JobState(models.TextChoices):
    """How far a job is. One that is running or ready can still change; the others are final, but for `go_on`."""

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
    """What happens to the jobs of a person who is deleted, as Django asks for it with `on_delete`.

    Raises ProtectedError where the person began a review or an import. All other jobs are deleted too.
    """
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

    # The name under which this object has the job in hand; None while it has not. Another object of the same row has
    # another name, so that a worker that was taken for dead can write nothing more.
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
        """Whether the job is running, or ready and waiting for somebody to confirm it."""
        return self.state in (JobState.RUNNING, JobState.READY)

    @property
    def is_over(self) -> bool:
        """Whether the job ended without a result: it was stopped, or it failed."""
        return self.state in (JobState.STOPPED, JobState.FAILED)

    @property
    def folder(self) -> Path:
        """The folder for the files of the job. It is there only while the job has files."""
        return folder_of(JobKind(self.kind)) / str(self.key)

    def claim(self, patience: timedelta = PATIENCE) -> bool:
        """Take the job in hand, and say whether that succeeded.

        It fails when the job does not run, or when a worker that has it in hand gave a sign of work less than
        `patience` ago.
        """
        now, hand = timezone.now(), uuid.uuid4()
        is_free = Q(alive_at=None) | Q(alive_at__lt=now - patience)
        free = Job.objects.filter(is_free, pk=self.pk, state=JobState.RUNNING)
        claimed = bool(free.update(alive_at=now, in_hand_of=hand))
        self._hand = hand if claimed else None
        self.refresh_from_db()
        return claimed

    def move(self, done: int, **columns: Any) -> None:
        """Write down that so much is done, of `total`, and go on with the job in hand.

        Raises TakenAway when the job was stopped, or another worker took it over.
        """
        self._write(done=done, alive_at=timezone.now(), **columns)

    def put_down(self, done: int) -> None:
        """Write down that so much is done, and let whoever looks next do the next piece. Raises TakenAway."""
        self._write(done=done, alive_at=None)

    def let_go(self) -> None:
        """Give the job out of hand with nothing more done; the next worker may try at once. Raises TakenAway."""
        self._write(alive_at=None)

    def finish(self) -> None:
        """Write down that all is done: the job is ready. Raises TakenAway as `move` does."""
        self._write(done=self.total, alive_at=None, state=JobState.READY)

    def _write(self, **columns: Any) -> None:
        """Set these columns if this object has the job in hand. Raises TakenAway if it has not."""
        in_hand = Job.objects.filter(pk=self.pk, state=JobState.RUNNING, alive_at__isnull=False, in_hand_of=self._hand)
        if self._hand is None or not in_hand.update(**columns):
            raise TakenAway
        for name, value in columns.items():
            setattr(self, name, value)

    def stop(self) -> bool:
        """Stop a job that runs, and delete its files. False, with nothing done, when it did not run any more."""
        return self._stop((JobState.RUNNING,))

    def fail(self, why: str) -> None:
        """End the job as failed, and delete its files; the reason stays. Raises TakenAway as `move` does.

        A reason that quotes a file may hold characters that no database keeps: U+FFFD stands in place of each.
        """
        self._write(state=JobState.FAILED, why=UNKEPT.sub("\ufffd", why)[:LONGEST_WHY], alive_at=None)
        self.throw_away()

    def drop(self) -> bool:
        """Stop a job that runs or is ready, and delete its files. False when it was confirmed or over by then."""
        return self._stop((JobState.RUNNING, JobState.READY))

    def confirm(self) -> bool:
        """Confirm what a job that is ready came to. False when it is not ready, or was confirmed before."""
        ready = Job.objects.filter(pk=self.pk, state=JobState.READY)
        confirmed = bool(ready.update(state=JobState.CONFIRMED))
        self.refresh_from_db()
        return confirmed

    def go_on(self) -> None:
        """Let a job that was stopped run again, from where it was."""
        Job.objects.filter(pk=self.pk, state=JobState.STOPPED).update(state=JobState.RUNNING)
        self.refresh_from_db()

    def _stop(self, among: Iterable[JobState]) -> bool:
        """Stop the job if it is in one of these states, and say whether it was. The files of a job that is over go."""
        stopped = Job.objects.filter(pk=self.pk, state__in=among).update(state=JobState.STOPPED, alive_at=None)
        self.refresh_from_db()
        self.throw_away()
        return bool(stopped)

    def throw_away(self) -> None:
        """Delete the files of a job that is over. Any other job keeps them: somebody finished it, or has it in hand."""
        if self.is_over:
            shutil.rmtree(self.folder, ignore_errors=True)


def folder_of(kind: JobKind) -> Path:
    """The folder that holds a folder for each job of this kind that has files."""
    return Path(settings.VAR_DIR) / f"{kind}s"
