"""Long exports: started, watched, stopped, fetched. The page that watches one moves it on."""

from typing import Any, Final
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benefits import editions
from benefits.bounds import EXPORT_PROCESSES
from benefits.exports import files
from benefits.models import Export, JobState
from benefits.staff import work
from benefits.staff.access import DRAFT, SUMMARIES, may
from benefits.staff.filters import asked
from benefits.watching import looked, stopped, watched

LONG_FORMATS: Final = tuple(form.name for form in files.FORMATS.values() if form.at_once is not None)
FIRST_THIS_ONE: Final = "first_this_one"


@may(SUMMARIES)
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """A new export of what the form's filters ask for; where another is under way, that one's page says so."""
    form = request.POST.get("format", "")
    query = QueryDict(request.POST.get("query", ""))
    here = asked(query, request.user)
    if form not in LONG_FORMATS or here.problems:
        return render(request, "errors/400.html", status=400)
    try:
        export = work.begin(here, form, _user(request))
    except work.OneAtATime as busy:
        return redirect(f"{_address(busy.under_way.pk)}?{FIRST_THIS_ONE}=yes")
    return redirect("staff:watch", export.pk)


@may(SUMMARIES)
@require_http_methods(["GET", "HEAD", "POST"])
def watch(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far it is."""
    export = _own(request, key)
    address = _address(key)
    if leaving := looked(request, address, lambda: work.advance(export)):
        return leaving
    shown = {
        "export": export,
        "watched": watched(
            request,
            export.job,
            address=address,
            stop_address=reverse("staff:cancel", args=[key]),
            whole="#main",
            pace=work.pace(export),
        ),
        "states": JobState,
        "file_is_here": work.path(export).is_file(),
        "waiting": EXPORT_PROCESSES.told() if work.waits(export) else "",
        "first_this_one": FIRST_THIS_ONE in request.GET,
        "seconds": (timezone.now() - export.job.made_at).seconds,
    }
    return render(request, "staff/export.html", shown)


@may(SUMMARIES)
@require_POST
def cancel(request: HttpRequest, key: UUID) -> HttpResponse:
    """No further; what is done of it is thrown away."""
    return stopped(_own(request, key).job, _address(key))


@may(SUMMARIES)
@require_safe
def fetch(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The finished file, for who may still see what it was made of. Where it is not here, the page says so."""
    export = _own(request, key)
    if export.job.state != JobState.READY or not _may_see(request, export):
        raise Http404
    path = work.path(export)
    if not path.is_file():
        return redirect("staff:watch", key)
    kind = files.media_type(export.file_name)
    return FileResponse(path.open("rb"), as_attachment=True, filename=export.file_name, content_type=kind)


def _may_see(request: HttpRequest, export: Export) -> bool:
    """Whether the edition that it was made of is for this person, today."""
    return export.edition != editions.DRAFT or request.user.has_perm(DRAFT)


def _own(request: HttpRequest, key: UUID) -> Export:
    """An export is for whoever started it."""
    return get_object_or_404(Export.objects.select_related("job__who"), pk=key, job__who=_user(request))


def _address(key: UUID) -> str:
    return reverse("staff:watch", args=[key])


def _user(request: HttpRequest) -> Any:
    return request.user
