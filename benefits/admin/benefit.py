"""Benefits, gates, condition rules, open disagreements."""

from collections.abc import Sequence

from django.contrib import admin

from benefits.admin.bulk import change_together
from benefits.admin.rows import RowAdmin
from benefits.models import BenefitRow, ConditionRuleRow, DisagreementRow, GateRow


class RuleAdmin(RowAdmin):
    """What a plan says of a therapy, found by either."""

    actions = (change_together,)
    links: Sequence[str] = ("plan", "citation")
    search_fields = ("plan__slug", "plan__name", "therapy__slug", "therapy__name", "note", "citation__slug")


@admin.register(BenefitRow)
class BenefitAdmin(RuleAdmin):
    """Whether a plan covers a therapy."""

    list_display = ("plan", "therapy", "status", "certainty", "purpose", "for_rich_benefits", "citation")
    list_filter = ("status", "therapy", "certainty", "purpose", "for_rich_benefits")


@admin.register(GateRow)
class GateAdmin(RuleAdmin):
    """What coverage waits for."""

    list_display = ("plan", "therapy", "kind", "requirement", "certainty", "from_visit", "citation")
    list_filter = ("kind", "requirement", "therapy", "certainty")


@admin.register(ConditionRuleRow)
class ConditionRuleAdmin(RuleAdmin):
    """What a plan says of a condition."""

    list_display = ("plan", "therapy", "condition", "outcome", "certainty", "citation")
    list_filter = ("outcome", "therapy", "condition", "certainty")
    search_fields = ("plan__slug", "plan__name", "therapy__slug", "condition__slug", "condition__name", "qualifier")


@admin.register(DisagreementRow)
class DisagreementAdmin(RuleAdmin):
    """What sources differ on: work that waits for somebody."""

    links: Sequence[str] = ("plan", "citation", "other_citation")
    list_display = ("plan", "therapy", "subject", "says", "other_says", "citation", "other_citation")
    list_filter = ("subject", "therapy")
    search_fields = ("plan__slug", "plan__name", "therapy__slug", "therapy__name", "says", "other_says")
