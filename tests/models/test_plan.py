"""A plan leads back to itself by no way, and no two records of one plan speak of the same day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from benefits.importing import loading
from benefits.models import PlanRow
from tests import whole

pytestmark = pytest.mark.django_db


def gold() -> PlanRow:
    loading.load(whole.catalog(), reason="a test")
    plan: PlanRow = PlanRow.objects.get(slug="gold")
    return plan


def test_a_circle_by_way_of_others_is_refused() -> None:
    gold()
    guide = PlanRow.objects.get(slug="hmo")
    guide.based_on_id = "gold"

    with pytest.raises(ValidationError) as refusal:
        guide.full_clean()

    assert "based_on" in refusal.value.message_dict


@pytest.mark.parametrize(
    ("starts", "ends", "fine"),
    [
        pytest.param(date(2027, 1, 1), date(2027, 12, 31), True, id="the next plan year"),
        pytest.param(date(2025, 1, 1), date(2025, 12, 31), True, id="the plan year before"),
        pytest.param(date(2026, 12, 31), date(2027, 12, 31), False, id="a start on the last day"),
        pytest.param(date(2025, 1, 1), date(2026, 1, 1), False, id="an end on the first day"),
        pytest.param(date(2026, 3, 1), date(2026, 4, 1), False, id="within"),
        pytest.param(None, None, False, id="always"),
        pytest.param(None, date(2025, 12, 31), True, id="until the day before"),
        pytest.param(date(2027, 1, 1), None, True, id="from the day after"),
        pytest.param(date(2026, 12, 31), None, False, id="from the last day"),
    ],
)
def test_one_plan_at_a_time(starts: date | None, ends: date | None, *, fine: bool) -> None:
    other = gold()
    other.pk, other.slug, other.effective_from, other.effective_to = None, "gold-again", starts, ends

    if fine:
        other.full_clean()
    else:
        with pytest.raises(ValidationError, match="overlap"):
            other.full_clean()


def test_another_variant_may_have_the_same_days() -> None:
    other = gold()
    other.pk, other.slug, other.hios_id = None, "gold-04", "89942GA0130002-04"

    other.full_clean()


def test_a_plan_does_not_overlap_itself() -> None:
    gold().full_clean()
