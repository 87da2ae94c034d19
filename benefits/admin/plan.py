"""Regions, plan types, plans and their amounts."""

from typing import Any, Final

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from benefits.admin.rows import RowAdmin
from benefits.models import (
    BenefitRow,
    ConditionRuleRow,
    CostTierRow,
    DisagreementRow,
    GateRow,
    PlanAmountRow,
    PlanRow,
    PlanTypeRow,
    RegionRow,
    Row,
    VisitLimitRow,
)

# What a plan's record consists of, in the order in which a plan document says it.
PARTS: Final[tuple[type[Row], ...]] = (
    BenefitRow,
    GateRow,
    CostTierRow,
    VisitLimitRow,
    ConditionRuleRow,
    DisagreementRow,
    PlanAmountRow,
)


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
    """Plans and general guides."""

    links = ("based_on", "citation")
    list_display = ("name", "slug", "kind", "plan_type", "region", "based_on", "effective_from", "effective_to")
    list_filter = ("kind", "plan_type", "region", "effective_from", "effective_to")
    search_fields = ("slug", "name", "hios_id", "employer")

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        """With what the plan consists of, once it is there."""
        return [*super().get_fields(request, obj), *(["parts"] if obj is not None else [])]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """With what the plan consists of."""
        return [*super().get_readonly_fields(request, obj), "parts"]

    @admin.display(description=_("what it says"))
    def parts(self, plan: PlanRow) -> SafeString:
        """Each kind of row of this plan: how many there are, a link to them and one to add another."""
        return format_html_join(
            "",
            '<p><a href="{}?plan__slug__exact={}">{}: {}</a> · <a href="{}?plan={}">{}</a></p>',
            (self._part(row, plan.slug) for row in PARTS),
        )

    def _part(self, row: type[Row], plan: str) -> tuple[object, ...]:
        address = f"admin:{row._meta.app_label}_{row._meta.model_name}"
        count = row.objects.filter(plan=plan).count()
        noun = capfirst(row._meta.verbose_name_plural)
        return reverse(f"{address}_changelist"), plan, noun, count, reverse(f"{address}_add"), plan, _("add")


@admin.register(PlanAmountRow)
class PlanAmountAdmin(RowAdmin):
    """Deductibles and out-of-pocket limits."""

    links = ("plan", "citation")
    list_display = ("plan", "kind", "tier", "self_only", "family", "citation")
    list_filter = ("kind", "tier")
    search_fields = ("plan__slug", "plan__name", "citation__slug")
