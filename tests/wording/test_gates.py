"""The four gates in words."""

import pytest
from msgspec.structs import replace

from benefits.coverage.catalog import TABLES, Catalog
from benefits.coverage.decision import decide
from benefits.coverage.gates import Standing
from benefits.coverage.records import Gate
from benefits.coverage.telling import situation
from benefits.coverage.vocabulary import (
    Certainty,
    GateKind,
    GateState,
    NetworkTier,
    PlanKind,
    Referral,
    Requirement,
)
from benefits.wording import gates
from tests.coverage.builders import TODAY, guides

REFERRAL = Gate(
    plan="hmo",
    therapy="massage-therapy",
    kind=GateKind.REFERRAL,
    requirement=Requirement.REQUIRED,
    certainty=Certainty.TYPICALLY,
    referrers=(Referral.PCP, Referral.SPECIALIST),
    citation="m-13",
)


def test_who_may_refer_is_named() -> None:
    assert gates.referrers(REFERRAL) == "your primary care doctor (PCP) or a specialist"
    assert gates.referrers(None) == "your doctor"


def test_a_hedge_stays_a_hedge() -> None:
    assert gates.gate_word(REFERRAL) == "A referral is typically required."


def test_what_is_still_open() -> None:
    standing = Standing(kind=GateKind.REFERRAL, state=GateState.TO_DO, gate=REFERRAL)

    assert gates.open_condition(standing) == "a referral from your primary care doctor (PCP) or a specialist"


@pytest.mark.parametrize("tier", list(NetworkTier))
def test_a_network_names_its_places(tier: NetworkTier) -> None:
    network = Gate(
        plan="hmo",
        therapy="massage-therapy",
        kind=GateKind.NETWORK,
        requirement=Requirement.REQUIRED,
        tiers=(tier,),
        network_name="CHP Group",
        citation="m-13",
    )

    assert str(gates.TIERS[tier]) in gates.network_rule(network)
    assert "CHP Group" in gates.network_rule(network)


def test_a_guides_rule_is_not_passed_off_as_the_plans_own() -> None:
    told = situation(guides(), {"on": TODAY, "therapy": "massage-therapy", "plan": "hmo"})
    own = gates.gate(decide(guides(), told).gates[GateKind.REFERRAL], decide(guides(), told), told)
    mine = replace(guides().plan_by_slug["hmo"], slug="mine", kind=PlanKind.PLAN, based_on="hmo")
    catalog = Catalog(**{**{table: getattr(guides(), table) for table in TABLES}, "plans": (*guides().plans, mine)})
    asked = replace(told, plan="mine")
    borrowed = gates.gate(decide(catalog, asked).gates[GateKind.REFERRAL], decide(catalog, asked), asked)

    assert borrowed == f"Your plan’s record does not say. The general guide says: {own}"


def test_therapies_that_count_together_are_named() -> None:
    pooled = Gate(
        plan="hmo",
        therapy="physical-therapy",
        kind=GateKind.PRIOR_AUTHORIZATION,
        requirement=Requirement.REQUIRED,
        from_visit=61,
        counted_with=("occupational-therapy", "speech-therapy"),
        citation="p-7",
    )

    assert gates.gate_rule(pooled, guides()).endswith(
        "is required from visit 61 on. Visits for occupational therapy and speech therapy count too."
    )
