"""Who gets in: a login, a permission; and nothing that a cache may keep."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

P = ParamSpec("P")
StaffView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

SUMMARIES: Final = "benefits.view_summaries"
DRAFT: Final = "benefits.view_draft"
LOOK_UP: Final = "benefits.look_up_answers"
SEE_CASES: Final = "benefits.view_keptcase"
KEEP: Final = "benefits.add_keptcase"
RETIRE: Final = "benefits.retire_keptcase"


def may(permission: str) -> Callable[[StaffView[P]], StaffView[P]]:
    """The view for those with the permission. Others read that it is not for them; who is no one logs in."""

    def guarded(view: StaffView[P]) -> StaffView[P]:
        allowed = permission_required(permission, raise_exception=True)(view)
        return wraps(view)(never_cache(login_required(allowed)))

    return guarded
