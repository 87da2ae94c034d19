"""The pages for readers in a browser: nothing blocked, nothing cut off, nothing that axe finds."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from benefits import editions
from tests import shipped
from tests.browser.screens import FARTHEST, looks_of

pytestmark = pytest.mark.django_db(transaction=True)

LONGEST = 3000
PAGES = ["/guides/", *(f"/guides/{therapy}/" for therapy in shipped.catalog().therapy_by_slug)]


@pytest.fixture
def address(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """A server that has what is shipped in force."""
    edition = shipped.edition()
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    return live_server.url


def open_all(page: Page) -> None:
    """Unfold what is folded: what is hidden is not checked."""
    page.evaluate("document.querySelectorAll('main details').forEach(details => details.open = true)")


@pytest.mark.parametrize("path", PAGES)
def test_everyone_can_read_it(page: Page, axe: Callable[..., None], address: str, path: str) -> None:
    page.goto(address + path)
    open_all(page)

    for look in looks_of(page, FARTHEST):
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), look


def test_a_source_is_one_tap_away(page: Page, address: str) -> None:
    page.goto(f"{address}/guides/physical-therapy/")

    page.locator(".contents .wide a[href='#cost']").click()
    page.locator("#cost .cite").first.click()

    expect(page.locator("li:target")).to_contain_text("“$20-$40 per visit”")
    expect(page.locator("li:target")).to_be_in_viewport()


def test_a_reader_goes_on_into_the_check_and_back(page: Page, address: str) -> None:
    page.goto(f"{address}/guides/physical-therapy/")
    page.locator(".contents .wide a[href='#cost']").click()
    page.get_by_role("link", name="HMO", exact=True).click()
    page.wait_for_url("**/check/*/*/")
    expect(page.get_by_role("heading", level=1)).to_be_focused()

    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text("Does Kaiser cover physical therapy?")


def test_a_guide_is_reached_with_its_own_style(page: Page, address: str) -> None:
    page.goto(address)

    page.get_by_role("link", name="Guide to physical therapy").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Does Kaiser cover physical therapy?")
    assert page.locator(".guide").evaluate("guide => getComputedStyle(guide).display") == "grid"


@pytest.mark.parametrize("therapy", shipped.catalog().therapy_by_slug)
def test_a_guide_is_short_enough_to_find_ones_way(page: Page, address: str, therapy: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/guides/{therapy}/")

    height = page.evaluate("document.documentElement.scrollHeight")

    print(therapy, height)
    assert height <= LONGEST


def test_it_works_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/guides/massage-therapy/")

    page.locator("summary", has_text="Questions and answers").click()
    page.get_by_text("Is massage always covered?").click()

    expect(page.get_by_text("It depends on your plan, on whether you need it")).to_be_visible()
    context.close()


def test_the_data_for_search_engines_is_let_be(page: Page, address: str) -> None:
    page.goto(f"{address}/guides/massage-therapy/")

    data = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")

    assert data["@graph"][0]["@type"] == "MedicalWebPage"
