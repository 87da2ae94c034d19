"""A benefits admin's import in a browser: bring a sheet, read what it would change, put it into the draft."""

import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from benefits.admin import imports
from benefits.coverage.catalog import to_json
from benefits.importing import loading
from benefits.importing.sheets import writing
from benefits.models import TherapyRow
from tests import whole
from tests.browser.screens import SCREENS

pytestmark = pytest.mark.django_db(transaction=True)

MASSAGE = whole.catalog().therapies[0]
LONG = "a" * 400
# What axe leaves to a person to judge, judged: words beside an icon of stock admin, which is a picture behind them, and
# the tables of its side bar, whose cells are hidden.
REVIEWED = ("color-contrast", "th-has-data-cells")
SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture
def admin_page(page: Page, live_server: LiveServer) -> Page:
    """Logged in, where files are brought."""
    loading.load(whole.catalog(), reason="a test")
    User.objects.create_superuser("ada-admin", password="ada-admin")
    page.goto(f"{live_server.url}/admin/benefits/importbatch/add/")
    page.get_by_label("Username").fill("ada-admin")
    page.get_by_label("Password").fill("ada-admin")
    page.get_by_role("button", name="Log in").click()
    return page


def sheet(folder: Path, text: str = "Hands, and oil.") -> Path:
    catalog = msgspec.structs.replace(
        whole.catalog(),
        therapies=(
            msgspec.structs.replace(MASSAGE, hint=text),
            msgspec.structs.replace(MASSAGE, slug="yoga", name="Yoga"),
            *whole.catalog().therapies[1:],
        ),
    )
    path = folder / "sheets.xlsx"
    path.write_bytes(b"".join(writing.xlsx(catalog)))
    return path


def bring(page: Page, path: Path, kind: str = "Sheets") -> None:
    page.get_by_role("link", name=f"{kind} (").click()
    page.get_by_label("File:").set_input_files(path)
    page.get_by_role("button", name="Show what it would change").click()


@pytest.fixture(params=SCREENS, ids=str)
def shaped(admin_page: Page, request: pytest.FixtureRequest) -> Page:
    """The page in each shape that people see it in."""
    width, scheme = request.param
    admin_page.set_viewport_size({"width": width, "height": 900})
    admin_page.emulate_media(color_scheme=scheme)
    return admin_page


def test_from_a_sheet_to_the_draft(admin_page: Page, tmp_path: Path) -> None:
    bring(admin_page, sheet(tmp_path))
    admin_page.get_by_text("2 records would go into the draft.").wait_for()
    assert admin_page.locator("ins").first.inner_text() == "Hands, and oil."

    admin_page.get_by_label("Reason:").fill("The new leaflet")
    admin_page.get_by_role("button", name="Put it into the draft").click()

    admin_page.get_by_text("2 records are in the draft.").wait_for()
    assert TherapyRow.objects.get(slug="massage").hint == "Hands, and oil."


@pytest.mark.racing
def test_a_long_file_is_read_while_one_watches(
    admin_page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 10)

    bring(admin_page, sheet(tmp_path))

    admin_page.get_by_text("2 records would go into the draft.").wait_for()


def test_the_whole_draft_comes_and_goes(admin_page: Page, tmp_path: Path) -> None:
    with admin_page.expect_download() as taken:
        admin_page.get_by_role("link", name="The whole draft (XLSX)").click()
    taken.value.save_as(tmp_path / taken.value.suggested_filename)

    bring(admin_page, tmp_path / "sheets-draft.xlsx")

    admin_page.get_by_text("Nothing changes").wait_for()


def seen(page: Page, name: str) -> None:
    """A picture of the page, where somebody wants one."""
    if SHOTS:
        width = page.evaluate("innerWidth + matchMedia('(prefers-color-scheme: dark)').matches")
        page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)


def test_pages_are_accessible(shaped: Page, axe: Callable[..., None], tmp_path: Path) -> None:
    seen(shaped, "upload")
    axe(reviewed=REVIEWED)
    shaped.get_by_role("link", name="Sheets (").click()
    shaped.get_by_role("button", name="Show what it would change").click()
    axe(reviewed=REVIEWED)
    shaped.get_by_role("link", name="Bring a file").click()
    bad = tmp_path / "catalog.json"
    bad.write_bytes(to_json(whole.catalog())[:100])
    bring(shaped, bad, "Catalog")
    shaped.get_by_text("The file could not be read").wait_for()
    axe(reviewed=REVIEWED)
    shaped.get_by_role("link", name="Bring another file").click()
    bring(shaped, sheet(tmp_path, LONG))
    shaped.get_by_text("2 records would go into the draft.").wait_for()
    seen(shaped, "preview")
    axe(reviewed=REVIEWED)
    wide = shaped.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


def test_refused_rows_are_accessible(shaped: Page, axe: Callable[..., None], tmp_path: Path) -> None:
    path = tmp_path / "therapies.csv"
    path.write_bytes(b"".join(writing.csv(whole.catalog(), "therapies")).replace(b"massage", b"Mas sage"))

    bring(shaped, path)

    shaped.get_by_role("alert").wait_for()
    seen(shaped, "refused")
    axe(reviewed=REVIEWED)
