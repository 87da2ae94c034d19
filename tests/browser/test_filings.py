"""A benefits admin works off a filing in a browser: upload, watch, look through by keyboard, confirm."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test.utils import override_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from benefits.admin import imports
from benefits.importing import deciding, loading, staging
from benefits.models import ImportBatch, ImportRow, PlanRow, RowDecision
from tests import filing
from tests.browser.conftest import settled
from tests.browser.screens import SCREENS
from tests.groups import make_groups
from tests.importing.filings import ground

pytestmark = pytest.mark.django_db(transaction=True)

# Judged by a person: words beside an icon of stock admin, which is a picture behind them.
REVIEWED = ("color-contrast",)
LONG = "Limited to medically necessary care. " * 8 + "W" * 400
ROWS = (
    {"BenefitName": "Outpatient Rehabilitation Services", **filing.THIRTY, "Explanation": LONG},
    {"CopayInnTier1": "50%", "Exclusions": "<b>Maintenance</b> care", "PlanId": "12345OR0020001-01"},
    {"PlanId": "12345OR0030001-01"},
    {"BenefitName": "Dental"},
    {"PlanId": "nobody"},
)


@pytest.fixture
def admin_page(page: Page, live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """Logged in, on the page for filings, of which none is so small that it is read at once."""
    monkeypatch.setattr(imports, "AT_ONCE", 0)
    there = ground.price(30, "document", plan="on-file")
    loading.load(ground.catalog(plans=(ground.plan(),), cost_tiers=(there,)), reason="a test")
    make_groups()
    bea = User.objects.create_user("bea-benefits", password="bea-benefits", is_staff=True)
    bea.groups.add(Group.objects.get(name="Benefits admin"))
    with override_settings(VAR_DIR=tmp_path):
        page.goto(f"{live_server.url}/admin/benefits/importbatch/add/filing/")
        page.get_by_label("Username").fill("bea-benefits")
        page.get_by_label("Password").fill("bea-benefits")
        page.get_by_role("button", name="Log in").click()
        yield page


def send(page: Page, tmp_path: Path) -> None:
    page.get_by_label("Benefits and Cost Sharing file (CSV)").set_input_files(ground.written(tmp_path, *ROWS))
    page.get_by_role("button", name="Show what it would change").click()


def bring(page: Page, tmp_path: Path) -> None:
    send(page, tmp_path)
    page.get_by_text("Look through the rows to review").wait_for()


@pytest.mark.racing
def test_from_upload_to_the_draft(admin_page: Page, tmp_path: Path) -> None:
    bring(admin_page, tmp_path)
    admin_page.get_by_role("link", name="Look through the rows to review").click()
    admin_page.get_by_role("link", name="Line 2: Outpatient Rehabilitation Services").click()
    admin_page.get_by_role("button", name="Accept as proposed").press("Enter")

    admin_page.get_by_role("heading", name="line 3").wait_for()
    admin_page.get_by_label("Kind").first.select_option("copayment")
    admin_page.get_by_label("Dollars").first.fill("-5")
    admin_page.get_by_role("button", name="Save the correction").press("Enter")
    admin_page.get_by_text("must be an amount between 0 and 1,000,000 dollars.").wait_for()
    admin_page.get_by_label("Dollars").first.fill("35")
    admin_page.get_by_role("button", name="Save the correction").press("Enter")

    admin_page.get_by_text("Every row of this list is decided.").wait_for()
    admin_page.get_by_label("Reason").fill("Filed for 2016.")
    admin_page.get_by_role("button", name="Put it into the draft").press("Enter")
    admin_page.get_by_text("Now in the draft: rows 3, plans 3.").wait_for()
    assert list(ImportRow.objects.exclude(decision="").values_list("decision", flat=True)) == [
        RowDecision.ACCEPTED,
        RowDecision.CORRECTED,
    ]
    assert PlanRow.objects.filter(kind="plan").count() == 3


@pytest.mark.racing
def test_without_script_it_is_read_by_a_button(admin_page: Page, tmp_path: Path) -> None:
    context = admin_page.context.browser.new_context(java_script_enabled=False) if admin_page.context.browser else None
    assert context
    context.add_cookies(admin_page.context.cookies())  # type: ignore[arg-type]
    plain = context.new_page()
    plain.goto(admin_page.url)
    plain.get_by_label("Benefits and Cost Sharing file (CSV)").set_input_files(ground.written(tmp_path, *ROWS))
    plain.get_by_role("button", name="Show what it would change").click()
    plain.get_by_role("button", name="Continue").click()

    plain.get_by_text("Look through the rows to review").wait_for()
    context.close()


@pytest.mark.racing
def test_a_login_that_ends_while_it_is_read_is_asked_for_on_a_page_of_its_own(
    admin_page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "look", lambda _batch: Session.objects.all().delete())

    send(admin_page, tmp_path)

    admin_page.get_by_label("Password").wait_for()
    assert "/admin/login/" in admin_page.url
    assert admin_page.locator(".imports").count() == 0
    monkeypatch.undo()
    admin_page.get_by_label("Username").fill("bea-benefits")
    admin_page.get_by_label("Password").fill("bea-benefits")
    admin_page.get_by_role("button", name="Log in").click()
    admin_page.get_by_text("Look through the rows to review").wait_for()


@pytest.mark.racing
def test_what_goes_wrong_while_it_is_read_is_said_on_the_page(
    admin_page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slips: list[str]
) -> None:
    def away(_batch: ImportBatch) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(staging, "look", away)

    send(admin_page, tmp_path)

    admin_page.get_by_role("heading", name="We cannot answer right now").wait_for()
    slips[:] = [slip for slip in slips if "503" not in slip]  # that one is meant
    monkeypatch.undo()
    admin_page.reload()
    admin_page.get_by_text("Look through the rows to review").wait_for()


def _every_page(page: Page, tmp_path: Path) -> Iterator[str]:
    """Each page in its states: the name, while it is shown."""
    yield "upload"
    page.get_by_role("button", name="Show what it would change").click()
    bring(page, tmp_path)
    yield "preview"
    top = page.url
    review = top.replace("/change/", "/review/")
    page.goto(review)
    yield "list"
    page.goto(f"{review}3/")
    yield "row"
    page.get_by_role("button", name="Reject").click()
    page.get_by_label("Dollars").first.fill("-5")
    page.get_by_label("Kind").first.select_option("copayment")
    page.get_by_role("button", name="Save the correction").click()
    yield "row with an error"
    deciding.reject(ground.row(ImportBatch.objects.get(), 3), by=User.objects.get(), seen=None, note="A slip.")
    page.goto(f"{review}2/")
    yield "row with a long text"
    page.goto(f"{review}3/")
    yield "row decided"
    page.goto(top)
    page.get_by_label("Reason").fill("Filed.")
    page.get_by_role("button", name="Put it into the draft").click()
    yield "applied"


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_every_page_is_for_everyone(
    admin_page: Page, axe: Callable[..., None], tmp_path: Path, width: int, scheme: str
) -> None:
    admin_page.set_viewport_size({"width": width, "height": 900})
    admin_page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    folder = os.environ.get("SHOTS")

    for name in _every_page(admin_page, tmp_path):
        settled(admin_page)
        if folder:
            admin_page.screenshot(path=f"{folder}/{name.replace(' ', '-')}-{width}-{scheme}.png", full_page=True)
        wide = admin_page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, name
        axe(reviewed=REVIEWED)
