"""What is not in the draft yet comes in; what is there, or was taken out, is left alone."""

import re
from pathlib import Path

import msgspec
import pytest
from django.conf import settings
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from benefits import editions
from benefits.coverage.catalog import TABLES, Catalog, from_json, sha256, to_json
from benefits.coverage.vocabulary import Refused
from benefits.importing import catalogs, storing
from benefits.importing.catalogs import Loaded
from benefits.models import ROWS, BenefitRow, ContentRow, PlanRow, TherapyRow
from benefits.words import refusals
from tests import whole

FIXTURES = settings.BASE_DIR / "fixtures"


def records(catalog: Catalog) -> int:
    return sum(len(getattr(catalog, table)) for table in TABLES)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "catalog",
    [
        pytest.param(catalogs.shipped(FIXTURES), id="what is shipped"),
        pytest.param(whole.catalog(), id="every field of every record"),
    ],
)
def test_rows_give_back_the_very_bytes(catalog: Catalog) -> None:
    catalogs.load(catalog, reason="a test")

    back = to_json(editions.draft())

    assert sha256(back) == sha256(to_json(catalog))
    assert back == to_json(catalog)


@pytest.mark.django_db
def test_a_second_load_brings_nothing() -> None:
    catalog = whole.catalog()

    assert catalogs.load(catalog, reason="a test") == Loaded(new=records(catalog), left=0)
    assert catalogs.load(catalog, reason="a test") == Loaded(new=0, left=records(catalog))


@pytest.mark.django_db
def test_a_second_load_asks_each_table_but_changes_none(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    catalogs.load(whole.catalog(), reason="a test")

    with django_assert_max_num_queries(4 * len(TABLES)) as asked:
        catalogs.load(whole.catalog(), reason="a test")

    assert not [query for query in asked.captured_queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


@pytest.mark.django_db
def test_an_edit_outlives_the_next_load() -> None:
    catalogs.load(whole.catalog(), reason="a test")
    TherapyRow.objects.filter(slug="massage").update(name="Massage by hand")

    catalogs.load(whole.catalog(), reason="a test")

    assert TherapyRow.objects.get(slug="massage").name == "Massage by hand"


@pytest.mark.django_db
def test_what_was_deleted_does_not_come_back_nor_what_names_it() -> None:
    catalog = whole.catalog()
    without_gold = msgspec.structs.replace(
        catalog,
        **dict.fromkeys(("benefits", "gates", "cost_tiers", "visit_limits", "condition_rules", "plan_amounts"), ()),
        contents=(),
    )
    catalogs.load(without_gold, reason="a test")
    PlanRow.objects.get(slug="gold").delete()

    loaded = catalogs.load(catalog, reason="a test")

    assert loaded == Loaded(new=0, left=records(catalog))
    assert not PlanRow.objects.filter(slug="gold").exists()
    assert not BenefitRow.objects.exists()


@pytest.mark.django_db
def test_a_load_that_fails_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    create = storing.create

    def fail_late(row: type, *rest: object, **told: object) -> None:
        if row is ContentRow:
            raise IntegrityError
        create(row, *rest, **told)  # type: ignore[arg-type]

    monkeypatch.setattr(storing, "create", fail_late)

    with pytest.raises(IntegrityError):
        catalogs.load(whole.catalog(), reason="a test")

    assert not any(row.objects.exists() or row.history.exists() for row in ROWS.values())


@pytest.mark.django_db
def test_history_begins_with_the_load() -> None:
    catalogs.load(whole.catalog(), reason="shipped data")

    for row in ROWS.values():
        assert row.history.count() == row.objects.count()
    first = ContentRow.objects.get(slug="a-discount").history.get()

    assert (first.history_type, first.history_change_reason) == ("+", "shipped data")
    assert [scope.planrow.slug for scope in first.plans.order_by("pk")] == ["gold", "hmo"]


def test_files_build_on_each_other() -> None:
    catalog = whole.catalog()
    first = msgspec.structs.replace(catalog, contents=())
    second = to_json(Catalog()).removesuffix(b"}") + b'"contents":' + msgspec.json.encode(catalog.contents) + b"}"

    assert catalogs.merged([to_json(first), second]) == catalog


def test_shipped_files_that_are_not_there_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "plans.json").write_bytes(to_json(whole.catalog()))

    assert catalogs.shipped(tmp_path) == whole.catalog()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing at all"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'{"plan": []}', id="an unknown table"),
        pytest.param(b'{"format": 2}', id="a later format"),
        pytest.param(b'{"plans": [{"slug": "hmo"}]}', id="half a record"),
        pytest.param(b"\xff\xfe", id="not UTF-8"),
    ],
)
def test_what_is_no_catalog_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        catalogs.merged([data])


def test_one_record_twice_is_refused() -> None:
    with pytest.raises(Refused):
        catalogs.merged([to_json(whole.catalog()), to_json(whole.catalog())])


def test_shipped_data_is_a_catalog() -> None:
    shipped = catalogs.shipped(FIXTURES)

    assert from_json(to_json(shipped)) == shipped
    assert records(shipped) > 300


def test_the_lines_of_a_catalog_are_its_records() -> None:
    found = catalogs.lines(to_json(whole.catalog()))

    assert [line.record for line in found] == [record for table in TABLES for record in getattr(whole.catalog(), table)]
    assert {line.plan for line in found if line.table in ("plans", "gates", "contents")} == {"gold", "hmo", ""}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(b'{"format": 2, "planets": []}', "of format 2; this version reads format 1", id="a later format"),
        pytest.param(b'{"format": "1"}', r"Expected `int`, got `str` - at `\$.format`", id="no number"),
        pytest.param(
            b'{"plans": [{"slug": "a"}]}', r"missing required field `name` - at `\$.plans\[0\]`", id="half a plan"
        ),
        pytest.param(b'{"planets": []}', r"“planets” \(at `\$`\) is not known here", id="an unknown table"),
        pytest.param(b'{"plans": [{"slug": "a"', "Input data was truncated", id="half a file"),
        pytest.param(b"[" * 100_000, "Expected `object`", id="brackets without end"),
        pytest.param(b'{"a": ' * 100_000, "nested deeper than 8 levels", id="braces without end"),
        pytest.param(b'{"plans": [' + b"1," * 2_000_001, "more than 2,000,000 values", id="values without end"),
        pytest.param(
            b'{"regions": [{"slug": "a", "name": "A", "states": [' + b'"CA",' * 1000 + b'"CA"]}]}',
            "length <= 1000",
            id="a list without end",
        ),
        pytest.param(b"\xff\xfe", "catalog: ", id="not UTF-8"),
        pytest.param(b"", "catalog: ", id="nothing"),
        pytest.param(
            b'{"techniques": [{"slug": "a", "therapy": "b", "name": "c"}]}', "“b” is not there", id="a name of nothing"
        ),
        pytest.param(
            b'{"cost_tiers": [{"plan": "a", "therapy": "b", "deductible": "after", "kind": "coinsurance",'
            b' "percent": "NaN", "citation": "c"}]}',
            "must be from 0 to 100",
            id="not a number",
        ),
    ],
)
def test_what_is_no_catalog_says_where(data: bytes, why: str) -> None:
    with pytest.raises(Refused) as refused:
        catalogs.lines(data)

    assert re.search(why, refusals.told(refused.value))
