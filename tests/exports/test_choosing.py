"""Filters make a choice, or are refused by name."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from benefits.editions import InForce
from benefits.exports.choosing import Choice, NotOffered, choice
from tests.exports.conftest import TODAY


def test_nothing_chosen_is_everything(edition: InForce, everything: Choice) -> None:
    assert set(everything.plans) == set(edition.catalog.plan_by_slug)
    assert set(everything.therapies) == set(edition.catalog.therapy_by_slug)
    assert everything.on == TODAY
    assert everything.total == len(everything.plans) * len(everything.therapies)


@pytest.mark.parametrize(
    ("given", "plans"),
    [
        pytest.param({"plan": ["hmo"]}, {"hmo"}, id="one plan"),
        pytest.param({"plan": ["hmo", "hdhp", ""]}, {"hmo", "hdhp"}, id="two plans"),
        pytest.param({"plan": ["hmo", "unsure"], "plan_type": ["hmo"]}, {"hmo"}, id="of a type"),
        pytest.param({"plan": ["hmo"], "region": ["georgia"]}, set(), id="of a region that has none of them"),
    ],
)
def test_plans_are_chosen(edition: InForce, given: Mapping[str, Sequence[str]], plans: set[str]) -> None:
    assert set(choice(edition.catalog, given, TODAY).plans) == plans


def test_a_region_holds_its_parts(edition: InForce) -> None:
    chosen = choice(edition.catalog, {"region": ["georgia"]}, TODAY)

    assert {edition.catalog.plan_by_slug[slug].region for slug in chosen.plans} <= {"georgia"}


def test_what_is_assumed_is_read(edition: InForce) -> None:
    given = {"on": ["2026-02-28"], "referral": ["pcp"], "condition": ["low-back-pain"], "therapy": ["massage-therapy"]}

    chosen = choice(edition.catalog, given, TODAY)

    assert (chosen.on, chosen.referral, chosen.condition) == (date(2026, 2, 28), "pcp", "low-back-pain")
    assert chosen.therapies == ("massage-therapy",)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        pytest.param("on", ["yesterday"], id="no day"),
        pytest.param("on", ["2026-02-30"], id="a day that is not there"),
        pytest.param("region", ["atlantis"], id="an unknown region"),
        pytest.param("plan_type", ["=1+1"], id="an unknown plan type"),
        pytest.param("plan", ["hmo", "nothing"], id="an unknown plan"),
        pytest.param("therapy", ["x" * 5000], id="an unknown therapy"),
        pytest.param("referral", ["me"], id="an unknown referrer"),
        pytest.param("condition", ["\x00"], id="an unknown condition"),
        pytest.param("on", ["2026-01-01", "2026-01-02"], id="two days"),
    ],
)
def test_it_refuses_what_is_not_offered(edition: InForce, name: str, values: list[str]) -> None:
    with pytest.raises(NotOffered) as refusal:
        choice(edition.catalog, {name: values}, TODAY)

    assert list(refusal.value.problems) == [name]
    assert len(str(refusal.value)) < 500
