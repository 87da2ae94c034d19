"""The columns of each noun's sheet: what a cell holds, which words it may say, and whether it must say something."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any, Final

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec import inspect

from benefits.coverage.records import PoolMember
from benefits.models import ROWS


class Kind(StrEnum):
    """What a cell holds."""

    SLUG = "slug"
    TEXT = "text"
    WORD = "word"
    WHOLE = "whole"
    NUMBER = "number"
    YES_NO = "yes_no"
    DATE = "date"
    SLUGS = "slugs"
    TEXTS = "texts"
    WORDS = "words"
    MEMBERS = "members"
    FACTS = "facts"


SAID: Final[Mapping[Kind, str | Promise]] = {
    Kind.SLUG: _("short name: lower-case letters, digits and hyphens, such as gold-2026"),
    Kind.TEXT: _("text"),
    Kind.WORD: _("one of these words"),
    Kind.WHOLE: _("whole number"),
    Kind.NUMBER: _("number such as 20 or 12.50, without a $ or % sign"),
    Kind.YES_NO: _("yes or no"),
    Kind.DATE: _("date such as 2026-12-31"),
    Kind.SLUGS: _("short names, one a line or with | between them"),
    Kind.TEXTS: _("texts, one a line or with | between them"),
    Kind.WORDS: _("some of these words, one a line or with | between them"),
    Kind.MEMBERS: _("what counts, one a line, such as physical-therapy/rehabilitation/outpatient@kaiser; * is any"),
    Kind.FACTS: _("facts that must hold, one a line, such as network: outside, contracted"),
}

PLAIN: Final[Mapping[type, Kind]] = {
    inspect.IntType: Kind.WHOLE,
    inspect.DecimalType: Kind.NUMBER,
    inspect.BoolType: Kind.YES_NO,
    inspect.DateType: Kind.DATE,
    inspect.EnumType: Kind.WORD,
}
SEVERAL: Final[Mapping[Kind, Kind]] = {Kind.SLUG: Kind.SLUGS, Kind.TEXT: Kind.TEXTS, Kind.WORD: Kind.WORDS}


class Column(msgspec.Struct, frozen=True):
    """One column of a sheet."""

    table: str
    name: str
    kind: Kind
    words: tuple[str, ...]
    needed: bool


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a noun's sheet, in the order of its record's fields."""
    described: Any = inspect.type_info(ROWS[table].RECORD)
    return tuple(_column(table, field) for field in described.fields)


def _column(table: str, field: inspect.Field) -> Column:
    held = field.type
    if isinstance(held, inspect.UnionType):
        held = next(one for one in held.types if not isinstance(one, inspect.NoneType))
    word = held.item_type if isinstance(held, inspect.VarTupleType) else held
    words = tuple(str(one.value) for one in word.cls) if isinstance(word, inspect.EnumType) else ()
    return Column(table, field.encode_name, _kind(held), words, field.required)


def _kind(held: inspect.Type) -> Kind:
    if isinstance(held, inspect.VarTupleType):
        item = held.item_type
        if isinstance(item, inspect.StructType):
            return Kind.MEMBERS if item.cls is PoolMember else Kind.FACTS
        return SEVERAL[_kind(item)]
    if isinstance(held, inspect.StrType):
        return Kind.SLUG if held.min_length else Kind.TEXT
    return PLAIN[type(held)]
