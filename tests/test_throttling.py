"""One address that asks for too much waits; nobody else notices, and nothing is kept of it."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from benefits import throttling
from benefits.throttling import Allowance

HAMMERING, BESIDE = "203.0.113.9", "198.51.100.7"
LOGIN: Final = "/admin/login/"
RIGHT, WRONG = {"username": "ada", "password": "right"}, {"username": "ada", "password": "guess"}


class Clock:
    """A clock that somebody else moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limited(settings: Any) -> Client:
    """A browser of a site where one address may send sixty requests a minute, six of them at once."""
    settings.RATE_LIMIT = 60
    return Client()


def test_an_allowance_is_used_up_and_comes_back(clock: Clock) -> None:
    allowance = Allowance(a_minute=60, most=3, clock=clock)

    at_once = [allowance.take("a") for _ in range(4)]
    clock.now += 1
    later = [allowance.take("a"), allowance.take("a")]
    clock.now += 60
    rested = [allowance.take("a") for _ in range(4)]

    assert at_once == [0, 0, 0, pytest.approx(1)]
    assert later == [0, pytest.approx(1)]
    assert rested == [0, 0, 0, pytest.approx(1)]


def test_what_is_refused_uses_nothing_up(clock: Clock) -> None:
    allowance = Allowance(a_minute=60, most=1, clock=clock)
    allowance.take("a")

    refused = [allowance.take("a") for _ in range(1000)]
    clock.now += 1.001

    assert min(refused) > 0
    assert allowance.take("a") == 0


def test_others_have_an_allowance_of_their_own(clock: Clock) -> None:
    allowance = Allowance(a_minute=60, most=1, clock=clock)
    allowance.take("a")

    assert allowance.take("b") == 0


def test_a_million_addresses_take_no_more_room_than_the_most_that_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttling, "MOST_ADDRESSES", 100)
    allowance = Allowance(a_minute=1, most=1)

    for number in range(1000):
        allowance.take(str(number))

    assert len(allowance.used_up_to) == 100
    assert allowance.take("999") > 0
    assert allowance.take("0") == 0


def test_many_threads_get_no_more_than_one(clock: Clock) -> None:
    allowance = Allowance(a_minute=60, most=50, clock=clock)
    taken: list[float] = []
    threads = [threading.Thread(target=lambda: taken.extend(allowance.take("a") for _ in range(100))) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert taken.count(0) == 50


# The suite turns the limit off; test_settings holds that this is what is shipped.
SHIPPED: Final = 1200
ASKED: Final = json.dumps({"therapy": "physical-therapy", "plan": "hmo"})


def hammered(client: Client, path: str, method: str = "GET", times: int = 7, peer: str = HAMMERING) -> HttpResponse:
    """The last of so many responses to one address."""
    for _ in range(times):
        last = client.generic(method, path, ASKED, content_type="application/json", REMOTE_ADDR=peer)
    return last  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        pytest.param("GET", "/privacy/", id="a page"),
        pytest.param("GET", "/nowhere/", id="a page that is not there"),
        pytest.param("POST", "/check/abcdefghijklmnop/therapy/", id="a form"),
        pytest.param("GET", "/admin/", id="the door of the admin"),
    ],
)
@pytest.mark.django_db
def test_who_asks_for_too_much_reads_how_long_to_wait(limited: Client, method: str, path: str) -> None:
    response = hammered(limited, path, method)

    assert response.status_code == 429
    assert response.headers["Retry-After"] == "1"
    assert "Wait 1 second, then go back" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    assert hammered(limited, path, method, times=1, peer=BESIDE).status_code != 429


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_a_probe_is_never_refused(limited: Client, path: str) -> None:
    assert hammered(limited, path, times=20).status_code != 429


def test_without_a_limit_nobody_is_refused(settings: Any) -> None:
    settings.RATE_LIMIT = 0

    assert hammered(Client(), "/privacy/", times=20).status_code == 200


