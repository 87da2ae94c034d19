"""The pages for what goes wrong, each in our own words and none of them kept by any cache. Programs get JSON."""

import errno
import logging
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError, connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.cache import never_cache

from benefits.bounds import ADMIN_FORM, TooMuch

log: Final = logging.getLogger(__name__)

BUSY_SECONDS = "5"
FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FOR_PROGRAMS: Final = "/api/"
# What PostgreSQL counts among internal errors, as it does mistakes of ours: it may only be read; its files are damaged.
DISABLED: Final = ("25006", "XX")
BEHIND_LOGIN: Final = ("/admin/", "/staff/")
SAID: Final = {
    HTTPStatus.BAD_REQUEST: gettext_lazy("This request cannot be read."),
    HTTPStatus.FORBIDDEN: gettext_lazy("This is not allowed."),
    HTTPStatus.NOT_FOUND: gettext_lazy("There is no such address."),
    HTTPStatus.METHOD_NOT_ALLOWED: gettext_lazy("This address does not take this method."),
    HTTPStatus.REQUEST_TIMEOUT: gettext_lazy("This took too long to arrive. Send it once more."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: gettext_lazy("This is too large."),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: gettext_lazy("Send JSON (application/json)."),
    HTTPStatus.TOO_MANY_REQUESTS: gettext_lazy("These are too many requests. Wait a little, then go on."),
    HTTPStatus.INTERNAL_SERVER_ERROR: gettext_lazy("Something went wrong on our side."),
    HTTPStatus.NOT_IMPLEMENTED: gettext_lazy("A later release of this site wrote this. This server cannot read it."),
    HTTPStatus.SERVICE_UNAVAILABLE: gettext_lazy("There is no answer right now. Try again soon."),
    HTTPStatus.INSUFFICIENT_STORAGE: gettext_lazy("There is no room left on this server."),
}
# For when templates, files of style or the list of these are what is broken: no part of it can be.
PLAIN: Final = """<!doctype html>
<html lang="{}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>{}</title>
  </head>
  <body>
    <main id="main">
      <h1 tabindex="-1">{}</h1>
      <p>{}</p>
    </main>
  </body>
</html>
"""


def problem(
    status: HTTPStatus,
    message: str = "",
    *,
    fact: str | None = None,
    allowed: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """What went wrong, for a program: of a fact also the values that it takes."""
    said = message or str(SAID[status])
    error = {"fact": fact, "message": said, "allowed": list(allowed)}
    return JsonResponse({"error": error}, status=status, headers=headers)


def _page(
    request: HttpRequest, status: HTTPStatus, headers: Mapping[str, str] | None = None, **context: object
) -> HttpResponse:
    """Drawn without the request: no error page depends on a login, a host name or a database."""
    if request.path_info.startswith(FOR_PROGRAMS):
        return problem(status, str(context.get("why", "")), headers=headers)
    shown = {"behind_login": request.path_info.startswith(BEHIND_LOGIN), **context}
    return HttpResponse(_drawn(status, shown), status=status, headers=headers)


def _drawn(status: HTTPStatus, shown: Mapping[str, object]) -> str:
    """The page as it is meant, else a plain one, so that what kept it from being drawn is told once."""
    error = sys.exception()
    try:
        return render_to_string(f"errors/{status.value}.html", shown)
    except Exception as broken:
        if type(broken) is not type(error):  # else it is the very error that this page is for
            log.exception("the page for %s cannot be drawn", status.value)
        return _plain(status)


def _plain(status: HTTPStatus) -> str:
    what_to_do = gettext("Go back and try once more. If you cannot wait, call the number on your member card.")
    return format_html(PLAIN, get_language() or "en", SAID[status], SAID[status], what_to_do)


@never_cache
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent makes no sense, or is too much."""
    if isinstance(exception, RequestDataTooBig):
        return past_a_bound(request, ADMIN_FORM.passed())
    return _page(request, HTTPStatus.BAD_REQUEST)


@never_cache
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not for this login."""
    return _page(request, HTTPStatus.FORBIDDEN)


@never_cache
def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: an old page, blocked cookies, or another site's doing."""
    return _page(request, HTTPStatus.FORBIDDEN)


@never_cache
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such address."""
    return _page(request, HTTPStatus.NOT_FOUND)


@never_cache
def method_not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """A method that this address does not take."""
    return _page(request, HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": allowed})


@never_cache
def past_a_bound(request: HttpRequest, refused: TooMuch) -> HttpResponse:
    """More than is taken at once: which bound that is, and what to do."""
    return _page(request, refused.status, why=refused.why)


@never_cache
def too_late(request: HttpRequest) -> HttpResponse:
    """A form whose end did not come in time: a slow line, or somebody who means to hold us up."""
    return _page(request, HTTPStatus.REQUEST_TIMEOUT, {"Connection": "close"})


@never_cache
def locked_out(request: HttpRequest, *_: Any) -> HttpResponse:
    """Too many wrong passwords for one login from one address."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    return _page(request, HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(seconds)}, minutes=seconds // 60)


@never_cache
def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """More requests than one address may send; after so many seconds it may send more."""
    return _page(request, HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(seconds)}, seconds=seconds)


@never_cache
def server_error(request: HttpRequest, *_: Any) -> HttpResponse:
    """Our own mistake; or the database is away, which will pass; or its disk is full, which somebody must mend."""
    error = sys.exception()
    if _is_full(error):
        return _page(request, HTTPStatus.INSUFFICIENT_STORAGE)
    if is_away(error):
        connections.close_all()  # one that met a damaged file goes on seeing it when the file is whole again
        return _page(request, HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": BUSY_SECONDS})
    return _page(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def is_away(error: BaseException | None) -> bool:
    """Whether the database cannot do its work, whatever it is asked."""
    # SQLite calls a file that is damaged, or none of its own, by the name of all that can go wrong.
    if isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError:
        return True
    return isinstance(error, InternalError) and str(getattr(error.__cause__, "sqlstate", "")).startswith(DISABLED)


def _is_full(error: BaseException | None) -> bool:
    """Whether there was no room: for a file, for SQLite, or for PostgreSQL (53100)."""
    cause = error.__cause__ if isinstance(error, OperationalError) else error
    if isinstance(cause, OSError):
        return cause.errno in FULL
    full = getattr(cause, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
    return full or getattr(cause, "sqlstate", "") == "53100"


@never_cache
def unavailable(request: HttpRequest) -> HttpResponse:
    """There is no edition to answer from: the same words for everyone, as no database is at fault."""
    return _page(request, HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": BUSY_SECONDS}, behind_login=False)


@never_cache
def busy(request: HttpRequest) -> HttpResponse:
    """Others are served first, for a moment."""
    return _page(request, HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": BUSY_SECONDS}, behind_login=False, busy=True)


@never_cache
def unreadable(request: HttpRequest, why: str) -> HttpResponse:
    """What is asked for was stored by a later release than the one that this server runs; `why` names what is new."""
    return _page(request, HTTPStatus.NOT_IMPLEMENTED, why=why)
