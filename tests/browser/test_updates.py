"""A member answers while other rules are published: told once, with htmx and without JavaScript."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from benefits import editions
from tests import shipped
from tests.wizard import members
from tests.wizard.test_updates import renamed

pytestmark = pytest.mark.django_db(transaction=True)

UPDATED = "The plan information was updated while you were here."


@pytest.fixture
def site(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """The site, with the shipped guides in force."""
    edition = shipped.edition(members.guides())
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    return str(live_server.url)


@pytest.fixture(params=[True, False], ids=["htmx", "no JavaScript"])
def reader(page: Page, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A browser with JavaScript, and one without."""
    if request.param:
        yield page
        return
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.racing
def test_the_next_page_says_it_once(
    reader: Page, site: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    reader.goto(f"{site}/check/?therapy=physical-therapy&plan=hmo")
    edition = shipped.edition(renamed(), number=8)
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    reader.get_by_label("No, not yet").check()
    reader.get_by_role("button", name="Continue").click()

    expect(reader.get_by_role("heading", level=1)).to_have_text("What do you need the care for?")
    expect(reader.get_by_role("status")).to_have_count(1)
    expect(reader.get_by_role("status")).to_contain_text(UPDATED)
    if "htmx" in request.node.name:
        expect(reader.get_by_role("heading", level=1)).to_be_focused()

    reader.get_by_label("Knee, hip or shoulder pain").check()
    reader.get_by_role("button", name="Continue").click()
    expect(reader.get_by_text("edition 8 of")).to_be_visible()
    expect(reader.get_by_role("status")).to_have_count(0)


def test_the_notice_is_accessible(
    page: Page, site: str, monkeypatch: pytest.MonkeyPatch, axe: Callable[..., None]
) -> None:
    page.goto(f"{site}/check/?therapy=physical-therapy&plan=hmo")
    edition = shipped.edition(renamed(), number=8)
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    page.reload()

    expect(page.get_by_role("status")).to_contain_text(UPDATED)
    axe()
