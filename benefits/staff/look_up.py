"""The answer for the person on the phone: every question on one page, the answer and its reasons beside them."""

import json
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from benefits import answering, editions
from benefits.offering import today
from benefits.staff import asking
from benefits.staff.access import LOOK_UP, may
from benefits.staff.reasoning import reasoning
from benefits.words.answers import STATUS

TEMPLATE: Final = "staff/look_up.html"


@may(LOOK_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """The questions; once enough is told, the answer. Facts come as a form and go nowhere else."""
    edition = editions.in_force()
    sent = asking.Sent(edition.catalog, request.POST if request.method == "POST" else None)
    if "on" not in sent.problems:
        sent.facts.setdefault("on", today(edition.catalog, sent.facts))
    shown = {
        "fields": asking.fields(sent),
        "pool": asking.pool(sent),
        "pool_stays": bool(request.headers.get("HX-Request")) and asking.as_sent(sent),
        "problems": asking.complaints(sent),
        "fresh": request.method != "POST",
    }
    found = _answer(edition, sent) if sent.answerable else {}
    return render(request, TEMPLATE, {**shown, **found}, status=422 if sent.problems else 200)


def _answer(edition: editions.InForce, sent: asking.Sent) -> dict[str, Any]:
    return {
        "answer": answering.answer(edition, sent.facts),
        "catalog": edition.catalog,
        "name": edition.catalog.plan_by_slug[sent.facts["plan"]].name,
        "plan": sent.facts["plan"],
        "reach": (),
        "reasoning": reasoning(edition.catalog, sent.facts),
        "statuses": STATUS.items(),
        "expected": editions.figures_of(edition.catalog, sent.facts),
        "facts": json.dumps(sent.facts, sort_keys=True),
    }
