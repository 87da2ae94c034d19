"""One situation before and after, side by side and whole."""

import html

import pytest
from django.test import Client

from benefits.models import Finding, Review
from tests.admin.publishing import house


@pytest.fixture
def change(in_force: None) -> Finding:
    """A group of answers that change."""
    house.dearer()
    found = house.reviewed().findings.filter(kind="change").first()
    assert found is not None
    return found


def address(finding: Finding, side: str = "") -> str:
    return f"/admin/publishing/reviews/{finding.review_id}/findings/{finding.pk}/{side}"


def test_both_sides_stand_beside_each_other(bea: Client, change: Finding) -> None:
    page = html.unescape(bea.get(address(change)).content.decode())

    for shown in ("$20-$40 per visit", "$25-$45 per visit", "What the member told", "What the member would notice"):
        assert shown in page


@pytest.mark.parametrize(("side", "price"), [("before/", "$20"), ("after/", "$25")])
def test_each_opens_whole_as_the_member_sees_it(bea: Client, change: Finding, side: str, price: str) -> None:
    page = bea.get(address(change, side)).content.decode()

    assert price in page
    assert "Back to the review" in page
    assert 'id="headline"' in page


def test_a_side_that_does_not_exist_is_not_found(bea: Client, change: Finding) -> None:
    assert bea.get(address(change, "beside/")).status_code == 404


def test_a_side_without_an_answer_says_so(bea: Client, change: Finding) -> None:
    change.example = {**(change.example or {}), "plan": "nothing"}
    change.save()

    assert "No answer: this plan" in bea.get(address(change)).content.decode()
    assert bea.get(address(change, "before/")).status_code == 404


def test_a_gap_has_no_situation_to_open(bea: Client, in_force: None) -> None:
    gap = house.barred().findings.filter(kind="gap").first()
    assert gap is not None

    assert bea.get(address(gap)).status_code == 404


def test_a_finding_of_another_review_is_not_found(bea: Client, change: Finding) -> None:
    other = Review.objects.get(pk=house.reviewed().pk)
    change.review_id, number = other.pk, change.pk

    for pk in (number, 99999999999999999999):
        assert bea.get(f"/admin/publishing/reviews/{other.pk}/findings/{pk}/").status_code == 404
