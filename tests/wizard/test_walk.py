"""Where a member stands is replayed from what was told; changing one answer loses no other."""

from datetime import date

import msgspec
import pytest
import time_machine

from benefits import answering, editions
from benefits.coverage import records as r
from benefits.coverage import vocabulary as v
from benefits.coverage.facts import FACT
from benefits.wizard import walk
from tests import shipped
from tests.wizard.members import JOINT_PAIN, guides

pytestmark = pytest.mark.usefixtures("published")


def test_an_answer_leads_to_the_next_question() -> None:
    here = walk.replayed("run", {"therapy": "physical-therapy"})

    assert here.journey.next == "plan"
    assert here.telling("plan", "hmo").journey.next == "referral"


def test_changing_an_answer_keeps_the_others() -> None:
    here = walk.replayed("run", dict(JOINT_PAIN))

    changed = here.telling("plan", "hdhp")

    assert changed.told == {**JOINT_PAIN, "plan": "hdhp"}
    assert changed.journey.next is None


# A value of each fact that is told for one therapy or plan.
TOLD_FOR_ONE = {
    "referral": "pcp",
    "visit_limit": 12,
    "copay": 15,
    "allowed_amount": 90,
    "prior_authorization": "denied",
    "first_treatments": "tried-not-enough",
    "necessity_letter": "yes",
}


def test_every_fact_that_is_told_for_one_therapy_or_plan_is_tried() -> None:
    assert {name for name, fact in FACT.items() if fact.belongs_to} == TOLD_FOR_ONE.keys()


@pytest.mark.parametrize("fact", TOLD_FOR_ONE)
@pytest.mark.parametrize(
    ("changed", "asked_again"),
    [
        pytest.param({"therapy": "massage-therapy"}, {"therapy"}, id="another therapy"),
        pytest.param({"plan": "hdhp"}, {"plan"}, id="another plan"),
        pytest.param({"therapy": "massage-therapy", "plan": "hdhp"}, {"therapy", "plan"}, id="both"),
        pytest.param({"therapy": "physical-therapy", "plan": "hmo"}, set(), id="neither"),
        pytest.param({"condition": "headache"}, set(), id="another reason for care"),
    ],
)
def test_what_was_told_for_another_is_asked_again(fact: str, changed: dict[str, str], asked_again: set[str]) -> None:
    here = walk.replayed("run", {**JOINT_PAIN, fact: TOLD_FOR_ONE[fact]})

    there = here
    for name, value in changed.items():
        there = there.telling(name, value)

    owners = asked_again.intersection(FACT[fact].belongs_to)
    assert (fact in there.told) is not bool(owners)
    assert (there.for_another.get(fact) in owners) is bool(owners)
    assert there.told.items() >= changed.items()


def test_what_is_told_anew_is_not_asked_again() -> None:
    here = walk.replayed("run", {**JOINT_PAIN, "copay": 15}).telling("therapy", "massage-therapy")

    there = here.telling("referral", "none")

    assert dict(here.for_another) == {"referral": "therapy", "copay": "therapy"}
    assert there.no_longer_counts() == ["Your copay"]


def test_the_plan_that_is_picked_once_more_is_the_same(edition: editions.InForce) -> None:
    here = walk.replayed("run", {**JOINT_PAIN, "copay": 15})

    assert here.picking("hmo", "unsure").told["copay"] == 15


@pytest.mark.parametrize(
    ("aim", "said"),
    [
        pytest.param("unsure", "I’m not sure", id="not sure is an answer"),
        pytest.param("habilitation", "For someone who wants to learn a skill for the first time", id="the other aim"),
    ],
)
def test_who_it_is_for_is_asked_once(aim: str, said: str) -> None:
    told = {"therapy": "speech-therapy", "plan": "ga-hmo-2026", "referral": "pcp", "condition": "other"}
    here = walk.replayed("run", {**told, "on": "2026-11-21"}, shipped.edition())

    there = here.telling("purpose", aim)

    assert here.journey.next == "purpose"
    assert there.journey.next is None
    assert {"fact": "purpose", "short": "Goal of care", "said": said} in there.answers()
    assert there.may_visit("purpose")


@pytest.mark.parametrize(
    ("age", "limits"),
    [
        pytest.param(20, 0, id="the limit does not hold for a young person"),
        pytest.param(21, 1, id="it does from that age on"),
        pytest.param("unsure", 1, id="it does where the age is not known"),
    ],
)
def test_the_age_is_asked_where_a_limit_turns_on_it(age: object, limits: int) -> None:
    shown = shipped.catalog()
    for_adults = tuple(msgspec.structs.replace(limit, exempt_below_age=21) for limit in shown.visit_limits)
    edition = shipped.edition(msgspec.structs.replace(shown, visit_limits=for_adults))
    told: dict[str, object] = {"therapy": "speech-therapy", "plan": "ga-hmo-2026", "on": "2026-11-21"}
    here = walk.replayed("run", {**told, "purpose": "rehabilitation"}, edition)

    there = here.telling("age", age)

    assert here.journey.next == "age"
    assert there.journey.next is None
    found = answering.answer(edition, there.facts)
    assert len(found.limits) == limits
    assert ("age" in {unknown.fact for unknown in found.unknowns}) is (age == "unsure")


