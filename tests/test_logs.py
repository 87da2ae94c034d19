"""A log line is one JSON object, and repeats nothing that a member has told us."""

import json
import logging
import sys
from typing import Any, NamedTuple

import pytest
from axes.models import AccessAttempt
from django.db import OperationalError
from django.test import Client, RequestFactory

from kpcoverage.logs import JsonLines

CANARY = "canary-condition"


def line(message: str, error: Exception | None = None, **extra: object) -> dict[str, Any]:
    """What is written for one record."""
    exc_info = (type(error), error, error.__traceback__) if error else None
    record = logging.getLogger("t").makeRecord("t", logging.ERROR, "file", 1, message, (), exc_info, extra=extra)
    written = JsonLines().format(record)
    assert "\n" not in written
    found: dict[str, Any] = json.loads(written)
    return found


def raised(error: Exception) -> Exception:
    """The error, with the lines that it passed."""
    try:
        raise error
    except type(error):
        caught = sys.exception()
        assert isinstance(caught, Exception)
        return caught


def test_it_is_one_object() -> None:
    found = line("first\nsecond")

    assert found.keys() == {"at", "level", "logger", "message"}
    assert found["message"] == "first\nsecond"


def test_a_request_is_left_out() -> None:
    request = RequestFactory().get("/check/", {"condition": CANARY})

    assert CANARY in repr(request)
    assert CANARY not in json.dumps(line("Not Found", request=request))


class RefusedRequest(NamedTuple):
    """What is asked, and what the line about it says."""

    method: str
    path: str
    said: str
    host: str = "testserver"


ASKED = [
    pytest.param(RefusedRequest("GET", f"/{CANARY}/", "404 no such address"), id="no such address"),
    pytest.param(RefusedRequest("GET", f"/check/%00/?plan={CANARY}", "400 no such address"), id="nonsense in the path"),
    pytest.param(RefusedRequest("GET", f"/?{CANARY}=%00", "400 wizard:start"), id="nonsense in the query"),
    pytest.param(RefusedRequest("PUT", f"/check/{CANARY}/", "405 wizard:walk"), id="a method that is not taken"),
    pytest.param(
        RefusedRequest("POST", f"/check/{CANARY}/therapy/", "403 wizard:question"), id="a form without a token"
    ),
    pytest.param(RefusedRequest("GET", "/", "400 wizard:start", f"{CANARY}.example"), id="a forged host"),
    pytest.param(RefusedRequest("POST", f"/api/answer?{CANARY}", "415 api:answer"), id="no JSON"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("sent", ASKED)
def test_what_is_refused_is_logged_by_its_route(caplog: pytest.LogCaptureFixture, sent: RefusedRequest) -> None:
    with_tokens = Client(enforce_csrf_checks=True)

    with_tokens.generic(sent.method, sent.path, content_type="text/plain", headers={"Host": sent.host})
    written = [JsonLines().format(record) for record in caplog.records]

    assert written
    assert [line for line in written if CANARY in line] == []
    assert {(json.loads(line)["level"], json.loads(line)["message"]) for line in written} == {("WARNING", sent.said)}
    assert not any("exc_info" in json.loads(line) for line in written)


@pytest.mark.django_db
def test_the_words_of_django_would_repeat_what_is_asked(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.get(f"/{CANARY}/")

    assert any(CANARY in record.getMessage() for record in caplog.records)


def test_a_mistake_of_ours_keeps_its_lines() -> None:
    request = RequestFactory().get("/", {"condition": CANARY})

    found = line("Internal Server Error: /", raised(ValueError(CANARY)), request=request, status_code=500)

    assert (found["level"], found["message"]) == ("ERROR", "500 wizard:start")
    assert found["exc_info"].startswith("ValueError | ")


def test_an_error_says_where_but_not_what() -> None:
    found = line("Internal Server Error", raised(ValueError(CANARY)))

    assert found["exc_info"].startswith("ValueError | ")
    assert "test_logs.py:" in found["exc_info"]
    assert CANARY not in json.dumps(found)


def test_a_database_that_is_away_is_named() -> None:
    found = line("Internal Server Error", raised(OperationalError("no route to db:5432")))

    assert found["exc_info"].startswith("OperationalError: no route to db:5432 | ")


def test_the_project_logs_this_way(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    assert settings.LOGGING["formatters"]["json"] == {"()": "kpcoverage.logs.JsonLines"}
    assert JsonLines in {type(handler.formatter) for handler in logging.getLogger().handlers}


@pytest.mark.django_db
def test_a_wrong_password_leaves_no_name_and_no_address(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.post("/admin/login/", {"username": CANARY, "password": CANARY}, REMOTE_ADDR="203.0.113.9")

    assert [record for record in caplog.records if CANARY in record.getMessage()] == []
    assert AccessAttempt.objects.filter(username=CANARY, ip_address="203.0.113.9").exists()
