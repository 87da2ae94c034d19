"""Who gets where, with the setting off and on, before the code and after it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from benefits import editions
from tests import shipped
from tests.second_factor.conftest import code, enrolled
from tests.staff.conftest import person
from tests.wizard.members import guides

ASKED = "/second-factor/?next="
PLACES = ("/admin/", "/admin/benefits/planrow/", "/admin/password_change/", "/staff/", "/staff/look-up/", "/draft/")
ONLY_READ = ("/staff/",)
OPEN = ("/", "/check/", "/guides/", "/privacy/", "/api/catalog", "/healthz", "/robots.txt")


@pytest.fixture(autouse=True)
def published(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The guides in force."""
    edition = shipped.edition(guides())
    monkeypatch.setattr(editions, "in_force", lambda: edition)


def login(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("place", PLACES)
def test_off_nothing_is_asked(laptop: Client, place: str) -> None:
    assert not laptop.get(place).get("Location", "").startswith("/second-factor/")


@pytest.mark.usefixtures("asked_for")
@pytest.mark.parametrize("place", PLACES)
def test_on_a_publisher_gets_nowhere_without_a_code(laptop: Client, place: str) -> None:
    for method in ("get", "head"):
        response = getattr(laptop, method)(place)
        assert (response.status_code, response["Location"]) == (302, f"{ASKED}{place.replace('/', '%2F')}")
    response = laptop.post(place)
    asked = (405, None) if place in ONLY_READ else (302, "/second-factor/")
    assert (response.status_code, response.get("Location")) == asked
    for method in ("put", "delete"):
        assert getattr(laptop, method)(place).status_code == 405


@pytest.mark.usefixtures("asked_for")
def test_on_a_superuser_gets_nowhere_either() -> None:
    ada = login(User.objects.create_superuser("ada-admin"))

    assert ada.get("/admin/")["Location"].startswith(ASKED)


@pytest.mark.usefixtures("asked_for")
@pytest.mark.parametrize("role", ["sam-staff", "bea-benefits"])
def test_on_who_cannot_publish_goes_on_as_before(role: str) -> None:
    client = login(person(role))

    assert client.get("/admin/").status_code == 200
    assert client.get("/staff/cases/").status_code == 200
    assert client.get("/second-factor/").status_code == 403


@pytest.mark.usefixtures("asked_for")
def test_on_nobody_in_particular_is_asked_to_log_in() -> None:
    anyone = Client()

    assert anyone.get("/admin/")["Location"].startswith("/admin/login/")
    assert anyone.get("/second-factor/")["Location"].startswith("/admin/login/")


@pytest.mark.usefixtures("asked_for")
@pytest.mark.parametrize("place", OPEN)
def test_on_the_public_pages_are_open(
    laptop: Client, place: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = laptop.get(place)

    assert not response.get("Location", "").startswith("/second-factor/")
    assert response.status_code in (200, 302)


@pytest.mark.usefixtures("asked_for")
def test_on_a_publisher_may_log_out(laptop: Client) -> None:
    assert laptop.post("/admin/logout/").status_code == 200
    assert laptop.get("/admin/")["Location"].startswith("/admin/login/")


@pytest.mark.usefixtures("asked_for")
def test_on_with_the_code_everything_opens(laptop: Client, petra: User) -> None:
    enrolled(petra)
    laptop.post("/second-factor/", {"code": code(petra)})

    assert laptop.get("/admin/").status_code == 200
    assert laptop.get("/staff/cases/").status_code == 200
    assert login(petra).get("/admin/")["Location"].startswith(ASKED), "another session owes its own code"


@pytest.mark.usefixtures("asked_for")
def test_on_the_code_of_another_login_opens_nothing(laptop: Client, petra: User) -> None:
    other = person("nobody-special")
    enrolled(petra)
    session = laptop.session
    session["otp_device_id"] = enrolled(other).persistent_id
    session.save()

    assert laptop.get("/admin/")["Location"].startswith(ASKED)
