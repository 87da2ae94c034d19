"""Who gets to the pages of publishing, and what every one of them shows."""

from collections.abc import Callable, Mapping
from typing import Any, Concatenate, Final, ParamSpec

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

P = ParamSpec("P")
PublishingView = Callable[Concatenate[HttpRequest, P], HttpResponse]

REVIEW: Final = "benefits.review_draft"
PUBLISH: Final = "benefits.publish_edition"
SEE_EDITIONS: Final = "benefits.view_edition"
READ: Final = ("GET", "HEAD")


def may(permission: str, *methods: str) -> Callable[[PublishingView[P]], PublishingView[P]]:
    """The view by these methods, for those with the permission; others read that it is not for them."""

    def guarded(view: PublishingView[P]) -> PublishingView[P]:
        allowed = permission_required(permission, raise_exception=True)(view)
        return require_http_methods(methods)(allowed)

    return guarded


def shown(request: HttpRequest, name: str, title: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """The page, with the head and the foot of the admin site."""
    site = admin.site.each_context(request)
    return render(request, f"admin/publishing/{name}.html", {**site, "title": title, **context}, status=status)
