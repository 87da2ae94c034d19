"""The pages about plans: finding the plan itself, and comparing it with others. A plan tells nothing about health."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from benefits.asking.question import QuestionForm
from benefits.wizard import compare, picker, walk
from benefits.wizard.views import onward, page, start_again
from benefits.wizard.walk import Walk

# A button's name tells that a form was sent with nothing picked.
SENT: Final = frozenset(("region", "sent"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest, run: str) -> HttpResponse:
    """The region, then the plan itself. Nobody has to pass here: any later address works without."""
    here = walk.resumed(request, run)
    if here is None:
        return start_again(request)
    kind = here.kind
    if kind is None or not picker.regions(here.catalog, kind):
        return onward(here)
    where = picker.RegionForm(here.catalog, kind, request.GET if SENT & request.GET.keys() else None)
    region = str(where.answer) if where.is_valid() else here.region
    if where.errors or region not in where.offered():
        return _found(request, here, where, {})
    words = _words(request)
    found = picker.search(here.catalog, kind, region, words)
    form = picker.PlanForm(here.catalog, here.facts, found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        return onward(here.picking(str(form.answer), region))
    regions = [(slug, label, slug == region) for slug, label in where.fields["region"].widget.choices]
    return _found(request, here, form, {"words": words, "found": found, "regions": regions})


def _found(request: HttpRequest, here: Walk, form: QuestionForm, shown: dict[str, Any]) -> HttpResponse:
    found_after_region = shown and here.region is None
    question = reverse("wizard:question", args=[here.run, "plan"])
    shown |= {
        "form": form,
        "back": reverse("wizard:find", args=[here.run]) if found_after_region else question,
        "step": here.step("plan"),
        "answers": here.answers(besides="plan"),
    }
    return page(request, here, "wizard/find.html", shown, wrong=bool(form.errors))


@never_cache
@require_safe
def compared(request: HttpRequest, run: str) -> HttpResponse:
    """The answer beside that of one or two other plans."""
    here = walk.resumed(request, run)
    if here is None:
        return start_again(request)
    if here.journey.next is not None:
        return onward(here)
    own, words = str(here.facts["plan"]), _words(request)
    picked = compare.picked(here.catalog, own, request.GET.getlist("with"))
    plans = (own, *(picked or ()))
    offers, more = compare.offers(here.catalog, here.facts, picked or (), words)
    names = [compare.name(here.catalog, plan) for plan in plans]
    rows = compare.differences(here.edition, here.facts, plans) if picked else []
    shown = {
        "wrong": picked is None,
        "plans": names if picked else [],
        "rows": [{"name": row.name, "columns": zip(names, row.cells, strict=True)} for row in rows],
        "offers": offers,
        "more": more,
        "words": words,
        "answers": here.answers(),
    }
    return page(request, here, "wizard/compare.html", shown, wrong=picked is None)


def _words(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "").split())[: picker.LONGEST_WORDS]
