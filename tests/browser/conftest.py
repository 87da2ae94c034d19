"""A page that notices what a person would not: errors, policy violations, requests elsewhere."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, Route, expect

from tests.browser import chromium

# Playwright's own event loop would make Django refuse every query of the test.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# What must come may take as long as a page may: five seconds are too few where others have the processor.
expect.set_options(timeout=30_000)

FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
KINDS = ("violations", "incomplete")
# Preloading would read style sheets into the page once more, against the policy; no rule of these needs it.
# What passes is neither written out nor brought here: that took more time than the rules.
AXE = {"runOnly": {"type": "tag", "values": RULES}, "preload": False, "resultTypes": KINDS}
FINDINGS = """async options => {
    const found = await axe.run(options);
    return options.resultTypes.flatMap(kind => found[kind].flatMap(({id, help, nodes}) =>
        nodes.map(({target, html}) => ({kind, id, help, target, html}))));
}"""
PAGES = ("document", "fetch", "xhr")
OURS = ("http://127.0.0.1:", "about:", "blob:http://127.0.0.1:", "data:")
TELL_VIOLATIONS = """addEventListener("securitypolicyviolation", event =>
    console.error("Against the policy:", event.violatedDirective, event.blockedURI))"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that is in this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's browser, quick and quiet, and outside its sandbox only where it would not start."""
    as_root = ("--no-sandbox",) if os.getuid() == 0 else ()
    return browser_type_launch_args | {
        "executable_path": chromium.quick(),
        "args": [*FLAGS, *as_root],
    }


def settled(page: Page) -> None:
    """All that the page had to do at once is done, and what went wrong in it is told."""
    page.evaluate("new Promise(done => setTimeout(done))")


@contextmanager
def held(page: Page, address: str, *, after: int = 0) -> Iterator[list[Route]]:
    """Whatever the page sends there within the block waits until its end, so that nothing moves on by itself.

    The first so many go through.
    """
    waiting: list[Route] = []
    through = iter(range(after))

    def hold(route: Route) -> None:
        if route.request.method != "POST" or next(through, None) is not None:
            route.continue_()
        else:
            waiting.append(route)

    page.route(address, hold)
    yield waiting
    while waiting:
        waiting.pop().continue_()
    page.unroute(address, hold)


@pytest.fixture
def slips(context: BrowserContext) -> list[str]:
    """What went wrong so far, on any page of the test. A test that means it empties the list."""
    return watched(context)


def watched(context: BrowserContext) -> list[str]:
    """The list that whatever goes wrong from now on in a browser is added to."""
    found: list[str] = []

    def message(told: ConsoleMessage) -> None:
        # Told also of a page that is meant to answer 404; `response` sees the rest of them.
        if told.type == "error" and not told.text.startswith("Failed to load resource"):
            found.append(f"console: {told.text}")

    def request(sent: Request) -> None:
        if not sent.url.startswith(OURS):
            found.append(f"sent to {urlsplit(sent.url).netloc}: {sent.url}")

    def response(got: Response) -> None:
        if got.status >= 500 or (got.status >= 400 and got.request.resource_type not in PAGES):
            found.append(f"{got.status}: {got.url}")

    context.add_init_script(TELL_VIOLATIONS)
    context.on("console", message)
    context.on("weberror", lambda thrown: found.append(f"thrown: {thrown.error}"))
    context.on("request", request)
    context.on("response", response)
    return found


@pytest.fixture
def page(slips: list[str], page: Page) -> Iterator[Page]:
    """A page that has had no slips when the test is over."""
    yield page
    assert slips == []


@pytest.fixture
def axe(page: Page) -> Callable[..., None]:
    """Check the page as it is now: nothing found, nothing left for a person to judge but `reviewed`."""

    def check(page: Page = page, reviewed: Sequence[str] = ()) -> None:
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(Axe().axe_script)
        told = [
            f"{each['kind']} {each['id']}: {each['help']}: {each['target']} {each['html']:.200}"
            for each in page.evaluate(FINDINGS, AXE)
            if each["kind"] == "violations" or each["id"] not in reviewed
        ]
        assert told == [], page.url

    return check
