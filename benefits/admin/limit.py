"""Visit limits, with what counts toward them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from benefits.admin.rows import RowAdmin
from benefits.models import PoolMemberRow, VisitLimitRow


class MemberInline(admin.StackedInline[PoolMemberRow, VisitLimitRow]):
    """Visits that count toward the limit."""

    model = PoolMemberRow
    autocomplete_fields = ("therapy",)
    extra = 0
    min_num = 1

    def get_formset(self, request: HttpRequest, obj: Any = None, **options: Any) -> Any:
        """At least one: a limit that counts nothing limits nothing."""
        return super().get_formset(request, obj, validate_min=True, **options)


@admin.register(VisitLimitRow)
class VisitLimitAdmin(RowAdmin):
    """How many visits."""

    inlines = (MemberInline,)
    links = ("plan", "citation")
    list_display = ("plan", "slug", "rule", "low", "high", "unit", "period", "certainty", "citation")
    list_filter = ("rule", "unit", "period", "extension", "certainty")
    search_fields = ("plan__slug", "plan__name", "slug", "note", "members__therapy__slug")
