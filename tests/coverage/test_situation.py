"""What members tell becomes a situation; nonsense is refused with the fact and the values that it takes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from benefits.coverage.situation import FACTS, FactError, Situation, facts, situation, visits_therapy
from benefits.coverage.vocabulary import Authorization, NetworkTier, Purpose, Referral, Spending
from tests.coverage.builders import TODAY, asked, catalog, guides

LEAST = {"therapy": "physical-therapy", "plan": "hmo", "on": "2026-11-21"}


def read(fact: str, value: object) -> Any:
    return getattr(situation(guides(), {**LEAST, fact: value}), fact)


@pytest.mark.parametrize(
    ("fact", "value", "means"),
    [
        ("referral", "pcp", Referral.PCP),
        ("network", "unsure", None),
        ("network", "outside", NetworkTier.OUTSIDE),
        ("condition", "unsure", None),
        ("condition", "headache", "headache"),
        ("region", "unsure", None),
        ("prior_authorization", "pending", Authorization.PENDING),
        ("purpose", "habilitation", Purpose.HABILITATION),
        ("visits_used", {"physical-therapy": 0}, {"physical-therapy": 0}),
        ("visits_used", {"physical-therapy": "18"}, {"physical-therapy": 18}),
        ("visits_used", {"speech-therapy": "unsure"}, {"speech-therapy": None}),
        ("visits_used", {"physical-therapy/habilitation": 3}, {"physical-therapy/habilitation": 3}),
        ("visits_used", {"acupuncture@90-days": 12}, {"acupuncture@90-days": 12}),
        ("visits_used", {}, {}),
        ("visits_outside", 999, 999),
        ("visits_outside", "unsure", None),
        ("visit_limit", 1, 1),
        ("visit_limit", "unsure", None),
        ("deductible", "met", Spending.MET),
        ("deductible", 0, Decimal(0)),
        ("deductible", "750", Decimal(750)),
        ("out_of_pocket", 12.5, Decimal("12.5")),
        ("copay", "12.50", Decimal("12.50")),
        ("copay", "unsure", None),
        ("allowed_amount", 1_000_000, Decimal(1_000_000)),
        ("on", "2024-02-29", date(2024, 2, 29)),
        ("on", TODAY, TODAY),
    ],
)
def test_a_fact_is_read(fact: str, value: object, means: object) -> None:
    assert read(fact, value) == means


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("therapy", "yoga"),
        ("therapy", None),
        ("therapy", ["physical-therapy"]),
        ("therapy", "unsure"),
        ("plan", "unknown"),
        ("region", "moon"),
        ("referral", "friend"),
        ("referral", ""),
        ("referral", "PCP"),
        ("condition", "flu"),
        ("network", "in"),
        ("visits_used", 18),
        ("visits_used", {"yoga": 1}),
        ("visits_used", {"physical-therapy": -1}),
        ("visits_used", {"physical-therapy": 1000}),
        ("visits_used", {"physical-therapy": 1.5}),
        ("visits_used", {"physical-therapy": True}),
        ("visits_used", {"physical-therapy": "１"}),
        ("visits_used", {"physical-therapy": "+1"}),
        ("visits_used", {"physical-therapy": None}),
        ("visits_used", {"physical-therapy@0-days": 1}),
        ("visits_used", {"physical-therapy@1000-days": 1}),
        ("visits_used", {1: 1}),
        ("visits_outside", "many"),
        ("visit_limit", 0),
        ("deductible", "some"),
        ("deductible", -1),
        ("deductible", True),
        ("out_of_pocket", 1_000_000.01),
        ("copay", 0.001),
        ("copay", float("nan")),
        ("copay", float("inf")),
        ("copay", Decimal("NaN")),
        ("copay", "1e3"),
        ("copay", "$20"),
        ("copay", "٢٠"),
        ("copay", {}),
        ("coverage", "unsure"),
        ("purpose", "fun"),
        ("technique", "magic"),
        ("payment", "cash"),
        ("on", "2025-02-29"),
        ("on", "21.11.2026"),
        ("on", "2026-11-21T00:00"),
        ("on", "9999-01-01"),
        ("on", 20261121),
    ],
)
def test_nonsense_is_refused_with_the_fact_named(fact: str, value: object) -> None:
    with pytest.raises(FactError) as refused:
        read(fact, value)

    assert refused.value.fact.split(".")[0] == fact
    assert refused.value.allowed
    assert len(str(refused.value)) < 2000


def test_the_values_that_a_fact_takes_are_told() -> None:
    with pytest.raises(FactError) as refused:
        read("referral", "friend")

    assert refused.value.allowed == ("pcp", "specialist", "outside", "none", "unsure")
    assert "referral: friend is not one of: pcp" in str(refused.value)


def test_visits_name_their_therapy_when_refused() -> None:
    with pytest.raises(FactError) as refused:
        read("visits_used", {"physical-therapy": -1})

    assert refused.value.fact == "visits_used.physical-therapy"


@pytest.mark.parametrize("missing", ["therapy", "plan", "on"])
def test_what_is_required_is_asked_for(missing: str) -> None:
    facts = {fact: value for fact, value in LEAST.items() if fact != missing}

    with pytest.raises(FactError) as refused:
        situation(guides(), facts)

    assert refused.value.fact == missing
    assert refused.value.allowed


def test_a_fact_that_we_do_not_know_is_refused() -> None:
    with pytest.raises(FactError) as refused:
        situation(guides(), {**LEAST, "age": 40})

    assert refused.value.fact == "fact"
    assert refused.value.allowed == tuple(FACTS)


def test_what_is_not_told_is_not_known() -> None:
    untold = situation(guides(), LEAST)

    assert untold.told == frozenset(LEAST)
    assert (untold.referral, untold.prior_authorization) == (Referral.UNSURE, Authorization.UNSURE)
    assert (untold.condition, untold.network, untold.visits_used) == (None, None, {})


@pytest.mark.parametrize(
    ("facts", "fact", "text"),
    [
        ({}, "network", "unsure"),
        ({"network": "outside"}, "network", "outside"),
        ({}, "payment", "plan"),
        ({}, "deductible", "unsure"),
        ({"visit_limit": 30}, "visit_limit", "30"),
    ],
)
def test_a_fact_has_a_text(facts: dict[str, object], fact: str, text: str) -> None:
    assert asked(catalog(), **facts).text(fact) == text


@pytest.mark.parametrize(
    ("key", "therapy"),
    [
        ("physical-therapy", "physical-therapy"),
        ("physical-therapy/habilitation", "physical-therapy"),
        ("acupuncture@90-days", "acupuncture"),
        ("acupuncture@0-days", "acupuncture@0-days"),
    ],
)
def test_a_key_of_visits_names_its_therapy(key: str, therapy: str) -> None:
    assert visits_therapy(key) == therapy


def test_every_fact_is_a_field() -> None:
    assert set(FACTS) == set(Situation.__struct_fields__) - {"told"}


def test_a_situation_is_told_by_its_facts_as_plain_values() -> None:
    told = {
        **LEAST,
        "referral": "pcp",
        "condition": "unsure",
        "visits_used": {"physical-therapy": 18, "speech-therapy": "unsure"},
        "deductible": "250.50",
        "visit_limit": 30,
    }

    assert facts(situation(guides(), told)) == {name: value for name, value in told.items() if value != "unsure"}


def test_who_told_nothing_has_the_least_facts() -> None:
    assert facts(situation(guides(), {**LEAST, "visits_used": {}, "referral": "unsure"})) == LEAST
