"""Between rows and records: the same fields under the same names, for every table alike."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, cast

import msgspec
from django.db import models

from benefits.coverage.records import Record
from benefits.coverage.vocabulary import Refused

S = TypeVar("S", bound=msgspec.Struct)
Plain = dict[str, Any]


class RowColumn(msgspec.Struct, frozen=True):
    """Where a row holds a field of its record: the row's attribute, what it holds for nothing, the record's default."""

    name: str
    attribute: str
    nothing: str | None
    default: Any


class Shape(msgspec.Struct, frozen=True):
    """How a row holds one kind of record: in its own columns, in lists of references and in child rows."""

    columns: tuple[RowColumn, ...]
    many: tuple[str, ...]
    children: tuple[str, ...]


@cache
def shape(kind: type[msgspec.Struct], row: type[models.Model]) -> Shape:
    """Where the row holds each field of the record. Raises FieldDoesNotExist for a field that it does not hold."""
    fields = {name: row._meta.get_field(name) for name in kind.__struct_fields__}
    many = tuple(name for name, field in fields.items() if field.many_to_many)
    children = tuple(name for name, field in fields.items() if field.one_to_many)
    own = {name: field for name, field in fields.items() if isinstance(field, models.Field) and name not in many}
    defaults = {field.name: field.default for field in msgspec.structs.fields(kind)}
    columns = tuple(
        RowColumn(name, field.attname, None if field.null else "", defaults[name]) for name, field in own.items()
    )
    return Shape(columns, many, children)


def key_columns(kind: type[Record], row: type[models.Model]) -> list[str]:
    """The row's columns that hold the key of its record, in the order of the key."""
    attributes = {column.name: column.attribute for column in shape(kind, row).columns}
    return [attributes[name] for name in kind.KEY]


def listed(row: type[models.Model], name: str) -> models.ManyToManyField[Any, Any]:
    """The row's list of references by that name."""
    return cast("models.ManyToManyField[Any, Any]", row._meta.get_field(name))


def links(field: models.ManyToManyField[Any, Any]) -> Any:
    """The table that holds what every row's list names."""
    return getattr(field.model, field.name).through


def record_of(kind: type[S], plain: Mapping[str, Any]) -> S:
    """The record of plain values.

    Raises Refused when it makes no sense, and msgspec.ValidationError when a value is missing or of the wrong type.
    """
    try:
        return msgspec.convert(plain, kind)
    except msgspec.ValidationError as problem:
        if isinstance(problem.__cause__, Refused):
            raise problem.__cause__ from None
        raise


def plain_of(columns: Iterable[RowColumn], values: Iterable[Any]) -> Plain:
    """The values of a row by field, without those that are empty or the record's default."""
    return {
        column.name: _once_spelled(value)
        for column, value in zip(columns, values, strict=True)
        if value is not None and value not in ("", column.default)
    }


def _once_spelled(value: Any) -> Any:
    """The value in one spelling, since a database gives 20.0000 for 20."""
    if type(value) is not Decimal:
        return value
    return Decimal(int(value)) if value == int(value) else value.normalize()


def plain_row(kind: type[msgspec.Struct], row: models.Model) -> Plain:
    """What one row holds in its own columns, by field."""
    columns = shape(kind, type(row)).columns
    return plain_of(columns, (getattr(row, column.attribute) for column in columns))


def columns_of(record: msgspec.Struct, row: type[models.Model]) -> Plain:
    """The record as values for the row's own columns, by attribute."""
    return {
        column.attribute: _held(getattr(record, column.name), column.nothing)
        for column in shape(type(record), row).columns
    }


def _held(value: Any, nothing: str | None) -> Any:
    return nothing if value is None else msgspec.to_builtins(value, builtin_types=(Decimal, date))
