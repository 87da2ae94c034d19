"""A job is in one hand at a time, moves on piece by piece, and ends in one way."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db.models import ProtectedError
from django.utils import timezone
from pytest_django import Settings

from benefits.models import Job, JobKind, JobState, TakenAway
from benefits.models.job import PATIENCE
from tests.under_way import begun, same, taken_for_dead

pytestmark = pytest.mark.django_db
Act = Callable[[Job], object]


@pytest.fixture(autouse=True)
def room(settings: Settings, tmp_path: Path) -> Path:
    """A disk of its own."""
    settings.VAR_DIR = tmp_path
    return tmp_path


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


def test_words_of_a_file_that_no_database_keeps_are_told_apart() -> None:
    job = begun()
    job.claim()

    job.fail("a\0 and \ud800" + "x" * 3000)

    job.refresh_from_db()
    assert job.why == "a\ufffd and \ufffd" + "x" * 1992


def test_a_count_that_was_stopped_goes_on() -> None:
    job = begun(JobState.STOPPED, done=2)

    job.go_on()

    assert (job.state, job.done) == (JobState.RUNNING, 2)


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
