"""One review: its progress, its verdicts, and who says yes."""

import pytest
from django.test import Client
from pytest_django import Settings

from benefits import editions
from benefits.models import CostTierRow, Edition, Job, Review
from tests.admin.publishing import house

REASON = {"reason": "New prices for 2027."}


def address(review: Review, what: str = "") -> str:
    return f"/admin/publishing/reviews/{review.pk}/{what}"


def text(client: Client, review: Review) -> str:
    return client.get(address(review)).content.decode()


@pytest.fixture
def ready(in_force: None) -> Review:
    """A review of a dearer visit that is through."""
    house.dearer()
    return house.reviewed(house.person("bea"))


def test_looking_changes_nothing_and_each_step_does_a_piece(bea: Client) -> None:
    house.dearer()
    review = editions.begin(by=None)

    assert "0 of 1 plans and therapies are done" in text(bea, review)
    assert "Continue" in text(bea, review)
    response = bea.post(address(review))

    assert response.headers["Location"] == address(review)
    review.refresh_from_db()
    assert review.asked > 0


def test_the_page_that_watches_gets_the_page_at_once(bea: Client) -> None:
    house.dearer()
    review = editions.begin(by=None)

    response = bea.post(address(review), headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert 'id="review"' in response.content.decode()


def test_the_four_steps_have_their_verdicts(bea: Client, ready: Review) -> None:
    page = text(bea, ready)

    for said in ("Nothing is missing.", "Every law holds.", "No case is kept.", "288 answers change, in 2 groups."):
        assert said in page


def test_what_bars_it_is_said_and_there_is_no_button(petra: Client) -> None:
    page = text(petra, house.barred())

    for said in ("4 things are missing", "Laws are broken in 3 situations", "1 kept case would break"):
        assert said in page
    assert "Why is this published?" not in page


def test_it_can_be_cancelled(bea: Client, ready: Review) -> None:
    running = house.under_way(ready)

    bea.post(address(running, "cancel/"))

    assert "This review was cancelled." in text(bea, running)
    assert bea.post(address(running, "cancel/")).status_code == 302


def test_a_benefits_admin_reads_that_a_publisher_can_publish(bea: Client, ready: Review) -> None:
    assert "A publisher can publish this." in text(bea, ready)
    assert bea.post(address(ready, "confirm/"), REASON).status_code == 403


def test_a_publisher_publishes_with_a_reason(petra: Client, ready: Review) -> None:
    response = petra.post(address(ready, "confirm/"), REASON, follow=True)

    edition = Edition.objects.get(number=2)
    assert (edition.reason, edition.published_by) == (REASON["reason"], house.person("petra"))
    assert "Edition 2 is in force." in response.content.decode()
    assert "/admin/publishing/editions/2/" in response.content.decode()


@pytest.mark.parametrize("reason", ["", "   ", "x" * 2001], ids=["none", "blank", "too long"])
def test_without_a_usable_reason_nothing_is_published(petra: Client, ready: Review, reason: str) -> None:
    response = petra.post(address(ready, "confirm/"), {"reason": reason})

    assert response.status_code == 422
    assert 'class="errornote" role="alert"' in response.content.decode()
    assert editions.newest_number() == 1


def test_a_reason_is_kept_when_it_is_refused(petra: Client, ready: Review) -> None:
    CostTierRow.objects.get(plan="hmo").delete()

    response = petra.post(address(ready, "confirm/"), REASON)

    assert response.status_code == 409
    assert "Something was edited or published since this review began" in response.content.decode()
    assert REASON["reason"] in response.content.decode()
    assert editions.newest_number() == 1


def test_what_is_barred_is_refused_in_words(petra: Client) -> None:
    response = petra.post(address(house.barred(), "confirm/"), REASON)

    assert response.status_code == 409
    assert "must be mended" in response.content.decode()


def test_a_review_is_published_once(petra: Client, ready: Review) -> None:
    petra.post(address(ready, "confirm/"), REASON)

    response = petra.post(address(ready, "confirm/"), REASON)

    assert response.status_code == 409
    assert editions.newest_number() == 2


def test_two_people_must_confirm_where_the_setting_asks_for_it(
    petra: Client, paul: Client, ready: Review, settings: Settings
) -> None:
    settings.PUBLISHING_NEEDS_TWO = True

    page = petra.post(address(ready, "confirm/"), REASON, follow=True).content.decode()
    assert "You have confirmed it. Another publisher must confirm it too." in page
    assert petra.post(address(ready, "confirm/"), REASON).status_code == 409
    assert editions.newest_number() == 1

    page = text(paul, ready)
    assert "petra confirmed it on" in page
    assert REASON["reason"] in page
    paul.post(address(ready, "confirm/"))
    assert Edition.objects.get(number=2).reason == REASON["reason"]
    told = paul.get("/admin/publishing/editions/2/").content.decode()
    assert [name in told for name in ("Confirmed first", ", petra</dd>", ", paul</dd>")] == [True] * 3


def test_an_older_review_says_that_a_newer_edition_is_in_force(petra: Client, ready: Review) -> None:
    petra.post(address(ready, "confirm/"), REASON)
    editions.confirm(house.reviewed(again=1), by=None, reason="Back.")

    assert "This was published as edition 2. A newer one is in force." in text(petra, ready)


def test_one_that_failed_says_why(bea: Client, ready: Review) -> None:
    Job.objects.filter(pk=ready.pk).update(state="failed", why="no such plan")

    assert "no such plan" in text(bea, ready)


def test_one_that_never_was_is_not_found(bea: Client) -> None:
    assert bea.get("/admin/publishing/reviews/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_a_cancel_that_comes_too_late_says_so_and_cancels_nothing(bea: Client, ready: Review) -> None:
    page = bea.post(address(ready, "cancel/"), follow=True).content.decode()

    assert "It was done already when you pressed Stop." in page
    assert "All is compared:" in page
