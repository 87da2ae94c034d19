"""A readable page for each kind of finding; and script in any text is text."""

import html

import pytest
from django.test import Client

from benefits import editions
from benefits.models import BenefitRow, ContentRow, CostTierRow, FindingKind, KeptCase, PlanRow, Review, TherapyRow
from tests.admin.publishing import house

PAGES = ("", "completeness/", "laws/", "kept-cases/", "changes/")


def text(client: Client, review: Review, page: str) -> str:
    return html.unescape(client.get(f"/admin/publishing/reviews/{review.pk}/{page}").content.decode())


@pytest.fixture
def barred(in_force: None) -> Review:
    """A gap, a broken law, a broken case, and dearer visits."""
    house.dearer()
    return house.barred()


def test_gaps_lead_to_their_rows(admin_client: Client, barred: Review) -> None:
    row = BenefitRow.objects.get(plan="hmo", therapy="physical-therapy")

    page = text(admin_client, barred, "completeness/")

    assert f'<a href="/admin/benefits/benefitrow/{row.pk}/change/">Benefit hmo / physical-therapy</a>' in page
    assert "no record says whether there is a referral gate" in page


def test_laws_are_broken_in_words(bea: Client, barred: Review) -> None:
    page = text(bea, barred, "laws/")

    for said in ("must offer a next step", "HMO (general guide), Physical therapy", "broken in 3 situations", "PCP"):
        assert said in page


def test_cases_show_what_is_expected_and_what_is_given(bea: Client, barred: Review) -> None:
    page = text(bea, barred, "kept-cases/")

    assert "expected not covered, given " in page
    assert "expected 20.00, given 25" in page
    assert f"/staff/cases/#case-{KeptCase.objects.get().pk}" in page


def test_a_case_whose_facts_can_no_longer_be_used_says_so(bea: Client, barred: Review) -> None:
    KeptCase.objects.update(facts={"plan": "nothing", "therapy": "massage-therapy", "on": "2026-11-21"})
    editions.look_at_cases(barred)

    assert "its facts can no longer be used" in text(bea, barred, "kept-cases/")


def test_changes_are_told_in_groups_and_filtered(bea: Client, in_force: None) -> None:
    house.dearer()
    review = house.reviewed()

    page = text(bea, review, "changes/")

    assert "224 answers: HMO (general guide), Physical therapy" in page
    assert "$20-$40 per visit → $25-$45 per visit" in page
    assert "224 answers" in text(bea, review, "changes/?plan=hmo&therapy=physical-therapy")
    assert "No group fits." in text(bea, review, "changes/?plan=nothing&therapy=%26page%3D7")


def test_many_groups_come_in_pages_that_keep_the_filter(bea: Client, in_force: None) -> None:
    house.dearer()
    review = house.reviewed()
    one = review.findings.filter(kind=FindingKind.CHANGE).first()
    assert one is not None
    for number in range(60):
        one.pk, one.digest = None, str(number)
        one.save(force_insert=True)

    assert "?plan=hmo&page=2" in text(bea, review, "changes/?plan=hmo")


def test_nothing_found_is_said(bea: Client, in_force: None) -> None:
    row = ContentRow.objects.latest("pk")
    row.position += 1
    row.save()
    review = house.reviewed()

    said = {page: text(bea, review, page) for page in PAGES}

    assert "Nothing is missing." in said["completeness/"]
    assert "No law is broken." in said["laws/"]
    assert "No kept case would break." in said["kept-cases/"]
    assert "No answer changes." in said["changes/"]


@pytest.mark.parametrize("evil", [house.SCRIPT, house.IMAGE], ids=["script", "image"])
def test_script_in_any_text_is_shown_as_text(admin_client: Client, in_force: None, evil: str) -> None:
    for row, field in ((PlanRow, "name"), (TherapyRow, "name"), (CostTierRow, "note"), (ContentRow, "text")):
        row.objects.update(**{field: evil})
    house.dearer()
    review = house.barred(house.person("bea"))
    KeptCase.objects.update(note=evil, source=evil)
    Review.objects.filter(pk=review.pk).update(reason=evil, confirmed_by=house.person("paul"))
    gap, change = review.findings.filter(kind="gap"), review.findings.filter(kind="change").latest("pk")
    gap.update(what={"table": "plans", "key": [evil], "field": evil, "message": evil})
    review.findings.filter(kind="law").update(what={"law": evil})
    pages = [*PAGES, f"findings/{change.pk}/", f"findings/{change.pk}/after/"]

    seen = {page: admin_client.get(f"/admin/publishing/reviews/{review.pk}/{page}").content.decode() for page in pages}
    seen["overview"] = admin_client.get("/admin/publishing/").content.decode()

    assert [page for page, text in seen.items() if evil in text] == []
    assert {page for page, text in seen.items() if html.escape(evil) in text} == set(seen)
