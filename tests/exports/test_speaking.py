"""A decision as the cells of a row: silence is said, and a general figure never stands for a plan's own."""

from decimal import Decimal

import pytest

from benefits.editions import InForce
from benefits.exports.choosing import choice
from benefits.exports.columns import TherapyCells
from benefits.exports.speaking import spoken
from tests.exports.conftest import TODAY, in_doubt, in_force


def cells(edition: InForce, plan: str, therapy: str, **given: str) -> TherapyCells:
    chosen = choice(edition.catalog, {name: [value] for name, value in given.items()}, TODAY)
    return spoken(edition.catalog, plan, therapy, chosen)


def test_a_guides_range(edition: InForce) -> None:
    found = cells(edition, "hmo", "physical-therapy", referral="pcp", condition="joint-pain")

    assert (found.status, found.basis) == ("covered", "general_guide")
    assert (found.cost_low, found.cost_high) == (Decimal(20), Decimal(40))
    assert (found.limit_low, found.limit_high, found.limit_unit) == (20, 60, "visits")
    assert found.referral == "required"
    assert found.referrers == "primary care doctor (PCP)"


def test_a_price_that_turns_on_the_deductible(edition: InForce) -> None:
    found = cells(edition, "hdhp", "physical-therapy")

    assert found.deductible_rule == "after"
    assert (found.cost_low, found.cost_percent) == (None, None)
    assert "before your deductible is met" in found.cost


def test_what_is_left_out_is_named(edition: InForce) -> None:
    found = cells(edition, "hmo", "massage-therapy", condition="stress")

    assert found.status == "not_covered"
    assert found.limit == ""
    assert "Stress" in found.exclusions


@pytest.mark.parametrize("plan", ["hmo", "hdhp", "senior-advantage", "other", "unsure"])
def test_no_guide_leaves_a_gate_unsaid(edition: InForce, plan: str) -> None:
    for therapy in edition.catalog.therapy_by_slug:
        found = cells(edition, plan, therapy)
        assert found.referral
        assert found.prior_authorization
        assert found.medical_necessity
        assert found.network


def test_a_plan_that_is_silent_shows_the_guide_apart(edition: InForce) -> None:
    silent = [
        spoken(edition.catalog, plan.slug, "physical-therapy", choice(edition.catalog, {}, TODAY))
        for plan in edition.catalog.plans
        if plan.kind == "plan" and plan.in_force(TODAY)
    ]

    for found in silent:
        assert not (found.guide_limit and found.limit_low is not None)


def test_what_sources_differ_on_is_told_with_both_places(edition: InForce) -> None:
    doubted = in_force(in_doubt(edition.catalog))
    places = [
        f"{edition.catalog.source_by_slug[citation.source].title}, {citation.locator}"
        for citation in edition.catalog.citations[:2]
    ]

    said = cells(doubted, "hmo", "physical-therapy").sources_differ

    assert said == (f"The visit limit: “20 visits a year” ({places[0]}), but “=30 visits a year” ({places[1]}).")
    assert cells(doubted, "hmo", "massage-therapy").sources_differ == ""
    assert cells(edition, "hmo", "physical-therapy").sources_differ == ""
