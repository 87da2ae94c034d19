"""The pages of the check: the start, one page a question, and the answer. Each is drawn whole."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benefits import answering, asking, editions
from benefits.answers import Answer
from benefits.asking.question import QuestionForm
from benefits.coverage import interview
from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACT
from benefits.coverage.situation import FactError
from benefits.coverage.vocabulary import Status
from benefits.questions import option
from benefits.wizard import sheets, state, walk
from benefits.wizard.courses import CourseForm, asks_price
from benefits.wizard.walk import Walk
from benefits.wording.news import differences
from benefits.words.facts import FACT_WORDS

DEEP_LINKED: Final = ("therapy", "plan")
ON_ANY_DAY: Final = (*DEEP_LINKED, "on")  # for whoever looks at a draft
LATEST: Final = "with"
VISITS: Final = "visits_used"


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The therapies to pick from, and what to have at hand."""
    catalog = editions.in_force().catalog
    therapies = [catalog.therapy_by_slug[slug] for slug in interview.options(catalog, "therapy", {})]
    return render(request, "wizard/start.html", {"therapies": therapies})


@never_cache
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """A new walk; a link may bring therapy and plan along, and nothing else."""
    edition = editions.in_force()
    told = _linked(edition, request.GET)
    if told is None:
        return render(request, "wizard/unknown_link.html", {"offered": _offered(edition.catalog)}, status=404)
    return onward(walk.replayed(state.new_run(), told, edition))


@never_cache
@require_safe
def position(request: HttpRequest, run: str) -> HttpResponse:
    """On to where the member stands."""
    here = walk.resumed(request, run)
    return start_again(request) if here is None else onward(here)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, run: str, fact: str) -> HttpResponse:
    """One question; its answer leads on to the next, or to the answer of all."""
    if fact not in FACT:
        raise Http404
    here = walk.resumed(request, run)
    if here is None:
        return start_again(request)
    if not here.may_visit(fact):
        return onward(here)
    if _was_about_another(request, here, fact):
        return _question(request, here, asking.form(here.catalog, fact, here.shown(fact)), elsewhere=True)
    form = asking.form(here.catalog, fact, here.shown(fact), request.POST if request.method == "POST" else None)
    if form.is_valid():
        there = here.replying(fact, form.answer)
        return kept(there, redirect("wizard:find", run)) if fact == "plan" and there.can_find() else onward(there, fact)
    return _question(request, here, form)


@never_cache
@require_safe
def answer(request: HttpRequest, run: str) -> HttpResponse:
    """The answer, once all is known that it turns on."""
    here = walk.resumed(request, run)
    if here is None:
        return start_again(request)
    if here.journey.next is not None:
        return onward(here)
    return answer_page(request, here, CourseForm(here.catalog, here.asked))


def answer_page(request: HttpRequest, here: Walk, form: CourseForm) -> HttpResponse:
    """The answer, with the form for a course and what is wrong in it."""
    more = here.more()
    latest = request.GET.get(LATEST, "")
    found = answering.decided(here.edition, here.asked)
    told = answering.in_words(found)
    shown = {
        **_shown(here, told),
        "sheet": sheets.sheet(found, told),
        "more": more,
        "news": _news(here, latest),
        "latest": latest,
        "course_form": form,
        "visits_form": asking.form(here.catalog, VISITS, here.facts) if here.may_visit(VISITS) else None,
        "about": here.about,
        "asks_price": asks_price(here.facts, more, found.course),
        "kind": here.kind,
        "is_dated": "on" in here.told or "on" in dict(more),
        "day_told": "on" in here.told,
        "day_first": told.status is Status.UNKNOWN,
        "can_find": here.can_find() and (not here.is_found() or told.status is Status.UNKNOWN),
        "no_longer_counts": here.no_longer_counts(),
    }
    # Once said is enough.
    return page(request, replace(here, for_another={}), "wizard/answer.html", shown, wrong=form.is_bound)


@never_cache
@require_safe
def copy(request: HttpRequest, run: str) -> HttpResponse:
    """The answer as plain text, to keep or to send to the doctor."""
    here = walk.resumed(request, run)
    if here is None or here.journey.next is not None:
        return redirect("wizard:answer", run)
    told = answering.answer(here.edition, here.asked)
    shown = {**_shown(here, told), "updated": here.is_updated()}
    text = render(request, "wizard/copy.txt", shown, content_type="text/plain; charset=utf-8")
    text["Content-Disposition"] = 'attachment; filename="coverage-answer.txt"'
    return kept(here, text)


