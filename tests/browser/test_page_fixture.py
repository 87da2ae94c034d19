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
    pytest.param("fetch('/static/planted')", "", id="nothing: a page may answer 404"),
    pytest.param("new Image().src = '/static/planted'", "404", id="a missing picture"),
    pytest.param("document.body.style = 'color: red'", "", id="nothing: a style set by script"),
    pytest.param(
        "document.body.innerHTML = '<p style=\"color: red\">'",
        "Against the policy: style-src-attr",
        id="an inline style",
    ),
    pytest.param("fetch('https://example.org/').catch(() => 0)", "policy", id="another site"),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("script", "slip"), PLANTED)
def test_slips_are_noticed(page: Page, slips: list[str], address: str, script: str, slip: str) -> None:
    page.goto(address)
    page.evaluate(f"() => {{ {script} }}")
    page.wait_for_timeout(300)

    found = " | ".join(slips)
    slips.clear()

    assert slip in found if slip else not found


@pytest.mark.django_db(transaction=True)
def test_leaving_the_site_is_noticed(page: Page, slips: list[str], address: str) -> None:
    page.goto(address)
    page.evaluate("() => { location = 'http://localhost:9/' }")
    page.wait_for_timeout(300)

    found = [slip for slip in slips if slip.startswith("sent to localhost:9")]
    slips.clear()

    assert found


@pytest.mark.django_db(transaction=True)
def test_axe_finds_a_picture_without_words(page: Page, axe: Callable[..., None], address: str) -> None:
    page.goto(address)
    page.evaluate("() => document.querySelector('main').append(new Image(50, 50))")

    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