def test_taking_an_answer_back_leaves_it_untold() -> None:
    here = walk.replayed("run", {**JOINT_PAIN, "payment": "hsa-fsa"})

    assert here.telling("payment", None).told == JOINT_PAIN
    assert here.telling("copay", None).told == here.told


def test_an_answer_that_is_no_longer_offered_is_asked_again() -> None:
    here = walk.replayed("run", {**JOINT_PAIN, "condition": "gone from the catalog"})

    assert here.journey.next == "condition"
    assert here.journey.dropped == ("condition",)
    assert [answer["fact"] for answer in here.answers()] == ["therapy", "plan", "referral"]


@pytest.mark.parametrize(
    ("fact", "before", "step"),
    [
        pytest.param("therapy", None, {"now": 1, "all": 4, "after": 3}, id="the first"),
        pytest.param("plan", "therapy", {"now": 2, "all": 4, "after": 2}, id="the second, to change it"),
        pytest.param("referral", "plan", {"now": 3, "all": 4, "after": 1}, id="the one that is open"),
        pytest.param("visits_used", "plan", None, id="one that comes after the answer"),
    ],
)
def test_a_question_knows_its_place(fact: str, before: str | None, step: dict[str, int] | None) -> None:
    here = walk.replayed("run", {"therapy": "physical-therapy", "plan": "hmo"})

    assert here.before(fact) == before
    assert here.step(fact) == step


def test_answers_are_told_in_words_and_in_order() -> None:
    here = walk.replayed("run", {"condition": "stress", "plan": "hdhp", "therapy": "massage-therapy"})

    assert [(answer["short"], answer["said"]) for answer in here.answers(besides="plan")] == [
        ("Therapy", "Massage therapy"),
        ("Reason for care", "Stress, with no diagnosis"),
    ]


def test_what_was_told_is_not_asked_once_more() -> None:
    here = walk.replayed("run", dict(JOINT_PAIN))
    told = here.telling("visit_limit", 30)

    assert "visit_limit" in dict(here.more())
    assert "visit_limit" not in dict(told.more())
    assert {fact for fact, _ in here.more()} <= set(FACT)


@pytest.mark.parametrize(
    ("region", "day"),
    [
        pytest.param("hawaii", "2026-12-31", id="still the old year in Hawaii"),
        pytest.param("georgia", "2027-01-01", id="the new year in Georgia"),
        pytest.param(None, "2026-12-31", id="where the settings are, without a region"),
    ],
)
def test_the_day_is_the_one_where_the_plan_is(region: str | None, day: str) -> None:
    with time_machine.travel("2027-01-01T06:00:00Z", tick=False):
        here = walk.replayed("run", {"region": region} if region else {})

    assert here.journey.facts["on"] == day
    assert "on" not in here.told


def test_the_edition_is_the_one_in_force(edition: editions.InForce) -> None:
    assert walk.replayed("run", {}).catalog is edition.catalog


@pytest.mark.parametrize(
    ("instant", "day", "holds"),
    [
        pytest.param("2026-01-01T09:59:59Z", "2025-12-31", False, id="the second before the plan year"),
        pytest.param("2026-01-01T10:00:00Z", "2026-01-01", True, id="its first second"),
        pytest.param("2027-01-01T09:59:59Z", "2026-12-31", True, id="its last second"),
        pytest.param("2027-01-01T10:00:00Z", "2027-01-01", False, id="the second after"),
        pytest.param("2028-02-29T23:00:00Z", "2028-02-29", False, id="a leap day"),
    ],
)
def test_a_plan_year_ends_with_the_day_where_the_plan_is(
    monkeypatch: pytest.MonkeyPatch, instant: str, day: str, holds: bool
) -> None:
    gold = r.Plan(
        slug="gold",
        name="Gold 2026",
        kind=v.PlanKind.PLAN,
        plan_type="hmo",
        region="hawaii",
        based_on="hmo",
        effective_from=date(2026, 1, 1),
        effective_to=date(2026, 12, 31),
        citation=guides().citations[0].slug,
    )
    edition = shipped.edition(msgspec.structs.replace(guides(), plans=(*guides().plans, gold)))
    monkeypatch.setattr(editions, "in_force", lambda: edition)

    with time_machine.travel(instant, tick=False):
        here = walk.replayed("run", {**JOINT_PAIN, "plan": "gold"})

    assert here.facts["on"] == day
    assert (answering.answer(edition, here.facts).status != "unknown") == holds
