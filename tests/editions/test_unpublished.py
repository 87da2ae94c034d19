"""How much was edited since members last saw something new."""

import pytest
from django.contrib.auth.models import User

from benefits import editions
from benefits.importing import loading
from benefits.models import BenefitRow, CostTierRow, PoolMemberRow, Row, TherapyRow, VisitLimitRow
from tests import whole
from tests.coverage.builders import MASSAGE, PT
from tests.editions import small

pytestmark = pytest.mark.django_db


def test_an_edit_counts_until_it_is_published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benefits.editions.publishing.gaps", lambda catalog: ())
    loading.load(whole.catalog(), reason="a test")
    editions.publish(by=None, reason="a test")
    assert editions.unpublished_changes() == 0

    therapy = TherapyRow.objects.get(slug="massage")
    therapy.name = "Massage for aching backs"
    therapy.save()
    therapy.save()

    assert editions.unpublished_changes() == 1


def saved_by(name: str, row: Row | PoolMemberRow) -> None:
    """As the admin saves it: with whoever did."""
    row._history_user = User.objects.get_or_create(username=name)[0]  # type: ignore[union-attr]
    row.save()


@pytest.mark.usefixtures("published")
def test_each_unpublished_record_names_who_when_and_what() -> None:
    tier = CostTierRow.objects.get(plan="gold")
    tier.low = tier.high = 30
    saved_by("ada-admin", tier)
    tier.low = tier.high = 40
    saved_by("abel-admin", tier)

    (change,) = editions.unpublished()

    assert (change.row, change.pk, change.who) == (CostTierRow, tier.pk, "abel-admin")
    assert change.at == CostTierRow.history.latest().history_date
    assert [(one.field, str(one.before), str(one.after)) for one in change.difference.fields] == [
        ("low", "20", "40"),
        ("high", "20", "40"),
    ]
    assert change.difference.citation == "papers"


@pytest.mark.usefixtures("published")
def test_a_deleted_record_has_no_row_but_somebody_who_deleted_it() -> None:
    row = BenefitRow.objects.get(therapy=MASSAGE)
    row._history_user = User.objects.create_user("ada-admin")
    row.delete()

    (change,) = editions.unpublished()

    assert change.difference.is_gone
    assert (change.pk, change.who) == (None, "ada-admin")


@pytest.mark.usefixtures("published")
def test_what_a_limit_counts_is_the_limits_change() -> None:
    member = PoolMemberRow.objects.get()
    member.therapy_id = MASSAGE
    saved_by("ada-admin", member)

    (change,) = editions.unpublished()

    assert (change.pk, change.who) == (VisitLimitRow.objects.get().pk, "ada-admin")
    assert change.difference.fields[0].field == "members"


@pytest.mark.usefixtures("published")
def test_an_edit_that_was_taken_back_is_none() -> None:
    tier = CostTierRow.objects.get(plan="gold")
    for dollars in (30, 20):
        tier.low = tier.high = dollars
        tier.save()

    assert editions.unpublished() == ()


def test_before_the_first_edition_every_row_is_unpublished() -> None:
    small.load()

    found = editions.unpublished()

    assert {change.difference.is_new for change in found} == {True}
    assert (CostTierRow, ("gold", PT)) in {(change.row, change.difference.key[:2]) for change in found}
    assert all(change.pk for change in found)
