"""An admin looks at the draft as a member would: from the first page of the admin to a marked answer on another day."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from benefits.importing import loading
from benefits.preview import views
from tests.preview.conftest import rename
from tests.wizard import members

pytestmark = pytest.mark.django_db(transaction=True)

MARK = "Not published: members do not see this."


@pytest.fixture
def draft_page(page: Page, live_server: LiveServer) -> Page:
    """Logged in, on the first page of the preview."""
    views._compiled.cache_clear()
    loading.load(members.guides(), reason="a test")
    rename("Massage by hand")
    User.objects.create_superuser("ada-admin", password="ada-admin")
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("ada-admin")
    page.get_by_label("Password").fill("ada-admin")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="See the draft as a member").click()
    return page


def test_from_the_admin_to_an_answer_on_another_day(
    draft_page: Page, live_server: LiveServer, axe: Callable[..., None], tmp_path: Path
) -> None:
    expect(draft_page.get_by_text(MARK)).to_be_visible()
    axe()
    draft_page.get_by_label("Day of care").fill("2031-01-01")
    expect(draft_page.get_by_role("option", name="Massage by hand")).to_have_count(1)
    draft_page.get_by_role("button", name="Begin").click()
    for label in ("HMO", "No, not yet", "Knee, hip or shoulder pain"):
        draft_page.get_by_label(label, exact=True).first.check()
        draft_page.get_by_role("button", name="Continue").click()

    expect(draft_page).to_have_title("DRAFT: Your answer – Therapy coverage check")
    expect(draft_page.get_by_text("the draft", exact=True)).to_be_visible()
    expect(draft_page.get_by_text("For care on Jan. 1, 2031")).to_be_visible()
    expect(draft_page.get_by_text(MARK)).to_be_visible()
    axe()
    paper = tmp_path / "answer.pdf"
    draft_page.pdf(path=paper)
    pages = [page.extract_text() for page in PdfReader(paper).pages]
    assert len(pages) > 1
    assert all("DRAFT" in text for text in pages)
    draft_page.get_by_role("link", name="Back to the admin").click()
    assert draft_page.url == f"{live_server.url}/admin/"


def test_a_login_that_ends_on_the_way_leads_to_the_login_and_back(draft_page: Page) -> None:
    draft_page.get_by_role("button", name="Begin").click()
    draft_page.get_by_label("HMO", exact=True).first.check()
    asked = draft_page.url
    draft_page.context.clear_cookies(name="session")
    draft_page.get_by_role("button", name="Continue").click()
    draft_page.get_by_label("Username").fill("ada-admin")
    draft_page.get_by_label("Password").fill("ada-admin")
    draft_page.get_by_role("button", name="Log in").click()

    expect(draft_page).to_have_url(asked)
    draft_page.get_by_label("HMO", exact=True).first.check()
    draft_page.get_by_role("button", name="Continue").click()
    expect(draft_page).not_to_have_url(asked)
