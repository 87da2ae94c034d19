"""A course of care in words: the sum, what it leaves out, and the visits at one price."""

from decimal import Decimal
from typing import Any

import pytest

from benefits import answering
from benefits.answer_parts import AnswerCourse
from benefits.coverage.courses import course_cost
from benefits.coverage.planned import Course
from benefits.wording import courses
from tests import shipped
from tests.coverage.builders import TODAY, amount, asked, benefit, catalog, price

KNEE = {"therapy": "physical-therapy", "condition": "joint-pain", "referral": "pcp"}
HDHP = {**KNEE, "plan": "ca-meyers-nave-hdhp-2026", "deductible": 3100, "allowed_amount": 150, "on": "2026-11-01"}


def planned(facts: dict[str, Any], **course: Any) -> AnswerCourse:
    found = answering.answer(shipped.edition(), {**facts, "course": course}).course
    assert found is not None
    return found


def phases(found: AnswerCourse) -> list[tuple[int, int, str | None, str]]:
    return [(each.from_visit, each.to_visit, each.each, each.text) for each in found.phases]


def test_a_guides_range_is_added_up_as_a_range() -> None:
    found = planned({**KNEE, "plan": "hmo", "on": "2026-11-21"}, visits=12)

    assert (found.total_low, found.total_high, found.text) == (240, 480, "You pay $240-$480 for 12 visits.")
    assert phases(found) == [(1, 12, "$20-$40", "Your copay")]


def test_a_deductible_is_paid_off_on_the_way() -> None:
    found = planned(HDHP, visits=4)

    assert (found.total_low, found.total_high) == (300, 300)
    assert phases(found) == [
        (1, 2, "$150", "Full price: your deductible is not met"),
        (3, 4, "$0", "Nothing to pay"),
    ]


def test_visits_past_the_record_are_left_open() -> None:
    found = planned(HDHP, visits=20)

    assert found.text == (
        "You pay $300 for 18 visits. 2 visits fall after Dec. 31, 2026. Our record ends then, so we do not know what "
        "they cost."
    )
    assert phases(found)[-1] == (19, 20, None, "Past the end of our record")


def test_a_price_that_nobody_told_is_asked_for() -> None:
    told = {fact: value for fact, value in HDHP.items() if fact != "allowed_amount"}

    found = planned({**told, "deductible": "not-met"}, visits=2)

    assert found.total_high is None
    assert found.text == ("We do not know the price of 2 visits. Ask the clinic or member services, and tell us.")


def test_what_is_known_until_the_deductible_is_met_is_said() -> None:
    found = planned({**KNEE, "plan": "hdhp", "allowed_amount": 150, "deductible": 1200, "on": "2026-11-01"}, visits=12)

    assert found.text == (
        "You pay $150 a visit until your deductible is met. Then our source does not say what you pay."
    )
    assert phases(found) == [(1, 12, None, "Full price until your deductible is met, then our source does not say")]


def test_visits_after_the_deductible_of_which_nothing_is_said_are_counted() -> None:
    held = catalog(benefit(), price("full_cost", "before"), amount("deductible", 400))
    told = asked(held, allowed_amount=Decimal(150), deductible=Decimal(0))

    found = course_cost(held, told, Course(visits=12, per_week=2, starts_on=TODAY))

    assert found is not None
    assert found.deductible_left == 400
    assert courses.summary(found) == (
        "You pay $400-$450 for 3 visits. 9 visits come after your deductible is met. Our source does not say what you "
        "pay then."
    )


def test_a_course_that_needs_more_visits_says_when_to_ask() -> None:
    georgia = {**KNEE, "plan": "ga-hmo-2026", "copay": 30, "on": "2026-03-02"}

    found = planned({**georgia, "visits_used": {"physical-therapy": 30, "occupational-therapy": 4}}, visits=12)

    assert found.run_out_on is not None
    assert found.ask_by is not None
    assert "Your covered visits run out about" in found.text
    assert "From visit 7 on your covered visits are used up. You pay the full price then." in found.text
    assert phases(found)[-1] == (7, 12, None, "Your visits are used up: full price")


def test_a_limit_that_is_a_range_may_be_used_up() -> None:
    found = planned({**KNEE, "plan": "hmo", "on": "2026-11-21"}, visits=25)

    assert found.text == (
        "You pay $400-$800 for 20 visits. From visit 21 on your covered visits may be used up. If so, you pay the full "
        "price."
    )


def test_visits_that_will_last_are_said_to() -> None:
    georgia = {**KNEE, "plan": "ga-hmo-2026", "copay": 30, "on": "2026-03-02"}

    found = planned({**georgia, "visits_used": {"physical-therapy": 3, "occupational-therapy": 0}}, visits=12)

    assert found.text == "You pay $360 for 12 visits. Your covered visits will last for this."


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({**KNEE, "plan": "hmo", "on": "2026-11-21"}, id="where none is planned"),
        pytest.param(
            {**KNEE, "plan": "wa-pebb-value-2024", "on": "2026-11-21", "course": {"visits": 3}}, id="without a record"
        ),
    ],
)
def test_there_is_no_course(facts: dict[str, Any]) -> None:
    assert answering.answer(shipped.edition(), facts).course is None


def test_a_guides_limit_is_not_counted_in_the_name_of_a_plan_that_names_none() -> None:
    silent = {**HDHP, "deductible": "met", "copay": 30, "on": "2026-01-05"}

    found = planned(silent, visits=30)

    assert "Our record of your plan names no visit limit" in " ".join(found.assumed)
    assert phases(found) == [(1, 30, "$30", "Your copay")]
    assert "used up" not in found.text
