"""Rows refuse what records refuse, at the field; and the database says the main things once more."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from benefits.importing import loading
from benefits.models import (
    BenefitRow,
    CitationRow,
    ConditionRow,
    ConditionRuleRow,
    ContentRow,
    CostTierRow,
    DeliveryRow,
    GateRow,
    PlanAmountRow,
    PlanRow,
    RegionRow,
    Row,
    SourceRow,
    TherapyRow,
    VisitLimitRow,
)
from tests import whole


@pytest.fixture(autouse=True)
def draft(db: None) -> None:
    """One of everything that a catalog can hold."""
    loading.load(whole.catalog(), reason="a test")


GOLD = {PlanRow: {"slug": "gold"}, CostTierRow: {"kind": "copayment"}, GateRow: {"kind": "referral"}}


SHARE: dict[str, Any] = {"kind": "coinsurance", "low": None, "high": None}


def original(row: type[Row]) -> Row:
    found: Row = row.objects.filter(**GOLD.get(row, {}))[0]
    return found


def changed(row: type[Row], changes: dict[str, Any]) -> Row:
    edited = original(row)
    for name, value in changes.items():
        setattr(edited, name, value)
    return edited


@pytest.mark.parametrize(
    ("row", "changes", "field"),
    [
        pytest.param(TherapyRow, {"slug": "Massage Therapy"}, "slug", id="a slug with a blank"),
        pytest.param(TherapyRow, {"name": "  "}, "name", id="an empty name"),
        pytest.param(SourceRow, {"reliability": 5}, "reliability", id="a reliability of 5"),
        pytest.param(PlanRow, {"hios_id": "123"}, "hios_id", id="half a HIOS id"),
        pytest.param(PlanRow, {"accumulation_starts": "13-01"}, "accumulation_starts", id="a thirteenth month"),
        pytest.param(PlanRow, {"based_on_id": "gold"}, "based_on", id="based on itself"),
        pytest.param(PlanRow, {"effective_to": date(2025, 12, 31)}, "effective_to", id="an end before the start"),
        pytest.param(PlanRow, {"kind": "guide"}, "effective_from", id="a guide with dates"),
        pytest.param(PlanRow, {"plan_type_id": None}, "plan_type", id="a plan without a type"),
        pytest.param(PlanAmountRow, {"family": 1}, "family", id="a family that pays less"),
        pytest.param(PlanAmountRow, {"self_only": None, "family": None}, "self_only", id="no amount"),
        pytest.param(CostTierRow, {"high": 5}, "high", id="a price upside down"),
        pytest.param(CostTierRow, {"low": None, "high": None}, "low", id="a copayment without an amount"),
        pytest.param(CostTierRow, {"percent": 10}, "percent", id="a copayment in percent"),
        pytest.param(CostTierRow, {"from_visit": 9}, "to_visit", id="visits upside down"),
        pytest.param(GateRow, {"referrers": ()}, "referrers", id="a referral by nobody"),
        pytest.param(GateRow, {"tiers": ("kaiser",)}, "tiers", id="a referral with network tiers"),
        pytest.param(VisitLimitRow, {"low": None}, "low", id="a stated limit without a figure"),
        pytest.param(VisitLimitRow, {"high": 10}, "high", id="a limit upside down"),
        pytest.param(VisitLimitRow, {"period_days": None}, "period_days", id="days that are not said"),
        pytest.param(VisitLimitRow, {"absolute_max": 30}, "absolute_max", id="a maximum below the limit"),
        pytest.param(ContentRow, {"percent_off": 0}, "percent_off", id="nothing off"),
    ],
)
def test_it_refuses_at_the_field(row: type[Row], changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        changed(row, changes).full_clean()

    assert field in refusal.value.message_dict


@pytest.mark.parametrize(
    ("row", "constraint", "changes"),
    [
        pytest.param(SourceRow, "source_reliability", {"reliability": 5}, id="a reliability of 5"),
        pytest.param(
            RegionRow,
            "region_dates_ordered",
            {"starts_on": date(2030, 1, 1), "ends_on": date(2020, 1, 1)},
            id="a region upside down",
        ),
        pytest.param(PlanRow, "plan_dates_ordered", {"effective_to": date(2025, 1, 1)}, id="a plan upside down"),
        pytest.param(PlanRow, "plan_guide_has_no_dates", {"kind": "guide"}, id="a guide with dates"),
        pytest.param(PlanRow, "plan_has_a_type", {"plan_type_id": None}, id="a plan without a type"),
        pytest.param(PlanRow, "plan_not_based_on_itself", {"based_on_id": "gold"}, id="based on itself"),
        pytest.param(PlanAmountRow, "plan_amount_ordered", {"family": 1}, id="a family that pays less"),
        pytest.param(PlanAmountRow, "plan_amount_given", {"self_only": None, "family": None}, id="no amount"),
        pytest.param(CostTierRow, "cost_tier_ordered", {"high": 5}, id="a price upside down"),
        pytest.param(
            CostTierRow, "cost_tier_copayment_has_amount", {"low": None, "high": None}, id="a copayment of nothing"
        ),
        pytest.param(CostTierRow, "cost_tier_copayment_has_amount", {"kind": "no_charge"}, id="an amount at no charge"),
        pytest.param(CostTierRow, "cost_tier_coinsurance_has_percent", {"percent": 10}, id="in percent"),
        pytest.param(CostTierRow, "cost_tier_visits_ordered", {"from_visit": 9}, id="visits upside down"),
        pytest.param(GateRow, "gate_from_visit", {"from_visit": 0}, id="a visit before the first"),
        pytest.param(VisitLimitRow, "visit_limit_stated_has_figures", {"low": None}, id="no figure"),
        pytest.param(VisitLimitRow, "visit_limit_stated_has_figures", {"rule": "varies"}, id="a figure that varies"),
        pytest.param(VisitLimitRow, "visit_limit_ordered", {"high": 10}, id="a limit upside down"),
        pytest.param(VisitLimitRow, "visit_limit_below_maximum", {"absolute_max": 30}, id="a maximum below the limit"),
        pytest.param(VisitLimitRow, "visit_limit_rolls_over_days", {"period": "year"}, id="days of a year"),
        pytest.param(VisitLimitRow, "visit_limit_rolls_over_days", {"period_days": None}, id="days unsaid"),
        pytest.param(VisitLimitRow, "visit_limit_stated_has_figures", {"low": 0}, id="no visit at all"),
        pytest.param(
            CostTierRow, "cost_tier_coinsurance_has_percent", {**SHARE, "percent": None}, id="a share of nothing"
        ),
        pytest.param(CostTierRow, "cost_tier_coinsurance_has_percent", {**SHARE, "percent": 101}, id="more than all"),
        pytest.param(ContentRow, "content_percent_off", {"percent_off": 101}, id="more than all off"),
    ],
)
def test_the_database_refuses(row: type[Row], constraint: str, changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        changed(row, changes).save()


KEYED = (PlanAmountRow, BenefitRow, GateRow, CostTierRow, VisitLimitRow, ConditionRuleRow, DeliveryRow)


@pytest.mark.parametrize("row", KEYED, ids=lambda row: row.__name__)
def test_the_database_refuses_the_same_key_twice(row: type[Row]) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        changed(row, {"pk": None, "note": "Another."}).save(force_insert=True)


def test_the_database_refuses_the_same_key_twice_when_it_is_empty_in_part() -> None:
    anywhere = DeliveryRow.objects.get(region=None)
    anywhere.pk = None

    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        anywhere.save()


@pytest.mark.parametrize("row", [*KEYED, ContentRow], ids=lambda row: row.__name__)
def test_the_database_refuses_a_number_without_a_source(row: type[Row]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        changed(row, {"citation_id": None}).save()


def test_what_a_plan_says_goes_with_the_plan() -> None:
    ContentRow.objects.all().delete()

    PlanRow.objects.get(slug="gold").delete()

    assert not any(row.objects.exists() for row in KEYED if row is not DeliveryRow)
    assert CitationRow.objects.exists()


@pytest.mark.parametrize("noun", [RegionRow, ConditionRow])
def test_a_whole_is_no_part_of_its_parts(noun: type[Row]) -> None:
    part = noun.objects.filter(part_of__isnull=False).first()
    assert part is not None
    part.part_of.part_of = part

    with pytest.raises(ValidationError) as refusal:
        part.part_of.full_clean()

    assert "part_of" in refusal.value.message_dict
