"""What is not in the draft yet comes in; what is there, or was taken out, is left alone."""

from pathlib import Path

import msgspec
import pytest
from django.conf import settings
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from benefits import editions
from benefits.coverage.catalog import TABLES, Catalog, from_json, sha256, to_json
from benefits.coverage.vocabulary import Refused
from benefits.importing import loading, storing
from benefits.importing.loading import Loaded
from benefits.models import ROWS, BenefitRow, ContentRow, PlanRow, TherapyRow
from tests import whole

FIXTURES = settings.BASE_DIR / "fixtures"


def records(catalog: Catalog) -> int:
    return sum(len(getattr(catalog, table)) for table in TABLES)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "catalog",
    [
        pytest.param(loading.shipped(FIXTURES), id="what is shipped"),
        pytest.param(whole.catalog(), id="every field of every record"),
    ],
)
def test_rows_give_back_the_very_bytes(catalog: Catalog) -> None:
    loading.load(catalog, reason="a test")

    back = to_json(editions.draft())

    assert sha256(back) == sha256(to_json(catalog))
    assert back == to_json(catalog)


@pytest.mark.django_db
def test_a_second_load_brings_nothing() -> None:
    catalog = whole.catalog()

    assert loading.load(catalog, reason="a test") == Loaded(new=records(catalog), left=0)
    assert loading.load(catalog, reason="a test") == Loaded(new=0, left=records(catalog))


@pytest.mark.django_db
def test_a_second_load_asks_each_table_but_changes_none(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    loading.load(whole.catalog(), reason="a test")

    with django_assert_max_num_queries(4 * len(TABLES)) as asked:
        loading.load(whole.catalog(), reason="a test")

    assert not [query for query in asked.captured_queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


@pytest.mark.django_db
def test_an_edit_outlives_the_next_load() -> None:
    loading.load(whole.catalog(), reason="a test")
    TherapyRow.objects.filter(slug="massage").update(name="Massage by hand")

    loading.load(whole.catalog(), reason="a test")

    assert TherapyRow.objects.get(slug="massage").name == "Massage by hand"


@pytest.mark.django_db
def test_what_was_deleted_does_not_come_back_nor_what_names_it() -> None:
    catalog = whole.catalog()
    without_gold = msgspec.structs.replace(
        catalog,
        **dict.fromkeys(("benefits", "gates", "cost_tiers", "visit_limits", "condition_rules", "plan_amounts"), ()),
        contents=(),
    )
    loading.load(without_gold, reason="a test")
    PlanRow.objects.get(slug="gold").delete()

    loaded = loading.load(catalog, reason="a test")

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
        loading.load(whole.catalog(), reason="a test")

    assert not any(row.objects.exists() or row.history.exists() for row in ROWS.values())


@pytest.mark.django_db
def test_history_begins_with_the_load() -> None:
    loading.load(whole.catalog(), reason="shipped data")

    for row in ROWS.values():
        assert row.history.count() == row.objects.count()
    first = ContentRow.objects.get(slug="a-discount").history.get()

    assert (first.history_type, first.history_change_reason) == ("+", "shipped data")
    assert [scope.planrow.slug for scope in first.plans.order_by("pk")] == ["gold", "hmo"]


def test_files_build_on_each_other() -> None:
    catalog = whole.catalog()
    first = msgspec.structs.replace(catalog, contents=())
    second = to_json(Catalog()).removesuffix(b"}") + b'"contents":' + msgspec.json.encode(catalog.contents) + b"}"

    assert loading.merged([to_json(first), second]) == catalog


def test_shipped_files_that_are_not_there_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "plans.json").write_bytes(to_json(whole.catalog()))

    assert loading.shipped(tmp_path) == whole.catalog()


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
        loading.merged([data])


def test_one_record_twice_is_refused() -> None:
    with pytest.raises(Refused):
        loading.merged([to_json(whole.catalog()), to_json(whole.catalog())])


def test_shipped_data_is_a_catalog() -> None:
    shipped = loading.shipped(FIXTURES)

    assert from_json(to_json(shipped)) == shipped
    assert records(shipped) > 300
