"""An admin's morning in a browser: find a plan, change a price by search and typing, read what is unpublished."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from benefits.importing import loading
from benefits.models import CostTierRow, PlanRow, TechniqueRow
from tests import whole
from tests.browser.conftest import settled

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def admin_page(page: Page, live_server: LiveServer) -> Page:
    """Logged in, on the first page."""
    loading.load(whole.catalog(), reason="a test")
    User.objects.create_superuser("ada-admin", password="ada-admin")
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("ada-admin")
    page.get_by_label("Password").fill("ada-admin")
    page.get_by_role("button", name="Log in").click()
    return page


def test_from_a_plan_to_a_new_price(admin_page: Page) -> None:
    admin_page.get_by_role("link", name="Plans", exact=True).first.click()
    admin_page.get_by_role("link", name="Gold 2026").click()
    admin_page.locator("#costtierrow_set-group summary").click()
    admin_page.locator("#costtierrow_set-0").get_by_role("link", name="Change", exact=True).click()
    admin_page.get_by_label("From, in dollars:").fill("20")
    admin_page.get_by_label("To, in dollars:").fill("40")
    admin_page.get_by_label("Kind:").select_option("copayment")
    admin_page.get_by_label("Percent:", exact=True).fill("")
    admin_page.get_by_role("button", name="Save", exact=True).first.click()

    admin_page.get_by_text("until the draft is published").wait_for()
    assert CostTierRow.objects.filter(low=20, high=40).exists()


def test_references_are_picked_by_search(admin_page: Page, live_server: LiveServer) -> None:
    admin_page.goto(f"{live_server.url}/admin/benefits/techniquerow/add/")
    admin_page.get_by_label("Slug:").fill("thai-massage")
    admin_page.get_by_label("Name:", exact=True).fill("Thai massage")
    admin_page.get_by_role("combobox", name="Therapy").click()
    admin_page.locator(".select2-search__field").press_sequentially("massa")
    admin_page.get_by_role("option", name="Massage therapy").click()
    admin_page.get_by_role("button", name="Save", exact=True).first.click()

    admin_page.get_by_text("was added successfully").wait_for()
    assert TechniqueRow.objects.get(slug="thai-massage").therapy_id == "massage"


def test_pages_keep_to_the_policy(admin_page: Page, live_server: LiveServer) -> None:
    for model in ("planrow", "visitlimitrow", "contentrow", "benefitrow", "edition"):
        for path in ("", "add/"):
            admin_page.goto(f"{live_server.url}/admin/benefits/{model}/{path}")
            settled(admin_page)


def test_history_keeps_to_the_policy(admin_page: Page, live_server: LiveServer) -> None:
    gold = PlanRow.objects.get(slug="gold")
    gold.note = "Seen at a second broker's."
    gold.save()

    for path in ("history/", f"history/{gold.history.latest().pk}/", "delete/"):
        admin_page.goto(f"{live_server.url}/admin/benefits/planrow/{gold.pk}/{path}")
        settled(admin_page)
