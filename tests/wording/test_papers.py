"""Which papers an answer has a use for, and what is on them."""

from typing import Any

import pytest

from benefits import answering
from benefits.answers import Answer
from benefits.wizard import sheets
from benefits.wording.papers import PAPERS, WHOLE, PaperFor, offered
from tests import shipped

ON = {"on": "2026-11-21"}
KNEE = {**ON, "therapy": "physical-therapy", "condition": "joint-pain", "referral": "pcp"}


def asked(facts: dict[str, Any]) -> PaperFor:
    found = answering.decided(shipped.edition(), facts)
    return sheets.asked(found, answering.in_words(found))


def said(name: str, facts: dict[str, Any]) -> str:
    parts = PAPERS[name].parts(asked(facts))
    return "\n".join(f"{part.heading}: {'; '.join(map(str, part.lines))}" for part in parts)


@pytest.mark.parametrize(
    ("facts", "names"),
    [
        pytest.param(
            {**KNEE, "plan": "hmo", "referral": "none"},
            ["doctor", "call", "more-visits", "appeal", WHOLE],
            id="a referral to ask for",
        ),
        pytest.param(
            {**KNEE, "plan": "ga-hmo-2026", "visits_used": {"physical-therapy": 36}},
            ["doctor", "call", "more-visits", "appeal", WHOLE],
            id="visits that run out",
        ),
        pytest.param(
            {**KNEE, "plan": "hmo", "prior_authorization": "denied"},
            ["doctor", "call", "appeal", WHOLE],
            id="a plan that said no",
        ),
    ],
)
def test_an_answer_has_a_use_for(facts: dict[str, Any], names: list[str]) -> None:
    assert [name for name, _title in offered(asked(facts))] == names


def test_the_doctor_reads_what_is_open() -> None:
    paper = said("doctor", {**KNEE, "plan": "hmo", "referral": "none"})

    assert paper.startswith("Referral: to do: ")
    assert "Health problem; How many visits, and how many a week" in paper


def test_the_call_has_its_number_and_its_questions() -> None:
    paper = said("call", {**KNEE, "plan": "ga-hmo-2026"})

    assert "1-888-865-5813 (TTY 711)" in paper
    assert "Must my plan approve this care before I start?" in paper


def test_no_number_is_made_up() -> None:
    assert "The number is on my member card." in said("call", {**KNEE, "plan": "hmo"})


def texts(answer: Answer) -> list[str]:
    return [
        *(reason.text for reason in answer.reasons),
        *answer.next_steps,
        *(limit.text for limit in answer.limits),
        *(gate.text for _kind, gate in answer.gates.items() if answer.gates.say_something),
        *answer.documents,
        *(unknown.text for unknown in answer.unknowns),
        *(change.text for change in answer.would_change),
        *(other.text for other in answer.alternatives),
        *answer.if_denied,
        *(conflict.text for conflict in answer.conflicts),
        *answer.caveats,
        *(source.quote for source in answer.sources),
    ]


def test_the_whole_answer_leaves_nothing_out() -> None:
    catalog = shipped.catalog()
    for plan in catalog.plan_by_slug:
        facts = {**ON, "therapy": "physical-therapy", "plan": plan}
        paper = said(WHOLE, facts)
        assert [text for text in texts(asked(facts).answer) if text not in paper] == [], plan
