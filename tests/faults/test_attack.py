"""Whoever holds connections open holds up nobody else, and not for long; one address that hammers waits by itself."""

import asyncio
import sys
import time
from collections.abc import Callable
from typing import Final

import pytest

from tests.entering import run
from tests.faults.attacking import ANSWER, DROPPED_SECONDS, FORMS, KINDS, PROMISED_SECONDS, ask, attacked, request
from tests.faults.running import EVERY, Site
from tests.faults.table import LoadTable

in_proof: Final = pytest.mark.skipif(not EVERY, reason="slow: make proof runs it")

# A server that gives a thread to every form that has begun, as ours once did.
WSGI: Final = "--interface wsgi kpcoverage.wsgi:application --workers 2 --blocking-threads 4 --log-level critical"
A_THREAD_EACH: Final = ("sh", "-c", f'exec {sys.executable} -m granian {WSGI} --port "$PORT"')


def seconds(figures: float) -> str:
    """As it is printed."""
    return f"{figures:.2f} s"


def test_sixty_four_forms_that_never_end_hold_up_nobody(serve: Callable[..., Site]) -> None:
    report = attacked(serve(WORKERS="2").port, 64, FORMS, seconds=3)

    assert report.is_answered, report


def test_a_thread_for_each_form_would_let_eight_of_them_stop_the_site(serve: Callable[..., Site]) -> None:
    site = serve(A_THREAD_EACH)

    report = attacked(site.port, 8, FORMS, seconds=2, patience=PROMISED_SECONDS)

    assert not report.is_answered, report


def test_whatever_a_connection_is_held_open_with_holds_up_nobody(serve: Callable[..., Site]) -> None:
    report = attacked(serve(WORKERS="2").port, 20 * len(KINDS), KINDS, seconds=3)

    assert report.is_answered, report


@in_proof
def test_forms_that_never_end_are_dropped(serve: Callable[..., Site], table: LoadTable) -> None:
    """Held for a minute under the shipped settings: whoever is dropped comes back at once."""
    report = attacked(serve(WORKERS="2").port, 64, FORMS, seconds=60)
    planted = attacked(serve(A_THREAD_EACH).port, 64, FORMS, seconds=DROPPED_SECONDS + 2)

    table.tell(
        "64 forms that never end: every other request",
        f"{report.asked} asked, {report.unanswered} unanswered, slowest {seconds(report.slowest)}",
        found=not planted.is_answered,
    )
    table.tell(
        "64 forms that never end: each is dropped",
        f"{len(report.held)} dropped, after {seconds(min(report.held))} to {seconds(max(report.held))}",
        found=not planted.held,
    )
    assert report.is_answered, report
    assert 4 * 64 >= len(report.held) >= 64
    assert max(report.held) < DROPPED_SECONDS
    assert not planted.is_answered
    assert not planted.held


@in_proof
@pytest.mark.parametrize("name", KINDS)
def test_a_thousand_of_a_kind_hold_up_nobody(serve: Callable[..., Site], table: LoadTable, name: str) -> None:
    """Their addresses are known, and so many that the limit of one is not met."""
    report = attacked(serve(WORKERS="2", RATE_LIMIT="0").port, 1000, [name], seconds=40)

    dropped = f"dropped after {seconds(max(report.held))}" if report.held else "not dropped"
    table.tell(
        f"1,000 connections: {name}", f"slowest {seconds(report.slowest)}, {report.turned_away} turned away, {dropped}"
    )
    assert not report.unanswered, report
    assert not report.held or max(report.held) < DROPPED_SECONDS


async def _hammered(port: int, a_second: int, for_seconds: float) -> tuple[list[int], list[tuple[int, float]]]:
    """The statuses of one address that asks so often, and what another sees that asks now and then."""
    until, hammering, beside = time.monotonic() + for_seconds, [], []
    answer, other = (request("POST", "/api/answer", ANSWER, address=address) for address in ("9.9.9.9", "8.8.8.8"))
    while time.monotonic() < until:
        hammering += [asyncio.create_task(ask(port, answer, 10)) for _ in range(a_second // 5)]
        beside.append(await ask(port, other, 10))
        await asyncio.sleep(0.2)
    return [status for status, _seconds in await asyncio.gather(*hammering)], beside


@in_proof
def test_one_address_that_hammers_waits_and_nobody_else_notices(serve: Callable[..., Site], table: LoadTable) -> None:
    site, unlimited = serve(WORKERS="2", TRUST_PROXY="true"), serve(WORKERS="2", TRUST_PROXY="true", RATE_LIMIT="0")

    statuses, beside = run(_hammered(site.port, 100, 20))
    planted, _beside = run(_hammered(unlimited.port, 100, 5))

    slowest = max(waited for _status, waited in beside)
    table.tell(
        "one address asks for 100 answers a second",
        f"{statuses.count(200)} answered, {statuses.count(429)} told to wait; beside it slowest {seconds(slowest)}",
        found=429 not in planted,
    )
    assert set(statuses) == {200, 429}
    assert {status for status, _seconds in beside} == {200}
    assert slowest < PROMISED_SECONDS
    assert set(planted) == {200}


def is_let_in(site: Site, address: str) -> bool:
    """Whether the owner of a login gets in from that address, with a browser of their own."""
    mine = Site(site.port, site.process)
    mine.browser.addheaders = [("X-Forwarded-For", address)]
    return mine.log_in().status == 200


def guess(site: Site, address: str) -> list[int]:
    """The statuses of six wrong passwords for one login, from that address."""
    theirs = Site(site.port, site.process)
    theirs.browser.addheaders = [("X-Forwarded-For", address)]
    page = theirs.open("/admin/login/")
    return [theirs.send("/admin/login/", page, username="ada", password="guess").status for _ in range(6)]


@in_proof
def test_wrong_passwords_lock_out_who_sends_them_and_no_owner(serve: Callable[..., Site], table: LoadTable) -> None:
    """Of a proxy that is not trusted all have one address: there a guesser would lock out the owner too."""
    trusting = serve(WORKERS="2", TRUST_PROXY="true")

    guesses = guess(trusting, "9.9.9.9")
    owner, guesser = is_let_in(trusting, "8.8.8.8"), is_let_in(trusting, "9.9.9.9")
    blind = serve(WORKERS="2")
    guess(blind, "9.9.9.9")
    planted = is_let_in(blind, "8.8.8.8")

    table.tell(
        "wrong passwords by way of a proxy",
        f"{guesses.count(429)} of {len(guesses)} locked; the owner elsewhere {'gets in' if owner else 'is locked out'}",
        found=not planted,
    )
    assert guesses[-1] == 429
    assert (owner, guesser, planted) == (True, False, False)
