"""The draft as a catalog: every row becomes its record, with one query for each table."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import msgspec
from django.db import connection, transaction
from django.db.models import QuerySet

from benefits.coverage.catalog import TABLES, Catalog, references, sha256, to_json
from benefits.coverage.records import PoolMember, Record
from benefits.coverage.vocabulary import PlanKind, Refused
from benefits.editions.serving import InForce
from benefits.models import ROWS, PlanRow, PoolMemberRow, Row, mirror
from benefits.words import refusals

# What a row lists, by the primary key of the row.
Lists = Mapping[int, list[Any]]
RecordsByTable = dict[str, tuple[Record, ...]]

# Of these tables, a catalog of a few plans holds only what its other records name.
CITED: Final = ("citations", "sources")


class BadRow(Refused):
    """A row of the draft whose values no record takes: `row` is its class, `pk` its primary key."""

    def __init__(self, field: str, message: str, row: type[Row], pk: int) -> None:
        super().__init__(field, message)
        self.row = row
        self.pk = pk


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction whose queries all see the draft at one moment, so that no edit is seen in part."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def draft(plans: Collection[str] | None = None) -> Catalog:
    """The draft as a catalog, made of its rows.

    With the slugs of a few plans it holds no more than answers about them need: these plans, the plans that they are
    based on, and every guide.
    Raises BadRow when a row makes no sense, and Refused when each does but all of them together do not.
    """
    with one_moment():
        return _whole() if plans is None else _of(_with_what_they_stand_on(plans))


def _whole() -> Catalog:
    tables: dict[str, Any] = {table: tuple(records_of(row)) for table, row in ROWS.items()}
    return Catalog(**tables)


def _with_what_they_stand_on(plans: Collection[str]) -> set[str]:
    """The slugs of the plans, of all that they are based on, link by link, and of every guide.

    A guide speaks where the records of a plan are silent, and a member who has no plan on file may ask it instead.
    """
    found: set[str] = set()
    wanted = set(plans) | set(PlanRow.objects.filter(kind=PlanKind.GUIDE.value).values_list("slug", flat=True))
    while wanted:
        found |= wanted
        above = PlanRow.objects.filter(slug__in=wanted, based_on__isnull=False)
        wanted = set(above.values_list("based_on_id", flat=True)) - found
    return found


def _of(plans: set[str]) -> Catalog:
    """A catalog of these plans alone, with the citations and sources that their records name."""
    tables: dict[str, Any] = {
        table: tuple(records_of(row, _spoken_of(row, plans))) for table, row in ROWS.items() if table not in CITED
    }
    tables["contents"] = tuple(_within(tables["contents"], plans))
    for table in CITED:
        named = _named_in(tables, {"citations": ("citation", "other_citation"), "sources": ("source",)}[table])
        tables[table] = tuple(records_of(ROWS[table], ROWS[table].objects.filter(slug__in=named)))
    return Catalog(**tables)


def _spoken_of(row: type[Row], plans: set[str]) -> QuerySet[Any]:
    """The rows of a table that belong to these plans; all rows of a table whose records belong to no plan."""
    if row is PlanRow:
        return row.objects.filter(slug__in=plans)
    return row.objects.filter(plan__in=plans) if "plan" in row.RECORD.KEY else row.objects.all()


def _within(contents: Collection[Any], plans: set[str]) -> Iterator[Record]:
    """The contents that are for all plans or for some of these, each without the plans that the catalog lacks."""
    for content in contents:
        kept = tuple(plan for plan in content.plans if plan in plans)
        if kept or not content.plans:
            yield msgspec.structs.replace(content, plans=kept)


def _named_in(tables: RecordsByTable, fields: Collection[str]) -> set[str]:
    """The slugs that the records of these tables name in fields of these names."""
    known = (record for table in TABLES for record in tables.get(table, ()))
    return {slug for record in known for name, slug in references(record) if name in fields}


def records_of(row: type[Row], rows: QuerySet[Any] | None = None) -> Iterator[Record]:
    """The rows of a table, or those of a query, as records. Raises BadRow at the first that makes no sense."""
    return (record for _pk, record in held(row, rows))


def held(row: type[Row], rows: QuerySet[Any] | None = None) -> Iterator[tuple[int, Record]]:
    """The records as `records_of` gives them, each with the primary key of its row. Raises BadRow."""
    rows = row.objects.all() if rows is None else rows
    shape = mirror.shape(row.RECORD, row)
    # Without a filter the lists of all rows are wanted: asking for them by row would only cost time.
    owners = rows.values("pk") if rows.query.where else None
    lists = {name: _named(row, name, owners) for name in shape.many} | {
        name: _members(owners) for name in shape.children
    }
    for pk, *values in rows.order_by().values_list("pk", *(column.attribute for column in shape.columns)):
        plain = mirror.plain_of(shape.columns, values)
        plain.update({name: listed[pk] for name, listed in lists.items() if pk in listed})
        yield pk, _record(row, pk, plain)


def _record(row: type[Row], pk: int, plain: mirror.Plain) -> Record:
    """The record that the plain values of a row make. Raises BadRow, which names the record, when they make none."""
    kind = row.RECORD
    try:
        return mirror.record_of(kind, plain)
    except (Refused, msgspec.ValidationError) as problem:
        key = " / ".join(str(plain.get(name, "")) for name in kind.KEY)
        field = problem.field if isinstance(problem, Refused) else kind.__name__
        raise BadRow(field, f"{refusals.told(problem)} ({kind.__name__} {key})", row, pk) from problem


def _named(row: type[Row], name: str, owners: QuerySet[Any] | None) -> Lists:
    """The slugs that each row lists in a field, in the order in which they were added.

    `owners` are the rows that are asked about; None asks about all.
    """
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
    """The members of each visit limit as plain values, by the primary key of the limit."""
    columns = mirror.shape(PoolMember, PoolMemberRow).columns
    rows = PoolMemberRow.objects.order_by("limit_id", "position", "pk")
    if owners is not None:
        rows = rows.filter(limit__in=owners)
    found = defaultdict(list)
    for pk, *values in rows.values_list("limit_id", *(column.attribute for column in columns)):
        found[pk].append(mirror.plain_of(columns, values))
    return found


def draft_in_memory() -> InForce:
    """The draft in the shape of an edition in force, to answer from before it is published. It has no number.

    Raises what `draft` raises.
    """
    catalog = draft()
    return InForce(number=None, sha256=sha256(to_json(catalog)), published_at=None, catalog=catalog)
