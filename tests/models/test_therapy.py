"""Therapies, techniques and conditions have names that are told apart."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from benefits.importing import loading
from benefits.models import ConditionRow, TechniqueRow, TherapyRow
from tests import whole

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", [TherapyRow, TechniqueRow, ConditionRow])
def test_a_slug_is_taken_once(kind: type[TherapyRow]) -> None:
    loading.load(whole.catalog(), reason="a test")
    row = kind.objects.first()
    assert row
    row.pk = None

    with pytest.raises(ValidationError) as refusal:
        row.full_clean()

    assert "slug" in refusal.value.message_dict


@pytest.mark.parametrize("kind", [TherapyRow, TechniqueRow, ConditionRow])
def test_a_name_is_needed(kind: type[TherapyRow]) -> None:
    loading.load(whole.catalog(), reason="a test")
    row = kind.objects.first()
    assert row
    row.name = " "

    with pytest.raises(ValidationError) as refusal:
        row.full_clean()

    assert "name" in refusal.value.message_dict


def test_a_therapy_that_plans_speak_of_stays() -> None:
    loading.load(whole.catalog(), reason="a test")

    with pytest.raises(ProtectedError):
        TherapyRow.objects.get(slug="massage").delete()
