"""A limit is stated whole or not at all, in the form and in the database."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from benefits.importing import loading
from benefits.models import VisitLimitRow
from tests import whole

pytestmark = pytest.mark.django_db


def saved() -> VisitLimitRow:
    loading.load(whole.catalog(), reason="a test")
    row: VisitLimitRow | None = VisitLimitRow.objects.order_by("pk").first()
    assert row
    return row


@pytest.mark.parametrize(
    ("nonsense", "field"),
    [
        pytest.param({"rule": "stated", "low": None, "high": None}, "low", id="a stated limit without figures"),
        pytest.param({"rule": "stated", "low": 60, "high": 20}, "high", id="a range the wrong way round"),
        pytest.param({"rule": "varies", "low": 20, "high": 60}, "low", id="figures of a limit that varies"),
        pytest.param({"period": "rolling_days", "period_days": None}, "period_days", id="days that roll over nothing"),
        pytest.param({"period": "year", "period_days": 90}, "period_days", id="days of a year"),
        pytest.param(
            {"rule": "stated", "low": 20, "high": 20, "absolute_max": 12},
            "absolute_max",
            id="a maximum below the limit",
        ),
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
        pytest.param({"rule": "stated", "low": None, "high": None}, id="a stated limit without figures"),
        pytest.param({"rule": "stated", "low": 60, "high": 20, "absolute_max": None}, id="a range the wrong way round"),
        pytest.param({"period": "rolling_days", "period_days": None}, id="days that roll over nothing"),
    ],
)
def test_the_database_says_it_once_more(nonsense: dict[str, Any]) -> None:
    row = saved()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**nonsense)
