"""A price is whole or absent, in the form and in the database."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from benefits.importing import loading
from benefits.models import CostTierRow
from tests import whole

pytestmark = pytest.mark.django_db


def saved() -> CostTierRow:
    loading.load(whole.catalog(), reason="a test")
    row: CostTierRow | None = CostTierRow.objects.order_by("pk").first()
    assert row
    return row


@pytest.mark.parametrize(
    ("nonsense", "field"),
    [
        pytest.param(
            {"kind": "copayment", "low": None, "high": None, "percent": None}, "low", id="a copayment without an amount"
        ),
        pytest.param(
            {"kind": "copayment", "low": 40, "high": 20, "percent": None}, "high", id="a range the wrong way round"
        ),
        pytest.param(
            {"kind": "coinsurance", "low": None, "high": None, "percent": None},
            "percent",
            id="coinsurance without a percent",
        ),
        pytest.param(
            {"kind": "coinsurance", "low": None, "high": None, "percent": 101}, "percent", id="more than all of it"
        ),
        pytest.param({"from_visit": 5, "to_visit": 3}, "to_visit", id="visits the wrong way round"),
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
        pytest.param({"kind": "copayment", "low": None, "high": None}, id="a copayment without an amount"),
        pytest.param({"kind": "unstated", "low": 20, "high": 20, "percent": None}, id="an amount that is not stated"),
        pytest.param(
            {"kind": "coinsurance", "low": None, "high": None, "percent": None}, id="coinsurance without a percent"
        ),
        pytest.param({"from_visit": 5, "to_visit": 3}, id="visits the wrong way round"),
    ],
)
def test_the_database_says_it_once_more(nonsense: dict[str, Any]) -> None:
    row = saved()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**nonsense)
