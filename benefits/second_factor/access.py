"""Who needs a second factor, and that nothing behind a login can be reached without it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from benefits.staff_status import OPEN

P = ParamSpec("P")
PublisherView = Callable[Concatenate[HttpRequest, P], HttpResponse]

PUBLISH: Final = "benefits.publish_edition"  # superusers have every permission
WAY_OUT: Final = "admin:logout"


class SecondFactor:
    """A middleware: who may publish reaches nothing behind a login until a code was typed in this session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """A redirect to the page that asks for a code, for who owes one; None to go on to the view."""
        if not settings.SECOND_FACTOR or _is_open(request):
            return None
        if not request.user.has_perm(PUBLISH) or is_verified(request):
            return None
        back = {"next": request.get_full_path()} if request.method in ("GET", "HEAD") else None
        return redirect(reverse("second-factor:enter", query=back))


def _is_open(request: HttpRequest) -> bool:
    """Whether the address needs no login, or is the way out of one."""
    match = request.resolver_match
    if match is None:
        return True
    return match.namespace in OPEN or match.view_name == WAY_OUT


def is_verified(request: HttpRequest) -> bool:
    """Whether a code was typed in this session."""
    return bool(request.user.is_verified())  # type: ignore[union-attr]


def for_publishers(view: PublisherView[P]) -> PublisherView[P]:
    """The view, for those who need a second factor. Without the setting there is no such page: 404."""

    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.has_perm(PUBLISH):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    def asked_for(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.SECOND_FACTOR:
            raise Http404
        return login_required(guarded)(request, *args, **kwargs)

    return wraps(view)(never_cache(asked_for))
