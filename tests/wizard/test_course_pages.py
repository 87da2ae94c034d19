"""A course of visits told on the answer page: what comes back, and what is kept."""

from tests.wizard.members import JOINT_PAIN, Member
from tests.wizard.test_views import embedded, text


def test_the_answer_adds_it_up_and_keeps_its_number(member: Member) -> None:
    before = embedded(member.tell(JOINT_PAIN))

    page = member.plan(visits="12", per_week="2")

    after = embedded(page)
    assert after["course"]["total_high"] == 480
    assert after["answer_id"] == before["answer_id"]
    assert "$240-$480 for 12 visits" in text(page)
    assert "You pay $240-$480 for 12 visits." in member.open(f"{member.walk}copy.txt").content.decode()


def test_one_visit_is_one_in_the_copy(member: Member) -> None:
    member.tell(JOINT_PAIN)
    member.plan(visits="1")

    assert "- Visit 1: $20-$40. Your copay" in member.open(f"{member.walk}copy.txt").content.decode()


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


def test_the_price_of_a_visit_counts_for_the_answer_too(member: Member) -> None:
    member.tell(JOINT_PAIN)

    page = member.plan(visits="12", allowed_amount="$15")

    assert embedded(page)["facts"]["allowed_amount"] == 15
    assert embedded(page)["course"]["total_high"] == 180


def test_a_price_that_is_not_on_the_form_stays(member: Member) -> None:
    member.tell(JOINT_PAIN)
    member.plan(visits="12", allowed_amount="15")

    assert embedded(member.plan(visits="6"))["facts"]["allowed_amount"] == 15


def test_a_price_that_is_taken_out_counts_no_more(member: Member) -> None:
    member.tell(JOINT_PAIN)
    member.plan(visits="12", allowed_amount="15")

    assert "allowed_amount" not in embedded(member.plan(visits="12", allowed_amount=""))["facts"]
