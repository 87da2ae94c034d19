"""The admin site: branded, and never broken by what an address says."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.views.main import ERROR_FLAG, SEARCH_VAR
from django.core.exceptions import BadRequest
from django.core.validators import MaxLengthValidator
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import SimpleTemplateResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _

from benefits.admin.publishing import urls as publishing
from benefits.bounds import SEARCH_WORDS, TooMuch

# What stock admin lets through when a parameter is no number, too large, or no pattern.
NONSENSE: Final = (ValueError, OverflowError, DataError)

log: Final = logging.getLogger(__name__)


class LoginForm(AdminAuthenticationForm):
    """Name and password. Stock forms tell a browser how long a name may be, and take any: no column holds it."""

    def __init__(self, request: HttpRequest | None = None, *arguments: Any, **named: Any) -> None:
        super().__init__(request, *arguments, **named)
        name: Any = self.fields["username"]
        name.validators.append(MaxLengthValidator(name.max_length))


class BenefitsAdminSite(AdminSite):
    """Where benefits admins work."""

    login_form = LoginForm
    site_header = _("kpcoverage: plans and what they cover")
    site_title = _("kpcoverage admin")
    index_title = _("The draft")

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Stock admin's, after those of publishing."""
        return [*publishing.addresses(self.admin_view), *super().get_urls()]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A view of the site; nonsense in its parameters is refused, not stumbled over."""
        return super().admin_view(_forgiving(view), cacheable)


def _forgiving(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def forgiving(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        try:
            _refuse_long_searches(request)
            response = view(request, *arguments, **named)
            _refuse_shrugs(request, response)
            # Lists ask the database only when they are drawn.
            return response.render() if isinstance(response, SimpleTemplateResponse) else response
        except TooMuch:
            raise
        except NONSENSE as problem:
            if request.method == "GET" and not request.GET:
                raise
            log.warning("an admin page was asked for nonsense", exc_info=problem)
            raise BadRequest("a parameter or a field holds a value that cannot be") from problem

    return forgiving


def _refuse_long_searches(request: HttpRequest) -> None:
    for name in (SEARCH_VAR, "term"):
        SEARCH_WORDS.hold(len(request.GET.get(name, "").split()))


def _refuse_shrugs(request: HttpRequest, response: HttpResponse) -> None:
    """Stock lists answer a filter that cannot be with all rows, and say no word about it."""
    leads_to = response.url if isinstance(response, HttpResponseRedirect) else ""
    if ERROR_FLAG in request.GET or leads_to == f"{request.path}?{ERROR_FLAG}=1":
        raise BadRequest("a list was asked for what it cannot find")
