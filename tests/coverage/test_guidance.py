"""Steps, documents, alternatives and caveats that fit a decision."""

from datetime import date
from typing import Any

import pytest

from benefits.coverage.decision import decide
from benefits.coverage.guidance import Guidance, guidance
from benefits.coverage.records import Content, Record, When
from benefits.coverage.vocabulary import DeliveryMode, GateKind, Stage, Status
from tests.coverage.builders import (
    OT,
    PT,
    asked,
    benefit,
    catalog,
    content,
    delivery,
    differing,
    gate,
    plan,
    pool,
)


def found(*records: Record, **facts: object) -> Guidance:
    built = catalog(*records)
    situation = asked(built, **facts)
    return guidance(situation, decide(built, situation))


def step(stage: Stage, slug: str = "", **given: Any) -> Content:
    return content(slug or stage.value.replace("_", "-"), stage=stage, **given)


ALL_STEPS = tuple(step(stage) for stage in Stage)


@pytest.mark.parametrize(
    ("records", "facts", "stages"),
    [
        pytest.param([benefit()], {}, ["get-care"], id="covered"),
        pytest.param(
            [benefit(), gate("referral")], {}, ["before-referral", "get-care"], id="covered once a step is done"
        ),
        pytest.param([benefit("varies")], {}, ["verify", "before-referral", "find-provider"], id="may be covered"),
        pytest.param([benefit("not_covered")], {}, ["not-covered"], id="not covered"),
        pytest.param([benefit(), pool(20)], {"visits_used": {PT: 14}}, ["get-care"], id="six visits left"),
        pytest.param(
            [benefit(), pool(20)], {"visits_used": {PT: 15}}, ["near-limit", "get-care"], id="five visits left"
        ),
        pytest.param([benefit(), pool(20)], {"visits_used": {PT: 20}}, ["near-limit"], id="none left"),
        pytest.param(
            [benefit("varies"), pool(20)],
            {"visits_used": {PT: 17}},
            ["near-limit", "verify", "before-referral", "find-provider"],
            id="may be covered, three left",
        ),
        pytest.param(
            [benefit("not_covered"), pool(20)],
            {"visits_used": {PT: 20}},
            ["not-covered"],
            id="not covered, and none left",
        ),
        pytest.param([plan(effective_to=date(2025, 12, 31)), benefit()], {}, ["verify"], id="no record in force"),
    ],
)
def test_steps_follow_the_status(records: list[Record], facts: dict[str, object], stages: list[str]) -> None:
    chosen = found(*records, *ALL_STEPS, **facts)

    assert [one.slug for one in chosen.steps] == stages
    assert [one.slug for one in chosen.if_denied] == ["appeal"]


def test_steps_stand_in_their_order() -> None:
    later, sooner = step(Stage.GET_CARE, "a", position=2), step(Stage.GET_CARE, "b", position=1)

    assert [one.slug for one in found(benefit(), later, sooner).steps] == ["b", "a"]


