"""The answer page: the price and the first step on the first screen, short enough to be read, whole on paper."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from django.http import HttpResponse
from playwright.sync_api import Browser, Page, ViewportSize
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from benefits import editions
from benefits.wizard import state
from tests import shipped

pytestmark = pytest.mark.django_db(transaction=True)

PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
NARROW: Final[ViewportSize] = {"width": 320, "height": 640}
LONGEST: Final = 2400
SHEETS: Final = 2
PT: Final = "physical-therapy"
KNEE: Final = {"therapy": PT, "condition": "joint-pain", "region": "unsure"}
SITUATIONS: Final[Mapping[str, dict[str, Any]]] = {
    "a guide, no referral yet": {**KNEE, "plan": "hmo", "region": "northern-california", "referral": "none"},
    "a deductible that is partly paid": {
        **KNEE,
        "plan": "hdhp",
        "region": "colorado",
        "referral": "pcp",
        "deductible": 1200,
        "allowed_amount": 150,
    },
    "massage for stress": {
        "therapy": "massage-therapy",
        "plan": "hmo",
        "region": "northern-california",
        "referral": "pcp",
        "condition": "stress",
    },
    "massage, referred by a specialist": {
        "therapy": "massage-therapy",
        "plan": "hmo",
        "region": "unsure",
        "referral": "specialist",
        "condition": "fibromyalgia",
    },
    "few visits left": {
        **KNEE,
        "plan": "ga-hmo-2026",
        "purpose": "rehabilitation",
        "referral": "pcp",
        "visits_used": {PT: 30, "occupational-therapy": 6},
    },
    "the visits are used": {
        **KNEE,
        "plan": "ga-hmo-2026",
        "purpose": "rehabilitation",
        "referral": "pcp",
        "visits_used": {PT: 34, "occupational-therapy": 6},
    },
    "a record that ended": {**KNEE, "plan": "wa-pebb-value-2024", "referral": "pcp"},
    "a denied approval": {**KNEE, "plan": "hmo", "referral": "pcp", "prior_authorization": "denied"},
    "outside the network": {**KNEE, "plan": "hmo", "referral": "pcp", "network": "outside"},
    "a family that told nothing": {**KNEE, "plan": "ca-meyers-nave-hdhp-2026", "referral": "pcp", "coverage": "family"},
    "a plan not listed": {
        "therapy": "chiropractic",
        "plan": "other",
        "region": "unsure",
        "referral": "none",
        "condition": "neck-pain",
    },
}
# What every walk may be asked for on its way, so that it is at its answer.
EVERYTHING_TOLD: Final = {
    "referral": "pcp",
    "condition": "low-back-pain",
    "region": "unsure",
    "purpose": "rehabilitation",
}
every_situation = pytest.mark.parametrize("facts", SITUATIONS.values(), ids=SITUATIONS)


@pytest.fixture
def site(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """The site, with all that is shipped in force."""
    edition = shipped.edition()
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    return str(live_server.url)


@pytest.fixture(scope="module")
def printing(browser: Browser) -> Iterator[Page]:
    """A browser without JavaScript, as paper needs none."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def at_answer(page: Page, site: str, facts: dict[str, Any]) -> None:
    """At the answer to these facts, without the way there."""
    sealed = HttpResponse()
    state.keep(sealed, "a-run", facts)
    cookie = sealed.cookies[state.cookie_name()]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "domain": "127.0.0.1", "path": cookie["path"]}]
    )
    page.goto(f"{site}/check/a-run/answer/")
    assert page.url.endswith("/answer/"), page.url


def bottom(page: Page, place: str) -> float:
    box = page.locator(place).first.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


@every_situation
def test_price_and_first_step_stand_on_the_first_screen(page: Page, site: str, facts: dict[str, Any]) -> None:
    page.set_viewport_size(PHONE)
    at_answer(page, site, facts)
    price, step = bottom(page, ".figures dd"), bottom(page, ".way li:first-child b")
    height = page.evaluate("document.documentElement.scrollHeight")
    print(facts["plan"], facts["condition"], f"price {price:.0f}, first step {step:.0f}, page {height}")

    assert price <= PHONE["height"]
    assert step <= PHONE["height"]
    assert height <= LONGEST


