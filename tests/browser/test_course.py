"""A course of visits on the answer page: told by a plain form, shown as a sum, a drawing, a list and a table."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from benefits import editions
from tests import shipped
from tests.browser.screens import looks_of
from tests.browser.test_answer_page import KNEE, LONGEST, NARROW, PHONE, at_answer

pytestmark = pytest.mark.django_db(transaction=True)

HDHP: Final = {
    **KNEE,
    "plan": "ca-meyers-nave-hdhp-2026",
    "referral": "pcp",
    "deductible": 3100,
    "allowed_amount": 150,
    "on": "2026-11-01",
}


@pytest.fixture
def site(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """The site, with all that is shipped in force."""
    edition = shipped.edition()
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    return str(live_server.url)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def add_up(page: Page, visits: str, a_week: str = "2", *, opened: bool = False) -> None:
    if not opened:
        page.locator(".course summary", has_text="Change").or_(page.locator("summary#course")).click()
    page.get_by_label("How many visits may you need?").fill(visits)
    page.get_by_label("Visits a week").fill(a_week)
    page.get_by_role("button", name="Add it up").click()


def test_a_course_is_added_up_in_place(page: Page, site: str) -> None:
    at_answer(page, site, HDHP)

    add_up(page, "4")

    expect(page.locator(".sum")).to_have_text("$300 for 4 visits")
    expect(page.locator("h2#course")).to_be_focused()
    assert page.url.endswith("/answer/?with=course")
    expect(page.locator(".chart rect.now")).to_have_count(4)
    expect(page.locator(".chart")).to_contain_text("Visit 3: nothing to pay")
    expect(page.locator(".chart")).to_contain_text("Deductible met after $300 more")


def test_it_works_without_javascript(plain: Page, site: str) -> None:
    at_answer(plain, site, HDHP)

    add_up(plain, "4")

    expect(plain.locator(".sum")).to_have_text("$300 for 4 visits")
    expect(plain.locator("h2#course")).to_be_in_viewport()


def test_a_wrong_number_keeps_what_was_typed(page: Page, site: str) -> None:
    at_answer(page, site, HDHP)

    add_up(page, "many", "9")

    expect(page.locator(".question .error")).to_have_text("Type a whole number from 1 to 200.")
    expect(page.get_by_label("How many visits may you need?")).to_have_value("many")
    expect(page.get_by_label("Visits a week")).to_have_value("9")
    expect(page.get_by_label("How many visits may you need?")).to_be_focused()


def test_the_price_of_a_visit_is_told_with_it(plain: Page, site: str) -> None:
    at_answer(plain, site, {fact: value for fact, value in HDHP.items() if fact != "allowed_amount"})
    plain.locator("summary#course").click()
    plain.get_by_label("Full price of a visit").fill("$150")

    add_up(plain, "4", opened=True)

    expect(plain.locator(".sum")).to_have_text("$300 for 4 visits")


def test_it_fits_a_small_phone(page: Page, site: str) -> None:
    page.set_viewport_size(NARROW)
    at_answer(page, site, HDHP)

    add_up(page, "many")

    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_an_empty_number_takes_the_course_back(page: Page, site: str) -> None:
    at_answer(page, site, {**HDHP, "course": {"visits": 4}})
    expect(page.locator(".sum")).to_have_text("$300 for 4 visits")

    add_up(page, "")

    expect(page.locator(".sum")).to_have_count(0)


@pytest.mark.parametrize("visits", [1, 12, 30, 200])
def test_everyone_can_use_it(page: Page, axe: Callable[..., None], site: str, visits: int) -> None:
    at_answer(page, site, {**HDHP, "course": {"visits": visits, "per_week": 3}})
    page.evaluate("document.querySelectorAll('.course details').forEach(fold => fold.open = true)")
    for look in looks_of(page):
        # What stands over a drawing is left to a person: it is in the soft colour that is checked everywhere else.
        axe(page, reviewed=("color-contrast",))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), look


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({**KNEE, "plan": "hmo", "referral": "pcp"}, id="with one price"),
        pytest.param({fact: value for fact, value in HDHP.items() if fact != "on"}, id="with a price that changes"),
    ],
)
def test_the_page_stays_short(page: Page, site: str, facts: dict[str, Any]) -> None:
    page.set_viewport_size(PHONE)
    at_answer(page, site, {**facts, "course": {"visits": 12}})
    height = page.evaluate("document.documentElement.scrollHeight")
    print(height)

    assert height <= LONGEST

    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_paper_has_the_drawing_and_the_list_without_the_form(plain: Page, site: str) -> None:
    at_answer(plain, site, {**HDHP, "course": {"visits": 200}})
    plain.emulate_media(media="print")

    expect(plain.locator(".chart")).to_be_visible()
    expect(plain.locator(".course .phases li")).to_have_count(3)
    expect(plain.locator(".course .phases li").first).to_be_visible()
    expect(plain.locator(".course .visits")).to_be_hidden()
    expect(plain.locator(".course summary", has_text="Change")).to_be_hidden()


def test_a_sum_fits_a_small_phone_at_twice_the_text(page: Page, site: str) -> None:
    page.set_viewport_size(NARROW)
    at_answer(page, site, {**HDHP, "deductible": "unsure", "course": {"visits": 12}})
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
