"""What an address does not take is refused with 405, a page and the list of what it takes; no token is asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benefits.methods import USUAL, MethodsTaken, methods_taken
from tests.test_roles import PUBLIC

READ, SENT = "GET, HEAD", "POST"
ODD = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO")


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("read")


@pytest.fixture
def stranger() -> Client:
    """Who has no token, and is asked for one where a form is taken."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("decorated", "methods"),
    [
        pytest.param(view, USUAL, id="a view that says nothing takes the usual"),
        pytest.param(require_safe(view), ("GET", "HEAD"), id="a page to read"),
        pytest.param(never_cache(login_required(require_POST(view))), ("POST",), id="a decorator under others"),
        pytest.param(require_http_methods(["PUT"])(view), ("PUT",), id="a list of its own"),
    ],
)
def test_a_view_says_what_it_takes(decorated: Callable[..., HttpResponse], methods: tuple[str, ...]) -> None:
    assert methods_taken(decorated) == methods


@pytest.mark.django_db
@pytest.mark.parametrize("method", ODD)
@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        pytest.param("/", READ, id="a page to read"),
        pytest.param("/check/abcdefghijklmnop/clear/", SENT, id="a form without a page"),
        pytest.param("/check/abcdefghijklmnop/therapy/", ", ".join(USUAL), id="a question"),
        pytest.param("/admin/", ", ".join(USUAL), id="a page of stock admin"),
        pytest.param("/admin/login/", ", ".join(USUAL), id="the login"),
        pytest.param("/staff/exports/", SENT, id="a form behind a login"),
    ],
)
def test_an_odd_method_is_refused_with_a_page(stranger: Client, method: str, path: str, allowed: str) -> None:
    response = stranger.generic(method, path, b"a=1", content_type="application/x-www-form-urlencoded")

    assert (response.status_code, response.headers["Allow"]) == (405, allowed)
    assert b"This address does not work that way" in response.content
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("method", ["POST", *ODD])
def test_a_file_is_only_read(settings: Any, tmp_path: Path, method: str) -> None:
    (tmp_path / "base.css").write_text("main {}")
    settings.STATIC_ROOT = tmp_path
    browser = Client()

    response = browser.generic(method, "/static/base.css")

    assert browser.get("/static/base.css").getvalue() == b"main {}"
    assert (response.status_code, response.headers["Allow"]) == (405, READ)
    assert b"This address does not work that way" in response.content


@pytest.mark.django_db
def test_a_form_sent_to_a_page_to_read_is_refused_for_its_method(stranger: Client) -> None:
    to_read = [path for path, _get, post in PUBLIC.values() if post == 405]

    assert {path: stranger.post(path).status_code for path in to_read} == dict.fromkeys(to_read, 405)


@pytest.mark.django_db
def test_a_form_without_its_token_is_still_refused(stranger: Client) -> None:
    assert stranger.post("/check/abcdefghijklmnop/therapy/").status_code == 403


def test_what_has_words_of_its_own_keeps_them() -> None:
    worded = HttpResponse("Only GET.", status=405)

    assert MethodsTaken(lambda _: worded)(RequestFactory().put("/")) is worded


def test_a_refusal_without_words_becomes_a_page() -> None:
    empty = HttpResponse(status=405, headers={"Allow": "GET, HEAD"})

    explained = MethodsTaken(lambda _: empty)(RequestFactory().put("/"))

    assert (explained.status_code, explained["Allow"]) == (405, "GET, HEAD")
    assert isinstance(explained, HttpResponse)
    assert b"<html" in explained.content
