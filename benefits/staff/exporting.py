"""Long exports: started, watched, cancelled, fetched. The page that watches one moves it on."""

from typing import Any, Final
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benefits.exports import files
from benefits.models import ExportJob, ExportState
from benefits.staff import work
from benefits.staff.access import SUMMARIES, may
from benefits.staff.filters import asked

LONG_FORMATS: Final = ("csv", "xlsx", "pdf")


@may(SUMMARIES)
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """A new export of what the form's filters ask for."""
    form = request.POST.get("format", "")
    query = QueryDict(request.POST.get("query", ""))
    here = asked(query, request.user)
    if form not in LONG_FORMATS or here.problems:
        return render(request, "errors/400.html", status=400)
    job = work.begin(here, form, ExportJob(made_by=_user(request)))
    return redirect("staff:watch", job.key)


@may(SUMMARIES)
@require_http_methods(["GET", "HEAD", "POST"])
def watch(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far it is. Each look that the page takes (a POST) does the next piece."""
    job = _own(request, key)
    if request.method == "POST":
        work.advance(job)
        if not request.headers.get("HX-Request"):
            return redirect("staff:watch", key)
    shown = {
        "job": job,
        "states": ExportState,
        "here": work.path(job).is_file(),
        "seconds": (timezone.now() - job.made_at).seconds,
        "pace": "200ms" if job.form in work.BY_PIECES else "1s",
        # While it runs only the progress is swapped, so that “Stop” stays under the finger; then it asks for the whole.
        "arrived": request.method == "POST" and job.state != ExportState.RUNNING,
    }
    return render(request, "staff/export.html", shown)


@may(SUMMARIES)
@require_POST
def cancel(request: HttpRequest, key: UUID) -> HttpResponse:
    """No further; what is done of it is thrown away."""
    job = _own(request, key)
    if job.state == ExportState.RUNNING:
        work.stop(job, ExportState.CANCELLED)
    return redirect("staff:watch", key)


@may(SUMMARIES)
@require_safe
def fetch(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The finished file. Where it is not here, the page says so."""
    job = _own(request, key)
    if job.state != ExportState.READY:
        raise Http404
    if not work.path(job).is_file():
        return redirect("staff:watch", key)
    here = asked(QueryDict(job.filters), request.user)
    name = files.name(job.form, here.edition, here.choice)
    kind = files.KINDS[files.kind(job.form, here.choice)]
    return FileResponse(work.path(job).open("rb"), as_attachment=True, filename=name, content_type=kind)


def _own(request: HttpRequest, key: UUID) -> ExportJob:
    """An export is for whoever started it."""
    return get_object_or_404(ExportJob, key=key, made_by=_user(request))


def _user(request: HttpRequest) -> Any:
    return request.user
