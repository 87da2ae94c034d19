"""Answers that were once wrong or misleading: each with the smallest facts that showed it, and what is right."""

import re
from collections.abc import Mapping
from typing import Any, Final

import pytest

from benefits.answering import answer
from benefits.answers import Answer
from benefits.coverage.facts import FACT
from tests import shipped
from tests.cases.reading import edition, text

PT: Final = {"therapy": "physical-therapy"}
GOLD_03: Final = {**PT, "plan": "ga-signature-gold-hmo-1500-2026-03", "on": "2026-05-01", "referral": "pcp"}
HDHP: Final = {**PT, "plan": "ca-meyers-nave-hdhp-2026", "on": "2026-05-01", "referral": "pcp"}
VALUE: Final = {**PT, "plan": "wa-pebb-value-2024", "on": "2024-05-01", "referral": "pcp"}
OUTSIDE_HAWAII: Final = {
    **PT,
    "plan": "hi-added-choice-2017",
    "on": "2017-06-01",
    "referral": "pcp",
    "network": "outside",
}
HMO: Final = {**PT, "plan": "hmo", "on": "2026-11-21", "referral": "pcp", "condition": "joint-pain"}
ALL_USED: Final = {"physical-therapy": 60, "occupational-therapy": 0, "speech-therapy": 0}


def told(facts: Mapping[str, object]) -> Answer:
    """The answer to facts under the shipped data."""
    return answer(edition(shipped.catalog()), facts)


@pytest.mark.parametrize(
    ("facts", "status", "low", "high"),
    [
        pytest.param({**GOLD_03, "condition": "joint-pain"}, "covered", 0, 0, id="no charge is a price"),
        pytest.param({**HDHP, "deductible": 3350, "allowed_amount": 150}, "covered", 50, 50, id="$50 are left of it"),
        pytest.param(
            {**OUTSIDE_HAWAII, "deductible": 60, "allowed_amount": 200}, "covered", 72, 72, id="$40 and 20% of the rest"
        ),
        pytest.param({**VALUE, "copay": 35}, "covered", 35, 35, id="the member's own copay"),
    ],
)
def test_the_price_of_the_next_visit(facts: dict[str, object], status: str, low: float, high: float) -> None:
    found = told(facts)

    assert found.status == status
    assert (found.cost.low, found.cost.high) == (low, high)


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        pytest.param(
            {
                "therapy": "chiropractic",
                "plan": "other",
                "condition": "neck-pain",
                "network": "outside",
                "on": "2026-11-21",
            },
            "may_be_covered",
            id="a guide that says nothing of places outside",
        ),
        pytest.param(
            {**PT, "plan": "wa-sound-trust", "network": "contracted", "referral": "pcp", "on": "2026-05-01"},
            "may_be_covered",
            id="a plan that says nothing, and a guide that says no",
        ),
        pytest.param({**VALUE, "visit_limit": 80, "visits_used": ALL_USED}, "may_be_covered", id="60 and 80 visits"),
        pytest.param({**HMO, "prior_authorization": "denied"}, "not_covered", id="the plan's own no"),
    ],
)
def test_the_status(facts: dict[str, object], status: str) -> None:
    assert told(facts).status == status


def test_a_denial_has_no_source_and_a_way_to_appeal() -> None:
    found = told({**HMO, "prior_authorization": "denied"})

    assert (found.certainty, found.reasons[0].source, found.gates.prior_authorization.state) == (None, None, "to_do")
    assert found.if_denied


def test_no_visits_are_left_where_nothing_is_covered() -> None:
    outside = {**GOLD_03, "therapy": "chiropractic", "condition": "neck-pain", "network": "outside"}

    assert (told(outside).status, told(outside).visits_left) == ("not_covered", None)


def test_a_guides_range_is_no_figure_of_a_plan() -> None:
    limits = told({**HDHP, "condition": "joint-pain"}).limits

    assert {(limit.low, limit.high, limit.resets_on) for limit in limits} == {(None, None, None)}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        pytest.param({**VALUE, "copay": 35}, r"\$50", id="the document's price beside the member's"),
        pytest.param({**VALUE, "visit_limit": 80, "visits_used": ALL_USED}, "60 visits", id="the document's limit"),
    ],
)
def test_what_the_document_says_stays_on_the_page(facts: dict[str, object], said: str) -> None:
    assert re.search(said, text([conflict.text for conflict in told(facts).conflicts]))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        pytest.param({**OUTSIDE_HAWAII, "deductible": "met"}, "kaiser site near you", id="a site where nobody goes"),
        pytest.param({**HMO, "visits_used": {"chiropractic": 90}}, "used 90 visits", id="visits of another therapy"),
        pytest.param(
            {
                **PT,
                "plan": "hi-hmo-2016-60612hi0110009-03",
                "on": "2016-05-01",
                "referral": "pcp",
                "condition": "neurological",
                "purpose": "habilitation",
            },
            "proof that you need it",
            id="a state's list taken for medical necessity",
        ),
    ],
)
def test_what_is_not_said(facts: dict[str, object], said: str) -> None:
    found = told(facts)

    assert said not in text([found.headline, *found.next_steps, *found.conditions_open, *_texts(found)])


