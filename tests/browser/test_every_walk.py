"""Every therapy with every kind of plan leads a member to the core's own answer, whatever the member walks with.

Each pair is walked in one mode in every run, in turn; in all of them when EVERY_WALK is set.
"""

import json
import os
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from benefits import answering, editions
from benefits.coverage import interview
from tests import shipped
from tests.browser.conftest import watched

pytestmark = pytest.mark.django_db(transaction=True)

CATALOG: Final = shipped.catalog()
THERAPIES: Final = interview.options(CATALOG, "therapy", {})
PLANS: Final = interview.options(CATALOG, "plan", {})
MODES: Final = ("htmx", "plain", "keyboard", "narrow")
PAIRS: Final = [(therapy, plan) for therapy in THERAPIES for plan in PLANS]
EVERY: Final = bool(os.environ.get("EVERY_WALK"))
WALKS: Final = [
    pytest.param(mode, therapy, plan, place, id=f"{therapy} {plan} {mode}")
    for place, (therapy, plan) in enumerate(PAIRS)
    for turn, mode in enumerate(MODES)
    if EVERY or (place + place // len(PLANS)) % len(MODES) == turn
]
NARROW: Final = 320
LONGEST: Final = 9  # pages from the start to the answer
ARRIVED: Final = "#main:not([data-left]) h1"


class Walker(NamedTuple):
    """Someone with a browser, and what went wrong in it so far."""

    mode: str
    page: Page
    slips: list[str]


@pytest.fixture
def site(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """The site, with all that is shipped in force."""
    edition = shipped.edition()
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    return str(live_server.url)


@pytest.fixture(scope="module")
def walkers(browser: Browser) -> Iterator[dict[str, Walker]]:
    """One browser for each mode, as it is first needed."""
    found: dict[str, Walker] = {}
    yield found
    for walker in found.values():
        walker.page.context.close()


def walker(browser: Browser, walkers: dict[str, Walker], mode: str) -> Walker:
    if mode not in walkers:
        width = NARROW if mode == "narrow" else 1280
        context = browser.new_context(java_script_enabled=mode != "plain", viewport={"width": width, "height": 800})
        slips = watched(context)
        walkers[mode] = Walker(mode, context.new_page(), slips)
    return walkers[mode]


def answers(place: int) -> dict[str, str]:
    """What the walker of a pair says, another each: also that there is none, and that nothing is sure."""
    said = {fact: interview.options(CATALOG, fact, {}) for fact in ("region", "referral", "condition")}
    return {fact: values[(place * 5) % len(values)] for fact, values in said.items()}


def fact(page: Page) -> str:
    return urlsplit(page.url).path.rstrip("/").rpartition("/")[2]


def begin(walker: Walker, site: str, therapy: str) -> None:
    walker.page.goto(site)
    link = walker.page.locator(f".cards a[href$='therapy={therapy}']")
    if walker.mode == "keyboard":
        press_until(walker.page, "Tab", f"document.activeElement.search === '?therapy={therapy}'")
        leave(walker, lambda: walker.page.keyboard.press("Enter"))
    else:
        leave(walker, lambda: link.click(position={"x": 9, "y": 9}))


def reply(walker: Walker, value: str) -> None:
    """Pick the answer and continue."""
    page = walker.page
    if walker.mode == "keyboard":
        press_until(page, "Tab", "document.activeElement.type === 'radio'")
        page.keyboard.press("Space")
        press_until(page, "ArrowDown", f"document.activeElement.value === '{value}'")
        leave(walker, lambda: page.keyboard.press("Enter"))
    else:
        page.locator(f"input[type=radio][value='{value}']").check()
        leave(walker, page.get_by_role("button", name="Continue", exact=True).click)


def press_until(page: Page, key: str, true: str) -> None:
    """Press until it is so, as someone would who sees where the focus is."""
    for _ in range(60):
        if page.evaluate(true):
            return
        page.keyboard.press(key)
    raise AssertionError(f"never by {key}: {true}")


def leave(walker: Walker, act: Callable[[], object]) -> None:
    """Act, and wait until the next page is there: not cut off, and under htmx with the focus on its heading."""
    page = walker.page
    if walker.mode == "plain":
        with page.expect_navigation():
            act()
    else:
        page.evaluate("document.querySelector('#main').dataset.left = 'yes'")
        act()
        page.wait_for_selector(ARRIVED)
        expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert walker.slips == []
    if walker.mode == "narrow":
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


def tells_nothing(page: Page, said: dict[str, str]) -> bool:
    """The address names the walk and the question. The region looks for plans, and says nothing of health."""
    address = urlsplit(page.url)
    named = {*address.path.split("/"), *(value for name, value in parse_qsl(address.query) if name != "region")}
    return not named & {*said.values()}


@pytest.mark.parametrize(("mode", "therapy", "plan", "place"), WALKS)
def test_a_walk_ends_at_the_answer(
    browser: Browser, walkers: dict[str, Walker], site: str, mode: str, therapy: str, plan: str, place: int
) -> None:
    here = walker(browser, walkers, mode)
    page, said = here.page, answers(place) | {"therapy": therapy, "plan": plan}
    told = {"therapy": therapy, "plan": plan}

    begin(here, site, therapy)
    for _ in range(LONGEST):
        assert tells_nothing(page, said)
        asked = fact(page)
        if asked == "answer":
            break
        if asked == "find":
            asked = "plan" if page.locator("input[type=radio][name=plan]").count() else "region"
        if not page.locator(f"input[type=radio][value='{said[asked]}']").count():
            said[asked] = "unsure"  # a region without a plan of this kind
        told[asked] = said[asked]
        reply(here, said[asked])

    document = json.loads(page.locator("#answer-json").text_content() or "")
    right = answering.answer(shipped.edition(), {**told, "on": document["on"]})
    assert (document["status"], document["headline"]) == (right.status, right.headline)
    assert document["facts"] == {**told, "on": document["on"]}


def test_every_pair_is_walked_and_every_mode_used() -> None:
    walked = [tuple(walk.values) for walk in WALKS]

    assert len(PAIRS) == 30
    assert {pair[1:3] for pair in walked} == set(PAIRS)
    assert {pair[0] for pair in walked} == set(MODES)
    assert len(walked) == len(PAIRS) * (len(MODES) if EVERY else 1)


def test_an_address_that_tells_would_be_noticed(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/?condition=stress")

    assert not tells_nothing(page, {"condition": "stress"})
    page.context.close()
