"""A situation in words, and what each side answers to it."""

import pytest

from benefits.admin.publishing import facts
from benefits.models import PlanRow, Review
from tests.admin.publishing import house

TOLD = {"therapy": "physical-therapy", "plan": "hmo", "referral": "pcp", "on": "2026-11-21"}


@pytest.fixture
def review(in_force: None) -> Review:
    """Of a dearer visit."""
    house.dearer()
    return house.reviewed()


def test_facts_are_told_as_a_member_would(review: Review) -> None:
    assert facts.told(review, TOLD) == [
        ("Therapy", "Physical therapy"),
        ("Plan", "HMO"),
        ("Referral", "Yes, from my primary care doctor (PCP)"),
        ("Day of care", "Nov. 21, 2026"),
    ]


def test_what_no_catalog_knows_is_told_as_it_is(review: Review) -> None:
    assert facts.told(review, {"condition": "nothing"}) == [("Reason for care", "nothing")]
    assert facts.name(review, "plan", "nothing") == "nothing"


def test_each_side_answers_from_its_own_catalog(review: Review) -> None:
    before, after = (facts.answer(review, side, TOLD) for side in facts.SIDES)

    assert before is not None
    assert after is not None
    assert "$20" in before["answer"].cost.now
    assert "$25" in after["answer"].cost.now


def test_a_plan_that_is_new_has_no_answer_before(in_force: None) -> None:
    PlanRow.objects.create(slug="new", name="New", kind="plan", plan_type_id="hmo", based_on_id="hmo")
    review = house.reviewed()
    told = {**TOLD, "plan": "new"}

    assert facts.answer(review, "before", told) is None
    assert facts.answer(review, "after", told) is not None
    assert facts.name(review, "plan", "new") == "New"


def test_before_the_first_edition_there_is_no_side_before(review: Review) -> None:
    review.base = 0

    assert facts.edition(review, "before") is None


def test_an_outcome_of_facts_that_cannot_be_used_is_none(review: Review) -> None:
    (catalog, _old) = facts.catalogs(review)

    assert facts.figures(catalog, {"plan": "nothing"}) is None
    assert facts.figures(catalog, TOLD) is not None
