"""Stock admin, mended: nothing for axe to find on its pages, at any width, light or dark."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from benefits.importing import loading
from benefits.models import CostTierRow, PlanRow
from tests import whole
from tests.browser.conftest import settled
from tests.browser.screens import SCREENS

pytestmark = pytest.mark.django_db(transaction=True)

SHOTS = os.environ.get("SHOTS", "")
# What axe leaves to a person to judge, judged: words beside an icon of stock admin's, which is a picture behind them;
# the tables of its side bar, whose cells are hidden; and the box to type in inside another box.
REVIEWED = ("color-contrast", "th-has-data-cells", "target-size")


@pytest.fixture
def addresses() -> dict[str, str]:
    """A page of each kind that stock admin has, with something on it."""
    loading.load(whole.catalog(), reason="a test")
    gold, price = PlanRow.objects.get(slug="gold"), CostTierRow.objects.latest("pk")
    gold.note = "Seen at a second broker's."
    gold.save()
    return {
        "index": "/admin/",
        "list": "/admin/benefits/planrow/?kind__exact=plan",
        "empty": "/admin/benefits/planrow/?q=nothing",
        "add": "/admin/benefits/benefitrow/add/",
        "change": f"/admin/benefits/planrow/{gold.pk}/change/",
        "lists": f"/admin/benefits/costtierrow/{price.pk}/change/",
        "inlines": "/admin/benefits/visitlimitrow/add/",
        "delete": f"/admin/benefits/planrow/{gold.pk}/delete/",
        "history": f"/admin/benefits/planrow/{gold.pk}/history/",
        "version": f"/admin/benefits/planrow/{gold.pk}/history/{gold.history.latest().pk}/",
        "password": "/admin/password_change/",
    }


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_stock_pages_are_for_everyone(
    page: Page,
    live_server: LiveServer,
    axe: Callable[..., None],
    addresses: dict[str, str],
    width: int,
    scheme: str,
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{live_server.url}/admin/login/")
    axe(page, REVIEWED)
    log_in(page, live_server)

    for name, address in addresses.items():
        page.goto(f"{live_server.url}{address}")
        settled(page)
        if SHOTS:
            page.screenshot(path=str(Path(SHOTS) / f"stock-{name}-{width}-{scheme}.png"), full_page=True)
        axe(page, REVIEWED)


def log_in(page: Page, live_server: LiveServer) -> None:
    """As someone who may everything."""
    client = Client()
    client.force_login(User.objects.create_superuser("ada-admin"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
