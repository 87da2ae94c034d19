"""One JSON object a log line, without anything that a member has told us."""

import copy
import logging
from types import TracebackType
from typing import Any, Final

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from pythonjsonlogger.json import JsonFormatter

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# Their messages name a server or a file. Any other message may repeat what was typed into a form.
MAY_SPEAK: Final = (OperationalError, InterfaceError)


# What a line about a request says of an address that is none of ours.
NO_ROUTE: Final = "no such address"


class JsonLines(JsonFormatter):
    """Time, level, logger, message; of an error its kind and the lines it passed.

    A line about a request says its status and the name of its route. Django's own words repeat what was asked for.
    """

    def __init__(self) -> None:
        super().__init__(
            "{levelname} {name} {message}",
            style="{",
            rename_fields={"levelname": "level", "name": "logger"},
            timestamp="at",
        )

    def format(self, record: logging.LogRecord) -> str:
        """The line, whoever wrote the record."""
        request = getattr(record, "request", None)
        is_about_a_request = isinstance(request, HttpRequest) and hasattr(record, "status_code")
        return super().format(_named(record) if is_about_a_request else record)

    def add_fields(self, log_data: dict[str, Any], *args: Any) -> None:
        """Extras are left out: Django hands over the whole request, with its query."""
        super().add_fields(log_data, *args)
        for name in log_data.keys() - {"at", "level", "logger", "message", "exc_info"}:
            del log_data[name]

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 (logging's own name)
        """The lines an error passed, without its message."""
        kind, error, traceback = ei
        said = f": {error}" if isinstance(error, MAY_SPEAK) else ""
        return f"{kind.__name__ if kind else ''}{said} | {' > '.join(_places(traceback))}"


def _named(record: Any) -> logging.LogRecord:
    """The record with status and route as its message. What was refused is no error of ours and has no stack."""
    named: logging.LogRecord = copy.copy(record)
    named.msg, named.args = f"{record.status_code} {_route(record.request)}", ()
    if record.status_code < 500:
        named.levelno, named.levelname = logging.WARNING, logging.getLevelName(logging.WARNING)
        named.exc_info = named.exc_text = None
    return named


def _route(request: HttpRequest) -> str:
    """The name of the route that a request takes, without what its address says besides."""
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return NO_ROUTE
    return match.view_name


def _places(traceback: TracebackType | None) -> list[str]:
    places = []
    while traceback:
        code = traceback.tb_frame.f_code
        places.append(f"{code.co_filename}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return places
