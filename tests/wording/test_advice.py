"""What to do next, in words."""

from typing import Any

import pytest

from benefits import answering
from benefits.answers import AnswerAlternative
from benefits.coverage.decision import decide
from benefits.coverage.guidance import guidance
from benefits.coverage.telling import situation
from benefits.wording import advice
from benefits.wording.sources import Sources
from tests import shipped
from tests.coverage.builders import MASSAGE, PT, TODAY, guides


def advised(**facts: Any) -> tuple[list[str], list[AnswerAlternative]]:
    """The steps and the other ways of a case on the shipped guides."""
    told = situation(guides(), {"on": TODAY, **facts})
    decision = decide(guides(), told)
    found = guidance(told, decision)
    sources = Sources(guides())
    return advice.steps(found, decision, sources, told), advice.alternatives(found, decision, sources)


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        pytest.param(
            {"network": "outside"}, "Ask member services for a place in the network.", id="outside the network"
        ),
        pytest.param({"prior_authorization": "denied"}, "think about an appeal", id="denied"),
        pytest.param({"referral": "specialist"}, "Ask your own Kaiser doctor", id="the wrong doctor"),
    ],
)
def test_a_closed_way_names_the_next_step(facts: dict[str, str], step: str) -> None:
    steps, _others = advised(therapy=PT, plan="hmo", condition="joint-pain", **facts)

    assert any(step in words for words in steps)


def test_who_has_a_referral_is_not_told_to_get_one() -> None:
    steps, _others = advised(therapy=PT, plan="hmo", condition="joint-pain", referral="pcp")

    assert not any("referral" in words.lower() for words in steps)


def test_another_therapy_is_to_be_asked_about() -> None:
    _steps, others = advised(therapy=MASSAGE, plan="unsure", condition="stress", referral="pcp")
    named = {other.therapy: other.text for other in others if other.therapy}

    assert set(named) == {"acupuncture", "chiropractic"}
    assert all("ask whether your plan covers it" in words for words in named.values())


GEORGIA = {"therapy": PT, "plan": "ga-hmo-2026", "condition": "joint-pain", "referral": "pcp", "on": "2026-09-01"}
USED = {PT: 30, "occupational-therapy": 6}


def first_steps(facts: dict[str, Any]) -> tuple[str, ...]:
    return answering.answer(shipped.edition(), facts).next_steps


def test_near_the_limit_the_first_step_is_to_ask_for_more_by_a_day() -> None:
    assert first_steps({**GEORGIA, "visits_used": USED})[0] == (
        "Ask for more visits by Sept. 1, 2026. At 2 visits a week, your last one is about Sept. 11, 2026. "
        "An answer takes time, so we count two weeks back from there."
    )


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({**GEORGIA, "visits_used": {PT: 10, "occupational-therapy": 6}}, id="with many visits left"),
        pytest.param({**GEORGIA, "visits_used": {PT: 36}}, id="where not all visits are told"),
        pytest.param(
            {**GEORGIA, "visits_used": USED, "on": "2026-12-28"}, id="where they last until the count restarts"
        ),
        pytest.param(
            {**GEORGIA, "plan": "hmo", "referral": "none", "visit_limit": 40, "visits_used": {PT: 38}},
            id="before a referral",
        ),
        pytest.param(
            {**GEORGIA, "plan": "wa-sound-trust", "visits_used": {PT: 41}}, id="where the limit is the most there is"
        ),
    ],
)
def test_no_day_to_ask_for_more_is_named(facts: dict[str, Any]) -> None:
    assert not [step for step in first_steps(facts) if step.startswith("Ask for more visits by")]


def test_a_referral_comes_before_more_visits() -> None:
    steps = first_steps({**GEORGIA, "plan": "hmo", "referral": "none", "visits_used": {PT: 58}})

    assert steps[0].startswith("See your main Kaiser doctor (PCP).")
    assert any("extension" in step for step in steps)