def _texts(found: Answer) -> list[str]:
    return [
        *(reason.text for reason in found.reasons),
        *(unknown.text for unknown in found.unknowns),
        *(change.text for change in found.would_change),
        *(gate.text for _kind, gate in found.gates.items()),
    ]


@pytest.mark.parametrize("facts", [HMO, HDHP, VALUE, {**GOLD_03, "visits_used": {"occupational-therapy": "unsure"}}])
def test_what_would_change_it_can_be_sent_back(facts: dict[str, Any]) -> None:
    changes = told(facts).would_change

    assert changes
    for change in changes:
        assert change.fact in FACT
        assert told({**facts, change.fact: change.to}).status == change.status


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        pytest.param(
            {**PT, "plan": "wa-sound-trust", "referral": "pcp", "on": "2026-05-01"},
            "we do not know if this still holds",
            id="a record without a date",
        ),
        pytest.param({**OUTSIDE_HAWAII, "deductible": "met"}, "This is inferred", id="what was concluded"),
    ],
)
def test_the_headline_says_how_sure_it_is(facts: dict[str, object], line: str) -> None:
    assert line in told(facts).headline


MASSAGE: Final = {"therapy": "massage-therapy", "on": "2026-11-21", "referral": "pcp"}


def test_what_the_plan_leaves_out_has_no_gate_to_open() -> None:
    found = told({**MASSAGE, "plan": "unsure", "condition": "stress"})

    assert {gate.state for _kind, gate in found.gates.items()} == {"not_needed"}
    assert not found.gates.say_something


def test_who_is_denied_still_has_a_gate_to_deal_with() -> None:
    assert told({**HMO, "prior_authorization": "denied"}).gates.say_something


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        pytest.param(
            {**HMO, "plan": "unsure"}, "says that what you get for physical therapy depends on your plan", id="P:42"
        ),
        pytest.param(
            {**HMO, "plan": "unsure", "condition": "low-back-pain"},
            "names this kind of problem: another muscle, bone or joint problem",
            id="P:2 names muscles and bones, no back",
        ),
        pytest.param({**MASSAGE, "plan": "unsure"}, "headaches and getting better after surgery", id="M:17-18"),
        pytest.param(
            {**MASSAGE, "plan": "unsure", "condition": "chronic-pain", "network": "outside"},
            "your plan is unlikely to pay there",
            id="M:65",
        ),
    ],
)
def test_the_guide_is_quoted_as_it_is(facts: dict[str, object], said: str) -> None:
    assert said in text([reason.text for reason in told(facts).reasons])


def test_near_the_limit_the_first_step_is_to_ask_for_more() -> None:
    sound_trust = {**PT, "plan": "wa-sound-trust", "referral": "pcp", "on": "2026-05-01"}

    found = told({**sound_trust, "visits_used": {"physical-therapy": 40}})

    assert "review for additional benefits" in found.next_steps[0]


@pytest.mark.parametrize(
    ("facts", "therapy"),
    [
        pytest.param(
            {
                "therapy": "acupuncture",
                "plan": "hi-hmo-2016-60612hi0110007-03",
                "on": "2016-05-01",
                "visits_used": {"acupuncture": 12},
            },
            "chiropractic",
            id="out of the same 12 visits",
        ),
        pytest.param(
            {
                "therapy": "massage-therapy",
                "plan": "nw-pebb-senior-advantage-2024",
                "on": "2024-05-01",
                "condition": "neck-pain",
            },
            "acupuncture",
            id="covered for low back pain only",
        ),
        pytest.param(
            {"therapy": "speech-therapy", "plan": "wa-pebb-value-2024", "on": "2024-05-01", "network": "outside"},
            "occupational-therapy",
            id="no help to speak",
        ),
    ],
)
def test_no_other_therapy_is_called_covered_that_is_not(facts: dict[str, object], therapy: str) -> None:
    covered = [other for other in told(facts).alternatives if "says that it is covered" in other.text]

    assert therapy not in [other.therapy for other in covered]


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        pytest.param("chronic-pain", "Outside the network: unlikely to be covered.", id="a doubt reads as a doubt"),
        pytest.param("stress", "", id="another no is no change of a no"),
    ],
)
def test_what_would_change_says_what_it_means(condition: str, said: str) -> None:
    changes = [change.text for change in told({**MASSAGE, "plan": "unsure", "condition": condition}).would_change]

    assert said in changes if said else not changes