@pytest.mark.parametrize(
    ("trust", "status"), [pytest.param(True, 429, id="a trusted proxy"), pytest.param(False, 200, id="any other proxy")]
)
def test_behind_a_proxy_each_is_limited_or_nobody(limited: Client, settings: Any, trust: bool, status: int) -> None:
    settings.TRUST_PROXY = trust
    headers = {"X-Forwarded-For": f"192.0.2.1, {HAMMERING}", "X-Forwarded-Proto": "https"}

    last = [limited.get("/privacy/", headers=headers, REMOTE_ADDR="10.0.0.2") for _ in range(7)][-1]
    beside = limited.get("/privacy/", headers=headers | {"X-Forwarded-For": BESIDE}, REMOTE_ADDR="10.0.0.2")

    assert (last.status_code, beside.status_code) == (status, 200)


def test_sixty_people_behind_one_address_never_meet_the_limit() -> None:
    """All of them open the first page at once, and then one page each three seconds, on one worker alone."""
    clock = Clock()
    allowance = Allowance(SHIPPED, SHIPPED * throttling.BURST_SECONDS / 60, clock)

    waited = [allowance.take("clinic") for _ in range(60)]
    for _ in range(60 * 60):
        clock.now += 3 / 60
        waited.append(allowance.take("clinic"))

    assert set(waited) == {0}


def test_nothing_of_it_is_logged(limited: Client, caplog: pytest.LogCaptureFixture) -> None:
    hammered(limited, "/privacy/")

    assert caplog.records
    assert not any(HAMMERING in str(vars(record)["msg"]) + record.getMessage() for record in caplog.records)


@pytest.fixture
def ada(db: None) -> Iterator[User]:
    """An admin, and the table of wrong passwords."""
    yield User.objects.create_user("ada", password="right", is_staff=True)
    AccessAttempt.objects.all().delete()


def log_in(client: Client, typed: dict[str, str], peer: str, via: str | None = None) -> int:
    """The status of a login: from an address, or by way of a proxy that adds the address to what it is told."""
    headers = {"X-Forwarded-For": f"{BESIDE}, {peer}", "X-Forwarded-Proto": "https"} if via else {}
    return client.post(LOGIN, typed, REMOTE_ADDR=via or peer, headers=headers).status_code


@pytest.mark.parametrize("via", [pytest.param(None, id="directly"), pytest.param("10.0.0.2", id="by way of a proxy")])
@pytest.mark.usefixtures("ada")
def test_who_guesses_is_locked_out_and_the_owner_gets_in(settings: Any, via: str | None) -> None:
    settings.TRUST_PROXY = via is not None

    guesses = [log_in(Client(), WRONG, HAMMERING, via) for _ in range(settings.AXES_FAILURE_LIMIT)]

    assert guesses == [200] * (settings.AXES_FAILURE_LIMIT - 1) + [429]
    assert log_in(Client(), RIGHT, HAMMERING, via) == 429
    assert log_in(Client(), RIGHT, "192.0.2.44", via) == 302


@pytest.mark.usefixtures("ada")
def test_a_lock_says_when_to_come_back_and_is_not_made_longer(settings: Any) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT):
        Client().post(LOGIN, WRONG)
    [before] = AccessAttempt.objects.values_list("attempt_time")

    response = Client().post(LOGIN, WRONG)

    assert response.headers["Retry-After"] == "900"
    assert "Wait 15 minutes" in response.content.decode()
    assert [before] == list(AccessAttempt.objects.values_list("attempt_time"))


@pytest.mark.usefixtures("ada")
def test_who_tries_one_login_after_the_other_is_slowed_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still, so that what is left of the wait is all of it."""
    monkeypatch.setattr(throttling, "Allowance", partial(throttling.Allowance, clock=lambda: 0.0))
    browser = Client()

    tried = [log_in(browser, {"username": f"ada{number}", "password": "guess"}, HAMMERING) for number in range(31)]
    slowed = browser.post(LOGIN, RIGHT, REMOTE_ADDR=HAMMERING)

    assert tried == [200] * 30 + [429]
    assert (slowed.status_code, slowed.headers["Retry-After"]) == (429, "30")
    assert browser.get(LOGIN, REMOTE_ADDR=HAMMERING).status_code == 200
    assert log_in(browser, RIGHT, "192.0.2.44") == 302


@pytest.mark.usefixtures("ada")
def test_who_knows_the_password_is_never_slowed_down() -> None:
    browser = Client()

    assert {log_in(browser, RIGHT, BESIDE) for _ in range(40)} == {302}
