"""Each thing that goes wrong has its page, which needs no login and no database."""

import errno
import json
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any, Never

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import DatabaseError, IntegrityError, InterfaceError, InternalError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template import TemplateSyntaxError
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe
from psycopg.errors import IndexCorrupted, InFailedSqlTransaction, ReadOnlySqlTransaction

from benefits import errors
from kpcoverage import urls
from kpcoverage.logs import JsonLines


def internal(cause: Exception) -> InternalError:
    """As Django raises what PostgreSQL says."""
    error = InternalError(*cause.args)
    error.__cause__ = cause
    return error


WRONG = {
    "bad": (BadRequest(), 400),
    "forbidden": (PermissionDenied(), 403),
    "missing": (Http404(), 404),
    "mistake": (ValueError("canary"), 500),
    "full": (OSError(errno.ENOSPC, "canary"), 507),
    "away": (OperationalError("no route"), 503),
    "closed": (InterfaceError("closed"), 503),
    "damaged": (DatabaseError("file is not a database"), 503),
    "ours": (IntegrityError("twice"), 500),
    "read-only": (internal(ReadOnlySqlTransaction("read-only")), 503),
    "corrupt": (internal(IndexCorrupted("damaged")), 503),
    "after another": (internal(InFailedSqlTransaction("aborted")), 500),
}


class DiskFull(Exception):
    """As PostgreSQL says it."""

    sqlstate = "53100"


WITHOUT_ROOM = {
    "disk": OSError(errno.ENOSPC, "canary"),
    "postgres": DiskFull(),
}


def wrong(request: HttpRequest, what: str) -> Never:
    if what in WITHOUT_ROOM:
        raise OperationalError("canary") from WITHOUT_ROOM[what]
    raise WRONG[what][0]


@require_safe
def only_read(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("admin/wrong/<what>/", wrong),
    *urls.urlpatterns,
    path("wrong/<what>/", wrong),
    path("api/wrong/<what>/", wrong),
    path("only-read/", only_read),
    path("api/only-read/", only_read),
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def client() -> Client:
    """A browser that gets the page, not the exception."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("what", WRONG)
def test_what_goes_wrong_has_a_page(client: Client, what: str) -> None:
    response = client.get(f"/wrong/{what}/")

    assert response.status_code == WRONG[what][1]
    assert f"errors/{response.status_code}.html" in [t.name for t in response.templates]
    assert b"canary" not in response.content
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("what", WITHOUT_ROOM)
def test_a_database_without_room_says_so(client: Client, what: str) -> None:
    assert client.get(f"/wrong/{what}/").status_code == 507


def test_a_database_that_is_away_comes_back(client: Client) -> None:
    assert client.get("/wrong/away/").headers["Retry-After"] == errors.BUSY_SECONDS


@pytest.mark.parametrize(("path", "words"), [("", b"your member card"), ("admin/", b"Look whether it is saved")])
def test_who_saves_reads_what_to_do_next(client: Client, path: str, words: bytes) -> None:
    assert words in client.get(f"/{path}wrong/away/").content


@pytest.fixture
def no_static_files(settings: Any, tmp_path: Path) -> None:
    """As before static files were collected: no page with a style sheet can be drawn."""
    settings.STATIC_ROOT = tmp_path
    manifest = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": manifest}


BROKEN = [
    pytest.param("/privacy/", 500, ["500 wizard:privacy"], id="a page that cannot be drawn"),
    pytest.param("/wrong/mistake/", 500, ["500 "], id="a mistake of the same kind"),
    pytest.param("/wrong/away/", 503, ["the page for 503 cannot be drawn", "503 "], id="the database is away"),
    pytest.param("/wrong/missing/", 404, ["the page for 404 cannot be drawn", "404 "], id="no such page"),
    pytest.param("/wrong/bad/", 400, ["the page for 400 cannot be drawn", "400 "], id="nonsense"),
]


@pytest.mark.usefixtures("no_static_files")
@pytest.mark.parametrize(("path", "status", "told"), BROKEN)
def test_without_static_files_a_plain_page_is_shown_and_told_once(
    client: Client, caplog: pytest.LogCaptureFixture, path: str, status: int, told: list[str]
) -> None:
    response = client.get(path)
    lines = [json.loads(JsonLines().format(record))["message"] for record in caplog.records]

    assert response.status_code == status
    assert f'<h1 tabindex="-1">{errors.SAID[HTTPStatus(status)]}</h1>' in response.content.decode()
    assert b"try once more" in response.content
    assert "no-store" in response.headers["Cache-Control"]
    assert [line.startswith(start) for line, start in zip(lines, told, strict=True)] == [True] * len(told), lines


@pytest.mark.usefixtures("no_static_files")
def test_an_error_page_that_fails_as_well_would_be_told_by_every_middleware(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(errors, "_plain")

    with pytest.raises(NameError):
        client.get("/privacy/")

    assert len(caplog.records) > 10


@pytest.mark.parametrize("status", [status for status in errors.SAID if status >= 400])
def test_a_plain_page_has_words_of_its_own(monkeypatch: pytest.MonkeyPatch, status: HTTPStatus) -> None:
    def broken(*_: object) -> Never:
        raise TemplateSyntaxError("canary")

    monkeypatch.setattr(errors, "render_to_string", broken)

    page = errors._drawn(status, {})

    assert str(errors.SAID[status]) in page
    assert "canary" not in page


def test_an_address_that_only_shows_takes_nothing(client: Client) -> None:
    response = client.put("/only-read/")

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert b"<html" in response.content


def test_a_form_without_its_token_has_a_page() -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post("/admin/login/", {"username": "a"})

    assert response.status_code == 403
    assert "errors/403.html" in [template.name for template in response.templates]


@pytest.mark.django_db
def test_guessing_a_password_ends_soon(client: Client, settings: Any) -> None:
    wrong = {"username": "admin", "password": "guess"}

    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert client.post("/admin/login/", wrong).status_code == 200
    response = client.post("/admin/login/", wrong)

    assert response.status_code == 429
    assert "errors/429.html" in [template.name for template in response.templates]


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "status"), [(14, 429), (16, 302)])
def test_a_lock_out_ends(client: Client, settings: Any, minutes: int, status: int) -> None:
    User.objects.create_user("ada", password="right", is_staff=True)
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        for _ in range(settings.AXES_FAILURE_LIMIT):
            client.post("/admin/login/", {"username": "ada", "password": "guess"})

    with time_machine.travel(now + timedelta(minutes=minutes), tick=False):
        assert client.post("/admin/login/", {"username": "ada", "password": "right"}).status_code == status


def test_a_forged_host_has_a_page(client: Client) -> None:
    response = client.get("/only-read/", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert b"evil" not in response.content


@pytest.mark.parametrize("what", WRONG)
def test_what_goes_wrong_for_programs_is_json(client: Client, what: str) -> None:
    response = client.get(f"/api/wrong/{what}/")

    assert response.status_code == WRONG[what][1]
    assert response.json() == {
        "error": {"fact": None, "message": errors.SAID[HTTPStatus(WRONG[what][1])], "allowed": []}
    }
    assert b"canary" not in response.content
    assert "no-store" in response.headers["Cache-Control"]


def test_a_wrong_method_for_programs_is_json(client: Client) -> None:
    response = client.put("/api/only-read/")

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert response.json()["error"]["message"]


def test_nothing_to_answer_from_has_a_page() -> None:
    response = errors.unavailable(RequestFactory().get("/guides/"))

    assert (response.status_code, response.headers["Retry-After"]) == (503, errors.BUSY_SECONDS)
