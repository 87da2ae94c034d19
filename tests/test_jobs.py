"""A piece of a job is done by one worker and stored whole, and what nobody came back for is thrown away."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from benefits.jobs import KEPT, do_piece, throw_away_old
from benefits.models import Job, JobKind, JobState
from benefits.models.job import folder_of
from tests.under_way import begun, same, taken_for_dead

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def room(settings: Settings, tmp_path: Path) -> Path:
    """A disk of its own."""
    settings.VAR_DIR = tmp_path
    return tmp_path


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
