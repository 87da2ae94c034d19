"""The answer for the person on the phone: every question on one page, the answer and its reasons beside them."""

import json
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from benefits import answering, editions
from benefits.coverage.offers import ToldFacts
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
    sheet = asking.QuestionSheet(edition.catalog, request.POST if request.method == "POST" else None)
    problems = sheet.complaints()
    is_whole = not request.headers.get("HX-Request")
    shown = {
        "questions": sheet.questions,
        "pooled": asking.POOLED,
        "pool_stays": not is_whole and sheet.keeps_its_boxes(),
        "bound": asking.BOUND,
        # What is on the screen stays there, with what is being typed, unless it was emptied.
        "drawn_anew": asking.BOUND if is_whole else sheet.emptied,
        "filled_for": sheet.filled_for,
        "ask_again": sheet.no_longer_counts(),
        "problems": problems,
    }
    found = _answer(edition, sheet.facts) if sheet.is_answerable else {}
    return render(request, TEMPLATE, {**shown, **found}, status=422 if problems else 200)


def _answer(edition: editions.InForce, facts: ToldFacts) -> dict[str, Any]:
    plan = str(facts["plan"])
    return {
        "answer": answering.answer(edition, facts),
        "catalog": edition.catalog,
        "name": edition.catalog.plan_by_slug[plan].name,
        "plan": plan,
        "reach": (),
        "reasoning": reasoning(edition.catalog, facts),
        "statuses": STATUS.items(),
        "expected": editions.figures_of(edition.catalog, facts),
        "facts": json.dumps(facts, sort_keys=True),
    }
