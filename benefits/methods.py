"""Which methods an address takes. Any other is answered 405 with the list, before tokens and logins are looked at."""

import inspect
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from benefits import errors

AnyView = Callable[..., HttpResponseBase]

# What stock pages of the admin take; a view of our own says it with a decorator of Django's.
USUAL: Final = ("GET", "HEAD", "POST")
# The name under which those decorators remember what they let through.
REMEMBERED_AS: Final = "request_method_list"


class MethodsTaken:
    """Refuses a method that an address does not take, with a page, where others would send nothing or blame a token."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The response; one that says 405 and nothing else becomes a page."""
        response = self.get_response(request)
        if response.status_code != 405 or getattr(response, "content", None):
            return response
        with translation.override(translation.get_language_from_request(request)):
            return errors.method_not_allowed(request, response.get("Allow", ""))

    def process_view(self, request: HttpRequest, view: AnyView, *_arguments: Any) -> HttpResponse | None:
        """The refusal; None where the view takes the method."""
        methods = methods_taken(view)
        return None if request.method in methods else errors.method_not_allowed(request, ", ".join(methods))


@lru_cache(maxsize=1024)
def methods_taken(view: AnyView) -> tuple[str, ...]:
    """The methods that the outermost decorator of a view names; the usual ones where none does."""
    layer: AnyView | None = view
    while layer is not None:
        if inspect.isfunction(layer):
            remembered = inspect.getclosurevars(layer).nonlocals.get(REMEMBERED_AS)
            if remembered is not None:
                return tuple(remembered)
        layer = getattr(layer, "__wrapped__", None)
    return USUAL
