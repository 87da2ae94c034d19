"""A log line is one JSON object, and repeats nothing that a member has told us."""

import json
import logging
import sys
from typing import Any

import pytest
from django.db import OperationalError
from django.test import RequestFactory

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
