"""What a plan says of a therapy: once, whole, and with its source."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from benefits.importing import loading
from benefits.models import BenefitRow, ConditionRuleRow, GateRow
from tests import whole

pytestmark = pytest.mark.django_db


def saved() -> GateRow:
    loading.load(whole.catalog(), reason="a test")
    row: GateRow | None = GateRow.objects.order_by("pk").first()
    assert row
    return row


@pytest.mark.parametrize(
    ("nonsense", "field"),
    [
        pytest.param(
            {"kind": "referral", "requirement": "required", "referrers": [], "tiers": []},
            "referrers",
            id="a referral that nobody may write",
        ),
        pytest.param(
            {"kind": "prior_authorization", "referrers": ["pcp"], "tiers": []},
            "referrers",
            id="an approval with a referrer",
        ),
        pytest.param(
            {"kind": "network", "requirement": "required", "referrers": [], "tiers": []},
            "tiers",
            id="a network of nobody",
        ),
        pytest.param({"from_visit": 0}, "from_visit", id="before the first visit"),
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
        pytest.param({"from_visit": 0}, id="before the first visit"),
        pytest.param({"citation": None}, id="no source"),
    ],
)
def test_the_database_says_it_once_more(nonsense: dict[str, Any]) -> None:
    row = saved()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**nonsense)


@pytest.mark.parametrize("kind", [BenefitRow, GateRow, ConditionRuleRow])
def test_a_plan_says_a_thing_once(kind: Any) -> None:
    saved()
    row = kind.objects.first()
    row.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
