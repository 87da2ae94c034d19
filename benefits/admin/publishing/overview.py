"""Where publishing begins: what is unpublished, the reviews under way, the editions so far."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from benefits import editions
from benefits.admin.publishing import records
from benefits.admin.publishing.access import PUBLISH, READ, REVIEW, may, shown
from benefits.coverage.vocabulary import Refused
from benefits.models import Edition, JobState, Review
from benefits.words import refusals

A_PAGE: Final = 100
NEWEST: Final = 5
OPEN: Final = (JobState.RUNNING, JobState.READY)


@may(REVIEW, *READ)
def overview(request: HttpRequest) -> HttpResponse:
    """What is unpublished, and a button to see what it changes."""
    return _shown(request)


def _shown(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    refused = None
    try:
        found = editions.unpublished()
    except Refused as why:
        found, refused = (), why
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "records": records.unpublished(request.user, page.object_list),
        "refused": refused and refusals.why(refused),
        "is_too_old": isinstance(refused, editions.CannotOpen),
        "refused_at": _place(request, refused),
        "problem": "" if refused else problem,
        "reviews": Review.objects.filter(job__state__in=OPEN).select_related("job__who").defer("packed")[:NEWEST],
        "editions": Edition.objects.select_related("published_by").defer("packed")[:NEWEST],
    }
    return shown(request, "overview", _("Unpublished changes"), context, status)


def _place(request: HttpRequest, refused: Refused | None) -> str:
    """The page of the row that makes no sense, where it is one."""
    if not isinstance(refused, editions.BadRow):
        return ""
    return records.address(request.user, refused.row, refused.pk)


@may(REVIEW, "POST")
def begin(request: HttpRequest) -> HttpResponse:
    """A review of the draft as it is now."""
    return _begun(request)


@may(PUBLISH, "POST")
def go_back(request: HttpRequest, number: int) -> HttpResponse:
    """A review of going back to an earlier edition."""
    return _begun(request, again=number)


def _begun(request: HttpRequest, again: int | None = None) -> HttpResponse:
    try:
        review = editions.begin(by=_user(request), again=again)
    except editions.NothingNew:
        return _shown(request, _("There is nothing to review: members see all of it already."), status=409)
    except editions.NoSuchEdition:
        return _shown(request, _("There is no edition %(number)s.") % {"number": again}, status=404)
    except editions.CannotOpen:
        return _shown(request, status=409)
    except Refused as why:
        return _shown(request, refusals.why(why), status=422)
    return redirect("admin:review", review.pk)


def _user(request: HttpRequest) -> Any:
    return request.user
