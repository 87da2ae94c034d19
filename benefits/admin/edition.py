"""Editions, to look at."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from benefits.admin.lookups import KnownLookups
from benefits.models import Edition


@admin.register(Edition)
class EditionAdmin(KnownLookups):
    """What was published, by whom and why. Nothing here can be changed."""

    list_display = ("number", "short_hash", "published_at", "published_by", "reason", "again", "changed")
    list_filter = ("published_at",)
    list_select_related = ("published_by", "again")
    search_fields = ("number", "sha256", "reason", "published_by__username")
    fields = ("number", "sha256", "published_at", "published_by", "reason", "again", "changed")
    readonly_fields = ("changed",)

    @admin.display(description=_("hash"), ordering="sha256")
    def short_hash(self, edition: Edition) -> str:
        """Enough of the hash to tell editions apart."""
        return edition.sha256[:12]

    @admin.display(description=_("what it changed"))
    def changed(self, edition: Edition) -> str:
        """The way to its differences, and from there back to it."""
        address = reverse("admin:edition_changes", args=[edition.number])
        return format_html(
            '<a href="{}">{}</a>', address, _("What edition %(number)s changed") % {"number": edition.number}
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Editions are published, not typed."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False
