"""A course of visits, told on the page of the answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from benefits.coverage.planned import COURSE
from benefits.wizard import walk
from benefits.wizard.courses import PRICE, CourseForm
from benefits.wizard.views import LATEST, answer_page, kept, onward, start_again


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def course(request: HttpRequest, run: str) -> HttpResponse:
    """A course of visits is planned, or no longer: the answer with what they cost together."""
    here = walk.resumed(request, run)
    if here is None:
        return start_again(request)
    if here.journey.next is not None:
        return onward(here)
    form = CourseForm(here.catalog, here.asked, request.POST if request.method == "POST" else None)
    if request.method == "POST" and not form.is_valid():
        return answer_page(request, here, form)
    there = here.telling(PRICE, form.price) if form.has_price else here
    there = there.planning(form.told) if form.is_bound else there
    return kept(there, redirect(reverse("wizard:answer", args=[run], query={LATEST: COURSE}, fragment=COURSE)))
