"""A benefits admin edits a whole plan in a browser: one page, by keyboard and search, with and without room."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from benefits.importing import loading
from benefits.models import CostTierRow, PlanRow
from tests import whole
from tests.groups import make_groups

pytestmark = pytest.mark.django_db(transaction=True)

# Stock admin's own, mended in its style sheet or judged by eye: small links, colours over images, tables of headings.
STOCK = ("color-contrast", "target-size", "th-has-data-cells")


@pytest.fixture
def bea(page: Page, live_server: LiveServer) -> Page:
    """Logged in, on the page of the one plan."""
    loading.load(whole.catalog(), reason="a test")
    make_groups()
    user = User.objects.create_user("bea-benefits", password="bea-benefits", is_staff=True)
    user.groups.add(Group.objects.get(name="Benefits admin"))
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("bea-benefits")
    page.get_by_label("Password").fill("bea-benefits")
    page.get_by_role("button", name="Log in").click()
    page.goto(f"{live_server.url}/admin/benefits/planrow/{PlanRow.objects.get(slug='gold').pk}/change/")
    return page


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")


def test_a_price_is_changed_on_the_page_of_the_plan(bea: Page) -> None:
    open_all(bea)
    bea.locator("#id_costtierrow_set-1-low").fill("20")
    bea.locator("#id_costtierrow_set-1-high").fill("40")
    bea.get_by_role("button", name="Save and continue editing").first.click()

    bea.get_by_text("until the draft is published").wait_for()
    assert CostTierRow.objects.filter(low=20, high=40).exists()


def test_a_row_is_added_with_search_boxes_that_have_names(bea: Page) -> None:
    open_all(bea)
    bea.get_by_role("button", name="Add another Plan amount").or_(
        bea.get_by_text("Add another Plan amount")
    ).first.click()
    bea.locator("#id_planamountrow_set-1-kind").select_option("out_of_pocket_limit")
    bea.locator("#id_planamountrow_set-1-self_only").fill("4000")
    bea.locator("#planamountrow_set-1").get_by_role("combobox", name="Citation").click()
    bea.locator(".select2-search__field").last.press_sequentially("p-21")
    bea.get_by_role("option", name="p-21").click()
    bea.get_by_role("button", name="Save", exact=True).first.click()

    bea.get_by_text("until the draft is published").wait_for()
    assert PlanRow.objects.get(slug="gold").planamountrow_set.count() == 2


def test_it_is_copied_by_its_button(bea: Page) -> None:
    bea.get_by_role("button", name="Copy to next plan year").click()

    bea.get_by_role("heading", name="Gold 2027").wait_for()
    bea.get_by_role("heading", name="which bar publication").wait_for()
    assert bea.get_by_role("link", name="carried over from another plan year").count() == 2


def test_the_page_is_accessible(bea: Page, axe: Callable[..., None], slips: list[str]) -> None:
    open_all(bea)
    assert slips == []
    for width in (1280, 320):
        bea.set_viewport_size({"width": width, "height": 900})
        assert bea.evaluate("document.documentElement.scrollWidth") == width

    bea.evaluate("document.querySelectorAll('.breadcrumbs, #nav-sidebar').forEach(stock => stock.remove())")
    for width in (320, 1280):
        bea.set_viewport_size({"width": width, "height": 900})
        axe(reviewed=STOCK)
    slips.clear()  # axe itself writes styles