@never_cache
@require_POST
def clear(request: HttpRequest, run: str) -> HttpResponse:
    """Nothing of the walk is left, here or in the browser."""
    response = redirect("wizard:start")
    state.forget(response, run)
    return response


def onward(here: Walk, told: str = "") -> HttpResponse:
    """To the first question that is open, else to the answer, which is told the further fact that was just given."""
    if here.journey.next:
        return kept(here, redirect("wizard:question", here.run, here.journey.next))
    latest = {LATEST: told} if told in interview.REFINEMENTS else None
    return kept(here, redirect(reverse("wizard:answer", args=[here.run], query=latest)))


def _news(here: Walk, fact: str) -> dict[str, Any] | None:
    """What the further fact that was told last has changed."""
    if fact not in interview.REFINEMENTS or fact not in here.told:
        return None
    before, after = (answering.answer(there.edition, there.facts) for there in (here.telling(fact, None), here))
    return {"told": here.answer(fact), "differences": differences(before, after)}


def _linked(edition: editions.InForce, given: QueryDict) -> state.WalkFacts | None:
    """The facts that a link brings along. None when it names what we do not have, or names two."""
    linked = ON_ANY_DAY if edition.number is None else DEEP_LINKED
    told: state.WalkFacts = {fact: given[fact] for fact in linked if fact in given}
    try:
        read = [FACT[fact].read(edition.catalog, value) for fact, value in told.items()]
    except FactError:
        return None
    return told if len(read) == sum(len(given.getlist(fact)) for fact in told) else None


def _offered(catalog: Catalog) -> list[dict[str, Any]]:
    """What a link may name: for each fact its name, and the values with theirs."""
    offered = {fact: interview.options(catalog, fact, {}) for fact in DEEP_LINKED}
    return [
        {
            "fact": fact,
            "name": FACT_WORDS[fact].short,
            "options": [(slug, option(catalog, fact, slug).label) for slug in slugs],
        }
        for fact, slugs in offered.items()
    ]


def start_again(request: HttpRequest) -> HttpResponse:
    """The walk is over: why that may be, and the way to a new one."""
    return render(request, "wizard/start_again.html")


def _was_about_another(request: HttpRequest, here: Walk, fact: str) -> bool:
    """Whether the page that was sent was drawn for another therapy or plan: those were changed in another tab since."""
    sent = request.POST.get("about")
    return sent is not None and sent != here.about and fact not in DEEP_LINKED


def _question(request: HttpRequest, here: Walk, form: QuestionForm, *, elsewhere: bool = False) -> HttpResponse:
    """The question, with what is wrong with the answer just sent; or that it was turned to another plan `elsewhere`."""
    shown: Mapping[str, Any] = {
        "form": form,
        "back": _back(here, form.fact),
        "step": here.step(form.fact),
        "answers": here.answers(besides=form.fact),
        "asked_again": form.fact in here.journey.dropped,
        "about": here.about,
        "elsewhere": here.about_in_words() if elsewhere else "",
        "changed": here.for_another.get(form.fact),
    }
    return page(request, here, "wizard/question.html", shown, wrong=form.is_bound or elsewhere)


def _back(here: Walk, fact: str) -> str:
    if here.step(fact) is None:
        return reverse("wizard:answer", args=[here.run])
    before = here.before(fact)
    return reverse("wizard:question", args=[here.run, before]) if before else reverse("wizard:start")


def _shown(here: Walk, told: Answer) -> dict[str, Any]:
    """What page and copy show beside the Answer itself."""
    return {
        "answer": told,
        "catalog": here.catalog,
        "stale": here.edition.stale,
        "reach": {fact for fact in FACT if here.journey.may_visit(fact)},
        "plan": here.facts["plan"],
        "run": here.run,
        "answers": here.answers(),
        "report_to": settings.REPORT_TO,
    }


def page(
    request: HttpRequest, here: Walk, template: str, shown: Mapping[str, Any], *, wrong: bool = False
) -> HttpResponse:
    """A page of the walk. It says when the rules are others than on the page before, and the next no longer does."""
    told = {**shown, "run": here.run, "updated": here.is_updated(), "left_out": here.left_out(), "unread": here.unread}
    response = render(request, template, told, status=422 if wrong else 200)
    if wrong:
        response["HX-Push-Url"] = "false"
    return kept(replace(here, seen=here.seeing, unread={}), response)


def kept(here: Walk, response: HttpResponse) -> HttpResponse:
    """The response, with the cookie of the walk."""
    state.keep(response, here.run, here.kept, here.seen, here.for_another)
    return response
