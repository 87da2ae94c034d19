"""What all pages share that watch a job: each look does its next piece, and Stop may come too late."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from msgspec import Struct

from benefits.models import Job, JobState

TOO_LATE: Final = "too_late"
USUAL_PACE: Final = "200ms"


class Watched(Struct, frozen=True, kw_only=True):
    """A job as its page shows it.

    While it runs only the progress is swapped, so that Stop stays under the finger; once it has ended, the page asks
    for the whole of itself, into `whole`.
    """

    job: Job
    address: str
    stop_address: str
    whole: str
    pace: str = USUAL_PACE
    has_arrived: bool = False
    is_too_late: bool = False

    @property
    def is_running(self) -> bool:
        """Whether there is something to watch."""
        return self.job.state == JobState.RUNNING


def watched(
    request: HttpRequest, job: Job, *, address: str, stop_address: str, whole: str, pace: str = USUAL_PACE
) -> Watched:
    """The job at this look, for the template `jobs/so_far.html`; `pace` is how long the page waits between looks."""
    return Watched(
        job=job,
        address=address,
        stop_address=stop_address,
        whole=whole,
        pace=pace,
        has_arrived=_is_look_of_a_page(request) and job.state != JobState.RUNNING,
        is_too_late=TOO_LATE in request.GET and job.state == JobState.READY,
    )


def looked(request: HttpRequest, address: str, advance: Callable[[], object]) -> HttpResponse | None:
    """Do the next piece if this is a look (a POST); then without htmx back to the page itself, else nothing."""
    if request.method != "POST":
        return None
    advance()
    return None if _is_look_of_a_page(request) else redirect(address)


def _is_look_of_a_page(request: HttpRequest) -> bool:
    """Whether a page asks by itself. A form that comes back with an error is a POST too, and its page must stay."""
    return request.method == "POST" and "HX-Request" in request.headers


def stopped(job: Job, address: str) -> HttpResponse:
    """Stop the job, then back to its page, which says so where the job was through by then."""
    came_in_time = job.stop()
    if came_in_time or job.state != JobState.READY:
        return redirect(address)
    path, _sign, query = address.partition("?")
    return redirect(f"{path}?{TOO_LATE}=yes&{query}".removesuffix("&"))
