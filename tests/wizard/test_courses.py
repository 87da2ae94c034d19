"""A course of visits told on the answer page, by a plain form."""

import pytest

from benefits.wizard.courses import CourseForm
from tests.coverage.builders import TODAY, guides
from tests.wizard.members import JOINT_PAIN, Member
from tests.wizard.test_views import embedded, text

FACTS = {"therapy": "physical-therapy", "plan": "hmo", "on": TODAY.isoformat()}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"visits": "12"}, {"course": {"visits": 12}}),
        ({"visits": "12", "per_week": "3"}, {"course": {"visits": 12, "per_week": 3}}),
        ({"visits": ""}, {}),
        ({"visits": "", "per_week": "3"}, {}),
    ],
)
def test_a_course_is_typed(typed: dict[str, str], told: dict[str, object]) -> None:
    form = CourseForm(guides(), FACTS, typed)

    assert form.is_valid()
    assert form.told == told


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"visits": "many"}, "visits", "Type a whole number from 1 to 200."),
        ({"visits": "12", "per_week": "9"}, "per_week", "Type a whole number from 1 to 7."),
        ({"visits": "12", "from": "2026-01-01"}, "from", "Pick a day that is not before the day of care."),
    ],
)
def test_what_is_wrong_is_said_at_the_field(typed: dict[str, str], field: str, words: str) -> None:
    form = CourseForm(guides(), FACTS, typed)

    assert not form.is_valid()
    assert form.errors == {field: [words]}


def test_the_answer_adds_it_up_and_keeps_its_number(member: Member) -> None:
    before = embedded(member.tell(JOINT_PAIN))

    page = member.plan(visits="12", per_week="2")

    after = embedded(page)
    assert after["course"]["total_high"] == 480
    assert after["answer_id"] == before["answer_id"]
    assert "That is 12 visits together." in text(page)
    assert "That is 12 visits together." in member.open(f"{member.walk}copy.txt").content.decode()


def test_a_wrong_course_leaves_the_answer_and_what_was_typed(member: Member) -> None:
    member.tell(JOINT_PAIN)

    page = member.plan(visits="0")

    assert page.status_code == 422
    assert "Type a whole number from 1 to 200." in text(page)
    assert 'value="0"' in page.content.decode()


def test_an_address_that_somebody_typed_leads_to_the_answer(member: Member) -> None:
    member.tell(JOINT_PAIN)

    member.open(f"{member.walk}course/")

    assert member.at.startswith(f"{member.walk}answer/")


def test_a_course_stays_when_another_fact_is_told(member: Member) -> None:
    member.tell(JOINT_PAIN)
    member.plan(visits="12")
    member.open(f"{member.walk}network/")

    assert embedded(member.say(network="kaiser"))["course"]["visits"] == 12
