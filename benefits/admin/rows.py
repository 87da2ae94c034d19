"""What every list and form of the draft has: its record's fields, lookups that are known, a history."""

from contextlib import nullcontext
from typing import Any, Final, cast

from django.contrib import messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import ForeignKey, ManyToManyField, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from simple_history.admin import SimpleHistoryAdmin

from benefits import editions
from benefits.admin import telling, versions
from benefits.admin.deleting import foreseen
from benefits.admin.forms import RecordForm
from benefits.admin.lookups import KnownLookups
from benefits.models import Row, mirror

# What a form sends that nobody typed.
UNTYPED: Final = ("csrfmiddlewaretoken", "opened_at", "_")
COUNTED: Final = ("_FORMS", "-id", "-plan")


def _refuse_no_number(*given: str) -> None:
    """Where stock history stumbles."""
    if not all(text.isdecimal() for text in given):
        raise Http404


def _with_a_link(request: HttpRequest, said: str) -> str:
    """For who may review it, with the way to where that begins."""
    if not cast("User", request.user).has_perm("benefits.review_draft"):
        return said
    return format_html('{} <a href="{}">{}</a>', said, reverse("admin:publishing"), _("Review and publish"))


def delete_knowingly(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
    """Stock deletion of what is selected; its page tells which member answers would change."""
    page = delete_selected(model_admin, request, queryset)
    if isinstance(page, TemplateResponse) and page.context_data is not None:
        context = page.context_data
        if not context["protected"] and not context["perms_lacking"]:
            context["foreseen"] = foreseen(queryset, timezone.localdate())
    return page


class RowAdmin(SimpleHistoryAdmin, KnownLookups):  # type: ignore[misc]
    """A row of the draft, as the record names its fields."""

    form = RecordForm
    list_per_page = 50
    show_full_result_count = False
    save_on_top = True
    change_form_template = "admin/row.html"
    delete_confirmation_template = "admin/delete_row.html"
    delete_selected_confirmation_template = "admin/delete_rows.html"
    object_history_list_template = "admin/changes.html"
    object_history_form_template = "admin/past_row.html"
    model: type[Row]

    class Media:
        """What gives search boxes their names."""

        js = ("admin/js/jquery.init.js", "admin/js/autocomplete.js", "js/admin-names.js")

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        """The record's own fields in the record's order."""
        shape = mirror.shape(self.model.RECORD, self.model)
        typed = self.form.base_fields
        return [name for name in self.model.RECORD.__struct_fields__ if name not in shape.children or name in typed]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """A slug stays as it is: other records, and editions, know the row by it."""
        return ["slug"] if obj is not None and self.model.RECORD.KEY == ("slug",) else []

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """Whatever names other rows is picked by search."""
        typed = self.form.base_fields
        fields = (self.opts.get_field(name) for name in self.get_fields(request) if name not in typed)
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

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row, and the version that it is shown at: never a newer one than what is shown."""
        found = super().get_object(request, object_id, from_field)
        if found is None:
            return None
        if request.method == "POST" and connection.in_atomic_block:
            versions.wait_for_others(found)
        opened_at = versions.version(found)
        shown: Any = super().get_object(request, object_id, from_field)
        if shown is not None:
            shown.opened_at = opened_at
        return shown

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> type[Any]:
        """The form; one that is sent knows what was changed since it was opened."""
        form: type[Any] = super().get_form(request, obj, change, **options)
        if request.method == "POST" and obj is not None:
            form.meanwhile = versions.changes_since(obj, request.POST.get("opened_at", ""))
        return form

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Who deleted the row, and what was typed; back to the list where it never was."""
        _refuse_no_number(unquote(object_id))
        entry = self.model.history.filter(id=unquote(object_id), history_type="-").order_by("-history_id").first()
        if entry is None:
            response: HttpResponse = super()._get_obj_does_not_exist_redirect(request, opts, object_id)
            return response
        context = {
            **self.admin_site.each_context(request),
            "title": _("No longer there"),
            "opts": opts,
            "told": list(telling.told(entry, naming=True)),
            "typed": self._typed(request),
            "history": entry.pk,
            "object_id": object_id,
        }
        return TemplateResponse(request, "admin/gone.html", context, status=410)

    def _typed(self, request: HttpRequest) -> list[tuple[str, str]]:
        """What a form that was sent says, field by field."""
        labels = {field.name: str(field.verbose_name) for field in self.opts.fields}
        given = ((name, "\n".join(values)) for name, values in request.POST.lists() if not name.startswith(UNTYPED))
        return [(labels.get(name, name), text) for name, text in given if text and not name.endswith(COUNTED)]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Who changed what, and when."""
        _refuse_no_number(unquote(object_id))
        page: HttpResponse = super().history_view(request, object_id, extra_context)
        return page

    def set_history_delta_changes(self, request: HttpRequest, historical_records: Any, **_options: Any) -> None:
        """What each entry changed, in words."""
        for entry in historical_records:
            entry.history_delta_changes = telling.changes(entry)

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The row as it was; sent back, it is again as it was, unless somebody changed it meanwhile."""
        _refuse_no_number(object_id, version_id)
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied
        with transaction.atomic() if request.method == "POST" else nullcontext():
            context = {**(extra_context or {}), "opened_at": self._held(request, object_id)}
            page: HttpResponse = super().history_form_view(request, object_id, version_id, context)
        return page

    def _held(self, request: HttpRequest, object_id: str) -> str:
        """The version of a row that may be gone; held, when it is about to be as it was."""
        entry = self.model.history.filter(id=object_id).order_by("-history_id").first()
        if entry is None:
            return ""
        row = entry.instance
        if request.method == "POST":
            versions.wait_for_others(row)
        return versions.version(row)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """On, with a word on what is unpublished."""
        self.say_unpublished(request)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """On, with a word on what is unpublished."""
        self.say_unpublished(request)
        response: HttpResponse = super().response_change(request, obj)
        return response

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        """On, with a word on what is unpublished."""
        self.say_unpublished(request)
        return super().response_delete(request, obj_display, obj_id)

    def render_delete_form(self, request: HttpRequest, context: Any) -> HttpResponse:
        """With the member answers that the deletion would change."""
        if not context["protected"] and not context["perms_lacking"]:
            context["foreseen"] = foreseen([context["object"]], timezone.localdate())
        response: HttpResponse = super().render_delete_form(request, context)
        return response

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """With a deletion that tells what it does to answers."""
        actions: dict[str, Any] = super().get_actions(request)
        if "delete_selected" in actions:
            actions["delete_selected"] = (delete_knowingly, *actions["delete_selected"][1:])
        return actions

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete, with a word on what is unpublished."""
        super().delete_queryset(request, queryset)
        self.say_unpublished(request)

    def say_unpublished(self, request: HttpRequest) -> None:
        """How much of the draft nobody sees yet."""
        count, number = editions.unpublished_changes(), editions.newest_number()
        said = ngettext(
            "%(count)s unpublished change: members see edition %(number)s until the draft is published.",
            "%(count)s unpublished changes: members see edition %(number)s until the draft is published.",
            count,
        )
        messages.warning(request, _with_a_link(request, said % {"count": count, "number": number}))
