"""Cost tiers."""

from django.contrib import admin

from benefits.admin.benefit import RuleAdmin
from benefits.models import CostTierRow


@admin.register(CostTierRow)
class CostTierAdmin(RuleAdmin):
    """What a visit costs."""

    list_display = ("plan", "therapy", "tier", "deductible", "kind", "low", "high", "percent", "citation")
    list_filter = ("kind", "tier", "deductible", "therapy", "purpose", "setting")
