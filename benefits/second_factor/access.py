"""Who needs a second factor, and that nothing behind a login goes without it."""

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

P = ParamSpec("P")
PublisherView = Callable[Concatenate[HttpRequest, P], HttpResponse]

PUBLISH: Final = "benefits.publish_edition"  # superusers have every permission
# Whatever is not listed is taken to be behind a login.
OPEN: Final = ("wizard", "guides", "api", "second-factor")
WAY_OUT: Final = "admin:logout"


class SecondFactor:
    """Whoever may publish gets nowhere behind a login until this session has had a code."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """On, as any other request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """The view; for those who owe a code, the page that asks for it."""
        match = request.resolver_match
        if not settings.SECOND_FACTOR or match is None or match.namespace in OPEN or match.view_name == WAY_OUT:
            return None
        if not request.user.has_perm(PUBLISH) or is_verified(request):
            return None
        back = {"next": request.get_full_path()} if request.method in ("GET", "HEAD") else None
        return redirect(reverse("second-factor:enter", query=back))


def is_verified(request: HttpRequest) -> bool:
    """Whether this session has had a code."""
    return bool(request.user.is_verified())  # type: ignore[union-attr]


def for_publishers(view: PublisherView[P]) -> PublisherView[P]:
    """The view for those who need a second factor; there is none where no setting asks for it."""

    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.has_perm(PUBLISH):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    def asked_for(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.SECOND_FACTOR:
            raise Http404
        return login_required(guarded)(request, *args, **kwargs)

    return wraps(view)(never_cache(asked_for))
