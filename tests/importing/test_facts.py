"""What any document says becomes the same records, in its own words where words are quoted."""

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from benefits.coverage.records import Benefit, CostTier, Gate, VisitLimit
from benefits.coverage.vocabulary import (
    CostKind,
    CoverageStatus,
    DeductibleRule,
    GateKind,
    LimitPeriod,
    LimitRule,
    LimitUnit,
    NetworkTier,
    Purpose,
    Requirement,
)
from benefits.importing.facts import cut, facts
from benefits.importing.said import OutOfNetwork, Said, StatedLimit, StatedPrice

PRICE = StatedPrice(
    tier=NetworkTier.KAISER, kind=CostKind.COPAYMENT, amount=Decimal(20), deductible=DeductibleRule.AFTER
)
LIMIT = StatedLimit(quantity=30, unit="visits", period="year", pool=("physical-therapy", "massage-therapy"))
SAID = Said(
    document="summary",
    therapies=("physical-therapy",),
    purpose=Purpose.REHABILITATION,
    status=CoverageStatus.COVERED,
    prices=(PRICE,),
    limits=(LIMIT,),
)


def of_kind(kind: type, said: Said) -> list[Any]:
    return [fact for fact in facts(said, "gold", "p-1") if isinstance(fact, kind)]


def test_a_gate_of_each_kind_and_a_price_and_a_limit() -> None:
    found = facts(SAID, "gold", "p-1")

    assert {(fact.plan, fact.citation) for fact in found} == {("gold", "p-1")}
    assert [gate.kind for gate in of_kind(Gate, SAID)] == [*GateKind]
    assert {gate.requirement for gate in of_kind(Gate, SAID)} == {Requirement.NOT_STATED}
    [tier] = of_kind(CostTier, SAID)
    assert (tier.low, tier.high, tier.deductible) == (20, 20, DeductibleRule.AFTER)
    [limit] = of_kind(VisitLimit, SAID)
    assert (limit.slug, limit.rule, limit.low) == ("physical-massage-rehabilitation", LimitRule.STATED, 30)


def test_a_purpose_is_told_apart_where_documents_do() -> None:
    [limit] = of_kind(VisitLimit, SAID)
    [together] = of_kind(VisitLimit, replace(SAID, counts_purposes_together=True))

    assert [member.purpose for member in limit.members] == [Purpose.REHABILITATION, None]
    assert [member.purpose for member in together.members] == [None, None]


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        pytest.param({"status": None}, set(), id="nothing where the status is not said"),
        pytest.param({"status": CoverageStatus.NOT_COVERED}, {Benefit}, id="no price where it is not covered"),
        pytest.param({"therapies": ()}, set(), id="nothing for no therapy"),
    ],
)
def test_less_is_said(change: dict[str, Any], kinds: set[type]) -> None:
    assert {type(fact) for fact in facts(replace(SAID, **change), "gold", "p-1")} == kinds


def test_the_words_are_those_of_the_document() -> None:
    said = replace(SAID, explained="See page 3", excluded="Spa", remark="Not for autism.", authorization=("Ask first",))

    [benefit] = of_kind(Benefit, said)
    gates = {gate.kind: gate for gate in of_kind(Gate, said)}
    assert benefit.note == (
        "Not for autism. In the words of the summary: “See page 3”. Not covered, in the words of the summary: “Spa”."
    )
    authorization = gates[GateKind.PRIOR_AUTHORIZATION]
    assert (authorization.requirement, authorization.note) == (
        Requirement.VARIES,
        "In the words of the summary: “Ask first”.",
    )


@pytest.mark.parametrize(
    ("outside", "requirement", "tiers"),
    [
        (OutOfNetwork.NOT_COVERED, Requirement.REQUIRED, (NetworkTier.KAISER, NetworkTier.CONTRACTED)),
        (OutOfNetwork.COVERED, Requirement.NOT_REQUIRED, ()),
        (OutOfNetwork.NOT_STATED, Requirement.NOT_STATED, ()),
    ],
)
def test_outside_the_network(outside: OutOfNetwork, requirement: Requirement, tiers: tuple[NetworkTier, ...]) -> None:
    gates = {gate.kind: gate for gate in of_kind(Gate, replace(SAID, out_of_network=outside))}

    network = gates[GateKind.NETWORK]
    assert (network.requirement, network.tiers) == (requirement, tiers)


def test_what_counts_to_the_out_of_pocket_limit_is_said_by_tier() -> None:
    other = replace(PRICE, tier=NetworkTier.OUTSIDE)
    said = replace(SAID, prices=(PRICE, other), counts_to_out_of_pocket={NetworkTier.OUTSIDE: False})

    assert [tier.counts_to_out_of_pocket for tier in of_kind(CostTier, said)] == [None, False]


def test_two_prices_for_the_same_visit_are_no_price() -> None:
    share = replace(PRICE, kind=CostKind.COINSURANCE, amount=None, percent=Decimal(20))

    [tier] = of_kind(CostTier, replace(SAID, prices=(PRICE, share)))

    assert tier.kind is CostKind.UNSTATED
    assert tier.note == (
        "The summary gives copayment $20 after the deductible and coinsurance 20% after the deductible."
        " It does not say which applies when."
    )


@pytest.mark.parametrize(
    ("change", "note"),
    [
        pytest.param({"quantity": None}, "The summary says that a limit applies, but not which.", id="no figure"),
        pytest.param({"period": "week"}, "The summary says 30 visits per week.", id="a period of no word of ours"),
        pytest.param({"unit": None}, "The summary says 30 per year.", id="no unit"),
        pytest.param({"period": "rolling_days", "unit": "days"}, "The summary says 30 days in a row.", id="in a row"),
    ],
)
def test_a_limit_that_our_fields_cannot_hold_has_no_number(change: dict[str, Any], note: str) -> None:
    [limit] = of_kind(VisitLimit, replace(SAID, limits=(replace(LIMIT, **change),)))

    assert (limit.rule, limit.low, limit.unit, limit.period) == (
        LimitRule.VARIES,
        None,
        LimitUnit.VISITS,
        LimitPeriod.YEAR,
    )
    assert limit.note == note


def test_a_long_text_is_cut_with_a_sign() -> None:
    assert (cut("abcd", 4), cut("abcde", 4)) == ("abcd", "abc…")
