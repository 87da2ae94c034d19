"""Regions, plan types, plans and their amounts."""

from typing import Any, ClassVar, Final
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from benefits.admin import next_year
from benefits.admin.bulk import change_together
from benefits.admin.parts import INLINES
from benefits.admin.rows import RowAdmin
from benefits.admin.standing import standing
from benefits.admin.versions import PARTS
from benefits.models import (
    CitationRow,
    ContentRow,
    PlanAmountRow,
    PlanRow,
    PlanTypeRow,
    RegionRow,
    Row,
    TherapyRow,
)

# More rows than that are shown a therapy at a time: a form may hold a few thousand fields, not more.
MOST_ROWS: Final = 120


@admin.register(RegionRow)
class RegionAdmin(RowAdmin):
    """Regional health plans."""

    list_display = ("name", "slug", "part_of", "starts_on", "ends_on")
    list_filter = ("part_of", "starts_on", "ends_on")
    search_fields = ("slug", "name", "legal_entity", "states")


@admin.register(PlanTypeRow)
class PlanTypeAdmin(RowAdmin):
    """Kinds of plans."""

    list_display = ("name", "slug", "position")
    search_fields = ("slug", "name")


@admin.register(PlanRow)
class PlanAdmin(RowAdmin):
    """Plans and general guides, each with everything that it says."""

    class Media:
        """How it looks."""

        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("css/plan-admin.css",)}

    change_form_template = "admin/plan.html"
    actions = (change_together,)
    links = ("based_on", "citation")
    list_display = ("name", "slug", "kind", "plan_type", "region", "based_on", "effective_from", "effective_to")
    list_filter = ("kind", "plan_type", "region", "effective_from", "effective_to")
    search_fields = ("slug", "name", "hios_id", "employer")

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """All that it says, once it is there."""
        return INLINES if obj is not None else ()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The whole plan; one therapy at a time where it says more than a page holds."""
        plan = self.model.objects.filter(pk=int(object_id)).first() if object_id.isdecimal() else None
        if plan is None:
            return super().change_view(request, object_id, form_url, extra_context)
        therapies = list(TherapyRow.objects.values_list("slug", "name"))
        large = _rows(plan) > MOST_ROWS
        is_to_choose = large and bool(therapies) and "therapy" not in request.GET
        if request.method == "GET" and is_to_choose:
            return redirect(f"{request.path}?{urlencode({'therapy': therapies[0][0]})}")
        if not large:
            therapies.insert(0, ("", _("All therapies")))
        context = {"therapies": therapies, "therapy": request.GET.get("therapy", "")}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    def render_change_form(self, request: HttpRequest, context: Any, *options: Any, **named: Any) -> HttpResponse:
        """With how the plan stands in the draft; a form that was refused begins with why."""
        plan = named.get("obj")
        if plan is not None and not context["errors"]:
            context["standing"] = standing(plan, timezone.localdate())
            context["may_copy"] = self._may_copy(request)
        return super().render_change_form(request, context, *options, **named)

    def get_urls(self) -> list[Any]:
        """With the button that copies."""
        view = self.admin_site.admin_view(require_POST(self.next_year_view))
        name = "benefits_planrow_next_year"
        return [path("<int:object_id>/next-year/", view, name=name), *super().get_urls()]

    def _may_copy(self, request: HttpRequest) -> bool:
        made: tuple[type[Row], ...] = (PlanRow, CitationRow, ContentRow, *PARTS)
        return request.user.has_perms([f"benefits.add_{row._meta.model_name}" for row in made])

    def next_year_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """The plan once more for the year after, and on to it; or why not."""
        if not self._may_copy(request):
            raise PermissionDenied
        plan = get_object_or_404(PlanRow, pk=object_id)
        try:
            copied = next_year.copy(plan)
        except next_year.NotCopied as problem:
            messages.error(request, str(problem))
            return redirect("admin:benefits_planrow_change", object_id)
        self.log_addition(request, copied.plan, _("Copied from %(row)s") % {"row": plan})
        messages.success(request, _copied_in_words(copied))
        return redirect("admin:benefits_planrow_change", copied.plan.pk)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """On; who goes on editing stays at the therapy."""
        response = super().response_change(request, obj)
        therapy = request.GET.get("therapy")
        if "_continue" in request.POST and therapy and isinstance(response, HttpResponseRedirect):
            return redirect(f"{request.path}?{urlencode({'therapy': therapy})}")
        return response


def _copied_in_words(copied: next_year.Copied) -> str:
    said = ngettext(
        "“%(plan)s” is in the draft. %(count)s citation waits to be looked up in its own document.",
        "“%(plan)s” is in the draft. %(count)s citations wait to be looked up in its own documents.",
        copied.citations,
    )
    if copied.old_base:
        said += _(" It is still based on “%(base)s”.")
    return said % {"plan": copied.plan, "count": copied.citations, "base": copied.old_base}


def _rows(plan: PlanRow) -> int:
    return sum(part.objects.filter(plan=plan).count() for part in PARTS)


@admin.register(PlanAmountRow)
class PlanAmountAdmin(RowAdmin):
    """Deductibles and out-of-pocket limits."""

    actions = (change_together,)
    links = ("plan", "citation")
    list_display = ("plan", "kind", "tier", "self_only", "family", "citation")
    list_filter = ("kind", "tier")
    search_fields = ("plan__slug", "plan__name", "citation__slug")
