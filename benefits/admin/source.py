"""Sources and citations."""

from django.contrib import admin

from benefits.admin.rows import RowAdmin
from benefits.models import CitationRow, SourceRow


@admin.register(SourceRow)
class SourceAdmin(RowAdmin):
    """Documents and pages."""

    list_display = ("slug", "title", "kind", "basis", "reliability", "retrieved_on", "review_by")
    list_filter = ("kind", "basis", "reliability", "review_by")
    search_fields = ("slug", "title", "publisher", "url")


@admin.register(CitationRow)
class CitationAdmin(RowAdmin):
    """Places in them."""

    list_display = ("slug", "source", "locator", "words", "checked_on")
    list_filter = ("words", "checked_on", "source")
    search_fields = ("slug", "locator", "quote", "source__title")
