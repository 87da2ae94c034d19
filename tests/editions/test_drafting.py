"""The draft is compiled whole, a query a table, and refuses rows that make no sense."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benefits import editions
from benefits.coverage.catalog import TABLES, Catalog, sha256, to_json
from benefits.coverage.vocabulary import Refused
from benefits.importing import catalogs
from benefits.models import ROWS, CostTierRow, GateRow, PlanRow, PoolMemberRow
from tests import whole

LISTS = 7  # six lists of references, and the members of limits


@pytest.mark.django_db
def test_an_empty_database_is_an_empty_catalog() -> None:
    assert editions.draft() == Catalog()


@pytest.mark.django_db
def test_it_asks_each_table_once() -> None:
    catalogs.load(whole.catalog(), reason="a test")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        editions.draft()

    selects = [query for query in asked.captured_queries if query["sql"].startswith("SELECT")]
    assert len(selects) == len(TABLES) + LISTS


@pytest.mark.django_db
def test_a_row_that_makes_no_sense_is_refused_by_name() -> None:
    catalogs.load(whole.catalog(), reason="a test")
    GateRow.objects.filter(kind="referral").update(referrers=())

    with pytest.raises(Refused, match=r"say who may refer.*Gate gold / massage / referral") as refusal:
        editions.draft()

    assert refusal.value.field == "referrers"


@pytest.mark.django_db
def test_a_limit_without_members_is_refused() -> None:
    catalogs.load(whole.catalog(), reason="a test")
    PoolMemberRow.objects.all().delete()

    with pytest.raises(Refused, match="VisitLimit gold / massage-visits"):
        editions.draft()


@pytest.mark.django_db
def test_a_word_of_no_vocabulary_is_refused() -> None:
    catalogs.load(whole.catalog(), reason="a test")
    CostTierRow.objects.filter(kind="coinsurance").update(per="lunch")

    with pytest.raises(Refused, match="lunch"):
        editions.draft()


@pytest.mark.django_db
def test_plans_that_lead_back_to_themselves_are_refused() -> None:
    catalogs.load(whole.catalog(), reason="a test")
    PlanRow.objects.filter(slug="hmo").update(based_on="gold")

    with pytest.raises(Refused, match="based on itself"):
        editions.draft()


@pytest.mark.django_db
def test_the_order_of_rows_does_not_matter() -> None:
    catalogs.load(whole.catalog(), reason="a test")
    before = to_json(editions.draft())
    again = {table: list(row.objects.order_by("-pk")) for table, row in ROWS.items() if table == "gates"}
    GateRow.objects.all().delete()
    for row in again["gates"]:
        row.pk = None
        row.save()

    assert to_json(editions.draft()) == before


@pytest.mark.django_db
def test_the_draft_can_be_answered_from() -> None:
    catalogs.load(whole.catalog(), reason="a test")

    held = editions.draft_in_memory()

    assert (held.number, held.published_at, held.stale) == (None, None, False)
    assert held.sha256 == sha256(to_json(whole.catalog()))
