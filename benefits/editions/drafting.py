"""The draft as a catalog: every row becomes its record, one query a table."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec
from django.db import connection, transaction

from benefits.coverage.catalog import Catalog, sha256, to_json
from benefits.coverage.records import PoolMember, Record
from benefits.coverage.vocabulary import Refused
from benefits.editions.serving import InForce
from benefits.models import ROWS, PoolMemberRow, Row, mirror

Lists = Mapping[int, list[Any]]


class BadRow(Refused):
    """A row of the draft that makes no sense as a record."""

    def __init__(self, field: str, message: str, row: type[Row], pk: int) -> None:
        super().__init__(field, message)
        self.row, self.pk = row, pk


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction whose queries all see the same moment: an edit is in wholly or not at all."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def draft() -> Catalog:
    """The rows as a catalog. BadRow when one makes no sense, Refused when all of them together make none."""
    with one_moment():
        tables: dict[str, Any] = {table: tuple(_records(row)) for table, row in ROWS.items()}
    return Catalog(**tables)


def _records(row: type[Row]) -> Iterator[Record]:
    shape = mirror.shape(row.RECORD, row)
    lists = {name: _named(row, name) for name in shape.many} | {name: _members() for name in shape.children}
    for pk, *values in row.objects.order_by().values_list("pk", *(column.attribute for column in shape.columns)):
        plain = mirror.plain_of(shape.columns, values)
        plain.update({name: listed[pk] for name, listed in lists.items() if pk in listed})
        yield _record(row, pk, plain)


def _record(row: type[Row], pk: int, plain: mirror.Plain) -> Record:
    """The record, or a refusal that names the row."""
    kind = row.RECORD
    try:
        return mirror.record_of(kind, plain)
    except (Refused, msgspec.ValidationError) as problem:
        key = " / ".join(str(plain.get(name, "")) for name in kind.KEY)
        field = problem.field if isinstance(problem, Refused) else kind.__name__
        raise BadRow(field, f"{problem} ({kind.__name__} {key})", row, pk) from problem


def _named(row: type[Row], name: str) -> Lists:
    """The slugs that each row's list names, in the order in which they were added."""
    field = mirror.listed(row, name)
    columns = field.m2m_column_name(), f"{field.m2m_reverse_field_name()}__slug"
    names = mirror.links(field).objects.order_by("pk").values_list(*columns)
    found = defaultdict(list)
    for pk, slug in names:
        found[pk].append(slug)
    return found


def _members() -> Lists:
    columns = mirror.shape(PoolMember, PoolMemberRow).columns
    rows = PoolMemberRow.objects.order_by("limit_id", "position", "pk")
    found = defaultdict(list)
    for pk, *values in rows.values_list("limit_id", *(column.attribute for column in columns)):
        found[pk].append(mirror.plain_of(columns, values))
    return found


def draft_in_memory() -> InForce:
    """The draft as if it were in force: without a number, to answer from before it is published."""
    catalog = draft()
    return InForce(number=None, sha256=sha256(to_json(catalog)), published_at=None, catalog=catalog)
