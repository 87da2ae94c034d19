"""Whether the body of a request is all there, and no larger than is taken from whoever sends it."""

import errno
import os
from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from benefits import errors
from benefits.bounds import ADMIN_FORM, MEMBER_FORM, UPLOAD, Bound

UPLOADS: Final = ("/admin/benefits/importbatch/add/",)

# Under this name the entrance for the server tells why a body is not there.
UNFINISHED: Final = "benefits.unfinished"


class Unfinished(StrEnum):
    """Why a body is not there: its end did not come in time, it was more than is taken, or the disk is full."""

    LATE = "late"
    TOO_LARGE = "too large"
    NO_ROOM = "no room"


def whole_bodies(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Only what is all there gets on."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return _refusal(request) or get_response(request)

    return middleware


def declared_size(length: str | None) -> int:
    """Bytes that a request says it has, by its Content-Length; 0 where it does not say."""
    declared = length or "0"
    return int(declared) if declared.isascii() and declared.isdecimal() else 0


def largest_body(request: HttpRequest) -> Bound:
    """What is taken: of a stranger a form; of who is logged in a longer one, and a file where files are brought."""
    is_longer = declared_size(request.META.get("CONTENT_LENGTH")) > MEMBER_FORM.most
    if not is_longer or not request.path_info.startswith(errors.BEHIND_LOGIN) or not _is_logged_in(request):
        return MEMBER_FORM
    return UPLOAD if request.path_info.startswith(UPLOADS) else ADMIN_FORM


def _refusal(request: HttpRequest) -> HttpResponseBase | None:
    unfinished = request.META.get(UNFINISHED)
    if unfinished == Unfinished.LATE:
        return errors.too_late(request)
    if unfinished == Unfinished.NO_ROOM:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    bound = largest_body(request)
    is_too_large = declared_size(request.META.get("CONTENT_LENGTH")) > bound.most
    return _too_large(request, bound) if is_too_large or unfinished else None


def _too_large(request: HttpRequest, bound: Bound) -> HttpResponseBase:
    """The refusal; whose login has ended is sent to log in, as with a form that is smaller."""
    is_login = request.path_info == reverse(settings.LOGIN_URL)
    if request.path_info.startswith(errors.BEHIND_LOGIN) and not is_login and not _is_logged_in(request):
        return redirect_to_login(request.get_full_path())
    return errors.past_a_bound(request, bound.passed())


def _is_logged_in(request: HttpRequest) -> bool:
    """Whether the session is somebody's; it is not opened for the request yet."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    session = import_module(settings.SESSION_ENGINE).SessionStore(key) if key.isascii() and key.isalnum() else {}
    return session.get(SESSION_KEY) is not None
