"""How much was edited since members last saw something new."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from benefits import editions
from benefits.importing import catalogs
from benefits.models import ROWS, ContentRow, PoolMemberRow, RegionRow, TherapyRow
from tests import whole

pytestmark = pytest.mark.django_db


def test_an_edit_counts_until_it_is_published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benefits.editions.publishing.gaps", lambda catalog: ())
    catalogs.load(whole.catalog(), reason="a test")
    editions.publish(by=None, reason="a test")
    assert editions.unpublished_changes() == 0

    therapy = TherapyRow.objects.get(slug="massage")
    therapy.name = "Massage for aching backs"
    therapy.save()
    therapy.save()

    assert editions.unpublished_changes() == 1


EDITS = {
    "a row that is saved": lambda: TherapyRow.objects.get(slug="massage").save(),
    "a row that is added": lambda: RegionRow.objects.create(slug="north", name="North"),
    "a row that is deleted": lambda: ContentRow.objects.latest("pk").delete(),
    "a list that is emptied": lambda: ContentRow.objects.latest("pk").therapies.set([]),
    "a member of a pool": lambda: PoolMemberRow.objects.latest("pk").delete(),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_every_edit_gives_another_stamp(edit: Callable[[], object]) -> None:
    catalogs.load(whole.catalog(), reason="a test")
    before = editions.stamp()
    assert editions.stamp() == before

    edit()

    assert editions.stamp() != before


def test_a_stamp_is_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert len(editions.stamp()) == len(ROWS) + 1
