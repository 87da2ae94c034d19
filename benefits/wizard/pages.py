"""The pages that stand by themselves: what is kept, who can use the check, and whether it is up."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from benefits import editions


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, which is nothing."""
    return render(request, "pages/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everyone can use the check, and what was not tried yet."""
    return render(request, "pages/accessibility.html")


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """There is an edition to answer from."""
    try:
        edition = editions.in_force()
    except editions.NothingPublished:
        return JsonResponse({"status": "nothing is published"}, status=503)
    return JsonResponse({"status": "ok", "edition": edition.number, "stale": edition.stale})
