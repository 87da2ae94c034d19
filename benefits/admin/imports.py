"""Imports: bring a file, look through what it would change, and put it into the draft or throw it away."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benefits.admin import import_sheets
from benefits.admin.import_forms import ConfirmForm, UploadForm
from benefits.admin.import_preview import preview
from benefits.admin.lookups import KnownLookups
from benefits.coverage.vocabulary import Refused
from benefits.importing import batches
from benefits.importing.drafting import Overtaken
from benefits.models import ImportBatch, ImportState
from benefits.words import refusals

# What is read while one waits; anything larger is read by the page that watches.
AT_ONCE: Final = 256 * 1024
CHANGE: Final = "admin:benefits_importbatch_change"


@admin.register(ImportBatch)
class ImportAdmin(KnownLookups):
    """Files on their way into the draft. Nothing here reaches members before it is published."""

    list_display = ("file_name", "kind", "state", "made_by", "made_at", "applied_by", "applied_at")
    list_filter = ("state", "kind", "made_at")
    list_select_related = ("made_by", "applied_by")
    list_per_page = 50
    search_fields = ("file_name", "sha256", "reason")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Those that are confirmed as a whole; filings are worked off row by row."""
        return super().get_queryset(request).filter(kind__in=batches.READERS)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: what was brought, by whom and why, stays on file."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """With what is done to one import, and the sheets to take away."""
        doing: dict[str, Callable[..., HttpResponseBase]] = {
            "read": self.read_view,
            "confirm": self.confirm_view,
            "throw-away": self.throw_away_view,
        }
        views = {f"<uuid:key>/{name}/": (name, require_POST(view)) for name, view in doing.items()}
        views["sheets/<slug:edition>.xlsx"] = ("xlsx", require_safe(self.xlsx_view))
        views["sheets/<slug:edition>/<slug:table>.csv"] = ("csv", require_safe(self.csv_view))
        ours = [
            path(route, self.admin_site.admin_view(view), name=f"benefits_importbatch_{name}")
            for route, (name, view) in views.items()
        ]
        return [*ours, *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Bring a file."""
        return _upload(self, request)

    @method_decorator(require_safe)
    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Look through an import."""
        self._refuse_strangers(request)
        batch: Any = self.get_object(request, unquote(object_id))
        if batch is None:
            raise Http404
        return _look(self, request, batch, ConfirmForm())

    def read_view(self, request: HttpRequest, key: Any) -> HttpResponse:
        """Read it; the page that watches asks for it."""
        batch = self._own(request, key)
        batches.read(batch)
        return redirect(CHANGE, key)

    def confirm_view(self, request: HttpRequest, key: Any) -> HttpResponse:
        """Into the draft with it."""
        batch = self._own(request, key)
        form = ConfirmForm(request.POST)
        if not form.is_valid():
            return _look(self, request, batch, form)
        _confirm(request, batch, form.cleaned_data["reason"])
        return redirect(CHANGE, key)

    def throw_away_view(self, request: HttpRequest, key: Any) -> HttpResponse:
        """Away with it."""
        try:
            batches.throw_away(self._own(request, key))
        except batches.NotWaiting:
            messages.error(request, _("It is in the draft already, so it was not thrown away."))
        return redirect(CHANGE, key)

    def xlsx_view(self, request: HttpRequest, edition: str) -> HttpResponseBase:
        """All sheets of an edition, of the draft, or empty."""
        self._refuse_strangers(request)
        return import_sheets.xlsx(request, edition)

    def csv_view(self, request: HttpRequest, edition: str, table: str) -> HttpResponseBase:
        """One of the sheets."""
        self._refuse_strangers(request)
        return import_sheets.csv(request, edition, table)

    def _refuse_strangers(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied

    def _own(self, request: HttpRequest, key: Any) -> ImportBatch:
        """The import, for those who may change it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        batch: ImportBatch | None = self.get_queryset(request).filter(pk=key).first()
        if batch is None:
            raise Http404
        return batch


def _page(site: ImportAdmin, request: HttpRequest, name: str, status: int, **told: Any) -> HttpResponse:
    shared = {**site.admin_site.each_context(request), "opts": site.opts}
    return TemplateResponse(request, f"admin/imports/{name}.html", {**shared, **told}, status=status)


def _upload(site: ImportAdmin, request: HttpRequest) -> HttpResponse:
    if not site.has_add_permission(request):
        raise PermissionDenied
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        batch = form.batch(request.user)
        try:
            batches.begin(batch, form.cleaned_data["file"].chunks())
        except OSError:
            form.add_error("file", _("There is no room to keep the file. Nothing was changed."))
        else:
            if form.cleaned_data["file"].size <= AT_ONCE:
                batches.read(batch)
            return redirect(CHANGE, batch.pk)
    told = {"title": _("Bring a file"), "form": form, "sheets": import_sheets.NAMES}
    return _page(site, request, "upload", 422 if form.errors else 200, **told)


def _look(site: ImportAdmin, request: HttpRequest, batch: ImportBatch, form: ConfirmForm) -> HttpResponse:
    told = {
        "title": batch.file_name,
        "batch": batch,
        "states": ImportState,
        "shown": preview(batch, request.GET),
        "form": form,
        "may_confirm": site.has_change_permission(request, batch),
    }
    return _page(site, request, "preview", 422 if form.errors else 200, **told)


def _confirm(request: HttpRequest, batch: ImportBatch, reason: str) -> None:
    try:
        written = batches.confirm(batch, by=request.user, reason=reason)
    except batches.NotWaiting:
        messages.error(request, _("It is no longer waiting: somebody confirmed it or threw it away."))
    except Overtaken:
        messages.error(
            request, _("The draft has changed since. Nothing was written; below is what the file would change now.")
        )
    except Refused as problem:
        messages.error(request, _("Nothing was written. %(why)s") % {"why": refusals.told(problem)})
    else:
        count = written.new + written.changed
        said = ngettext(
            "%(count)s record is in the draft. Members see it once the draft is published.",
            "%(count)s records are in the draft. Members see them once the draft is published.",
            count,
        )
        messages.success(request, said % {"count": count})
