"""Therapies, techniques, conditions."""

from django.contrib import admin

from benefits.admin.rows import RowAdmin
from benefits.models import ConditionRow, TechniqueRow, TherapyRow


@admin.register(TherapyRow)
class TherapyAdmin(RowAdmin):
    """Kinds of care."""

    list_display = ("name", "slug", "group", "position", "needs_license")
    list_filter = ("group", "needs_license")
    search_fields = ("slug", "name", "plain_name", "aliases")


@admin.register(TechniqueRow)
class TechniqueAdmin(RowAdmin):
    """Ways of giving a therapy."""

    list_display = ("name", "slug", "therapy")
    list_filter = ("therapy",)
    search_fields = ("slug", "name")


@admin.register(ConditionRow)
class ConditionAdmin(RowAdmin):
    """Why care is wanted."""

    list_display = ("name", "slug", "part_of", "is_diagnosis", "position")
    list_filter = ("is_diagnosis", "part_of")
    search_fields = ("slug", "name")
