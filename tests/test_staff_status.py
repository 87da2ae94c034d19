"""What is taken away from a login is gone with the next request of a session that is under way."""

from collections.abc import Callable
from typing import Final

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from benefits.importing import loading
from tests import shipped, whole
from tests.staff.conftest import browser, publish

Loss = Callable[[User], object]


@pytest.fixture
def published(db: None) -> None:
    """An edition in force, and a draft to look at."""
    publish(shipped.catalog(), number=1)
    loading.load(whole.catalog(), reason="a test")


def petra() -> Client:
    """The browser of somebody who may everything but be root."""
    client = browser("petra-publisher")
    User.objects.get(username="petra-publisher").groups.add(Group.objects.get(name="Benefits admin"))
    return client


def without_status(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_staff=False)


def without_group(user: User) -> None:
    user.groups.clear()


def locked(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


LOSSES: Final = [
    pytest.param(without_status, id="staff status"),
    pytest.param(without_group, id="the group with its permissions"),
    pytest.param(locked, id="the login itself"),
]
# Each is for somebody who publishes and keeps the plan data.
BEHIND: Final = [
    *("/staff/", "/staff/look-up/", "/staff/cases/", "/staff/missing/", "/staff/summary.csv", "/draft/"),
    *(
        "/draft/check/",
        "/draft/guides/",
        "/admin/publishing/",
        "/admin/benefits/planrow/",
        "/admin/benefits/importbatch/",
    ),
]


@pytest.mark.parametrize("lose", LOSSES)
@pytest.mark.parametrize("address", BEHIND)
def test_a_session_under_way_loses_what_is_taken_away(published: None, address: str, lose: Loss) -> None:
    session = petra()
    before = session.get(address, follow=True)
    lose(User.objects.get(username="petra-publisher"))

    after = session.get(address)

    assert before.status_code == 200
    assert after.status_code == 403 or "/admin/login/" in after["Location"]


@pytest.mark.parametrize("lose", LOSSES)
@pytest.mark.parametrize(
    "address", ["/staff/cases/keep/", "/staff/exports/", "/draft/check/", "/admin/publishing/reviews/"]
)
def test_nothing_is_done_for_it_any_more(published: None, address: str, lose: Loss) -> None:
    session = petra()
    lose(User.objects.get(username="petra-publisher"))

    after = session.post(address)

    assert after.status_code in (403, 405) or "/admin/login/" in after["Location"]


@pytest.mark.parametrize("address", ["/", "/check/", "/guides/", "/api/schema", "/api/catalog"])
def test_what_is_for_everyone_stays_so(published: None, address: str) -> None:
    session = petra()
    without_status(User.objects.get(username="petra-publisher"))

    assert session.get(address).status_code == Client().get(address).status_code < 400
