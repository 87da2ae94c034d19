"""What a member has told us."""

from typing import Any

import pytest
from msgspec.structs import replace

from benefits.coverage.facts import FACTS
from benefits.coverage.situation import Situation, identity, is_known, visits_therapy, with_fact
from benefits.coverage.vocabulary import Referral, Spending
from tests.coverage.builders import OT, PT, asked, catalog


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


@pytest.mark.parametrize(
    ("facts", "fact", "known"),
    [
        ({}, "referral", False),
        ({"referral": "unsure"}, "referral", False),
        ({"referral": "none"}, "referral", True),
        ({"condition": "unsure"}, "condition", False),
        ({"condition": "headache"}, "condition", True),
        ({"visits_used": {PT: 0}}, "visits_used", True),
        ({"visits_used": {PT: "unsure"}}, "visits_used", False),
        ({"visits_used": {OT: 3}}, "visits_used", False),
        ({"visit_limit": 20}, "visit_limit", True),
        ({"visit_limit": "unsure"}, "visit_limit", False),
        ({"deductible": 0}, "deductible", True),
        ({"coverage": "self-only"}, "coverage", True),
        ({}, "coverage", False),
    ],
)
def test_what_is_known(facts: dict[str, object], fact: str, known: bool) -> None:
    assert is_known(asked(catalog(), **facts), fact) is known


def test_a_told_fact_is_told() -> None:
    situation = with_fact(asked(catalog()), "referral", Referral.PCP)

    assert (situation.referral, "referral" in situation.told) == (Referral.PCP, True)


ASIDE: dict[str, Any] = {"visits_used": {OT: 3}, "deductible": Spending.MET}


@pytest.mark.parametrize("fact", [fact.name for fact in FACTS])
def test_another_value_of_any_fact_is_another_situation(fact: str) -> None:
    situation = asked(catalog())

    assert identity(replace(situation, **{fact: ASIDE.get(fact, "another")})) != identity(situation)


def test_saying_that_one_is_not_sure_is_saying_nothing() -> None:
    assert identity(asked(catalog(), referral="unsure")) == identity(asked(catalog()))


def test_the_order_in_which_visits_are_told_tells_nothing_apart() -> None:
    one, other = asked(catalog(), visits_used={PT: 1, OT: 2}), asked(catalog(), visits_used={OT: 2, PT: 1})

    assert identity(one) == identity(other)


class WithAge(Situation, frozen=True, kw_only=True):
    """A situation in which one more fact can be told."""

    age: int | None = None


def test_a_fact_that_is_added_tells_situations_apart() -> None:
    young, old = (WithAge(therapy=PT, plan="mine", on=asked(catalog()).on, age=age) for age in (20, 80))

    assert identity(young) != identity(old)
