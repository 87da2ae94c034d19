"""Rows hold what records hold, under the same names, and give it back unchanged."""

from decimal import Decimal

import pytest
from django.db.models import Field
from msgspec import NODEFAULT
from msgspec.structs import fields

from benefits.coverage.catalog import TABLES
from benefits.coverage.records import Plan, PoolMember, Record
from benefits.coverage.vocabulary import Refused
from benefits.models import ROWS, PoolMemberRow, Row, mirror
from tests import whole


def test_every_table_of_a_catalog_has_its_rows() -> None:
    assert tuple(ROWS) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_row_and_record_have_the_same_fields(table: str) -> None:
    row = ROWS[table]
    own = {field.name for field in (*row._meta.fields, *row._meta.many_to_many)} - {"id"}

    shape = mirror.shape(row.RECORD, row)

    assert own | set(shape.children) == set(row.RECORD.__struct_fields__)


def test_members_of_a_pool_have_the_same_fields() -> None:
    own = {field.name for field in PoolMemberRow._meta.fields} - {"id", "limit", "position"}

    assert own == set(PoolMember.__struct_fields__)


@pytest.mark.parametrize("table", TABLES)
def test_row_and_record_have_the_same_defaults(table: str) -> None:
    row = ROWS[table]
    known = {column.name: column for column in mirror.shape(row.RECORD, row).columns}

    for field in fields(row.RECORD):
        column = row._meta.get_field(field.name)
        if field.default is not NODEFAULT and field.name in known and isinstance(column, Field):
            nothing = known[field.name].nothing
            assert column.get_default() in (field.default, nothing, []), f"{table}.{field.name}"


@pytest.mark.parametrize("table", TABLES)
def test_the_whole_catalog_leaves_no_field_at_its_default(table: str) -> None:
    records: tuple[Record, ...] = getattr(whole.catalog(), table)

    for field in fields(ROWS[table].RECORD):
        values = [getattr(record, field.name) for record in records]
        assert any(value != field.default for value in values), f"{table}.{field.name}"


@pytest.mark.parametrize(
    ("held", "spelled"),
    [
        pytest.param("20.0000", "20", id="whole"),
        pytest.param("12.5000", "12.5", id="with a fraction"),
        pytest.param("0.00", "0", id="nothing"),
        pytest.param("1000.00", "1000", id="not 1E+3"),
    ],
)
def test_a_number_has_one_spelling(held: str, spelled: str) -> None:
    columns = [mirror.RowColumn("low", "low", None, None)]

    plain = mirror.plain_of(columns, [Decimal(held)])

    assert str(plain["low"]) == spelled


def test_a_record_that_makes_no_sense_is_refused_by_field() -> None:
    with pytest.raises(Refused) as refusal:
        mirror.record_of(Plan, {"slug": "gold", "name": "Gold", "kind": "plan"})

    assert refusal.value.field == "plan_type"


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.__name__)
def test_every_row_has_a_history(row: type[Row]) -> None:
    assert row.history.model.__name__ == f"Historical{row.__name__}"
