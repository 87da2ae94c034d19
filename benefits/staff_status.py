"""Behind the login there is nothing for a login without staff status, from the moment in which it is taken away."""

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# Whatever is not listed is taken to be behind a login.
OPEN: Final = ("wizard", "guides", "api", "second-factor")
# Stock admin asks for staff status itself: it leads to a login that says what is missing.
ASKS_ITSELF: Final = "admin"


class StaffStatus:
    """A middleware: a session that is under way is looked at with each request, as status and permissions may go."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Go on to the view. Raises PermissionDenied where it is behind a login and this one has no staff status."""
        match = request.resolver_match
        if match is None or match.namespace in (*OPEN, ASKS_ITSELF):
            return
        if request.user.is_authenticated and not request.user.is_staff:
            raise PermissionDenied
