"""A job is in one hand at a time, moves on piece by piece, and ends in one way."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db.models import ProtectedError
from django.utils import timezone
from pytest_django import Settings

from benefits.models import Job, JobKind, JobState, TakenAway, do_piece, throw_away_old
from benefits.models.job import KEPT, PATIENCE, folder_of

pytestmark = pytest.mark.django_db
Act = Callable[[Job], object]


@pytest.fixture(autouse=True)
def room(settings: Settings, tmp_path: Path) -> Path:
    """A disk of its own."""
    settings.VAR_DIR = tmp_path
    return tmp_path


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


def test_it_names_itself() -> None:
    assert str(Job(kind=JobKind.EXPORT, done=1, total=3)) == "export 1/3"


@pytest.mark.parametrize(
    ("kind", "state", "words"),
    [
        pytest.param(JobKind.EXPORT, JobState.STOPPED, "stopped", id="an export is stopped"),
        pytest.param(JobKind.REVIEW, JobState.STOPPED, "cancelled", id="a review is cancelled"),
        pytest.param(JobKind.REVIEW, JobState.CONFIRMED, "published", id="a review is published"),
        pytest.param(JobKind.IMPORT, JobState.CONFIRMED, "in the draft", id="an import is in the draft"),
        pytest.param(JobKind.IMPORT, JobState.FAILED, "failed", id="any job fails"),
    ],
)
def test_its_state_has_the_word_of_its_kind(kind: JobKind, state: JobState, words: str) -> None:
    assert Job(kind=kind, state=state).standing == words


def test_one_worker_has_it_at_a_time() -> None:
    first = begun()
    second = same(first)

    assert (first.claim(), second.claim()) == (True, False)
    first.put_down(1)
    assert second.claim()
    assert second.done == 1


@pytest.mark.parametrize(
    ("silent_for", "claimed"),
    [
        pytest.param(PATIENCE - timedelta(seconds=2), False, id="who was heard of lately is waited for"),
        pytest.param(PATIENCE + timedelta(seconds=2), True, id="who was not is taken for dead"),
    ],
)
def test_a_silent_worker_is_taken_for_dead(silent_for: timedelta, *, claimed: bool) -> None:
    job = begun(alive_at=timezone.now() - silent_for)

    assert job.claim() is claimed


@pytest.mark.parametrize("state", [state for state in JobState if state is not JobState.RUNNING])
def test_what_does_not_run_cannot_be_claimed(state: JobState) -> None:
    assert not begun(state).claim()


WRITES = [
    pytest.param(lambda job: job.move(2), id="move on"),
    pytest.param(lambda job: job.put_down(2), id="put it down"),
    pytest.param(lambda job: job.finish(), id="finish"),
    pytest.param(lambda job: job.fail("The disk is full."), id="fail"),
    pytest.param(lambda job: job.let_go(), id="let it go"),
]


@pytest.mark.parametrize("write", WRITES)
def test_who_was_taken_for_dead_cannot(write: Act) -> None:
    first = begun()
    first.claim()
    other = taken_for_dead(first)
    other.move(1)

    with pytest.raises(TakenAway):
        write(first)

    now = same(first)
    assert (now.done, now.state, now.alive_at) == (1, JobState.RUNNING, other.alive_at)
    assert first.folder.exists()


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize(
    "ended", [pytest.param(lambda job: job.stop(), id="stopped"), pytest.param(lambda job: job.delete(), id="deleted")]
)
def test_after_somebody_ended_it_nobody_can(write: Act, ended: Act) -> None:
    job = begun()
    job.claim()
    ended(same(job))

    with pytest.raises(TakenAway):
        write(job)


@pytest.mark.parametrize("write", WRITES)
def test_who_has_it_not_in_hand_cannot(write: Act) -> None:
    job = begun()

    with pytest.raises(TakenAway):
        write(job)


@pytest.mark.parametrize(
    ("state", "act", "in_time", "then"),
    [
        pytest.param("running", Job.stop, True, "stopped", id="stop ends what runs"),
        pytest.param("ready", Job.stop, False, "ready", id="stop comes too late for what is through"),
        pytest.param("confirmed", Job.stop, False, "confirmed", id="stop leaves what was confirmed"),
        pytest.param("failed", Job.stop, False, "failed", id="stop leaves what failed"),
        pytest.param("running", Job.drop, True, "stopped", id="drop ends what runs"),
        pytest.param("ready", Job.drop, True, "stopped", id="drop ends what is through"),
        pytest.param("confirmed", Job.drop, False, "confirmed", id="drop leaves what was confirmed"),
    ],
)
def test_it_is_ended(state: str, act: Callable[[Job], bool], *, in_time: bool, then: str) -> None:
    job = begun(JobState(state))

    assert act(job) is in_time
    assert (job.state, job.folder.exists()) == (then, then in ("ready", "confirmed"))


def test_a_count_that_was_stopped_goes_on() -> None:
    job = begun(JobState.STOPPED, done=2)

    job.go_on()

    assert (job.state, job.done) == (JobState.RUNNING, 2)


def test_a_piece_is_done_and_put_down() -> None:
    job = begun()

    do_piece(job, lambda: job.put_down(1), faults=())
    do_piece(job, job.finish, faults=())

    assert (job.state, job.done, job.alive_at) == (JobState.READY, 3, None)


def test_a_piece_that_another_does_is_not_done_twice() -> None:
    job = begun(alive_at=timezone.now())
    done: list[str] = []

    do_piece(job, lambda: done.append("a piece"), faults=())

    assert done == []


def raising(problem: BaseException) -> Callable[[], None]:
    def work() -> None:
        raise problem

    return work


@pytest.mark.parametrize(
    ("problem", "why"),
    [
        pytest.param(OSError("no room"), "no room", id="in its own words"),
        pytest.param(OSError(), "OSError", id="by its name where it has none"),
        pytest.param(OSError("x" * 9000), "x" * 2000, id="cut where it is long"),
    ],
)
def test_a_fault_ends_it_and_says_why(problem: OSError, why: str) -> None:
    job = begun()

    do_piece(job, raising(problem), faults=(OSError,))

    assert (job.state, job.why, job.alive_at) == (JobState.FAILED, why, None)
    assert not job.folder.exists()


@pytest.mark.parametrize("problem", [ZeroDivisionError(), KeyboardInterrupt()])
def test_whatever_else_is_raised_lets_the_next_try_at_once(problem: BaseException) -> None:
    job = begun()

    with pytest.raises(type(problem)):
        do_piece(job, raising(problem), faults=(OSError,))

    assert same(job).claim()


def test_work_that_was_taken_away_leaves_what_the_other_needs() -> None:
    job = begun()

    def work() -> None:
        taken_for_dead(job)
        job.put_down(1)

    do_piece(job, work, faults=())

    assert job.folder.exists()


def test_work_that_was_stopped_leaves_nothing() -> None:
    job = begun()

    def work() -> None:
        same(job).stop()
        job.folder.mkdir()
        job.put_down(1)

    do_piece(job, work, faults=())

    assert (job.state, job.folder.exists()) == (JobState.STOPPED, False)


@pytest.mark.parametrize(
    ("kind", "state", "row_stays"),
    [
        pytest.param("export", "ready", False, id="exports go, with their files"),
        pytest.param("review", "ready", False, id="reviews go"),
        pytest.param("review", "confirmed", True, id="what was published stays"),
        pytest.param("import", "running", True, id="of imports a note stays"),
        pytest.param("count", "ready", True, id="a count stays as long as its edition"),
    ],
)
def test_what_is_old_is_thrown_away(kind: str, state: str, *, row_stays: bool) -> None:
    old, young = (begun(JobState(state), JobKind(kind)) for _ in range(2))
    long_ago = timezone.now() - max(KEPT.values()) - timedelta(hours=1)
    Job.objects.filter(pk=old.pk).update(made_at=long_ago)
    for folder, at in ((old.folder, long_ago), (young.folder, timezone.now())):
        os.utime(folder, (at.timestamp(), at.timestamp()))

    throw_away_old()

    assert Job.objects.filter(pk=old.pk).exists() is row_stays
    assert old.folder.exists() is (kind == "count")
    assert young.folder.exists()
    assert same(young)


def test_what_an_earlier_version_left_goes_too() -> None:
    left = folder_of(JobKind.IMPORT) / "a file of an earlier version"
    left.parent.mkdir()
    left.write_bytes(b"a")
    os.utime(left, (0, 0))

    throw_away_old()

    assert not left.exists()


@pytest.mark.parametrize(
    ("kind", "stays"),
    [
        pytest.param("review", True, id="who began a review stays on file"),
        pytest.param("import", True, id="who brought a file stays on file"),
        pytest.param("export", False, id="an export goes with its owner"),
    ],
)
def test_its_owner_is_deleted(kind: str, *, stays: bool) -> None:
    owner = User.objects.create_user("sam-staff")
    begun(kind=JobKind(kind), who=owner)

    if stays:
        with pytest.raises(ProtectedError):
            owner.delete()
    else:
        owner.delete()

    assert Job.objects.exists() is stays
