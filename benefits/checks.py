"""Promises that the code makes to itself. None of them reads a row: an empty database is fine."""

from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, register
from django.core.exceptions import FieldDoesNotExist

from benefits.coverage.catalog import TABLES
from benefits.models import ROWS, Row, mirror

# Told apart in a row, but no part of what is published.
OWN: Final = {"id"}


@register
def every_table_has_rows(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    """Whatever a catalog can hold, an admin can edit."""
    return [Error(f"no model holds the table {table}", id="benefits.E001") for table in TABLES if table not in ROWS]


@register
def rows_hold_what_records_hold(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    """The same fields under the same names, in both directions."""
    return [message for row in ROWS.values() for message in _differences(row)]


@register
def exports_are_shared(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    """No code can see whether a folder is the same one elsewhere: where there are several servers, it is told."""
    if settings.SERVERS == 1:
        return []
    told = f"long exports are made in {settings.VAR_DIR}/exports: let all {settings.SERVERS} servers share this folder"
    return [Info(told, hint="Where they do not, staff may read that a file is not on this server.", id="benefits.I001")]


def _differences(row: type[Row]) -> list[CheckMessage]:
    try:
        shape = mirror.shape(row.RECORD, row)
    except FieldDoesNotExist as problem:
        return [Error(f"{problem}; its record has", obj=row, id="benefits.E002")]
    held = {column.name for column in shape.columns} | {*shape.many, *shape.children} | OWN
    return [
        Error(f"{row.RECORD.__name__} has no field {field.name}", obj=row, id="benefits.E003")
        for field in (*row._meta.fields, *row._meta.many_to_many)
        if field.name not in held
    ]
