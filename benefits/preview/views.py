"""The draft as a member would see it: the same views, under an address of its own, for those who may see the draft."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Final

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import Resolver404, ResolverMatch, get_script_prefix, resolve, reverse, set_script_prefix
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from benefits import editions
from benefits.coverage.vocabulary import Refused
from benefits.words import refusals

MAY_SEE: Final = "benefits.view_draft"
FACES: Final = ("wizard", "guides")
FOR_PROGRAMS: Final = ("healthz", "readyz", "robots", "sitemap")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@permission_required(MAY_SEE, raise_exception=True)
def page(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """The page of members at that address, from the draft. Any other address leads out of the preview."""
    match = _found(rest)
    if match.app_name not in FACES or match.url_name in FOR_PROGRAMS:
        return redirect(f"{get_script_prefix()}{rest}")
    try:
        draft = _compiled(editions.stamp())
    except Refused as refused:
        return _no_answer(request, refused)
    if not (draft.catalog.therapies and draft.catalog.plans):
        return _no_answer(request, None)
    with _previewing(draft):
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    return response


def _found(rest: str) -> ResolverMatch:
    try:
        return resolve(f"/{rest}")
    except Resolver404 as missing:
        raise Http404 from missing


@lru_cache(maxsize=2)
def _compiled(stamp: str) -> editions.InForce:
    """The draft in the state that the stamp names, compiled once. Raises Refused when it makes no sense."""
    return editions.draft_in_memory()


@contextmanager
def _previewing(draft: editions.InForce) -> Iterator[None]:
    """Within, every address that is made leads to the preview, and every answer comes from the draft."""
    outside = get_script_prefix()
    set_script_prefix(reverse("preview:start"))
    try:
        with editions.previewing(draft):
            yield
    finally:
        set_script_prefix(outside)


def _no_answer(request: HttpRequest, refused: Refused | None) -> HttpResponse:
    """The page that says why nothing can be answered, with a link to the row where one row is the reason.

    Without a refusal the reason is that there is no therapy or no plan yet.
    """
    row = _address(refused) if isinstance(refused, editions.BadRow) else None
    why = refusals.why(refused) if refused else ""
    return render(request, "preview/no_answer.html", {"why": why, "row": row}, status=409)


def _address(refused: editions.BadRow) -> str:
    return reverse(f"admin:benefits_{refused.row._meta.model_name}_change", args=[refused.pk])
