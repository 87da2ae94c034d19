"""Every fact is a field of the situation, and what its row says of it holds together."""

import pytest

from benefits.coverage.facts import BANDS, FACT, FACTS, REQUIRED, Fact
from benefits.coverage.interview import REFINEMENTS, WALK, options
from benefits.coverage.kinds import OneRecord, OneWord
from benefits.coverage.situation import Situation
from tests.coverage.builders import guides

CHOICES = [fact for fact in FACTS if isinstance(fact.kind, OneWord | OneRecord)]


def test_every_fact_is_a_field_and_is_there_once() -> None:
    names = [fact.name for fact in FACTS]

    assert sorted(names) == sorted(set(Situation.__struct_fields__) - {"told"})


def test_a_fact_belongs_to_facts() -> None:
    assert {name for fact in FACTS for name in fact.belongs_to} == {"therapy", "plan"}


def test_what_nothing_is_assumed_for_is_required() -> None:
    assert REQUIRED == ("therapy", "plan", "on")


def test_every_fact_is_asked_once() -> None:
    assert sorted((*WALK, *REFINEMENTS)) == sorted(FACT)
    assert WALK == ("therapy", "plan", "region", "referral", "condition", "purpose", "age")


def test_every_fact_can_make_a_difference() -> None:
    """Those two that name the terms do; every other is probed, banded or makes an answer more exact."""
    idle = [
        fact.name for fact in FACTS if fact.probes is Fact(name="", kind=fact.kind).probes and fact.makes_exact is None
    ]

    assert idle == ["therapy"]
    assert set(BANDS) <= {fact.name for fact in FACTS if fact.findable}


@pytest.mark.parametrize("fact", CHOICES, ids=[fact.name for fact in CHOICES])
def test_what_is_offered_is_taken(fact: Fact) -> None:
    offered = options(guides(), fact.name, {"therapy": "physical-therapy"})

    assert offered
    assert [fact.kept(guides(), value) for value in offered] == [*offered]
