"""What a fact takes, however it is typed; nonsense is refused with the fact and the values that it takes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from benefits.coverage.facts import FACT
from benefits.coverage.kinds import plain
from benefits.coverage.situation import FactError
from benefits.coverage.telling import situation
from benefits.coverage.vocabulary import Authorization, NetworkTier, Purpose, Referral, Spending
from tests.coverage.builders import TODAY, guides

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
        ("age", 0, 0),
        ("age", " 20 ", 20),
        ("age", "unsure", None),
        ("age", 120, 120),
        ("purpose", "unsure", Purpose.REHABILITATION),
        ("purpose", " unsure ", Purpose.REHABILITATION),
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
        ("copay", "$ 25", Decimal(25)),
        ("copay", "$1,250.50", Decimal("1250.50")),
        ("copay", " 007 ", Decimal(7)),
        ("visit_limit", " 5 ", 5),
        ("visit_limit", "007", 7),
        ("deductible", " met ", Spending.MET),
        ("referral", " pcp ", Referral.PCP),
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
        ("copay", "12,5"),
        ("copay", "1,0000"),
        ("copay", "$"),
        ("copay", "$$5"),
        ("visit_limit", "1,8"),
        ("visit_limit", "0007"),
        ("visits_used", {"physical-therapy": "1,8"}),
        ("copay", "٢٠"),
        ("copay", {}),
        ("coverage", "unsure"),
        ("purpose", "fun"),
        ("age", 121),
        ("age", -1),
        ("age", 20.5),
        ("age", "twenty"),
        ("age", True),
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
    assert (refused.value.fact, refused.value.value) == ("referral", "friend")


def test_visits_name_their_therapy_when_refused() -> None:
    with pytest.raises(FactError) as refused:
        read("visits_used", {"physical-therapy": -1})

    assert refused.value.fact == "visits_used.physical-therapy"


@pytest.mark.parametrize(
    ("fact", "typed", "kept"),
    [
        pytest.param("copay", "25.00", 25, id="whole dollars"),
        pytest.param("copay", "12.50", 12.5, id="dollars and cents"),
        pytest.param("copay", "unsure", "unsure", id="not sure of a sum"),
        pytest.param("network", "unsure", "unsure", id="not sure of a place"),
        pytest.param("referral", "pcp", "pcp", id="a word"),
        pytest.param("on", "2026-11-21", "2026-11-21", id="a day"),
        pytest.param(
            "visits_used",
            {"physical-therapy": "18", "speech-therapy": "unsure"},
            {"physical-therapy": 18, "speech-therapy": "unsure"},
            id="visits",
        ),
    ],
)
def test_what_was_read_is_kept_as_json_holds_it(fact: str, typed: object, kept: object) -> None:
    found = FACT[fact].kept(guides(), typed)

    assert found == kept
    assert type(found) is type(kept)


@pytest.mark.parametrize(
    ("value", "held"),
    [
        pytest.param(Decimal(20), 20, id="whole dollars"),
        pytest.param(Decimal("12.5"), 12.5, id="dollars and cents"),
        pytest.param(date(2026, 11, 21), "2026-11-21", id="a day"),
        pytest.param({"physical-therapy": Decimal(3)}, {"physical-therapy": 3}, id="visits by therapy"),
        pytest.param(None, "unsure", id="what is not known"),
        pytest.param("pcp", "pcp", id="a word"),
    ],
)
def test_a_fact_as_json_holds_it(value: Any, held: Any) -> None:
    assert plain(value) == held
    assert type(plain(value)) is type(held)


def test_what_is_kept_is_read_as_before() -> None:
    for value in (None, Decimal("12.5"), TODAY, Referral.PCP, {"physical-therapy": None}):
        assert plain(plain(value)) == plain(value)