@pytest.mark.parametrize(
    ("scope", "facts", "shown"),
    [
        pytest.param({"therapies": (PT,)}, {}, True, id="for this therapy"),
        pytest.param({"therapies": (OT,)}, {}, False, id="for another therapy"),
        pytest.param({"plan_types": ("hmo",)}, {}, True, id="for this type of plan"),
        pytest.param({"plan_types": ("hdhp",)}, {}, False, id="for another type"),
        pytest.param({"plans": ("mine",)}, {}, True, id="for this plan"),
        pytest.param({"plans": ("any",)}, {}, False, id="for who does not know the plan"),
        pytest.param({"plans": ("any",)}, {"plan": "any"}, True, id="asked by who does not know the plan"),
        pytest.param({"regions": ("valley",)}, {"region": "valley"}, True, id="for this region"),
        pytest.param({"regions": ("land",)}, {"region": "valley"}, True, id="for the whole of the region"),
        pytest.param({"regions": ("valley",)}, {"region": "land"}, False, id="for a part of the region"),
        pytest.param({"regions": ("valley",)}, {}, False, id="for a region, and none told"),
        pytest.param({"statuses": (Status.COVERED,)}, {}, True, id="for this status"),
        pytest.param({"statuses": (Status.NOT_COVERED,)}, {}, False, id="for another status"),
        pytest.param({"when": (When(fact="network", values=("outside", "unsure")),)}, {}, True, id="when not known"),
        pytest.param({"when": (When(fact="network", values=("outside",)),)}, {}, False, id="when outside"),
        pytest.param(
            {"when": (When(fact="network", values=("unsure",)), When(fact="payment", values=("hsa-fsa",)))},
            {},
            False,
            id="when both, and one is not",
        ),
        pytest.param({"gate": GateKind.REFERRAL}, {"referral": "pcp"}, False, id="while a gate is open, and it is not"),
        pytest.param({"modes": (DeliveryMode.CONTRACTED,)}, {"region": "valley"}, True, id="for this way"),
        pytest.param({"modes": (DeliveryMode.CONTRACTED,)}, {}, False, id="for a way that only holds at large"),
    ],
)
def test_content_keeps_to_its_scope(scope: dict[str, object], facts: dict[str, object], shown: bool) -> None:
    ways = delivery("contracted", "valley"), delivery("contracted")

    chosen = found(benefit(), *ways, content("said", "caveat", **scope), **facts)

    assert bool(chosen.caveats) is shown


@pytest.mark.parametrize(("referral", "shown"), [("none", True), ("unsure", True), ("pcp", False)])
def test_a_step_for_a_gate_is_left_out_once_done(referral: str, shown: bool) -> None:
    ask = step(Stage.GET_CARE, "ask", gate=GateKind.REFERRAL)

    assert bool(found(benefit(), gate("referral"), ask, referral=referral).steps) is shown


@pytest.mark.parametrize(("referral", "shown"), [("none", True), ("pcp", False)])
def test_where_sources_differ_nobody_is_sent_for_what_they_have(referral: str, shown: bool) -> None:
    ask = step(Stage.GET_CARE, "ask", gate=GateKind.REFERRAL)

    assert bool(found(benefit(), gate("referral"), differing("referral"), ask, referral=referral).steps) is shown


@pytest.mark.parametrize(("status", "shown"), [("covered", False), ("varies", True), ("not_covered", True)])
def test_alternatives_are_for_who_may_go_without(status: str, shown: bool) -> None:
    assert bool(found(benefit(status), content("home", "alternative")).alternatives) is shown


BILL = content("bill", "document", stage=Stage.CLAIM)
DEADLINE = step(Stage.CLAIM, "soon")
PAYS_OUTSIDE = plan(based_on="any", out_of_network_benefits=True)


@pytest.mark.parametrize(
    ("records", "facts", "claims", "documents"),
    [
        pytest.param([], {}, False, False, id="nothing is paid back"),
        pytest.param([PAYS_OUTSIDE], {}, True, False, id="a plan that pays outside, going inside"),
        pytest.param([PAYS_OUTSIDE], {"network": "outside"}, True, True, id="going outside"),
        pytest.param(
            [delivery("reimbursed", "valley")], {"region": "valley"}, True, True, id="a region that only pays back"
        ),
        pytest.param([delivery("reimbursed")], {}, True, False, id="a way that holds at large"),
        pytest.param(
            [delivery("employed", "valley"), delivery("reimbursed")],
            {"region": "valley"},
            False,
            False,
            id="a region with another way",
        ),
    ],
)
def test_claims(records: list[Record], facts: dict[str, object], claims: bool, documents: bool) -> None:
    chosen = found(benefit(), BILL, DEADLINE, *records, **facts)

    assert (bool(chosen.claim_documents), chosen.claim_deadline is not None) == (claims, claims)
    assert bool(chosen.documents) is documents


@pytest.mark.parametrize(("payment", "shown"), [("hsa-fsa", True), ("plan", False)])
def test_a_letter_is_for_who_pays_with_an_account(payment: str, shown: bool) -> None:
    letter = content("letter", "document", stage=Stage.HSA_FSA)

    assert bool(found(benefit(), letter, payment=payment).documents) is shown
