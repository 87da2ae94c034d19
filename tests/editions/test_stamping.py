"""Every edit tells, and looking costs one query."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from benefits import editions
from benefits.importing import loading
from benefits.models import ContentRow, PoolMemberRow, RegionRow, TherapyRow
from tests import whole

pytestmark = pytest.mark.django_db


EDITS = {
    "a row that is saved": lambda: TherapyRow.objects.get(slug="massage").save(),
    "a row that is added": lambda: RegionRow.objects.create(slug="north", name="North"),
    "a row that is deleted": lambda: ContentRow.objects.latest("pk").delete(),
    "a list that is emptied": lambda: ContentRow.objects.latest("pk").therapies.set(()),
    "a member of a pool": lambda: PoolMemberRow.objects.latest("pk").delete(),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_every_edit_gives_another_stamp(edit: Callable[[], object]) -> None:
    loading.load(whole.catalog(), reason="a test")
    before = editions.stamp()
    assert editions.stamp() == before

    edit()

    assert editions.stamp() != before


def test_a_stamp_is_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert len(editions.stamp()) == 64
