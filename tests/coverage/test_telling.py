"""The situation that facts tell, and facts as every face holds them."""

import pytest

from benefits.coverage.facts import FACT
from benefits.coverage.planned import COURSE
from benefits.coverage.situation import FactError
from benefits.coverage.telling import facts, kept, situation, with_other
from benefits.coverage.vocabulary import Authorization, Referral
from tests.coverage.builders import guides

LEAST = {"therapy": "physical-therapy", "plan": "hmo", "on": "2026-11-21"}


@pytest.mark.parametrize("missing", ["therapy", "plan", "on"])
def test_what_is_required_is_asked_for(missing: str) -> None:
    facts = {fact: value for fact, value in LEAST.items() if fact != missing}

    with pytest.raises(FactError) as refused:
        situation(guides(), facts)

    assert refused.value.fact == missing
    assert refused.value.allowed


def test_a_fact_that_we_do_not_know_is_refused() -> None:
    with pytest.raises(FactError) as refused:
        situation(guides(), {**LEAST, "shoe_size": 40})

    assert refused.value.fact == "fact"
    assert refused.value.allowed == (*FACT, COURSE)


def test_what_is_not_told_is_not_known() -> None:
    untold = situation(guides(), LEAST)

    assert untold.told == frozenset(LEAST)
    assert (untold.referral, untold.prior_authorization) == (Referral.UNSURE, Authorization.UNSURE)
    assert (untold.condition, untold.network, untold.visits_used) == (None, None, {})


def test_facts_are_kept_as_they_are_read_and_in_their_order() -> None:
    typed = {"visit_limit": "020", "plan": "hmo", "copay": "$ 25", "visits_used": {"physical-therapy": " 5 "}}

    found = kept(guides(), typed)

    assert found == {"visit_limit": 20, "plan": "hmo", "copay": 25, "visits_used": {"physical-therapy": 5}}
    assert [*found] == [*typed]


def test_who_is_not_sure_of_what_is_assumed_has_not_told_it() -> None:
    told = {**LEAST, "purpose": " unsure "}

    found = situation(guides(), told)

    assert found == situation(guides(), LEAST)
    assert kept(guides(), told)["purpose"] == "unsure"
    assert facts(found) == LEAST


def test_a_fact_that_cannot_be_kept_is_named() -> None:
    with pytest.raises(FactError, match="fact: magic"):
        kept(guides(), {"magic": 1})


def test_a_situation_is_told_by_its_facts_as_plain_values() -> None:
    told = {
        **LEAST,
        "referral": "pcp",
        "condition": "unsure",
        "visits_used": {"physical-therapy": 18, "speech-therapy": "unsure"},
        "deductible": 250.5,
        "visit_limit": 30,
    }

    assert facts(situation(guides(), told)) == {name: value for name, value in told.items() if value != "unsure"}


def test_a_plan_that_is_not_known_is_told() -> None:
    assert facts(situation(guides(), {**LEAST, "plan": "unsure"}))["plan"] == "unsure"


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        pytest.param("therapy", "massage-therapy", {"plan", "condition"}, id="another therapy"),
        pytest.param("plan", "hdhp", {"therapy", "condition", "referral"}, id="another plan: the referral holds"),
        pytest.param("condition", "headache", {"therapy", "plan", "referral", "copay"}, id="another condition"),
        pytest.param("plan", "hmo", {"therapy", "condition", "referral", "copay"}, id="the same plan"),
    ],
)
def test_facts_belong_to_what_they_were_told_for(name: str, value: str, left: set[str]) -> None:
    told = {"therapy": "physical-therapy", "plan": "hmo", "condition": "stress", "referral": "pcp", "copay": 20}

    found = with_other(told, name, value)

    assert found == {**{fact: told[fact] for fact in left}, name: value}


def test_who_told_nothing_has_the_least_facts() -> None:
    assert facts(situation(guides(), {**LEAST, "visits_used": {}, "referral": "unsure"})) == LEAST
