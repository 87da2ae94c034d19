"""Imports: bring a file, look through what it would change, and put it into the draft or throw it away."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benefits.admin import import_decisions, import_offers
from benefits.admin.import_filters import DaysFilter, KindFilter, StateFilter, kind_in_words
from benefits.admin.import_forms import BringForm, ConfirmForm
from benefits.admin.import_preview import preview
from benefits.admin.lookups import KnownLookups
from benefits.coverage.vocabulary import Refused
from benefits.importing import bringing, confirming, readers, staging
from benefits.importing.confirming import Confirmed, NotWaiting
from benefits.importing.drafting import DraftMoved
from benefits.importing.reader import Reader
from benefits.models import ImportBatch, JobState
from benefits.watching import looked, watched
from benefits.words import refusals

# What is read while one waits; anything larger is read by the page that watches.
AT_ONCE: Final = 256 * 1024
CHANGE: Final = import_decisions.CHANGE
# Why nothing went in; each is told in words.
REFUSALS: Final = (Refused, DraftMoved, NotWaiting, readers.NoSuchReader)
READ: Final = require_safe
LOOK: Final = require_http_methods(["GET", "HEAD", "POST"])


@admin.register(ImportBatch)
class ImportAdmin(KnownLookups):
    """Files on their way into the draft. Nothing here reaches members before it is published."""

    list_display = ("file_name", "kind", "state", "brought_by", "brought_at", "confirmed_by", "confirmed_at")
    list_filter = (StateFilter, KindFilter, DaysFilter)
    list_select_related = ("job__who", "confirmed_by")
    list_per_page = 50
    search_fields = ("file_name", "sha256", "reason")

    @admin.display(description=gettext_lazy("kind"), ordering="reader")
    def kind(self, batch: ImportBatch) -> str:
        """What was brought."""
        return kind_in_words(batch)

    @admin.display(description=gettext_lazy("state"), ordering="job__state")
    def state(self, batch: ImportBatch) -> str:
        """How far it is."""
        return batch.job.standing

    @admin.display(description=gettext_lazy("brought by"), ordering="job__who")
    def brought_by(self, batch: ImportBatch) -> Any:
        """Who brought it."""
        return batch.job.who

    @admin.display(description=gettext_lazy("brought at"), ordering="job__made_at")
    def brought_at(self, batch: ImportBatch) -> Any:
        """When it was brought."""
        return batch.job.made_at

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: what was brought, by whom and why, stays on file."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """With what is brought by kind, done to one import, decided about one row, and taken away."""
        views: dict[str, tuple[str, Callable[..., HttpResponseBase]]] = {
            "bring": ("add/<slug:reader>/", LOOK(self.bring_view)),
            "confirm": ("<uuid:key>/confirm/", require_POST(self.confirm_view)),
            "throw-away": ("<uuid:key>/throw-away/", require_POST(self.throw_away_view)),
            "review": ("<uuid:key>/review/", READ(self.review_view)),
            "row": ("<uuid:key>/review/<int:position>/", LOOK(self.row_view)),
            "offer": ("offers/<slug:edition>/<str:name>", READ(self.offer_view)),
        }
        ours = [
            path(route, self.admin_site.admin_view(view), name=f"benefits_importbatch_{name}")
            for name, (route, view) in views.items()
        ]
        return [*ours, *super().get_urls()]

    @method_decorator(require_safe)
    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """What can be brought, and taken away."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return self._page(request, "kinds", _("Bring a file"), readers=readers.READERS)

    def bring_view(self, request: HttpRequest, reader: str) -> HttpResponse:
        """Bring files of one kind."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            return _brought(request, readers.named(reader), partial(self._page, request))
        except readers.NoSuchReader as problem:
            raise Http404 from problem

    @method_decorator(LOOK)
    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Look through an import. While it is read, each look of the page reads on."""
        is_allowed = self.has_change_permission if request.method == "POST" else self.has_view_permission
        if not is_allowed(request):
            raise PermissionDenied
        batch: Any = self.get_object(request, unquote(object_id))
        if batch is None:
            raise Http404
        address = reverse(CHANGE, args=[batch.pk])
        leaving = looked(request, address, lambda: staging.look(batch))
        return leaving or self._shown(request, batch, ConfirmForm())

    def confirm_view(self, request: HttpRequest, key: Any) -> HttpResponse:
        """Into the draft with it; refused in words, with the reason kept."""
        batch, form = self._own(request, key), ConfirmForm(request.POST)
        if not form.is_valid():
            return self._shown(request, batch, form, 422)
        if confirming.takes_long(batch):
            return self._shown(request, batch, form, 409)
        try:
            done = confirming.confirm(batch, by=request.user, reason=form.cleaned_data["reason"])
        except REFUSALS as problem:
            form.add_error(None, confirming.why_not(problem))
            return self._shown(request, batch, form, 409)
        messages.success(request, _said(batch, done))
        return redirect(CHANGE, key)

    def throw_away_view(self, request: HttpRequest, key: Any) -> HttpResponse:
        """Away with it."""
        batch = self._own(request, key)
        if not staging.throw_away(batch) and batch.job.state == JobState.CONFIRMED:
            messages.error(request, _("It is in the draft already, so it was not thrown away."))
        return redirect(CHANGE, key)

    def review_view(self, request: HttpRequest, key: Any) -> HttpResponse:
        """The rows that somebody must look at."""
        return import_decisions.review(request, self._document(request, key), partial(self._page, request))

    def row_view(self, request: HttpRequest, key: Any, position: int) -> HttpResponse:
        """One of them, and what is decided."""
        return import_decisions.row(request, self._document(request, key), position, partial(self._page, request))

    def offer_view(self, request: HttpRequest, edition: str, name: str) -> HttpResponseBase:
        """A file to take away."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return import_offers.taken_away(request, edition, name)

    def _own(self, request: HttpRequest, key: Any) -> ImportBatch:
        """The import, for those who may change it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        batch: ImportBatch | None = self.get_queryset(request).filter(pk=key).first()
        if batch is None:
            raise Http404
        return batch

    def _document(self, request: HttpRequest, key: Any) -> ImportBatch:
        """The import of a document, whose rows are decided one by one."""
        batch = self._own(request, key)
        if readers.is_ours(batch.reader):
            raise Http404
        return batch

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With its job, which every page asks for."""
        return super().get_queryset(request).select_related("job__who", "confirmed_by")

    def _page(self, request: HttpRequest, name: str, title: str, status: int = 200, **told: Any) -> HttpResponse:
        # Both sides of a row need the width that the list of all nouns would take.
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "is_nav_sidebar_enabled": False}
        told = {**shared, "title": title, "states": JobState, **told}
        return TemplateResponse(request, f"admin/imports/{name}.html", told, status=status)

    def _shown(self, request: HttpRequest, batch: ImportBatch, form: ConfirmForm, status: int = 200) -> HttpResponse:
        address = reverse(CHANGE, args=[batch.pk])
        away = reverse("admin:benefits_importbatch_throw-away", args=[batch.pk])
        return self._page(
            request,
            "import",
            batch.file_name,
            status,
            batch=batch,
            kind=kind_in_words(batch),
            is_ours=readers.is_ours(batch.reader),
            so_far=staging.read_so_far(batch),
            options=staging.options_told(batch),
            is_readable=staging.is_readable(batch),
            watched=watched(request, batch.job, address=address, stop_address=away, whole="#content"),
            shown=preview(batch, request.GET, is_ours=readers.is_ours(batch.reader)),
            form=form,
            may_confirm=self.has_change_permission(request, batch),
            takes_long=confirming.takes_long(batch),
        )


def _brought(request: HttpRequest, reader: Reader, draw: import_decisions.Draw) -> HttpResponse:
    form = BringForm(reader, request.POST, request.FILES) if request.method == "POST" else BringForm(reader)
    if form.is_bound and form.is_valid():
        try:
            batch = bringing.bring(reader, form.uploads, said=form.said, by=request.user)
        except Refused as problem:
            form.add_error(reader.files[0].name, refusals.told(problem))
        except OSError:
            form.add_error(reader.files[0].name, _("There is no room to keep the file. Nothing was changed."))
        else:
            if form.size <= AT_ONCE:
                staging.look(batch)
            return redirect(CHANGE, batch.pk)
    return draw("bring", _("Bring a file"), 422 if form.errors else 200, form=form, reader=reader)


def _said(batch: ImportBatch, done: Confirmed) -> str:
    if not readers.is_ours(batch.reader):
        told = {"rows": done.rows, "plans": done.plans, "left": done.left_out}
        words = _("Now in the draft: rows %(rows)s, plans %(plans)s. Not taken, as they still wait: rows %(left)s.")
        return words % told
    count = done.new + done.changed
    said = ngettext(
        "%(count)s record is in the draft. Members see it once the draft is published.",
        "%(count)s records are in the draft. Members see them once the draft is published.",
        count,
    )
    return said % {"count": count}
