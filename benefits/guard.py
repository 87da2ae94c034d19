"""The door: what no page should have to deal with is refused; every reply has closed policies."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Final

from django.conf import settings
from django.core.exceptions import BadRequest, TooManyFieldsSent, TooManyFilesSent, ValidationError
from django.forms import IntegerField
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase
from django.urls import resolve, reverse
from django_htmx.http import HttpResponseClientRedirect

from benefits import editions, errors
from benefits.bounds import (
    FORM_FIELDS,
    FORM_FILES,
    FORM_ROWS,
    QUERY,
    SELECTED,
    TooMuch,
)
from benefits.words import refusals

Middleware = Callable[[HttpRequest], HttpResponseBase]

# How a form of many rows says how many it has, and how many of them were there before.
ALL: Final = "TOTAL_FORMS"
BEFORE: Final = "INITIAL_FORMS"
LONGEST_CLAIM: Final = 9

PROBES: Final = ("/healthz", "/readyz")

# Half a surrogate pair is no character: it cannot be stored, hashed or sent back.
UNWANTED: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
UNWANTED_IN_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

CLOSED: Final = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read",
        "display-capture", "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid",
        "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
        "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial",
        "storage-access", "usb", "window-management", "xr-spatial-tracking",
    )
)  # fmt: skip


def closed_policies(get_response: Middleware) -> Middleware:
    """No device of the reader is for us, and no other site may embed what we send."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response["Permissions-Policy"] = CLOSED
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return middleware


def whole_logins(get_response: Middleware) -> Middleware:
    """A login is never put into a part of a page: the browser goes there, and comes back to where it was."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        page, login = request.headers.get("HX-Current-URL"), reverse(settings.LOGIN_URL)
        if page and isinstance(response, HttpResponseRedirect) and response.url.startswith(login):
            return HttpResponseClientRedirect(reverse(settings.LOGIN_URL, query={"next": page}))
        return response

    return middleware


def answered_probes(get_response: Middleware) -> Middleware:
    """Whoever balances the load asks by whatever host name it likes; any other page is asked for by one of ours."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info not in PROBES:
            return get_response(request)
        match = request.resolver_match = resolve(request.path_info)
        response: HttpResponseBase = match.func(request)
        return response

    return middleware


def plausible_requests(get_response: Middleware) -> Middleware:
    """Nothing that is not text, and no more of it than a form has."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        try:
            _refuse_nonsense(request)
        except TooMuch as refused:
            return errors.past_a_bound(request, refused)
        return get_response(request)

    return middleware


class WordedRefusals:
    """What a view refuses for want of an edition, or as too much, is a page in words; no view has to think of it."""

    def __init__(self, get_response: Middleware) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """The page in place of the exception; None for any other exception."""
        match exception:
            case editions.NothingPublished():
                return errors.unavailable(request)
            case editions.CannotOpen():
                return errors.unreadable(request, refusals.told(exception))
            case TooMuch():
                return errors.past_a_bound(request, exception)
            case _:
                return None


def _refuse_nonsense(request: HttpRequest) -> None:
    """A charset of the sender's choice is refused: some of Python's make surrogates, or raise."""
    QUERY.hold(len(request.META.get("QUERY_STRING", "")))
    if request.content_params and request.content_params.get("charset", "utf-8").lower() != "utf-8":
        raise BadRequest("Only UTF-8 is read.")
    _refuse(UNWANTED, "path", (request.path_info,))
    _refuse(UNWANTED, "cookies", (*request.COOKIES, *request.COOKIES.values()))
    query, form = _query(request), _form(request)
    _refuse(UNWANTED, "query", (*query, *_values(query)))
    _refuse(UNWANTED, "form", form)
    _refuse(UNWANTED_IN_TEXT, "form", _values(form))
    _refuse_crowds(form)


def _refuse_crowds(form: QueryDict) -> None:
    """Refuse more rows than a page of rows has, whatever kind of form it is, and a field that comes again and again.

    Django makes a form for each row that is claimed, sent or not: this is the one place where all of them are known.
    """
    rows = 0
    for name, values in form.lists():
        SELECTED.hold(len(values))
        if name.endswith(BEFORE):
            FORM_ROWS.hold(max(map(_claimed, values)))
        if name.endswith(ALL):
            rows += max(map(_claimed, values))
    FORM_ROWS.hold(rows)


def _claimed(value: str) -> int:
    """How many rows a form says that it has, as Django reads it; none where that is no number, which Django refuses."""
    if len(value) > LONGEST_CLAIM:
        return FORM_ROWS.most + 1
    try:
        return IntegerField().to_python(value) or 0
    except ValidationError:
        return 0


def _query(request: HttpRequest) -> QueryDict:
    try:
        return request.GET
    except TooManyFieldsSent as problem:
        raise FORM_FIELDS.passed() from problem


def _form(request: HttpRequest) -> QueryDict:
    try:
        return request.POST
    except TooManyFieldsSent as problem:
        raise FORM_FIELDS.passed() from problem
    except TooManyFilesSent as problem:
        raise FORM_FILES.passed() from problem
    except (UnreadablePostError, LookupError, ValueError) as error:
        raise BadRequest("The form cannot be read.") from error
    except OSError:
        _close_files(request)
        raise


def _close_files(request: HttpRequest) -> None:
    """Where the disk is full, Django would leave what it could not write there until the collector comes."""
    for handler in request.upload_handlers:
        with suppress(AttributeError, OSError):
            handler.file.close()  # type: ignore[attr-defined]


def _values(given: QueryDict) -> list[str]:
    return [value for _, values in given.lists() for value in values if isinstance(value, str)]


def _refuse(unwanted: re.Pattern[str], where: str, texts: Iterable[str]) -> None:
    if any(unwanted.search(text) for text in texts):
        raise BadRequest(f"Control characters in the {where}.")
