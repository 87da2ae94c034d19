"""One fact of many rows changed together: chosen, looked at row by row, then saved for all of them or for none."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from msgspec import Struct

from benefits.admin.forms import explain
from benefits.admin.telling import in_words
from benefits.bounds import BULK_ROWS
from benefits.models import PlanRow, Row, mirror

Fields = tuple[str, ...]
# Figures that only make sense together.
TOGETHER: Final[tuple[Fields, ...]] = (("low", "high"), ("self_only", "family"))


class RowPreview(Struct, frozen=True, kw_only=True):
    """What would become of one row: nothing when old and new are the same; refused when there are problems."""

    name: str
    address: str
    old: str
    new: str
    problems: tuple[str, ...]


@admin.action(description=gettext_lazy("Change one fact of all selected"), permissions=["change"])
def change_together(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
    """Which fact, its new value, what would become of each row, done: one page after the other."""
    pks = list(queryset.values_list("pk", flat=True)[: BULK_ROWS.most + 1])
    if len(pks) > BULK_ROWS.most:
        messages.error(request, BULK_ROWS.told())
        return None
    known = facts(model_admin.model)
    chosen = known.get(request.POST.get("fact", ""))
    if chosen is None:
        return _page(
            model_admin, request, pks, facts=[(name, _label(model_admin.model, known[name])) for name in known]
        )
    new_value = _form(model_admin, request, chosen)
    if not {"preview", "confirm"} & set(request.POST):
        return _page(model_admin, request, pks, chosen=chosen, form=new_value(prefix="new"))
    form = new_value(request.POST, prefix="new")
    if not form.is_valid():
        return _page(model_admin, request, pks, chosen=chosen, form=form)
    return _looked_through(model_admin, request, pks, chosen, form)


def facts(row: type[Row]) -> dict[str, Fields]:
    """What can be changed in many rows at once: no part of what tells rows apart, no list."""
    columns = [column.name for column in mirror.shape(row.RECORD, row).columns if column.name not in row.RECORD.KEY]
    pairs = [pair for pair in TOGETHER if set(pair) <= set(columns)]
    return {"+".join(fields): fields for fields in [*pairs, *((name,) for name in columns)]}


def _label(row: type[Row], fields: Fields) -> str:
    return " – ".join(str(row._meta.get_field(name).verbose_name) for name in fields)  # type: ignore[union-attr]


def _form(model_admin: Any, request: HttpRequest, fields: Fields) -> type[forms.Form]:
    """The fields as the row's own form has them."""
    own = {name: model_admin.model._meta.get_field(name) for name in fields}
    drawn = {name: model_admin.formfield_for_dbfield(field, request=request) for name, field in own.items()}
    return type("NewValue", (forms.Form,), drawn)


def _looked_through(
    model_admin: Any, request: HttpRequest, pks: Sequence[int], fields: Fields, form: forms.Form
) -> HttpResponse | None:
    """What would become of each row; saved when that was seen before, and nothing is refused."""
    with transaction.atomic():
        rows = _held(model_admin.model, pks)
        seen = _seen(rows, fields)
        lines = [line(row, form.cleaned_data) for row in rows]
        refused = sum(bool(each.problems) for each in lines)
        changed = [row for row, each in zip(rows, lines, strict=True) if each.old != each.new]
        is_confirmed = "confirm" in request.POST and not refused
        if is_confirmed and request.POST.get("seen") == seen:
            _save(model_admin, request, changed, _label(model_admin.model, fields))
            return None
    if is_confirmed:
        messages.error(request, _("Some of these rows were changed meanwhile. Look once more."))
    told = {"lines": lines, "refused": refused, "changed": len(changed), "seen": seen}
    return _page(model_admin, request, pks, chosen=fields, form=form, **told)


def _held(row: type[Row], pks: Sequence[int]) -> list[Any]:
    """The rows, theirs plans before them, for nobody else to save until this is over."""
    rows = row.objects.filter(pk__in=pks)
    if "plan" in row.RECORD.KEY:
        plans = PlanRow.objects.filter(slug__in=rows.values("plan")).order_by("pk")
        list(plans.select_for_update(no_key=True).values_list("pk"))
    lists = (field.name for field in row._meta.many_to_many)
    return list(rows.select_for_update(no_key=True).prefetch_related(*lists).order_by("pk"))


def _seen(rows: Sequence[Any], fields: Fields) -> str:
    held = [(row.pk, *(str(getattr(row, row._meta.get_field(name).attname)) for name in fields)) for row in rows]
    return hashlib.sha256(repr(held).encode()).hexdigest()


def line(row: Any, values: Mapping[str, Any]) -> RowPreview:
    """The row takes the values, unsaved; what that changes, and what speaks against it."""
    old = _in_words(row, values)
    for name, value in values.items():
        # What a row holds nothing as is the column's own business.
        is_nothing = value is None and not row._meta.get_field(name).null
        setattr(row, name, "" if is_nothing else value)
    others = {field.name for field in row._meta.fields} - set(values)
    problems: tuple[str, ...] = ()
    try:
        row.clean_fields(exclude=others)
        row.clean()
        row.become(
            {field.name: [each.slug for each in getattr(row, field.name).all()] for field in row._meta.many_to_many}
        )
    except ValidationError as problem:
        problems = tuple(problem.messages)
    address = reverse(f"admin:benefits_{row._meta.model_name}_change", args=[row.pk])
    return RowPreview(name=str(row), address=address, old=old, new=_in_words(row, values), problems=problems)


def _in_words(row: Any, values: Mapping[str, Any]) -> str:
    fields = (row._meta.get_field(name) for name in values)
    return " – ".join(in_words(field, getattr(row, field.attname)) for field in fields)


def _save(model_admin: Any, request: HttpRequest, rows: Sequence[Any], what: str) -> None:
    for row in rows:
        explain(row, _("Changed in many rows together: %(what)s") % {"what": what})
        row.save()
    said = ngettext("%(count)s row was changed: %(what)s.", "%(count)s rows were changed: %(what)s.", len(rows))
    messages.success(request, said % {"count": len(rows), "what": what})
    model_admin.say_unpublished(request)


def _page(model_admin: Any, request: HttpRequest, pks: Sequence[int], chosen: Fields = (), **more: Any) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Change one fact of many rows"),
        "opts": model_admin.opts,
        "media": model_admin.media + (more["form"].media if "form" in more else forms.Media()),
        "pks": pks,
        "checkbox": ACTION_CHECKBOX_NAME,
        "select_across": request.POST.get("select_across") == "1",
        "fact": "+".join(chosen),
        "what": _label(model_admin.model, chosen),
        **more,
    }
    return TemplateResponse(request, "admin/bulk.html", context)
