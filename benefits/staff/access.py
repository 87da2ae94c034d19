"""Who gets in: a login, a permission, an edition to speak from; and nothing that a cache may keep."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from benefits import editions

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

SUMMARIES: Final = "benefits.view_summaries"
DRAFT: Final = "benefits.view_draft"
LOOK_UP: Final = "benefits.look_up_answers"
SEE_CASES: Final = "benefits.view_keptcase"
KEEP: Final = "benefits.add_keptcase"
RETIRE: Final = "benefits.retire_keptcase"


def may(permission: str) -> Callable[[View[P]], View[P]]:
    """The view for those with the permission. Others read that it is not for them; who is no one logs in."""

    def guarded(view: View[P]) -> View[P]:
        allowed = permission_required(permission, raise_exception=True)(_published(view))
        return wraps(view)(never_cache(login_required(allowed)))

    return guarded


def _published(view: View[P]) -> View[P]:
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except editions.NothingPublished:
            return render(request, "errors/503.html", status=503)

    return wraps(view)(answered)
