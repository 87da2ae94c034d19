"""A page that watches a job: a look does a piece, Stop may come too late, and the end asks for the whole page."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from benefits.models import Job, JobKind, JobState
from benefits.watching import Watched, looked, stopped, watched

HTMX = {"HX-Request": "true"}


def seen(method: str, state: JobState, query: str = "", headers: dict[str, str] | None = None) -> Watched:
    """The job of that state, by that method."""
    request = RequestFactory().generic(method, f"/jobs/{query}", headers=headers or {})
    job = Job(kind=JobKind.EXPORT, state=state, done=1, total=3)
    return watched(request, job, address="/jobs/", stop_address="/jobs/stop/", whole="#main")


@pytest.mark.parametrize(
    ("method", "headers", "pieces", "leaves"),
    [
        pytest.param("GET", {}, 0, False, id="a reader does nothing"),
        pytest.param("HEAD", {}, 0, False, id="nor does a program that asks for the head"),
        pytest.param("POST", HTMX, 1, False, id="a look of the page does a piece and stays"),
        pytest.param("POST", {}, 1, True, id="a button does a piece and goes back to the page"),
    ],
)
def test_a_look(method: str, headers: dict[str, str], pieces: int, *, leaves: bool) -> None:
    done: list[str] = []
    request = RequestFactory().generic(method, "/jobs/", headers=headers)

    response = looked(request, "/jobs/", lambda: done.append("a piece"))

    assert len(done) == pieces
    assert (response is not None and response["Location"] == "/jobs/") is leaves


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "to"),
    [
        pytest.param(JobState.RUNNING, "/jobs/", id="in time"),
        pytest.param(JobState.READY, "/jobs/?too_late=yes", id="after all was done"),
        pytest.param(JobState.FAILED, "/jobs/", id="after it failed"),
    ],
)
def test_stop(state: JobState, to: str) -> None:
    job = Job.objects.create(kind=JobKind.EXPORT, state=state)

    assert stopped(job, "/jobs/")["Location"] == to


@pytest.mark.parametrize(
    ("method", "headers", "state", "arrived"),
    [
        pytest.param("POST", HTMX, JobState.RUNNING, False, id="it runs"),
        pytest.param("POST", HTMX, JobState.READY, True, id="it has come to its end"),
        pytest.param("POST", HTMX, JobState.FAILED, True, id="it has failed"),
        pytest.param("POST", {}, JobState.READY, False, id="a form came back with an error, which must stay"),
        pytest.param("GET", {}, JobState.READY, False, id="the whole page is there"),
    ],
)
def test_the_last_look_asks_for_the_whole_page(
    method: str, headers: dict[str, str], state: JobState, *, arrived: bool
) -> None:
    here = seen(method, state, headers=headers)

    asks = 'hx-get="/jobs/" hx-trigger="load" hx-target="#main" hx-select="#main"'
    assert (asks in render_to_string("jobs/arrived.html", {"watched": here})) is arrived


@pytest.mark.parametrize(
    ("state", "query", "told"),
    [
        pytest.param(JobState.READY, "?too_late=yes", True, id="Stop came too late"),
        pytest.param(JobState.READY, "", False, id="nobody pressed Stop"),
        pytest.param(JobState.FAILED, "?too_late=yes", False, id="somebody typed it"),
    ],
)
def test_too_late_is_told(state: JobState, query: str, *, told: bool) -> None:
    page = render_to_string("jobs/too_late.html", {"watched": seen("GET", state, query)})

    assert ("It was done already when you pressed Stop." in page) is told


def test_the_progress_works_with_and_without_a_script() -> None:
    page = render_to_string("jobs/so_far.html", {"watched": seen("GET", JobState.RUNNING), "said": "1 of 3 rows."})

    assert '<progress max="3" value="1"' in page
    assert '<form method="post" action="/jobs/" hx-post="/jobs/"' in page
    assert "<noscript><button>Continue</button></noscript>" in page
    assert 'action="/jobs/stop/"' in page
