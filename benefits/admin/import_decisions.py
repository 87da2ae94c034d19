"""Rows of an import that went to review: the list of them, and one row with what somebody decides about it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from benefits.admin.import_review import ReviewFilter, RowPage, row_page
from benefits.coverage.vocabulary import Refused
from benefits.importing import deciding
from benefits.importing.deciding import Outdated
from benefits.models import ImportBatch, ImportRow, RowDecision, Verdict
from benefits.words import refusals

A_PAGE: Final = 50
CHANGE: Final = "admin:benefits_importbatch_change"
ROW: Final = "admin:benefits_importbatch_row"

# Draws a page of imports: by the name of its template, its title, its status and what it shows.
Draw = Callable[..., HttpResponse]


def review(request: HttpRequest, batch: ImportBatch, draw: Draw) -> HttpResponse:
    """The rows that somebody must look at."""
    asked = ReviewFilter(batch, request.GET)
    title = _("To review: %(file)s") % {"file": batch.file_name}
    page = _paged(request, asked.rows())
    query = f"{asked.query[1:]}&"
    return draw("review", title, batch=batch, asked=asked, page=page, query=query, waiting=asked.waiting())


def row(request: HttpRequest, batch: ImportBatch, position: int, draw: Draw) -> HttpResponse:
    """One row: as printed, what is proposed, and what somebody decides."""
    asked = ReviewFilter(batch, request.GET)
    of_review = batch.rows.select_related("decided_by", "batch__job").filter(verdict=Verdict.REVIEW)
    here = get_object_or_404(of_review, position=position)
    page, status, is_outdated = row_page(here, _sent(request)), 200, False
    if request.method == "POST":
        try:
            if _is_decided(request, here, page):
                return _redirect_to_next(request, asked, position)
            status = 422
        except Outdated:
            here.refresh_from_db()
            page, status, is_outdated = row_page(here), 409, True
    title = _("%(plan)s, line %(line)s") % {"plan": here.plan, "line": position}
    return draw(
        "row",
        title,
        status,
        batch=batch,
        asked=asked,
        row=here,
        decisions=RowDecision,
        outdated=is_outdated,
        shown=page,
    )


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _is_decided(request: HttpRequest, here: ImportRow, page: RowPage) -> bool:
    """Whether the decision was taken; else the page says at which field it was not."""
    seen = _seen(request)
    match request.POST.get("decision"):
        case "accept":
            deciding.accept(here, by=_user(request), seen=seen)
            return True
        case "reject" if page.reject.is_valid():
            deciding.reject(here, by=_user(request), seen=seen, note=page.reject.cleaned_data["note"])
            return True
        case "correct" if page.correct.is_valid():
            return _is_corrected(request, here, page, seen)
        case _:
            return False


def _is_corrected(request: HttpRequest, here: ImportRow, page: RowPage, seen: datetime | None) -> bool:
    status = page.correct.status
    try:
        correction = page.correct.correction()
        deciding.correct(here, correction, by=_user(request), seen=seen, note=status.cleaned_data["note"])
    except Refused as problem:
        status.add_error(None, refusals.told(problem))
        return False
    return True


def _seen(request: HttpRequest) -> datetime | None:
    """When the row was decided that the person saw, if it was."""
    try:
        return parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        return None


def _redirect_to_next(request: HttpRequest, asked: ReviewFilter, position: int) -> HttpResponse:
    """The next row that waits, after this one or from the top; else back to the import."""
    waiting = asked.waiting().order_by("position")
    following = waiting.filter(position__gt=position).first() or waiting.first()
    if following is None:
        messages.success(request, _("Every row of this list is decided."))
        return redirect(CHANGE, asked.batch.pk)
    response = redirect(ROW, asked.batch.pk, following.position)
    response["Location"] += asked.query
    return response


def _paged(request: HttpRequest, rows: Any) -> Page[Any]:
    return Paginator(rows, A_PAGE).get_page(request.GET.get("page"))


def _user(request: HttpRequest) -> Any:
    return request.user
