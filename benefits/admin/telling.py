"""What a history says, in words: who did what to which row, and when."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django.db.models import ManyToManyField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from benefits.admin.forms import member_of
from benefits.models import PoolMemberRow, VisitLimitRow, columns, pooling
from benefits.words.choices import LABELS

NOTHING: Final = "—"


class HistoryChange(NamedTuple):
    """One field that an entry of a history changed: its name, and the old and the new value as an admin reads them."""

    field: str
    old: str
    new: str


def in_words(field: Any, value: Any) -> str:
    """A column's value as an admin reads it."""
    if isinstance(field, ManyToManyField):
        named = field.m2m_reverse_field_name()
        return ", ".join(_name(field.related_model, id=link[named]) for link in value) or NOTHING
    if field.is_relation and value:
        return _name(field.related_model, slug=value)
    match value:
        case None | "" | () | []:
            return NOTHING
        case bool():
            return _("yes") if value else _("no")
        case Decimal():
            return f"{value.normalize():f}"
        case date():
            return date_format(value, "j M Y")
        case tuple():
            labels = LABELS[field.vocabulary] if isinstance(field, columns.Several) and field.vocabulary else {}
            return ", ".join(str(labels.get(word, word)) for word in value)
        case list():
            return "; ".join(f"{part['fact']}: {', '.join(part['values'])}" for part in value)
        case _:
            return str(dict(field.flatchoices).get(value, value))


def _name(rows: Any, **which: Any) -> str:
    """The name of a row that is named, also of one that is gone."""
    found = rows.objects.filter(**which).first()
    if found is None and (entry := rows.history.filter(**which).order_by("-history_id").first()):
        found = entry.instance
    return str(found or next(iter(which.values())))


def moment(at: datetime) -> str:
    """When, to the minute."""
    return date_format(timezone.localtime(at), "j M Y, H:i")


def told(entry: Any, *, naming: bool) -> Iterator[str]:
    """What one entry did, a sentence a field; with the row's name where several are spoken of."""
    who = str(entry.history_user or _("Somebody"))  # imports and commands have no name
    words = {"who": who, "when": moment(entry.history_date), "row": _noun_and_name(entry.instance)}
    match entry.history_type:
        case "+":
            yield _("%(who)s added %(row)s on %(when)s.") % words
        case "-":
            yield _("%(who)s deleted %(row)s on %(when)s.") % words
        case _:
            sentence = _("%(who)s changed %(field)s: %(old)s → %(new)s on %(when)s.")
            if naming:
                sentence = _("%(who)s changed %(row)s, %(field)s: %(old)s → %(new)s on %(when)s.")
            for change in changes(entry):
                yield sentence % {**words, **change._asdict()}


def _noun_and_name(row: Any) -> str:
    name = str(row)
    if isinstance(row, PoolMemberRow):
        name = pooling.spelled([member_of(row)])
    return f"{row._meta.verbose_name} “{name}”"


def changes(entry: Any) -> list[HistoryChange]:
    """Each field that an entry changed: its name, the old and the new value. The first entry changed none."""
    model = entry.instance_type
    entries = model.history.filter(id=entry.id)
    before = entries.filter(history_id__lt=entry.history_id).order_by("-history_id").first()
    if before is None:
        return []
    found = [
        _change(model._meta.get_field(change.field), change.old, change.new)
        for change in entry.diff_against(before).changes
    ]
    if model is VisitLimitRow:
        found += _pool_changes(entry)
    return found


def _change(field: Any, old: Any, new: Any) -> HistoryChange:
    return HistoryChange(str(field.verbose_name), old=in_words(field, old), new=in_words(field, new))


def _pool_changes(entry: Any) -> list[HistoryChange]:
    """What counts toward a limit is saved with it, right after it: until the limit's next entry."""
    entries = VisitLimitRow.history.filter(id=entry.id, history_id__gt=entry.history_id).order_by("history_id")
    following = entries.values_list("history_date", flat=True).first()
    old, new = _pool_at(entry.id, entry.history_date), _pool_at(entry.id, following)
    return [HistoryChange(_("counted visits"), old=old, new=new)] if old != new else []


def _pool_at(limit: int, at: datetime | None) -> str:
    """What counted toward the limit right before that moment; None: what counts now."""
    entries = PoolMemberRow.history.filter(limit_id=limit).order_by("history_id")
    if at is not None:
        entries = entries.filter(history_date__lt=at)
    newest = {entry.id: entry for entry in entries}
    there = sorted((entry for entry in newest.values() if entry.history_type != "-"), key=lambda entry: entry.position)
    return ", ".join(pooling.spelled([member_of(entry.instance)]) for entry in there) or NOTHING
