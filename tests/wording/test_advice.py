"""What to do next, in words."""

from typing import Any

import pytest

from benefits.answers import AnswerAlternative
from benefits.coverage.decision import decide
from benefits.coverage.guidance import guidance
from benefits.coverage.telling import situation
from benefits.wording import advice
from benefits.wording.sources import Sources
from tests.coverage.builders import MASSAGE, PT, TODAY, guides


def advised(**facts: Any) -> tuple[list[str], list[AnswerAlternative]]:
    """The steps and the other ways of a case on the shipped guides."""
    told = situation(guides(), {"on": TODAY, **facts})
    decision = decide(guides(), told)
    found = guidance(told, decision)
    sources = Sources(guides())
    return advice.steps(found, decision, sources), advice.alternatives(found, decision, sources)


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
