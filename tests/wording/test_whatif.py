"""What is not known, and what would change the answer, in words."""

from typing import Any

import pytest

from benefits.coverage import changes
from benefits.coverage.decision import decide
from benefits.coverage.vocabulary import Certainty
from benefits.words.facts import FACT_WORDS
from tests.cases.reading import edition
from tests.coverage import builders
from tests.coverage.builders import OT, PT, benefit, catalog, copay, gate, pool, rule
from tests.documents import answer


def asked(*records: Any, **facts: object) -> dict[str, Any]:
    """The answer under a small catalog."""
    told = {"therapy": PT, "plan": "mine", "on": "2026-11-21", "network": "kaiser", **facts}
    return answer(edition(catalog(*records)), told)


def test_every_choice_that_is_tried_has_words() -> None:
    built = catalog(benefit())
    situation = builders.asked(built)
    decision = decide(built, situation)

    choices = {(fact.name, str(value)) for fact in changes.WHAT_IFS for value in fact.probes(situation, decision)}
    worded = {(fact.name, value) for fact in changes.WHAT_IFS for value in FACT_WORDS[fact.name].what_if}
    named = {fact.name for fact in changes.WHAT_IFS if FACT_WORDS[fact.name].what_if_named}
    assert named == {"plan", "region", "condition", "age"}
    assert {pair for pair in choices if pair[0] not in {*named, "visits_used", "visits_outside"}} == worded


@pytest.mark.parametrize(
    ("records", "facts", "said"),
    [
        pytest.param(
            [benefit(), gate("referral"), copay(20)],
            {"referral": "none"},
            "With a referral from your primary care doctor (PCP): covered, you pay $20 per visit.",
            id="a referral and its price",
        ),
        pytest.param(
            [benefit(), gate("network"), copay(20)],
            {"network": "outside"},
            "At a Kaiser site: covered, you pay $20 per visit.",
            id="another place",
        ),
        pytest.param(
            [benefit(), gate("prior_authorization")],
            {"prior_authorization": "none"},
            "If your plan approves it: covered.",
            id="no price on file, none told",
        ),
        pytest.param(
            [benefit(), pool(20, exempt_below_age=21), copay(20)],
            {"visits_used": {PT: 20}},
            "At age 20: covered, you pay $20 per visit.",
            id="an age",
        ),
        pytest.param([benefit(), rule("headache")], {}, "If your problem is: headache: covered.", id="a condition"),
        pytest.param(
            [benefit(), rule("stress", "not_covered", certainty=Certainty.GENERALLY)],
            {},
            "If your problem is: stress: generally not covered.",
            id="a no with its hedge",
        ),
        pytest.param(
            [benefit(), pool(20)],
            {},
            "Once you have used 20 visits of physical therapy: visit limit reached.",
            id="visits",
        ),
        pytest.param(
            [benefit(), gate("prior_authorization", from_visit=13)],
            {"prior_authorization": "none"},
            "If you have used no visit of physical therapy yet: covered.",
            id="no visit yet",
        ),
        pytest.param(
            [benefit(), pool(20, high=60)],
            {},
            "Once you have used 20 visits of physical therapy: may be covered, since the limit may be reached.",
            id="visits in a range",
        ),
        pytest.param(
            [benefit(), copay(20, deductible="after")],
            {},
            "If your deductible is not met: covered, you pay the full cost until your deductible is met.",
            id="the deductible",
        ),
    ],
)
def test_what_would_change(records: list[Any], facts: dict[str, object], said: str) -> None:
    assert said in [change["text"] for change in asked(*records, **facts)["would_change"]]


def test_an_unknown_says_where_to_look_and_what_was_assumed() -> None:
    (unknown,) = asked(benefit(), pool(20, PT, OT), visits_used={PT: 3})["unknowns"]

    assert unknown == {
        "fact": "visits_used",
        "text": "How many visits you have used: occupational therapy.",
        "where_to_look": "Your therapist, your Kaiser online account, or member services.",
        "assumed": "We count no other visits.",
    }
