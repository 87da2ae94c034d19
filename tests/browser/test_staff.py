"""Staff in a browser: readable for everyone, at any width, by keyboard, on paper."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from benefits import editions
from benefits.exports import making
from benefits.models import Export, JobState
from benefits.staff import counting, work
from tests.browser.conftest import held
from tests.browser.screens import SCREENS
from tests.exports.impatience import wait_for_no_more_than
from tests.staff.big import only
from tests.staff.conftest import browser, publish, published  # noqa: F401

SHOTS = os.environ.get("SHOTS", "")
LOOKS = "**/staff/exports/*/"  # of the page that watches an export

# Plans that between them have an answer of each kind.
FEW = "on=2026-11-21&plan=hmo&plan=ga-silver-3000-30-2017&plan=ga-signature-gold-hmo-1500-2026-03"


@pytest.fixture
def staff(page: Page, live_server: LiveServer, transactional_db: None, published: None) -> Page:  # noqa: F811
    """A page of someone in the staff group who is logged in."""
    client: Client = browser("petra-publisher")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page.goto(f"{live_server.url}/staff/?on=2026-11-21")
    return page


@pytest.fixture
def plain(browser: Browser, staff: Page) -> Iterator[Page]:
    """The same person in a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(staff.context.cookies())  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def shot(page: Page, name: str) -> None:
    """A picture to look at, where SHOTS names a folder."""
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_the_matrix_is_readable(staff: Page, axe: Callable[..., None], width: int, scheme: str) -> None:
    staff.set_viewport_size({"width": width, "height": 900})
    staff.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]

    axe(staff)
    shot(staff, f"matrix-{width}-{scheme}")

    assert staff.evaluate("document.documentElement.scrollWidth") <= width
    staff.evaluate("scrollTo(0, 900)")
    shot(staff, f"matrix-{width}-{scheme}-down")


@pytest.mark.django_db(transaction=True)
def test_the_matrix_on_paper(staff: Page) -> None:
    staff.emulate_media(media="print")
    shot(staff, "matrix-print")

    assert not staff.locator(".filters").is_visible()
    assert staff.locator(".matrix").is_visible()
    if SHOTS:
        staff.pdf(path=str(Path(SHOTS) / "matrix.pdf"))


@pytest.mark.django_db(transaction=True)
def test_a_cell_opens_its_answer_and_leads_back(staff: Page, axe: Callable[..., None]) -> None:
    staff.locator(".matrix td a").first.focus()
    staff.keyboard.press("Enter")
    staff.locator("article.answer").wait_for()
    axe(staff)
    shot(staff, "answer")

    staff.get_by_role("link", name="Back to the summary").click()

    staff.locator(".matrix").wait_for()
    assert staff.locator("h1").evaluate("heading => heading === document.activeElement")


@pytest.mark.django_db(transaction=True)
def test_filters_that_cannot_be_are_explained(staff: Page, axe: Callable[..., None], live_server: LiveServer) -> None:
    staff.goto(f"{live_server.url}/staff/?on=soon&page=7")

    axe(staff)
    shot(staff, "problem")
    assert staff.locator("section.alert").evaluate("alert => alert === document.activeElement")


@pytest.mark.django_db(transaction=True)
def test_filtering_by_keyboard(staff: Page) -> None:
    staff.locator("#id_referral").select_option("pcp")
    staff.locator("#id_referral").press("Tab")
    staff.get_by_role("button", name="Show").press("Enter")

    staff.wait_for_url("**referral=pcp**")
    staff.locator(".matrix").wait_for()


