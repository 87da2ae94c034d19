"""What the address of a list may ask: what the list's own filters and links ask, and nothing else."""

from collections.abc import Sequence
from typing import Any, Final

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import Model
from django.http import HttpRequest

# What may follow a field's name in the address of a list.
ENDINGS: Final = ("", "__exact", "__isnull", "__gte", "__lt")


class KnownLookups(admin.ModelAdmin[Model]):
    """A list that can be asked by its own filters, and by nothing else."""

    links: Sequence[str] = ()

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Whether a filter of this list, or a link to it, asks like that."""
        return lookup in {f"{path}{ending}" for path in self._paths() for ending in ENDINGS}

    def _paths(self) -> list[str]:
        named = [name for name in (*self.list_filter, *self.links) if isinstance(name, str)]
        fields = [self.opts.get_field(name) for name in named]
        through_others = [f"{field.name}__{_told_apart_by(field)}" for field in fields if field.is_relation]
        own_filters = [
            kind for kind in self.list_filter if isinstance(kind, type) and issubclass(kind, SimpleListFilter)
        ]
        return [*named, *through_others, *(str(kind.parameter_name) for kind in own_filters)]


def _told_apart_by(field: Any) -> str:
    """The column of the other table that a filter goes by."""
    if field.many_to_many:
        return str(field.related_model._meta.pk.name)
    return str(field.target_field.name)
