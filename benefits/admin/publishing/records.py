"""Records of the draft and of editions in an admin's words: which row, which field, what it held and holds now."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

import msgspec
from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from benefits import editions
from benefits.coverage.record_changes import RecordKey
from benefits.coverage.records import key_part
from benefits.models import ROWS, CitationRow, Row, mirror


class FieldInWords(NamedTuple):
    """One field: its name, what it held, what it holds."""

    name: str
    before: str
    after: str


class CitedPlace(NamedTuple):
    """Where a record says it from, with the address of the citation."""

    words: str
    address: str


class ShownRecord(NamedTuple):
    """One record that differs."""

    noun: str
    key: str
    address: str
    is_new: bool
    is_gone: bool
    lines: list[FieldInWords]
    source: CitedPlace | None
    who: str = ""
    at: datetime | None = None


def unpublished(user: Any, found: Iterable[editions.Unpublished]) -> list[ShownRecord]:
    """Records of the draft that members do not see yet, each with its row and who touched it last."""
    listed = list(found)
    sources = _sources(user, [one.difference for one in listed])
    return [
        _shown(one.difference, sources)._replace(address=address(user, one.row, one.pk), who=one.who, at=one.at)
        for one in listed
    ]


def differing(user: Any, found: Collection[editions.RecordDifference]) -> list[ShownRecord]:
    """Records in which two editions differ."""
    sources = _sources(user, found)
    return [_shown(one, sources) for one in found]


def _shown(one: editions.RecordDifference, sources: Mapping[str, CitedPlace]) -> ShownRecord:
    row = ROWS[one.table]
    return ShownRecord(
        noun=noun(one.table),
        key=spelled(one.table, one.key),
        address="",
        is_new=one.is_new,
        is_gone=one.is_gone,
        lines=[_in_words(row, change) for change in one.fields],
        source=sources.get(one.citation),
    )


def _in_words(row: type[Row], change: editions.FieldChange) -> FieldInWords:
    before, after = (_said(row, change.field, value) for value in (change.before, change.after))
    return FieldInWords(_name(row, change.field), before=before, after=after)


def noun(table: str) -> str:
    """What one row of a table is called."""
    return str(capfirst(ROWS[table]._meta.verbose_name))


def spelled(table: str, key: RecordKey) -> str:
    """A record's key as one text, with the words of the form."""
    row = ROWS[table]
    parts = (_part(row, field, value) for field, value in zip(row.RECORD.KEY, key, strict=True))
    return " / ".join(part for part in parts if part)


def _part(row: type[Row], field: str, value: str) -> str:
    """What is true is told by its name, what is not is left out."""
    match value:
        case "True":
            return _name(row, field)
        case "False":
            return ""
        case _:
            return _said(row, field, value)


def address(user: Any, row: type[Row], pk: int | None) -> str:
    """The page of a row; none for those who may not open it, and for a row that is gone."""
    name = row._meta.model_name
    if pk is None or not user.has_perm(f"benefits.view_{name}"):
        return ""
    return reverse(f"admin:benefits_{name}_change", args=[pk])


def addresses(user: Any, table: str, keys: Collection[RecordKey]) -> dict[RecordKey, str]:
    """The pages of the rows with these keys, as far as they are there."""
    row = ROWS[table]
    names = mirror.key_columns(row.RECORD, row)
    firsts = {key[0] for key in keys}
    rows = row.objects.all()
    if "" not in firsts:
        rows = rows.filter(**{f"{names[0]}__in": firsts})
    return {tuple(map(key_part, key)): address(user, row, pk) for pk, *key in rows.values_list("pk", *names)}


def _sources(user: Any, found: Iterable[editions.RecordDifference]) -> dict[str, CitedPlace]:
    """The citations of all of them, in one query."""
    rows = CitationRow.objects.filter(slug__in={one.citation for one in found}).select_related("source")
    return {row.slug: _cited_place(user, row) for row in rows}


def _cited_place(user: Any, citation: CitationRow) -> CitedPlace:
    return CitedPlace(f"{citation.source.title}, {citation.locator}", address(user, CitationRow, citation.pk))


def _name(row: type[Row], field: str) -> str:
    try:
        return str(getattr(row._meta.get_field(field), "verbose_name", field))
    except FieldDoesNotExist:
        return field.replace("_", " ")


def _said(row: type[Row], field: str, value: Any) -> str:
    """A value as an admin reads it in a form: a word of a vocabulary by its label."""
    labels = dict(getattr(row._meta.get_field(field), "flatchoices", ()))
    is_a_word = isinstance(value, str) and value in labels
    return str(labels[value]) if is_a_word else _plain(value)


def _plain(value: Any) -> str:
    match value:
        case None | "" | ():
            return ""
        case bool():
            return _("yes") if value else _("no")
        case date():
            return date_format(value)
        case tuple() | list():
            return ", ".join(map(_plain, value))
        case msgspec.Struct():
            held = {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
            return " · ".join(f"{name.replace('_', ' ')}: {words}" for name, words in held.items() if words)
        case _:
            return str(value)
