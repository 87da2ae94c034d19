"""What goes wrong is told in our own words, with htmx and without, and everyone can read it."""

from collections.abc import Callable, Iterator
from typing import Final, Never

import pytest
from playwright.sync_api import Browser, Page, Response, expect
from pytest_django.live_server_helper import LiveServer

from benefits import editions
from tests import shipped
from tests.wizard import members

pytestmark = pytest.mark.django_db(transaction=True)

TITLE: Final = "Therapy coverage check"
LINKS: Final = {
    400: ("/check/%00/answer/", "We could not read that"),
    404: ("/nowhere", "There is no such page"),
    405: ("/check/a-run/clear/", "This address does not work that way"),
    503: ("/check/", "We cannot answer right now"),
}
LEAD: Final = """(link, address) => {
    const other = link.cloneNode(true);
    other.href = address;
    link.replaceWith(other);
    htmx.process(other);
}"""
FORMS: Final = {403: "We could not let that through", 413: "That is too much for us"}


@pytest.fixture
def site(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """The site, with the shipped guides in force."""
    edition = shipped.edition(members.guides())
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    return str(live_server.url)


@pytest.fixture
def nothing_published(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on there is nothing to answer from."""

    def none() -> Never:
        raise editions.NothingPublished

    return lambda: monkeypatch.setattr(editions, "in_force", none)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def is_told(page: Page, response: Response, status: int, words: str) -> None:
    """The page has its status, its title and its heading, and a way on."""
    assert response.status == status
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    expect(page).to_have_title(f"{words} – {TITLE}")
    expect(page.get_by_role("link", name="Go to the start page")).to_have_attribute("href", "/")


def can_be_read(page: Page, axe: Callable[..., None]) -> None:
    """Nothing found by axe and nothing cut off: wide and light, narrow and dark."""
    for scheme, width in (("light", 1280), ("dark", 320)):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 800})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("status", LINKS)
def test_a_link_that_goes_wrong(
    page: Page,
    plain: Page,
    slips: list[str],
    axe: Callable[..., None],
    site: str,
    status: int,
    nothing_published: Callable[[], None],
) -> None:
    address, words = LINKS[status]
    page.goto(site)
    link = page.get_by_role("link", name="Physical therapy", exact=True)
    link.evaluate(LEAD, address)
    if status == 503:
        nothing_published()

    with page.expect_response(lambda got: got.url.endswith(address)) as boosted:
        link.click()
    without = plain.goto(site + address)

    is_told(page, boosted.value, status, words)
    assert boosted.value.request.headers["hx-request"] == "true"
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert without
    is_told(plain, without, status, words)
    can_be_read(page, axe)
    slips[:] = [slip for slip in slips if not slip.startswith("503: ")]  # that one is meant


def send_wrong(page: Page, site: str, status: int) -> Response:
    """A question's form, without its token or with far too much in it."""
    page.goto(f"{site}/check/?therapy=physical-therapy&plan=hmo")
    for label in ("No, not yet", "Knee, hip or shoulder pain"):
        page.get_by_label(label, exact=True).check()
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_label(label, exact=True)).to_have_count(0)
    page.locator("summary", has_text="What we do not know yet").click()
    page.get_by_role("link", name="Your plan’s visit limit").click()
    page.get_by_label("Visits allowed").fill("30" if status == 403 else "9" * 70_000)
    if status == 403:
        page.context.clear_cookies(name="csrf")
    with page.expect_response(lambda got: got.request.method == "POST") as sent:
        page.get_by_role("button", name="Continue").click()
    return sent.value


@pytest.mark.parametrize("status", FORMS)
def test_a_form_that_goes_wrong(page: Page, plain: Page, axe: Callable[..., None], site: str, status: int) -> None:
    boosted, without = send_wrong(page, site, status), send_wrong(plain, site, status)

    is_told(page, boosted, status, FORMS[status])
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    is_told(plain, without, status, FORMS[status])
    can_be_read(page, axe)


def test_after_an_error_the_answers_are_still_there(page: Page, site: str) -> None:
    send_wrong(page, site, 413)

    page.go_back()

    expect(page.get_by_role("complementary")).to_contain_text("Knee, hip or shoulder pain")
