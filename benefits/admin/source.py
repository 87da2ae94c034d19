"""Sources and citations, and the list of work that they make."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from benefits.admin import worklist
from benefits.admin.forms import explain
from benefits.admin.rows import RowAdmin
from benefits.models import CitationRow, SourceRow


class ReviewDateFilter(admin.SimpleListFilter):
    """Whether somebody should look at the source again."""

    title = _("review")
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Overdue, to come, or never planned."""
        return [("overdue", _("Overdue")), ("planned", _("To come")), ("none", _("No date"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The sources of that kind; a word that is none asks for all."""
        today = timezone.localdate()
        match self.value():
            case "overdue":
                return queryset.filter(review_by__lt=today)
            case "planned":
                return queryset.filter(review_by__gte=today)
            case "none":
                return queryset.filter(review_by=None)
            case _:
                return queryset


@admin.register(SourceRow)
class SourceAdmin(RowAdmin):
    """Documents and pages."""

    list_display = ("slug", "title", "kind", "basis", "reliability", "retrieved_on", "review_by")
    list_filter = (ReviewDateFilter, "kind", "basis", "reliability", "review_by")
    search_fields = ("slug", "title", "publisher", "url")

    def get_urls(self) -> list[Any]:
        """With the list of work."""
        view = self.admin_site.admin_view(require_safe(self.worklist_view))
        return [path("worklist/", view, name="benefits_worklist"), *super().get_urls()]

    def worklist_view(self, request: HttpRequest) -> HttpResponse:
        """What waits to be looked up, confirmed or settled."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Worklist"),
            "opts": self.opts,
            "piles": worklist.piles(timezone.localdate()),
        }
        return TemplateResponse(request, "admin/worklist.html", context)


@admin.register(CitationRow)
class CitationAdmin(RowAdmin):
    """Places in them."""

    list_display = ("slug", "source", "locator", "words", "checked_on", "to_confirm")
    list_filter = ("to_confirm", "words", "checked_on", "source")
    search_fields = ("slug", "locator", "quote", "source__title")
    actions = ("confirm",)

    @admin.action(description=_("Confirmed: looked up today"), permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """No longer to confirm, and checked today; each with its history."""
        with transaction.atomic():
            chosen = CitationRow.objects.filter(pk__in=list(queryset.values_list("pk", flat=True)))
            rows = list(chosen.select_for_update(no_key=True).order_by("pk"))
            for row in rows:
                row.to_confirm, row.checked_on = False, timezone.localdate()
                explain(row, str(_("Confirmed: looked up today")))
                row.save()
        said = ngettext("%(count)s citation is confirmed.", "%(count)s citations are confirmed.", len(rows))
        messages.success(request, said % {"count": len(rows)})
        self.say_unpublished(request)
