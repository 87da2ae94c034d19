"""What every list and form of the draft has: its record's fields, lookups that are known, a history."""

from collections.abc import Sequence
from typing import Any, Final, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, ManyToManyField, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from simple_history.admin import SimpleHistoryAdmin

from benefits import editions
from benefits.models import Row, mirror

# What may follow a field's name in the address of a list.
ENDINGS: Final = ("", "__exact", "__isnull", "__gte", "__lt")


class KnownLookups(admin.ModelAdmin[Model]):
    """A list that can be asked by its own filters, and by nothing else."""

    links: Sequence[str] = ()

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Whether a filter of this list, or a link to it, asks like that."""
        return lookup in {f"{path}{ending}" for path in self._paths() for ending in ENDINGS}

    def _paths(self) -> list[str]:
        names = [str(name) for name in (*self.list_filter, *self.links)]
        fields = [self.opts.get_field(name) for name in names]
        through = [f"{field.name}__{_told_apart_by(field)}" for field in fields if field.is_relation]
        return names + through


def _told_apart_by(field: Any) -> str:
    """The column of the other table that a filter goes by."""
    return str(field.related_model._meta.pk.name if field.many_to_many else field.target_field.name)


class RecordForm(forms.ModelForm[Model]):
    """A row's form: the record that it would become is built from everything in it, lists included."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        row = cast("Row", self.instance)
        if not self.errors:
            try:
                row.become(self._lists(row))
            except ValidationError as problem:
                self.add_error(None, problem)

    def _lists(self, row: Row) -> mirror.Plain:
        many = mirror.shape(row.RECORD, type(row)).many
        return {name: [row.slug for row in self.cleaned_data[name]] for name in many if name in self.cleaned_data}

    def add_error(self, field: str | None, error: Any) -> None:
        """At the field; what concerns a field that the form does not show is said on top."""
        if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
            for name, problems in error.error_dict.items():
                super().add_error(name if name in self.fields else None, problems)
        else:
            super().add_error(field, error)


def _refuse_no_number(*given: str) -> None:
    """Where stock history stumbles."""
    if not all(text.isdecimal() for text in given):
        raise Http404


def _with_a_link(request: HttpRequest, said: str) -> str:
    """For who may review it, with the way to where that begins."""
    if not cast("User", request.user).has_perm("benefits.review_draft"):
        return said
    return format_html('{} <a href="{}">{}</a>', said, reverse("admin:publishing"), _("Review and publish"))


class RowAdmin(SimpleHistoryAdmin, KnownLookups):  # type: ignore[misc]
    """A row of the draft, as the record names its fields."""

    form = RecordForm
    list_per_page = 50
    show_full_result_count = False
    save_on_top = True
    object_history_list_template = "admin/changes.html"
    model: type[Row]

    class Media:
        """What gives search boxes their names."""

        js = ("admin/js/jquery.init.js", "admin/js/autocomplete.js", "js/admin-names.js")

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        """The record's own fields in the record's order."""
        shape = mirror.shape(self.model.RECORD, self.model)
        return [name for name in self.model.RECORD.__struct_fields__ if name not in shape.children]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """A slug stays as it is: other records, and editions, know the row by it."""
        return ["slug"] if obj is not None and self.model.RECORD.KEY == ("slug",) else []

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """Whatever names other rows is picked by search."""
        fields = (self.opts.get_field(name) for name in self.get_fields(request))
        return [field.name for field in fields if isinstance(field, (ForeignKey, ManyToManyField))]

    def get_list_select_related(self, request: HttpRequest) -> list[str]:
        """The rows that the list names, in the same query."""
        shown = [name for name in self.list_display if isinstance(name, str)]
        fields = {field.name: field for field in self.opts.fields}
        return [name for name in shown if isinstance(fields.get(name), ForeignKey)]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What a link fills in; numbers of rows are numbers."""
        given = super().get_changeform_initial_data(request)
        many = {field.name for field in self.opts.many_to_many}
        return {
            name: [pk for pk in value if pk.isdecimal()] if name in many else value for name, value in given.items()
        }

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Who changed what, and when."""
        _refuse_no_number(unquote(object_id))
        page: HttpResponse = super().history_view(request, object_id, extra_context)
        return page

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The row as it was."""
        _refuse_no_number(object_id, version_id)
        page: HttpResponse = super().history_form_view(request, object_id, version_id, extra_context)
        return page

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """On, with a word on what is unpublished."""
        self._say_unpublished(request)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """On, with a word on what is unpublished."""
        self._say_unpublished(request)
        response: HttpResponse = super().response_change(request, obj)
        return response

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        """On, with a word on what is unpublished."""
        self._say_unpublished(request)
        return super().response_delete(request, obj_display, obj_id)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete, with a word on what is unpublished."""
        super().delete_queryset(request, queryset)
        self._say_unpublished(request)

    def _say_unpublished(self, request: HttpRequest) -> None:
        count, number = editions.unpublished_changes(), editions.newest_number()
        said = ngettext(
            "%(count)s unpublished change: members see edition %(number)s until the draft is published.",
            "%(count)s unpublished changes: members see edition %(number)s until the draft is published.",
            count,
        )
        messages.warning(request, _with_a_link(request, said % {"count": count, "number": number}))
