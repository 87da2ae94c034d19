"""What a member takes along from the answer: the days for a calendar."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from benefits import answering
from benefits.wizard import walk
from benefits.wizard.calendars import calendar
from benefits.wizard.views import kept
from benefits.wording.days import days
from benefits.wording.phrases import therapy

NAMED: Final = "named"


@never_cache
@require_safe
def dates(request: HttpRequest, run: str) -> HttpResponse:
    """The days of the answer as a calendar file; back to the answer where it has none."""
    here = walk.resumed(request, run)
    if here is None or here.journey.next is not None:
        return redirect("wizard:answer", run)
    found = answering.decided(here.edition, here.asked)
    known = days(found.decision, answering.in_words(found))
    if not known:
        return redirect("wizard:answer", run)
    name = therapy(here.catalog, found.decision.terms.therapy.slug) if NAMED in request.GET else ""
    response = HttpResponse(calendar(known, name, timezone.now()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="visits.ics"'
    return kept(here, response)
