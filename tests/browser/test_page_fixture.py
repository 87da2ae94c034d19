"""The page fixture must find what it is there for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer


@pytest.fixture
def address(live_server: LiveServer) -> str:
    return f"{live_server.url}/admin/login/"


PLANTED = [
    pytest.param("console.error('planted')", "console: planted", id="a console error"),
    pytest.param("setTimeout(() => { throw new Error('planted') })", "thrown", id="an exception"),
    pytest.param("new Image().src = '/static/planted'", "404", id="a missing picture"),
    pytest.param(
        "document.body.innerHTML = '<p style=\"color: red\">'",
        "Against the policy: style-src-attr",
        id="an inline style",
    ),
    pytest.param("fetch('https://example.org/').catch(() => 0)", "policy", id="another site"),
]
HARMLESS = [
    pytest.param("await fetch('/static/planted')", id="a page may answer 404"),
    pytest.param("document.body.style = 'color: red'", id="a style set by script"),
]


def noticed(page: Page, slips: list[str], slip: str) -> list[str]:
    """What went wrong, once that slip is among it. It is taken away, so that the page may end."""
    while not any(slip in each for each in slips):
        page.wait_for_timeout(10)
    found = [*slips]
    slips.clear()
    return found


@pytest.mark.racing
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("script", "slip"), PLANTED)
def test_slips_are_noticed(page: Page, slips: list[str], address: str, script: str, slip: str) -> None:
    page.goto(address)
    page.evaluate(f"async () => {{ {script} }}")

    assert noticed(page, slips, slip)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("script", HARMLESS)
def test_what_is_no_slip_is_let_be(page: Page, slips: list[str], address: str, script: str) -> None:
    page.goto(address)
    page.evaluate(f"async () => {{ {script}; console.error('the end') }}")

    assert noticed(page, slips, "the end") == ["console: the end"]


@pytest.mark.racing
@pytest.mark.django_db(transaction=True)
def test_leaving_the_site_is_noticed(page: Page, slips: list[str], address: str) -> None:
    page.goto(address)
    page.evaluate("() => { location = 'http://localhost:9/' }")

    assert noticed(page, slips, "sent to localhost:9")


@pytest.mark.django_db(transaction=True)
def test_axe_finds_a_picture_without_words(page: Page, axe: Callable[..., None], address: str) -> None:
    page.goto(address)
    page.evaluate("() => document.querySelector('main').append(new Image(50, 50))")

    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
