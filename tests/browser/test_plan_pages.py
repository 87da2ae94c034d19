"""A member with a plan that is on file: found by region, dated, and compared; with htmx and without JavaScript."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from benefits import editions
from tests import shipped
from tests.browser.test_walk import fits

pytestmark = pytest.mark.django_db(transaction=True)

PEBB = "Kaiser Permanente WA Value (PEBB) 2024"
CDHP = "Kaiser Permanente WA CDHP (PEBB) 2024"
DAY = "2024-06-01"


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


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def answer(page: Page, label: str) -> None:
    page.get_by_label(label, exact=True).check()
    page.get_by_role("button", name="Continue").click()


def finding(page: Page, site: str) -> None:
    """From the start to the plans of Washington."""
    page.goto(site)
    page.get_by_role("link", name="Physical therapy", exact=True).click()
    heading(page, "What kind of plan do you have?")
    answer(page, "HMO")
    heading(page, "Where is your plan from?")
    answer(page, "Washington")
    heading(page, "Which plan is yours?")


def walk(page: Page, site: str) -> dict[str, Any]:
    """From the start to the answer on a day when the plan was in force; the document embedded there."""
    finding(page, site)
    answer(page, PEBB)
    heading(page, "We have no rules on file for this plan on that day.")
    page.get_by_role("link", name="Pick another day").click()
    heading(page, "On what day do you want the care?")
    page.get_by_label("Day", exact=True).fill(DAY)
    page.get_by_role("button", name="Continue").click()
    heading(page, "Do you have a referral?")
    answer(page, "Yes, from my primary care doctor (PCP)")
    heading(page, "Your plan covers physical therapy. Before you book, ask what else your plan needs.")
    document: dict[str, Any] = json.loads(page.locator("#answer-json").text_content() or "")
    return document


def test_with_htmx_and_without_javascript_the_plan_is_found(page: Page, plain: Page, site: str) -> None:
    with_htmx, without = walk(page, site), walk(plain, site)

    assert with_htmx["status"] == "covered"
    assert with_htmx["cost"]["now"] == "$50 per visit"
    assert with_htmx["facts"] | {"plan": "wa-pebb-value-2024", "on": DAY} == with_htmx["facts"]
    assert without == with_htmx
    expect(page.get_by_text("For care on June 1, 2024")).to_be_visible()


@pytest.mark.racing
def test_searching_keeps_the_focus_at_the_heading_and_back_works(page: Page, site: str) -> None:
    finding(page, site)
    page.get_by_label("Region").select_option("I’m not sure")
    page.get_by_role("searchbox").fill("89942GA0130002")
    page.keyboard.press("Enter")

    expect(page.get_by_role("radio")).to_have_count(3)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page).to_have_title("Which plan is yours? – Therapy coverage check")
    page.go_back()
    expect(page.get_by_label(PEBB)).to_be_visible()
    page.wait_for_load_state()  # htmx loads the page before anew
    page.go_back()
    heading(page, "Where is your plan from?")


def test_an_error_takes_the_focus(page: Page, site: str) -> None:
    finding(page, site)

    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("region", name="There is a problem")).to_be_focused()
    expect(page).to_have_title("Error: Which plan is yours? – Therapy coverage check")
    page.get_by_role("link", name="Pick one of the answers.").click()
    expect(page.get_by_role("radio").first).to_be_focused()


def test_plans_are_compared(page: Page, plain: Page, site: str) -> None:
    for browser in (page, plain):
        walk(browser, site)
        browser.get_by_role("link", name="Compare plans").click()
        heading(browser, "Compare with another plan")
        browser.get_by_label(CDHP, exact=True).check()
        browser.get_by_role("button", name="Compare").click()

        row = browser.get_by_role("row", name="Next visit")
        expect(row).to_contain_text("$50 per visit")
        expect(browser.get_by_role("columnheader")).to_have_text([f"{PEBB} (your plan)", CDHP])


def test_everyone_can_use_every_page(page: Page, axe: Callable[..., None], site: str) -> None:
    page.goto(f"{site}/check/?therapy=physical-therapy")
    answer(page, "HMO")
    heading(page, "Where is your plan from?")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("region", name="There is a problem")).to_be_focused()
    fits(page, axe)
    answer(page, "I’m not sure")
    heading(page, "Which plan is yours?")
    page.get_by_text("Where do I find this?").click()
    fits(page, axe)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("region", name="There is a problem")).to_be_focused()
    fits(page, axe)
    answer(page, PEBB)
    heading(page, "We have no rules on file for this plan on that day.")
    fits(page, axe)
    page.get_by_role("link", name="Compare plans").click()
    heading(page, "Compare with another plan")
    fits(page, axe)
    for label in ("HMO (general guide)", CDHP):
        page.get_by_label(label, exact=True).check()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("table")).to_be_visible()
    fits(page, axe)
    page.goto(f"{page.url}&with=none")
    expect(page.get_by_role("region", name="There is a problem")).to_be_visible()
    fits(page, axe)
