"""What is unpublished, and where a review begins."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from benefits import editions
from benefits.models import ContentRow, CostTierRow, Review
from tests.admin.publishing import house

OVERVIEW = "/admin/publishing/"
BEGIN = "/admin/publishing/reviews/"


def text(client: Client, address: str = OVERVIEW) -> str:
    return client.get(address).content.decode()


def test_it_lists_each_record_with_its_fields(bea: Client) -> None:
    house.dearer(house.person("bea"))

    page = text(bea)

    for shown in ("1 record differs", "Cost tier: hmo / physical-therapy", "<del>20</del>", "<ins>25</ins>", "bea, "):
        assert shown in page


def test_it_says_that_nothing_is_unpublished(bea: Client) -> None:
    page = text(bea)

    assert "Nothing is unpublished" in page
    assert "Review what this changes" not in page


def test_the_first_page_of_the_site_leads_there(bea: Client) -> None:
    assert f'href="{OVERVIEW}"' in text(bea, "/admin/")


def test_who_may_not_review_finds_no_way_there(in_force: None) -> None:
    assert OVERVIEW not in text(house.browser("sam"), "/admin/")


def test_a_save_tells_what_is_unpublished_with_the_way_there(admin_client: Client, in_force: None) -> None:
    row = house.dearer()
    address = f"/admin/benefits/costtierrow/{row.pk}/change/"
    opened = admin_client.get(address).context
    data = {name: "" if value is None else value for name, value in opened["adminform"].form.initial.items()}
    data["opened_at"] = opened["original"].opened_at

    page = admin_client.post(address, {**data, "low": "30", "high": "50"}, follow=True).content.decode()

    assert f'<a href="{OVERVIEW}">Review and publish</a>' in page


def test_many_records_come_in_pages(bea: Client) -> None:
    for row in ContentRow.objects.all():
        row.position += 1
        row.save()

    assert "Page 1 of 2" in text(bea)
    assert "Page 2 of 2" in text(bea, f"{OVERVIEW}?page=2")
    assert "Page 2 of 2" in text(bea, f"{OVERVIEW}?page=99")
    assert "Page 1 of 2" in text(bea, f"{OVERVIEW}?page=zz")


def test_a_row_that_makes_no_sense_is_named_with_the_way_to_it(admin_client: Client, in_force: None) -> None:
    row = ContentRow.objects.latest("pk")
    ContentRow.objects.filter(pk=row.pk).update(slug="no slug")

    page = text(admin_client)

    assert "The draft cannot be published" in page
    assert f"/admin/benefits/contentrow/{row.pk}/change/" in page
    assert admin_client.post(BEGIN).status_code == 422


def test_a_review_begins_and_is_listed(bea: Client) -> None:
    house.dearer()

    response = bea.post(BEGIN)

    review = Review.objects.get()
    assert response.headers["Location"] == f"{BEGIN}{review.pk}/"
    assert review.job.who == User.objects.get(username="bea")
    assert f"{BEGIN}{review.pk}/" in text(bea)


def test_with_nothing_new_there_is_nothing_to_review(bea: Client) -> None:
    response = bea.post(BEGIN)

    assert response.status_code == 409
    assert "There is nothing to review" not in text(bea)
    assert "There is nothing to review" in response.content.decode()
    assert not Review.objects.exists()


def test_going_back_begins_with_a_review(petra: Client) -> None:
    house.dearer()
    editions.publish(by=None, reason="Dearer.")

    petra.post("/admin/publishing/editions/1/again/")

    assert Review.objects.get().again_id == 1
    assert CostTierRow.objects.filter(low=25).exists()


@pytest.mark.parametrize("number", [7, 99999999999999999999])
def test_nobody_goes_back_to_an_edition_that_never_was(petra: Client, number: int) -> None:
    response = petra.post(f"/admin/publishing/editions/{number}/again/")

    assert response.status_code == 404


def test_before_anything_is_published_all_of_it_is_unpublished(admin_client: Client) -> None:
    page = text(admin_client)

    assert "Nothing was published yet." in page
