"""CMS filings: brought, watched while they are read, looked through row by row, confirmed. Never live."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benefits.admin.filing_forms import ReasonForm, UploadForm
from benefits.admin.filing_review import Filter, by_plan, counted, row_page
from benefits.bounds import FILING_FILE, in_words
from benefits.coverage.vocabulary import Refused
from benefits.importing.drafting import Overtaken
from benefits.importing.filings import confirming, deciding, staging, uploads
from benefits.importing.filings.deciding import Outdated
from benefits.models import Decision, ImportBatch, ImportKind, ImportRow, ImportState, Verdict
from benefits.words import refusals

NEEDED: Final = ("benefits.add_importbatch", "benefits.change_importrow")
A_PAGE: Final = 50
View = Callable[..., HttpResponse]


def _page(view: View) -> View:
    """For those who keep the plan data, inside the admin site."""

    @wraps(view)
    def checked(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not request.user.has_perms(NEEDED):
            raise PermissionDenied
        return view(request, *arguments, **named)

    return admin.site.admin_view(checked)


def _shown(request: HttpRequest, name: str, title: str, status: int = 200, **context: Any) -> HttpResponse:
    # Two sides of a row need the width that the list of all nouns would take.
    shared = {**admin.site.each_context(request), "is_nav_sidebar_enabled": False}
    whole = {**shared, "title": title, "states": ImportState, **context}
    return TemplateResponse(request, f"admin/filings/{name}.html", whole, status=status)


def _batch(key: object) -> ImportBatch:
    return get_object_or_404(ImportBatch, key=key, kind=ImportKind.FILING)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Bring a filing, or go on with one that was brought."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("admin:filing", _begun(request, form).key)
        except Refused as problem:
            form.add_error("file", refusals.told(problem))
        except OSError:
            form.add_error("file", _("There is no room to keep the file. Nothing was changed."))
    batches = ImportBatch.objects.filter(kind=ImportKind.FILING).select_related("made_by")
    page = _paged(request, batches)
    status = 422 if form.errors else 200
    return _shown(request, "upload", _("CMS filings"), status, form=form, page=page, largest=in_words(FILING_FILE.most))


def _begun(request: HttpRequest, form: UploadForm) -> ImportBatch:
    given = form.cleaned_data
    main, beside = given["file"], given["attributes"]
    return uploads.begin(
        (main.name, main.chunks()),
        (beside.name, beside.chunks()) if beside else None,
        issuer=given["issuer"],
        by=request.user,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def filing(request: HttpRequest, key: object) -> HttpResponse:
    """How far it is, or what it would do. Each look that the page takes (a POST) reads on."""
    batch = _batch(key)
    if request.method == "POST":
        uploads.advance(batch)
        if not request.headers.get("HX-Request"):
            return redirect("admin:filing", key)
    return _preview(request, batch, ReasonForm())


def _preview(request: HttpRequest, batch: ImportBatch, form: ReasonForm, status: int = 200) -> HttpResponse:
    return _shown(
        request,
        "filing",
        _("CMS filing: %(file)s") % {"file": batch.file_name},
        status,
        batch=batch,
        tally=staging.tally_of(batch),
        kept=uploads.files(batch) is not None,
        plans=_paged(request, by_plan(batch)),
        form=form,
        many=confirming.taken(batch) > confirming.MOST_AT_ONCE,
        **counted(batch),
    )


@require_POST
def away(request: HttpRequest, key: object) -> HttpResponse:
    """Throw it away: its rows go, a note of it stays."""
    batch = _batch(key)
    uploads.throw_away(batch)
    if batch.state == ImportState.APPLIED:
        messages.error(request, _("It is in the draft already."))
    return redirect("admin:filing", key)


@require_POST
def confirm(request: HttpRequest, key: object) -> HttpResponse:
    """What needed no look, and what was accepted or corrected, into the draft."""
    batch, form = _batch(key), ReasonForm(request.POST)
    if not form.is_valid():
        return _preview(request, batch, form, 422)
    if confirming.taken(batch) > confirming.MOST_AT_ONCE:
        return _preview(request, batch, form, 409)
    try:
        done = confirming.confirm(batch, by=request.user, reason=form.cleaned_data["reason"])
    except (Refused, Overtaken, Outdated) as problem:
        form.add_error(None, confirming.why_not(problem))
        batch.refresh_from_db()
        return _preview(request, batch, form, 409)
    said = _("Now in the draft: rows %(rows)s, plans %(plans)s. Not taken, as they still wait: rows %(left)s.")
    messages.success(request, said % {"rows": done.rows, "plans": done.plans, "left": done.left_out})
    return redirect("admin:filing", key)


@require_safe
def review(request: HttpRequest, key: object) -> HttpResponse:
    """The rows that somebody must look at."""
    batch, asked = _batch(key), Filter(request.GET)
    page = _paged(request, asked.rows(batch))
    title = _("To review: %(file)s") % {"file": batch.file_name}
    return _shown(
        request,
        "review",
        title,
        batch=batch,
        asked=asked,
        page=page,
        query=f"{asked.query[1:]}&",
        waiting=asked.waiting(batch),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, key: object, line: int) -> HttpResponse:
    """One row: as filed, what is proposed, and what somebody decides."""
    batch, asked = _batch(key), Filter(request.GET)
    here = get_object_or_404(batch.rows.select_related("decided_by"), position=line, verdict=Verdict.REVIEW)
    page = row_page(here, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        try:
            if _decided(request, here, page):
                return _onward(request, batch, asked, line)
            status = 422
        except Outdated:
            here.refresh_from_db()
            page, status = {**row_page(here), "outdated": True}, 409
    title = _("%(plan)s, line %(line)s") % {"plan": here.plan, "line": line}
    return _shown(request, "row", title, status, batch=batch, asked=asked, row=here, decisions=Decision, **page)


def _decided(request: HttpRequest, here: ImportRow, page: dict[str, Any]) -> bool:
    """Whether the decision was taken; else the page says at which field it was not."""
    told: dict[str, Any] = {"by": request.user, "seen": _seen(request)}
    match request.POST.get("decision"):
        case "accept":
            deciding.accept(here, **told)
            return True
        case "reject" if page["reject"].is_valid():
            deciding.reject(here, **told, note=page["reject"].cleaned_data["note"])
            return True
        case "correct" if page["correct"].is_valid():
            return _corrected(here, page, told)
        case _:
            return False


def _corrected(here: ImportRow, page: dict[str, Any], told: dict[str, Any]) -> bool:
    forms = page["correct"]
    try:
        deciding.correct(here, forms.correction(), **told, note=forms.status.cleaned_data["note"])
    except Refused as problem:
        forms.status.add_error(None, refusals.told(problem))
        return False
    return True


def _seen(request: HttpRequest) -> datetime | None:
    try:
        return parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        return None


def _onward(request: HttpRequest, batch: ImportBatch, asked: Filter, line: int) -> HttpResponse:
    """The next row that waits, after this one or from the top; else back to the list."""
    waiting = asked.waiting(batch).order_by("position")
    following = waiting.filter(position__gt=line).first() or waiting.first()
    if following is None:
        messages.success(request, _("Every row of this list is decided."))
        return redirect("admin:filing", batch.key)
    response = redirect("admin:filing_row", batch.key, following.position)
    response["Location"] += asked.query
    return response


def _paged(request: HttpRequest, rows: Any) -> Page[Any]:
    return Paginator(rows, A_PAGE).get_page(request.GET.get("p"))


@admin.register(ImportRow)
class FilingsAdmin(admin.ModelAdmin[ImportRow]):
    """No list of its own: rows of an import are shown with it."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The pages of filings have their own way in."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Only ours."""
        return [
            path("filings/", _page(upload), name="filings"),
            path("filings/<uuid:key>/", _page(filing), name="filing"),
            path("filings/<uuid:key>/away/", _page(away), name="filing_away"),
            path("filings/<uuid:key>/confirm/", _page(confirm), name="filing_confirm"),
            path("filings/<uuid:key>/review/", _page(review), name="filing_review"),
            path("filings/<uuid:key>/review/<int:line>/", _page(row), name="filing_row"),
        ]
