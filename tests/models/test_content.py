"""A piece of guide text says something, and a discount is a percentage."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from benefits.importing import loading
from benefits.models import ContentRow, DeliveryRow
from tests import whole

pytestmark = pytest.mark.django_db


def saved() -> ContentRow:
    loading.load(whole.catalog(), reason="a test")
    row: ContentRow | None = ContentRow.objects.order_by("pk").first()
    assert row
    return row


@pytest.mark.parametrize(
    ("nonsense", "field"),
    [
        pytest.param({"text": ""}, "text", id="no text"),
        pytest.param({"percent_off": 101}, "percent_off", id="more than all of it off"),
        pytest.param({"slug": "Not a slug"}, "slug", id="a name with spaces"),
    ],
)
def test_nonsense_is_refused_at_its_field(nonsense: dict[str, Any], field: str) -> None:
    row = saved()
    for name, value in nonsense.items():
        setattr(row, name, value)

    with pytest.raises(ValidationError) as refusal:
        row.full_clean()

    assert field in refusal.value.message_dict


@pytest.mark.parametrize(
    "nonsense",
    [
        pytest.param({"percent_off": 0}, id="nothing off"),
        pytest.param({"citation": None}, id="no source"),
    ],
)
def test_the_database_says_it_once_more(nonsense: dict[str, Any]) -> None:
    row = saved()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**nonsense)


def test_a_region_offers_a_therapy_in_one_way_once() -> None:
    saved()
    delivery = DeliveryRow.objects.first()
    assert delivery
    delivery.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        delivery.save()
