"""What a plan consists of, to be edited on the plan's own page."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import ForeignKey, ManyToManyField, Min, Prefetch, Q, QuerySet, TextField
from django.http import HttpRequest

from benefits.admin.forms import RecordForm, VisitLimitForm
from benefits.admin.formsets import PartsFormSet
from benefits.admin.picking import PickedOne, PickedSeveral, labels
from benefits.models import (
    BenefitRow,
    ConditionRuleRow,
    CostTierRow,
    DisagreementRow,
    GateRow,
    PlanAmountRow,
    PlanRow,
    PoolMemberRow,
    VisitLimitRow,
)

Lines = tuple[str | tuple[str, ...], ...]


class PartInline(admin.StackedInline[Any, PlanRow]):
    """The rows of one kind, ordered by therapy."""

    form = RecordForm
    formset = PartsFormSet
    extra = 0
    show_change_link = True
    classes: Sequence[str] = ("collapse",)
    formfield_overrides: ClassVar[Any] = {TextField: {"widget": AdminTextareaWidget(attrs={"rows": 2})}}
    lines: ClassVar[Lines]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """A few fields a line, in the order in which a plan document says it."""
        return list(self.lines)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """By therapy, as members read them; of one therapy when the page is about one."""
        rows = super().get_queryset(request).prefetch_related(*(field.name for field in self.opts.many_to_many))
        therapy = request.GET.get("therapy") if request.method == "GET" else None
        return self.by_therapy(rows, therapy)

    def by_therapy(self, rows: QuerySet[Any], therapy: str | None) -> QuerySet[Any]:
        """The rows in the order of their therapies, or those of one."""
        ordered = rows.order_by("therapy__position", "therapy", "pk")
        return ordered.filter(therapy=therapy) if therapy else ordered

    def get_formset(self, request: HttpRequest, obj: Any = None, **options: Any) -> Any:
        """Its search boxes know the names of what this plan's rows name."""
        self.labels = labels(request, obj)
        return super().get_formset(request, obj, **options)

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: Any, **options: Any) -> Any:
        """Picked by search, named without a question a row."""
        return self._picked(PickedOne, db_field, **options)

    def formfield_for_manytomany(self, db_field: ManyToManyField[Any, Any], request: Any, **options: Any) -> Any:
        """Picked by search, named without a question a row."""
        return self._picked(PickedSeveral, db_field, **options)

    def _picked(self, kind: Any, field: Any, **options: Any) -> Any:
        widget = kind(field, self.admin_site)
        widget.labels = self.labels[field.related_model, "pk" if field.many_to_many else "slug"]
        return field.formfield(**{**options, "widget": widget})


class BenefitInline(PartInline):
    """Whether it covers a therapy."""

    model = BenefitRow
    lines = (
        "therapy",
        ("status", "certainty"),
        ("purpose", "for_rich_benefits"),
        "excluded_techniques",
        ("listed_conditions_only", "stops_without_improvement"),
        "scope",
        "note",
        "citation",
    )


class GateInline(PartInline):
    """What coverage waits for."""

    model = GateRow
    lines = (
        "therapy",
        ("kind", "requirement"),
        ("purpose", "setting"),
        ("from_visit", "counted_with"),
        ("referrers", "tiers"),
        "network_name",
        "certainty",
        "note",
        "citation",
    )


class CostTierInline(PartInline):
    """What a visit costs."""

    model = CostTierRow
    lines = (
        "therapy",
        ("tier", "deductible"),
        ("purpose", "setting"),
        ("from_visit", "to_visit", "counted_with"),
        ("kind", "percent"),
        ("low", "high"),
        ("per", "cap"),
        ("counts_to_out_of_pocket", "of_allowed_amount", "balance_billing"),
        "certainty",
        "note",
        "citation",
    )


class VisitLimitInline(PartInline):
    """How many visits."""

    model = VisitLimitRow
    form = VisitLimitForm
    lines = (
        ("slug", "rule"),
        ("low", "high"),
        "unit",
        ("period", "period_days"),
        "members",
        ("extension", "extension_quantity", "absolute_max"),
        "exempt_conditions",
        ("exempt_settings", "exempt_below_age"),
        "certainty",
        "note",
        "citation",
    )

    def by_therapy(self, rows: QuerySet[Any], therapy: str | None) -> QuerySet[Any]:
        """By what they count; any therapy's own limits, and those that count all."""
        members = PoolMemberRow.objects.order_by("position", "pk")
        pooled: QuerySet[Any] = rows.prefetch_related(Prefetch("members", members))
        ordered = pooled.annotate(first=Min("members__therapy__position"))
        if therapy:
            counting = PoolMemberRow.objects.filter(Q(therapy=therapy) | Q(therapy=None))
            ordered = ordered.filter(pk__in=counting.values("limit"))
        found: QuerySet[Any] = ordered.order_by("first", "slug")
        return found


class ConditionRuleInline(PartInline):
    """What it says of a condition."""

    model = ConditionRuleRow
    lines = (
        "therapy",
        "condition",
        ("outcome", "certainty"),
        "likelier_after_first_treatments",
        "qualifier",
        "citation",
    )


class DisagreementInline(PartInline):
    """What sources differ on."""

    model = DisagreementRow
    lines = (("therapy", "subject"), "says", "citation", "other_says", "other_citation")


class PlanAmountInline(PartInline):
    """Its deductibles and out-of-pocket limits."""

    model = PlanAmountRow
    lines = (("kind", "tier"), ("self_only", "family", "family_rule"), "citation")

    def by_therapy(self, rows: QuerySet[Any], therapy: str | None) -> QuerySet[Any]:
        """They hold for every therapy."""
        return rows.order_by("kind", "tier")


INLINES: Final = (
    PlanAmountInline,
    BenefitInline,
    GateInline,
    CostTierInline,
    VisitLimitInline,
    ConditionRuleInline,
    DisagreementInline,
)
