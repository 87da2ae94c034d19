"""By what the list of imports is narrowed down: how far they are, what was brought, and when."""

from datetime import timedelta
from typing import Any, Final

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from benefits.importing import readers
from benefits.models import ImportBatch, Job, JobKind, JobState

DAYS: Final = {"1": _("in the past day"), "7": _("in the past 7 days"), "31": _("in the past 31 days")}


def kind_in_words(batch: ImportBatch) -> str:
    """What was brought; the name of the reader where nothing reads such files any more."""
    try:
        return str(readers.named(batch.reader).title)
    except readers.NoSuchReader:
        return batch.reader


class StateFilter(SimpleListFilter):
    """How far an import is."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, str]]:
        """Every state, by the words for imports."""
        return [(state.value, Job(kind=JobKind.IMPORT, state=state).standing) for state in JobState]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those in the state that was chosen."""
        return queryset.filter(job__state=self.value()) if self.value() else queryset


class KindFilter(SimpleListFilter):
    """What was brought."""

    title = _("kind")
    parameter_name = "reader"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, StrOrPromise]]:
        """Everything that can be brought."""
        return [(reader.name, reader.title) for reader in readers.READERS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the kind that was chosen."""
        return queryset.filter(reader=self.value()) if self.value() else queryset


class DaysFilter(SimpleListFilter):
    """When it was brought."""

    title = _("day")
    parameter_name = "days"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, StrOrPromise]]:
        """Some days back from now."""
        return [*DAYS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the days that were chosen; nonsense leaves all of them."""
        days = self.value()
        if days not in DAYS:
            return queryset
        return queryset.filter(job__made_at__gte=timezone.now() - timedelta(days=int(days)))
