"""A publisher sets up the app on her phone, and logs in with its code: strict policy, no barrier, with htmx about."""

import time
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def login(page: Page, live_server: LiveServer, settings: Settings) -> Callable[[], Page]:
    """Give name and password, where a second factor is asked for."""
    settings.SECOND_FACTOR = True
    User.objects.create_superuser("petra-publisher", password="petra-publisher")

    def log_in() -> Page:
        page.goto(f"{live_server.url}/admin/")
        page.get_by_label("Username").fill("petra-publisher")
        page.get_by_label("Password").fill("petra-publisher")
        page.get_by_role("button", name="Log in").click()
        return page

    return log_in


def shown(later: int = 0) -> str:
    """The code on the phone; or the one that follows."""
    totp = TOTP(TOTPDevice.objects.get().bin_key)
    totp.time = time.time() + later
    return f"{totp.token():06d}"


def test_from_password_to_code(login: Callable[[], Page], live_server: LiveServer, axe: Callable[..., None]) -> None:
    page = login()
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your second factor")
    assert page.locator("img.qr").evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    axe()
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    axe()
    TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    page.get_by_label("Code", exact=True).fill(shown())
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/admin/")

    page.get_by_role("button", name="Log out").click()
    login()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your code")
    axe()
    page.get_by_label("Code", exact=True).fill(shown(later=30))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/admin/")


def test_the_way_out_is_to_log_out(login: Callable[[], Page], live_server: LiveServer) -> None:
    page = login()
    page.get_by_role("button", name="Log out").click()

    page.goto(f"{live_server.url}/admin/")
    expect(page.get_by_label("Password")).to_be_visible()
