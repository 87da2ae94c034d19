"""What stands where on the answer page: what to act on in the open, the rest folded, and nothing lost."""

from typing import Any

import pytest

from benefits import answering
from benefits.wizard import sheets
from tests import shipped

ON = {"on": "2026-11-21"}
KNEE = {**ON, "therapy": "physical-therapy", "condition": "joint-pain", "referral": "pcp"}
USED = {"physical-therapy": 34, "occupational-therapy": 6}


def sheet(facts: dict[str, Any]) -> sheets.AnswerSheet:
    found = answering.decided(shipped.edition(), facts)
    return sheets.sheet(found, answering.in_words(found))


@pytest.mark.parametrize(
    ("facts", "opened"),
    [
        pytest.param({**KNEE, "plan": "hmo"}, "", id="nothing beside a yes"),
        pytest.param({**KNEE, "plan": "ga-hmo-2026", "visits_used": USED}, "", id="nothing beside a limit reached"),
        pytest.param({**KNEE, "plan": "hmo", "prior_authorization": "denied"}, "alternatives", id="other ways by a no"),
        pytest.param({**KNEE, "plan": "wa-pebb-value-2024"}, "call", id="the call where nothing is on file"),
    ],
)
def test_the_status_opens(facts: dict[str, Any], opened: str) -> None:
    assert sheet(facts).opened == opened


def test_no_part_of_a_list_is_lost_between_the_open_and_the_fold() -> None:
    catalog = shipped.catalog()
    for plan in catalog.plan_by_slug:
        for therapy in catalog.therapy_by_slug:
            found = sheet({**ON, "therapy": therapy, "plan": plan})
            answer = found.answer
            assert (*found.reasons, *found.why) == answer.reasons
            assert (*found.steps, *found.later) == answer.next_steps
            assert {*found.limits, *found.more_limits} == {*answer.limits}
            assert len(found.steps) <= sheets.STEPS


def test_what_was_not_told_is_not_said_of_anybody() -> None:
    assert sheet({**KNEE, "plan": "hmo", "region": "unsure"}).about == ("Knee, hip or shoulder pain", "HMO")


def test_what_is_open_is_counted() -> None:
    found = sheet({**KNEE, "plan": "ga-hmo-2026"})

    assert found.to_do == sum(gate.state in ("ask", "to_do") for _kind, gate in found.answer.gates.items())
    assert found.to_do > 0


def test_visits_have_no_place_beside_a_no() -> None:
    found = sheet({**KNEE, "plan": "hmo", "prior_authorization": "denied"})

    assert found.limits == ()
    assert found.more_limits == found.answer.limits
