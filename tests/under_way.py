"""Jobs under way, for tests: one that somebody began, as another worker has it, in the hand of another."""

from django.utils import timezone

from benefits.models import Job, JobKind, JobState
from benefits.models.job import PATIENCE


def begun(state: JobState = JobState.RUNNING, kind: JobKind = JobKind.EXPORT, **columns: object) -> Job:
    """A job of three pieces, with a file."""
    job = Job.objects.create(kind=kind, state=state, total=3, **columns)
    job.folder.mkdir(parents=True)
    (job.folder / "piece").write_bytes(b"a")
    return job


def same(job: Job) -> Job:
    """The job as another worker has it."""
    return Job.objects.get(pk=job.pk)


def taken_for_dead(job: Job) -> Job:
    """The job in the hand of another worker, who thought that the first was dead."""
    Job.objects.update(alive_at=timezone.now() - 2 * PATIENCE)
    other = same(job)
    assert other.claim()
    return other
