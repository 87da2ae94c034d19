"""From an edit to an edition and back, in a browser: by mouse, by keyboard, without scripts, for everyone."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from benefits import editions
from benefits.models import ContentRow, CostTierRow
from tests.admin.publishing import house
from tests.browser.screens import SCREENS

pytestmark = pytest.mark.django_db(transaction=True)

SHOTS = os.environ.get("SHOTS", "")
# Stock admin's side bar has tables whose cells are hidden, and links over pictures: judged, see test_admin_access.py.
REVIEWED = ("color-contrast", "th-has-data-cells")


@pytest.fixture
def publisher(page: Page, live_server: LiveServer) -> Page:
    """A publisher's page, with one price changed in the draft."""
    house.published()
    house.dearer(house.person("bea"))
    log_in(page, live_server, "petra")
    return page


def log_in(page: Page, live_server: LiveServer, name: str) -> None:
    """As somebody of the house."""
    cookie = house.browser(name).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])


def shot(page: Page, name: str) -> None:
    """A picture to look at, where SHOTS names a folder."""
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


@pytest.mark.racing
def test_from_an_edit_to_an_edition_and_back(publisher: Page, live_server: LiveServer) -> None:
    publisher.goto(f"{live_server.url}/admin/")
    publisher.get_by_role("link", name="Unpublished changes").click()
    publisher.get_by_text("1 record differs from what members see.").wait_for()
    publisher.get_by_role("button", name="Review what this changes").click()
    publisher.get_by_label("Why is this published?").fill("New prices for 2027.")
    publisher.get_by_role("button", name="Publish").click()
    publisher.get_by_text("Edition 2 is in force.").last.wait_for()
    assert editions.newest_number() == 2

    publisher.get_by_role("link", name="See what it changed").click()
    publisher.get_by_role("heading", name="1 record differs from edition 1").wait_for()
    publisher.goto(f"{live_server.url}/admin/publishing/editions/1/")
    publisher.get_by_role("button", name="Go back to this edition").click()
    publisher.get_by_label("Why is this published?").fill("The prices were wrong.")
    publisher.get_by_role("button", name="Publish").click()

    publisher.get_by_text("Edition 3 is in force.").last.wait_for()
    assert CostTierRow.objects.get(plan="hmo", therapy="physical-therapy").low == 25


def test_an_example_opens_before_and_after(publisher: Page, live_server: LiveServer) -> None:
    review = house.reviewed()
    publisher.goto(f"{live_server.url}/admin/publishing/reviews/{review.pk}/")
    publisher.get_by_role("link", name="What changes for members").click()
    publisher.get_by_role("link", name="See one, before and after").first.click()
    publisher.get_by_role("link", name="The whole answer after").click()

    assert "$25" in publisher.locator(".price").inner_text()
    publisher.get_by_role("link", name="Back to the review").click()
    publisher.get_by_role("link", name="The whole answer before").click()
    assert "$20" in publisher.locator(".price").inner_text()


@pytest.mark.racing
def test_all_of_it_by_keyboard(publisher: Page, live_server: LiveServer) -> None:
    publisher.goto(f"{live_server.url}/admin/publishing/")
    publisher.get_by_role("button", name="Review what this changes").press("Enter")
    publisher.get_by_label("Why is this published?").press_sequentially("New prices.")
    publisher.get_by_label("Why is this published?").press("Tab")
    publisher.keyboard.press("Enter")

    publisher.get_by_text("Edition 2 is in force.").last.wait_for()


@pytest.mark.racing
def test_without_scripts_a_button_goes_on(browser: Browser, live_server: LiveServer) -> None:
    house.published()
    house.dearer()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in(page, live_server, "petra")
    page.goto(f"{live_server.url}/admin/publishing/")
    page.get_by_role("button", name="Review what this changes").click()
    while page.get_by_role("button", name="Continue").count():
        page.get_by_role("button", name="Continue").click()
    page.get_by_label("Why is this published?").fill("New prices.")
    page.get_by_role("button", name="Publish").click()

    page.get_by_text("Edition 2 is in force.").last.wait_for()
    context.close()


@pytest.mark.racing
def test_a_review_that_is_watched_says_what_is_wrong_and_goes_on(
    publisher: Page, live_server: LiveServer, slips: list[str]
) -> None:
    """A server that is away is asked again; a database that is away is told of, until the page is loaded once more."""
    away = render_to_string("errors/503.html", {"behind_login": True})
    tries = iter((lambda route: route.abort(), lambda route: route.fulfill(status=503, body=away)))
    publisher.route("**/reviews/*/", lambda route: next(tries)(route), times=2)  # noqa: PLW0108
    publisher.goto(f"{live_server.url}/admin/publishing/")
    publisher.get_by_role("button", name="Review what this changes").click()
    publisher.get_by_text("Members are still answered.").wait_for()

    assert [slip.split(":")[0] for slip in slips] == ["console", "console", "503"]
    slips.clear()
    publisher.reload()
    publisher.get_by_label("Why is this published?").wait_for()


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_every_page_is_for_everyone(
    publisher: Page, live_server: LiveServer, axe: Callable[..., None], width: int, scheme: str
) -> None:
    publisher.set_viewport_size({"width": width, "height": 900})
    publisher.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]

    def look(name: str) -> None:
        publisher.wait_for_load_state()
        shot(publisher, f"publishing-{name}-{width}-{scheme}")
        axe(publisher, REVIEWED)
        assert publisher.evaluate("document.documentElement.scrollWidth") <= width, name

    for name, address in states():
        if name == "under-way":
            publisher.route(f"**{address}", lambda route: route.request.method == "GET" and route.continue_())
        publisher.goto(f"{live_server.url}{address}")
        look(name)
        if name == "ready":
            publisher.get_by_label("Why is this published?").fill(" ")
            publisher.get_by_role("button", name="Publish").click()
            publisher.get_by_text("Say why this is published.").wait_for()
            look("refused")


def states() -> Iterator[tuple[str, str]]:
    """Every page, with something on it. Each is made just before it is looked at."""
    bea = house.person("bea")
    ready = house.reviewed(bea)
    yield "overview", reverse("admin:publishing")
    yield "ready", reverse("admin:review", args=[ready.pk])
    yield "changes", reverse("admin:review_changes", args=[ready.pk])
    yield "example", reverse("admin:review_example", args=[ready.pk, ready.findings.latest("pk").pk])
    yield "whole", reverse("admin:review_whole", args=[ready.pk, ready.findings.latest("pk").pk, "after"])
    barred = house.barred(bea)
    yield "overtaken", reverse("admin:review", args=[ready.pk])
    for page in ("review", "review_completeness", "review_laws", "review_cases"):
        yield page, reverse(f"admin:{page}", args=[barred.pk])
    yield "under-way", reverse("admin:review", args=[house.under_way(barred).pk])
    yield "edition", reverse("admin:edition_changes", args=[1])
    yield "editions", reverse("admin:benefits_edition_changelist")
    ContentRow.objects.filter(pk=ContentRow.objects.latest("pk").pk).update(slug="no slug")
    yield "nonsense", reverse("admin:publishing")
