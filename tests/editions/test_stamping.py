"""Every edit leaves another stamp; looking leaves it as it is."""

from collections.abc import Callable

import pytest

from benefits import editions
from benefits.models import BenefitRow, ConditionRow, PoolMemberRow, TherapyRow
from tests.coverage.builders import MASSAGE, PT
from tests.editions import small

pytestmark = pytest.mark.django_db


def change_a_member() -> None:
    member = PoolMemberRow.objects.get()
    member.therapy_id = MASSAGE
    member.save()


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda: ConditionRow.objects.create(slug="vertigo", name="Vertigo"), id="a new row"),
        pytest.param(lambda: TherapyRow.objects.get(slug=PT).save(), id="a changed row"),
        pytest.param(lambda: BenefitRow.objects.get(therapy=MASSAGE).delete(), id="a deleted row"),
        pytest.param(change_a_member, id="what a limit counts"),
    ],
)
def test_it_differs_after(edit: Callable[[], object]) -> None:
    small.load()
    before = editions.stamp()
    assert editions.stamp() == before

    edit()

    assert editions.stamp() != before
