"""The words of a guide page."""

from typing import Any

import pytest
from msgspec import structs

from benefits.coverage.records import Record
from benefits.coverage.vocabulary import Certainty, CostKind, DeliveryMode, NetworkTier, Stage
from benefits.wording import guide
from tests import shipped

CATALOG = shipped.catalog()


def record(table: str, *key: str) -> Any:
    found: dict[tuple[str, ...], Record] = {found.key: found for found in getattr(CATALOG, table)}
    return found[key]


def tier(plan: str, therapy: str, deductible: str, place: str = "kaiser") -> Any:
    return record("cost_tiers", plan, therapy, "", "", place, deductible, "1")


def gate(therapy: str, kind: str, tiers: str = "") -> Any:
    return record("gates", "unsure", therapy, kind, "", "", tiers)


def test_every_stage_has_a_heading() -> None:
    assert set(guide.STAGES) == set(Stage)


@pytest.mark.parametrize(
    ("plan", "therapy", "said"),
    [
        ("hmo", "physical-therapy", "Physical therapy is covered. It covers: Joint pain, and muscle or bone problems."),
        (
            "unsure",
            "physical-therapy",
            "Cover for physical therapy varies. Kaiser covers physical therapy for joint and",
        ),
        (
            "hdhp",
            "massage-therapy",
            "Cover for massage therapy varies. If your plan has a high deductible, it is less likely",
        ),
    ],
)
def test_a_benefit(plan: str, therapy: str, said: str) -> None:
    assert guide.benefit(record("benefits", plan, therapy, "", "False"), CATALOG).startswith(said)


@pytest.mark.parametrize(
    ("found", "when", "price"),
    [
        (tier("hmo", "physical-therapy", "unstated"), "", "Typically $20-$40 per visit."),
        (tier("hdhp", "physical-therapy", "before"), "before your deductible is met", "Typically the full cost."),
        (tier("hdhp", "physical-therapy", "after"), "after your deductible is met", "Not stated in our source."),
        (
            tier("unsure", "massage-therapy", "unstated", "outside"),
            "places outside the network",
            "Part may be paid back; how much is not stated.",
        ),
    ],
)
def test_a_price(found: Any, when: str, price: str) -> None:
    assert guide.when(found) == when
    assert guide.price(found) == price


def test_every_kind_of_price_and_place_has_words() -> None:
    plain = tier("hdhp", "physical-therapy", "before")

    for kind in (CostKind.NO_CHARGE, CostKind.FULL_COST, CostKind.PARTIAL_REIMBURSEMENT, CostKind.UNSTATED):
        assert guide.price(structs.replace(plain, kind=kind))
    for place in NetworkTier:
        assert guide.when(structs.replace(plain, tier=place)).endswith("before your deductible is met")


def test_a_limit() -> None:
    assert guide.limit(record("visit_limits", "unsure", "physical-therapy"), CATALOG) == (
        "The limit varies by plan: typically 20-60 visits per year. Most plans set a limit for each year."
        " Need more? Your PCP can ask for an extension."
    )
    assert guide.limit(record("visit_limits", "unsure", "shared-therapy"), CATALOG).startswith(
        "Some plans have one limit for physical therapy, occupational therapy and speech therapy together."
    )


@pytest.mark.parametrize(
    ("therapy", "condition", "said"),
    [
        ("physical-therapy", "joint-pain", "It is covered for this: knee, hip or shoulder pain."),
        (
            "massage-therapy",
            "chronic-pain",
            "A yes is more likely for this: pain that has lasted for months. More so once other care did not help",
        ),
        ("massage-therapy", "headache", "It may be considered for this: headaches. Only some kinds of headache."),
        ("massage-therapy", "stress", "It is generally not covered for this alone: stress, with no diagnosis."),
        ("massage-therapy", "none", "It is typically not covered for this alone: no symptoms."),
    ],
)
def test_a_condition(therapy: str, condition: str, said: str) -> None:
    assert guide.condition(record("condition_rules", "unsure", therapy, condition), CATALOG).startswith(said)


@pytest.mark.parametrize(
    ("found", "name", "said"),
    [
        (
            gate("physical-therapy", "referral"),
            "Referral",
            "A referral from your primary care doctor (PCP) is required.",
        ),
        (gate("physical-therapy", "prior_authorization"), "Prior authorization", "not usually required."),
        (gate("physical-therapy", "network", "kaiser"), "Network", "You have cover at Kaiser’s own sites only."),
        (gate("massage-therapy", "network", "outside"), "Network: places outside the network", "unlikely"),
    ],
)
def test_a_gate(found: Any, name: str, said: str) -> None:
    assert guide.gate_name(found) == name
    assert said in guide.gate(found, CATALOG)


def test_how_care_is_offered() -> None:
    plain = structs.replace(record("deliveries", "", "massage-therapy", "employed"), certainty=Certainty.MAY)

    assert guide.delivery(plain).startswith("Some Kaiser medical centers have their own massage therapists")
    assert guide.delivery(structs.replace(plain, note="")).startswith("Kaiser medical centers in your region")
    assert guide.delivery(structs.replace(plain, mode=DeliveryMode.DISCOUNT_PROGRAM, note="Show your card.")) == (
        "In your region, members get a lower price. The plan does not pay. Show your card."
    )
