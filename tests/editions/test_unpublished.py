"""How much was edited since members last saw something new."""

import pytest

from benefits import editions
from benefits.importing import catalogs
from benefits.models import TherapyRow
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
