"""The cookie of a walk: sealed, bound to its run, short-lived, and small."""

import base64
import json
from collections.abc import Mapping
from datetime import timedelta

import pytest
import time_machine
from django.http import HttpRequest, HttpResponse
from pytest_django import Settings

from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACT
from benefits.wizard import state

FACTS_TOLD: state.WalkFacts = {
    "therapy": "massage-therapy",
    "condition": "fibromyalgia",
    "visits_used": {"acupuncture": 9},
}
RUN = "a-run"


def sealed(facts: Mapping[str, object] = FACTS_TOLD, run: str = RUN) -> str:
    response = HttpResponse()
    state.keep(response, run, facts)
    return response.cookies[state.cookie_name()].value


def opened(cookie: str, run: str = RUN) -> state.Told | None:
    request = HttpRequest()
    request.COOKIES[state.cookie_name()] = cookie
    return state.told(request, run)


def told(cookie: str | None, run: str = RUN) -> state.WalkFacts | None:
    found = opened(cookie, run) if cookie is not None else state.told(HttpRequest(), run)
    return None if found is None else found.facts


def test_what_was_told_comes_back() -> None:
    assert told(sealed()) == FACTS_TOLD


def test_the_rules_last_seen_are_kept_beside_the_facts() -> None:
    response = HttpResponse()

    state.keep(response, RUN, FACTS_TOLD, state.Seen(7, "abc"))

    assert opened(response.cookies[state.cookie_name()].value) == state.Told(RUN, FACTS_TOLD, state.Seen(7, "abc"))
    assert opened(sealed()) == state.Told(RUN, FACTS_TOLD)


def test_the_names_of_what_was_told_for_another_are_kept() -> None:
    response = HttpResponse()

    state.keep(response, RUN, FACTS_TOLD, None, {"copay": "plan"})

    held = opened(response.cookies[state.cookie_name()].value)
    assert held == state.Told(RUN, FACTS_TOLD, None, {"copay": "plan"})


def test_nobody_reads_it_without_the_key() -> None:
    cookie = sealed()

    assert not any(word in base64.urlsafe_b64decode(cookie) for word in (b"massage", b"fibro", b"facts"))
    assert cookie != sealed()


@pytest.mark.parametrize(
    "cookie",
    [
        pytest.param(None, id="none"),
        pytest.param("", id="empty"),
        pytest.param("a", id="too short"),
        pytest.param("AAAA" * 20, id="made up"),
        pytest.param("%%%" * 20, id="not base64"),
        pytest.param("é" * 40, id="not ASCII"),
        pytest.param("\ud800" * 40, id="not text"),
        pytest.param("A" * 100_000, id="huge"),
        pytest.param(state._seal().encrypt(b"[]").decode(), id="sealed by us, of another shape"),
    ],
)
def test_a_cookie_that_is_none_of_ours_tells_nothing(cookie: str | None) -> None:
    assert told(cookie) is None


def test_a_changed_or_shortened_cookie_tells_nothing() -> None:
    whole = base64.urlsafe_b64decode(sealed())

    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1
        assert told(base64.urlsafe_b64encode(changed).decode()) is None
        assert told(base64.urlsafe_b64encode(whole[:place]).decode()) is None


def test_a_cookie_of_another_walk_tells_nothing() -> None:
    assert told(sealed(run="another"), run=RUN) is None


@pytest.mark.parametrize(
    ("idle", "expected"),
    [
        pytest.param(timedelta(0), FACTS_TOLD, id="at once"),
        pytest.param(timedelta(minutes=30), FACTS_TOLD, id="after 30 minutes"),
        pytest.param(timedelta(minutes=30, seconds=1), None, id="a second later"),
        pytest.param(timedelta(days=1), None, id="a day later"),
        pytest.param(timedelta(minutes=-1), FACTS_TOLD, id="by a server whose clock is late"),
        pytest.param(timedelta(days=-1), None, id="from tomorrow"),
    ],
)
def test_it_dies_after_30_idle_minutes(idle: timedelta, expected: state.WalkFacts | None) -> None:
    with time_machine.travel("2026-11-21T12:00:00Z", tick=False) as clock:
        cookie = sealed()
        clock.shift(idle)

        assert told(cookie) == expected


@pytest.mark.parametrize(
    ("fallbacks", "expected"),
    [
        pytest.param(["the old secret"], FACTS_TOLD, id="the old secret still opens it"),
        pytest.param([], None, id="without the old secret it is closed"),
    ],
)
def test_a_walk_outlives_a_new_secret(
    settings: Settings, fallbacks: list[str], expected: state.WalkFacts | None
) -> None:
    settings.SECRET_KEY = "the old secret"
    cookie = sealed()
    settings.SECRET_KEY = "the new secret"
    settings.SECRET_KEY_FALLBACKS = fallbacks

    assert told(cookie) == expected


@pytest.mark.parametrize(("secure", "name"), [(False, "check"), (True, "__Secure-check")])
def test_the_browser_is_told_to_guard_it(settings: Settings, secure: bool, name: str) -> None:
    settings.SESSION_COOKIE_SECURE = secure
    response = HttpResponse()

    state.keep(response, RUN, FACTS_TOLD)

    cookie = response.cookies[name]
    assert cookie["path"] == f"/check/{RUN}/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert bool(cookie["secure"]) == secure
    assert not cookie["max-age"]
    assert not cookie["expires"]


@pytest.mark.parametrize("secure", [False, True])
def test_forgetting_deletes_that_very_cookie(settings: Settings, secure: bool) -> None:
    settings.SESSION_COOKIE_SECURE = secure
    response = HttpResponse()

    state.forget(response, RUN)

    cookie = response.cookies[state.cookie_name()]
    assert cookie["path"] == f"/check/{RUN}/"
    assert cookie["max-age"] == 0
    assert bool(cookie["secure"]) == secure


def test_all_that_can_be_told_fits_into_a_cookie(guides: Catalog) -> None:
    facts: dict[str, object] = dict.fromkeys(FACT, "a value of about the longest length")
    facts["visits_used"] = dict.fromkeys((f"{slug}/habilitation" for slug in guides.therapy_by_slug), "unsure")
    facts["visits_used"] |= dict.fromkeys((f"{slug}@90-days" for slug in guides.therapy_by_slug), 999)  # type: ignore[operator]

    bound = {name: "therapy" for name, fact in FACT.items() if fact.belongs_to}
    response = HttpResponse()
    state.keep(response, RUN, facts, state.Seen(999, "a" * 12), bound)

    assert len(json.dumps(facts)) > 1500
    assert len(response.cookies[state.cookie_name()].value) < 4000


def test_runs_do_not_repeat() -> None:
    assert len({state.new_run() for _ in range(1000)}) == 1000
