"""What a member would notice when one answer follows on another."""

import pytest
from msgspec.structs import replace

from benefits import answering
from benefits.answers import Answer
from benefits.coverage.vocabulary import Certainty, Status
from benefits.wording.news import differences
from tests import shipped

JOINT_PAIN = {"therapy": "physical-therapy", "plan": "hmo", "referral": "pcp", "condition": "joint-pain"}


@pytest.fixture
def before() -> Answer:
    """An answer that is covered, with a price and no visits counted."""
    return answering.answer(shipped.edition(), {**JOINT_PAIN, "on": "2026-11-21"})


def test_what_a_member_would_notice_is_told(before: Answer) -> None:
    after = replace(
        before, status=Status.LIMIT_REACHED, certainty=Certainty.LIKELY, visits_left=0, headline="Another headline."
    )

    told = [(part.name, str(part.before), str(part.after)) for part in differences(before, after)]

    assert told == [
        ("Answer", "covered", "visit limit reached"),
        ("How sure", "None", "likely"),
        ("Visits left", "None", "0"),
    ]


def test_another_price_is_told(before: Answer) -> None:
    after = replace(before, cost=replace(before.cost, now="$5 per visit"))

    assert [(part.name, part.after) for part in differences(before, after)] == [("Next visit", "$5 per visit")]


def test_the_same_answer_is_no_news(before: Answer) -> None:
    assert differences(before, before) == []
