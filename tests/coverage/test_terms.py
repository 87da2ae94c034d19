"""The first link of the chain that has a record speaks; the guide's word stands beside a plan's own."""

from typing import Any

import pytest

from benefits.coverage.records import Record
from benefits.coverage.terms import Terms, lineage, terms
from benefits.coverage.vocabulary import DeliveryMode, GateKind, Purpose, Setting
from tests.coverage.builders import (
    amount,
    asked,
    benefit,
    catalog,
    copay,
    delivery,
    gate,
    plan,
    pool,
    rule,
)


def found(*records: Record, **facts: object) -> Terms:
    built = catalog(*records)
    return terms(built, asked(built, **facts))


RIDER = plan("rider", based_on="mine")


def test_a_plan_speaks_before_what_it_is_based_on() -> None:
    spoken = found(RIDER, benefit("not_covered", "rider"), benefit("covered"), plan="rider")

    assert spoken.benefit == benefit("not_covered", "rider")
    assert spoken.own_benefit


def test_a_silent_plan_takes_the_word_of_what_it_is_based_on() -> None:
    spoken = found(RIDER, benefit("covered"), copay(20), pool(30), plan="rider")

    assert spoken.benefit == benefit("covered")
    assert spoken.own_benefit
    assert spoken.cost_tiers == (copay(20),)
    assert spoken.limits == (pool(30),)


def test_a_guides_price_and_limit_stand_beside_never_in_place() -> None:
    spoken = found(benefit("covered", "any"), copay(20, plan="any"), pool(30, plan="any"))

    assert (spoken.cost_tiers, spoken.limits) == ((), ())
    assert spoken.guide_cost_tiers == (copay(20, plan="any"),)
    assert spoken.guide_limits == (pool(30, plan="any"),)
    assert spoken.benefit == benefit("covered", "any")
    assert not spoken.own_benefit


def test_asked_of_the_guide_its_word_is_its_own() -> None:
    spoken = found(benefit("covered", "any"), copay(20, plan="any"), plan="any")

    assert spoken.is_guide
    assert spoken.own_benefit
    assert spoken.cost_tiers == (copay(20, plan="any"),)


def test_a_gate_of_the_guide_holds_where_the_plan_is_silent() -> None:
    own, general = gate("referral", "not_required"), gate("referral", "required", "any")
    spoken = found(own, general, gate("network", plan="any"))

    assert spoken.gates[GateKind.REFERRAL] == (own,)
    assert spoken.guide_gates == {GateKind.REFERRAL: (general,)}
    assert spoken.gates[GateKind.NETWORK] == (gate("network", plan="any"),)


@pytest.mark.parametrize(
    ("purpose", "setting", "speaks"),
    [
        pytest.param("rehabilitation", "outpatient", 20, id="no price of its own: the one for all"),
        pytest.param("habilitation", "outpatient", 30, id="a price for the purpose"),
        pytest.param("rehabilitation", "inpatient", 40, id="a price for the setting"),
        pytest.param("habilitation", "inpatient", 50, id="a price for both"),
    ],
)
def test_the_most_specific_price_speaks(purpose: str, setting: str, speaks: int) -> None:
    habilitation: dict[str, Any] = {"purpose": Purpose.HABILITATION}
    inpatient: dict[str, Any] = {"setting": Setting.INPATIENT}
    prices = (copay(20), copay(30, **habilitation), copay(40, **inpatient), copay(50, **habilitation, **inpatient))

    spoken = found(*prices, purpose=purpose, setting=setting)

    assert spoken.cost_tiers == (next(price for price in prices if price.low == speaks),)


@pytest.mark.parametrize(("rich", "status"), [(True, "covered"), (False, "varies")])
def test_a_record_for_rich_benefits_speaks_for_plans_that_have_them(rich: bool, status: str) -> None:
    records = benefit("varies", "any"), benefit("covered", "any", for_rich_benefits=True)

    spoken = found(plan(based_on="any", rich_benefits=rich), *records)

    assert spoken.benefit is not None
    assert spoken.benefit.status == status


def test_rules_for_conditions_are_the_nearest_for_each() -> None:
    spoken = found(
        RIDER,
        benefit("covered"),
        rule("headache", "not_covered", "rider"),
        rule("headache"),
        rule("joint-pain"),
        rule("stress", plan="any"),
        plan="rider",
    )

    assert spoken.condition_rules == {
        "headache": rule("headache", "not_covered", "rider"),
        "joint-pain": rule("joint-pain"),
    }
    assert spoken.guide_condition_rules == {"stress": rule("stress", plan="any")}


def test_a_plan_that_is_silent_on_the_therapy_takes_the_guides_conditions() -> None:
    spoken = found(benefit("covered", "any"), rule("headache", plan="any"))

    assert spoken.condition_rules == {"headache": rule("headache", plan="any")}


def test_amounts_come_from_plans_alone() -> None:
    own, general = amount("deductible", 500), amount("deductible", 900, plan="any")

    assert list(found(own, general).amounts.values()) == [own]


@pytest.mark.parametrize(
    ("region", "modes"),
    [
        pytest.param("valley", [DeliveryMode.CONTRACTED], id="the region's own way"),
        pytest.param("land", [DeliveryMode.EMPLOYED], id="what holds for all, where the region is silent"),
        pytest.param("unsure", [DeliveryMode.EMPLOYED], id="what holds for all, where the region is not known"),
    ],
)
def test_a_region_has_its_own_way(region: str, modes: list[DeliveryMode]) -> None:
    ways = delivery("contracted", "valley"), delivery("employed"), delivery("discount_program", "land")

    assert [way.mode for way in found(*ways, region=region).deliveries] == modes


def test_a_part_takes_the_way_of_the_whole() -> None:
    spoken = found(delivery("reimbursed", "land"), delivery("employed"), region="valley")

    assert [way.mode for way in spoken.deliveries] == [DeliveryMode.REIMBURSED]


def test_a_condition_is_part_of_others() -> None:
    built = catalog()

    assert lineage(built, "joint-pain") == ("joint-pain", "musculoskeletal")


def test_terms_are_worked_out_once() -> None:
    built = catalog(benefit())

    assert terms(built, asked(built)) is terms(built, asked(built, referral="pcp"))
    assert terms(built, asked(built)) is not terms(built, asked(built, setting="inpatient"))
