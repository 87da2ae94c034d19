"""The draft as a catalog: every row becomes its record, one query a table."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec
from django.db import connection, transaction
from django.db.models import QuerySet

from benefits.coverage.catalog import Catalog, sha256, to_json
from benefits.coverage.records import PoolMember, Record
from benefits.coverage.vocabulary import Refused
from benefits.editions.serving import InForce
from benefits.models import ROWS, PoolMemberRow, Row, mirror

Lists = Mapping[int, list[Any]]


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
    """The rows as a catalog. Refused when a row, or all of them together, make no sense."""
    with one_moment():
        tables: dict[str, Any] = {table: tuple(record for _pk, record in held(row)) for table, row in ROWS.items()}
    return Catalog(**tables)


def held(row: type[Row], rows: QuerySet[Any] | None = None) -> Iterator[tuple[int, Record]]:
    """The rows of a table, or some of them, as records, each with its number. Refused when one makes no sense."""
    rows = row.objects.all() if rows is None else rows
    shape = mirror.shape(row.RECORD, row)
    # All of them are found without asking which.
    owners = rows.values("pk") if rows.query.where else None
    lists = {name: _named(row, name, owners) for name in shape.many} | {
        name: _members(owners) for name in shape.children
    }
    for pk, *values in rows.order_by().values_list("pk", *(column.attribute for column in shape.columns)):
        plain = mirror.plain_of(shape.columns, values)
        plain.update({name: listed[pk] for name, listed in lists.items() if pk in listed})
        yield pk, _record(row.RECORD, plain)


def _record(kind: type[Record], plain: mirror.Plain) -> Record:
    """The record, or a refusal that names the row."""
    try:
        return mirror.record_of(kind, plain)
    except (Refused, msgspec.ValidationError) as problem:
        key = " / ".join(str(plain.get(name, "")) for name in kind.KEY)
        field = problem.field if isinstance(problem, Refused) else kind.__name__
        raise Refused(field, f"{problem} ({kind.__name__} {key})") from problem


def _named(row: type[Row], name: str, owners: QuerySet[Any] | None) -> Lists:
    """The slugs that each row's list names, in the order in which they were added."""
    field = mirror.listed(row, name)
    columns = field.m2m_column_name(), f"{field.m2m_reverse_field_name()}__slug"
    links = mirror.links(field).objects.order_by("pk")
    if owners is not None:
        links = links.filter(**{f"{columns[0]}__in": owners})
    found = defaultdict(list)
    for pk, slug in links.values_list(*columns):
        found[pk].append(slug)
    return found


def _members(owners: QuerySet[Any] | None) -> Lists:
    columns = mirror.shape(PoolMember, PoolMemberRow).columns
    rows = PoolMemberRow.objects.order_by("limit_id", "position", "pk")
    if owners is not None:
        rows = rows.filter(limit__in=owners)
    found = defaultdict(list)
    for pk, *values in rows.values_list("limit_id", *(column.attribute for column in columns)):
        found[pk].append(mirror.plain_of(columns, values))
    return found


def draft_in_memory() -> InForce:
    """The draft as if it were in force: without a number, to answer from before it is published."""
    catalog = draft()
    return InForce(number=None, sha256=sha256(to_json(catalog)), published_at=None, catalog=catalog)


def records_of(row: type[Row], rows: QuerySet[Any]) -> Iterator[Record]:
    """Some rows of a table as records. Refused when one makes no sense."""
    return (record for _pk, record in held(row, rows))