@pytest.fixture
def exporting(staff: Page, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Ask for a long export of a few plans, by keyboard."""
    wait_for_no_more_than(5, monkeypatch)

    def begin(form: str) -> None:
        staff.goto(f"{live_server.url}/staff/?{FEW}")
        staff.get_by_role("button", name=form.upper()).first.press("Enter")
        staff.get_by_role("button", name="Stop", exact=True).wait_for()

    return begin


@pytest.mark.racing
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_long_export_shows_how_far_it_is(
    staff: Page, axe: Callable[..., None], exporting: Callable[[str], None], form: str
) -> None:
    with held(staff, LOOKS):
        exporting(form)
        expect(staff.locator("progress")).to_have_attribute("value", "0")
        shot(staff, f"export-{form}-running")
        staff.get_by_role("button", name="Stop", exact=True).focus()

    staff.get_by_role("link", name="Download the file").wait_for()
    expect(staff.get_by_role("heading", level=1)).to_be_focused()
    axe(staff)
    shot(staff, "export")
    with staff.expect_download() as download:
        staff.get_by_role("link", name="Download the file").click()
    assert download.value.suggested_filename == f"summary-edition-1-2026-11-21.{form}"


@pytest.mark.racing
@pytest.mark.django_db(transaction=True)
def test_a_long_export_is_stopped_by_keyboard(
    staff: Page, axe: Callable[..., None], exporting: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with monkeypatch.context() as patch, endless:
        patch.setattr(making, "begin", lambda *_asked: endless)
        exporting("pdf")
        staff.get_by_text("1 second so far.").wait_for()
        staff.get_by_role("button", name="Stop", exact=True).press("Enter")

        staff.get_by_text("Stopped. Nothing of it is kept.").wait_for()
        assert endless.wait(10) == -signal.SIGKILL
    expect(staff.get_by_role("heading", level=1)).to_be_focused()
    axe(staff)
    shot(staff, "export-stopped")
    staff.get_by_role("button", name="Start again").press("Enter")
    staff.get_by_role("link", name="Download the file").wait_for()


def done_by_another_page() -> None:
    """The export that is under way is watched to its end elsewhere."""
    export = Export.objects.select_related("job__who").get()
    while export.job.state == JobState.RUNNING:
        work.advance(export)


@pytest.mark.racing
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scripts", [True, False], ids=["htmx", "no JavaScript"])
def test_a_stop_that_comes_too_late_offers_the_file(
    staff: Page, axe: Callable[..., None], exporting: Callable[[str], None], plain: Page, scripts: bool
) -> None:
    with held(staff, LOOKS):
        exporting("csv")
        page = staff if scripts else plain
        if not scripts:
            page.goto(staff.url)
        done_by_another_page()
        page.get_by_role("button", name="Stop", exact=True).press("Enter")

        page.get_by_text("It was done already when you pressed Stop.").wait_for()
    if scripts:
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        axe(page)
        shot(page, "export-too-late")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the file").click()
    assert download.value.suggested_filename == "summary-edition-1-2026-11-21.csv"


@pytest.mark.racing
@pytest.mark.django_db(transaction=True)
def test_what_is_missing_is_counted_while_one_watches(
    staff: Page, axe: Callable[..., None], live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "advance", partial(counting.advance, seconds=0))
    publish(only(editions.in_force().catalog, "unsure", "hmo", "hdhp", "other"), number=2)
    editions.forget()
    staff.goto(f"{live_server.url}/staff/missing/")
    staff.get_by_text("0 of 4 plans are counted.").wait_for()
    axe(staff)
    with held(staff, "**/staff/missing/", after=1):
        staff.get_by_role("button", name="Count").press("Enter")
        staff.get_by_text("The list ranks only what is counted so far.").wait_for()
        shot(staff, "missing-counting")
        staff.get_by_role("button", name="Stop", exact=True).press("Enter")
        expect(staff.get_by_role("heading", level=1)).to_be_focused()
    staff.get_by_role("button", name="Go on counting").press("Enter")

    staff.get_by_role("button", name="Count anew").wait_for(timeout=60_000)
    expect(staff.locator("#counted [hx-get]")).to_have_count(0)  # the whole page has come
    expect(staff.get_by_role("heading", level=1)).to_be_focused()

    for width in (1280, 320):
        staff.set_viewport_size({"width": width, "height": 900})
        axe(staff)
        shot(staff, f"missing-{width}")
        assert staff.evaluate("document.documentElement.scrollWidth") <= width
    staff.set_viewport_size({"width": 1280, "height": 900})
    staff.get_by_role("link", name="Plan", exact=True).press("Enter")
    staff.wait_for_url("**sort=plan**")
    staff.locator("#id_field").select_option("price")
    staff.get_by_role("button", name="Show").press("Enter")
    staff.wait_for_url("**field=price**")
    with staff.expect_download() as download:
        staff.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "missing-edition-2.csv"


@pytest.mark.django_db(transaction=True)
def test_in_forced_colours(staff: Page, axe: Callable[..., None], live_server: LiveServer) -> None:
    staff.emulate_media(forced_colors="active")
    for address in (f"?{FEW}", "missing/", "cases/", "look-up/", "plans/hmo/physical-therapy/"):
        staff.goto(f"{live_server.url}/staff/{address}")

        axe(staff)
        shot(staff, f"forced-{address.partition('?')[0].strip('/').replace('/', '-') or 'matrix'}")
