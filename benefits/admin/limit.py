"""Visit limits, with what counts toward them."""

from django.contrib import admin

from benefits.admin.bulk import change_together
from benefits.admin.forms import VisitLimitForm
from benefits.admin.rows import RowAdmin
from benefits.models import VisitLimitRow


@admin.register(VisitLimitRow)
class VisitLimitAdmin(RowAdmin):
    """How many visits."""

    form = VisitLimitForm
    actions = (change_together,)
    links = ("plan", "citation")
    list_display = ("plan", "slug", "rule", "low", "high", "unit", "period", "certainty", "citation")
    list_filter = ("rule", "unit", "period", "extension", "certainty")
    search_fields = ("plan__slug", "plan__name", "slug", "note", "members__therapy__slug")