@pytest.mark.skipif("EVERY_WALK" not in os.environ, reason="not run: EVERY_WALK unset")
@pytest.mark.parametrize("therapy", shipped.catalog().therapy_by_slug)
def test_every_plan_stands_on_the_first_screen_and_is_short(page: Page, site: str, therapy: str) -> None:
    page.set_viewport_size(PHONE)
    measured = {}
    for plan in shipped.catalog().plan_by_slug:
        at_answer(page, site, {**EVERYTHING_TOLD, "therapy": therapy, "plan": plan})
        places = bottom(page, ".figures dd"), bottom(page, ".way li:first-child b")
        measured[plan] = (*places, page.evaluate("document.documentElement.scrollHeight"))
    for place, name in enumerate(("price", "first step", "page")):
        plan, most = max(((plan, found[place]) for plan, found in measured.items()), key=lambda pair: pair[1])
        print(f"{therapy}: {name} ends at {most:.0f} px at most ({plan})")
    too_low = {plan: found for plan, found in measured.items() if max(found[:2]) > PHONE["height"]}
    too_long = {plan: found for plan, found in measured.items() if found[2] > LONGEST}

    assert (too_low, too_long) == ({}, {})


@every_situation
def test_everyone_can_use_it(page: Page, axe: Callable[..., None], site: str, facts: dict[str, Any]) -> None:
    at_answer(page, site, facts)
    axe(page)
    for summary in page.locator(".answer details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()
    axe(page)
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@every_situation
def test_large_text_cuts_nothing_and_scrolls_nothing_sideways(page: Page, site: str, facts: dict[str, Any]) -> None:
    page.set_viewport_size(PHONE)
    at_answer(page, site, facts)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")

    cut = """() => [...document.querySelectorAll('main *')].filter(each => each.scrollWidth > each.clientWidth + 1
        && each.clientWidth && getComputedStyle(each).overflowX !== 'visible' && !each.closest('.unseen'))
        .map(each => each.outerHTML.slice(0, 90))"""
    assert page.evaluate(cut) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@every_situation
def test_it_prints_on_few_sheets(printing: Page, site: str, facts: dict[str, Any], tmp_path: Path) -> None:
    at_answer(printing, site, facts)
    paper = tmp_path / "answer.pdf"
    printing.pdf(path=paper, format="Letter")
    pages = PdfReader(paper).pages

    print(facts["plan"], facts["condition"], f"{len(pages)} sheets")
    assert len(pages) <= SHEETS


def test_a_mark_leads_to_its_source_within_the_fold(page: Page, site: str) -> None:
    at_answer(page, site, SITUATIONS["a guide, no referral yet"])
    mark = page.locator(".card .src").first
    place = page.locator(str(mark.get_attribute("href")))
    assert not place.is_visible()

    mark.click()

    assert place.is_visible()


def test_change_leads_to_the_answers_given(page: Page, site: str) -> None:
    at_answer(page, site, SITUATIONS["a guide, no referral yet"])

    page.locator(".about a").click()

    assert page.get_by_role("button", name="Clear my answers").is_visible()


@pytest.mark.parametrize("name", ["doctor", "call", "more-visits", "appeal"])
def test_a_sheet_prints_on_one_page(
    printing: Page, page: Page, axe: Callable[..., None], site: str, name: str, tmp_path: Path
) -> None:
    at_answer(printing, site, SITUATIONS["few visits left"])
    printing.goto(printing.url.replace("/answer/", f"/papers/{name}/"))
    paper = tmp_path / "sheet.pdf"
    printing.pdf(path=paper, format="Letter")

    assert len(PdfReader(paper).pages) == 1

    at_answer(page, site, SITUATIONS["few visits left"])
    page.goto(page.url.replace("/answer/", f"/papers/{name}/"))
    axe(page)
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
