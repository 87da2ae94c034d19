"""What a member takes along from the answer: the days for a calendar, and papers to print or to save."""

from datetime import UTC, datetime, time
from typing import Final, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_stubs_ext import StrOrPromise

from benefits import answering, errors
from benefits.answering import Answering
from benefits.exports import papers
from benefits.wizard import sheets, walk
from benefits.wizard.calendars import calendar
from benefits.wizard.views import kept, page
from benefits.wizard.walk import Walk
from benefits.wording.days import days
from benefits.wording.papers import PAPERS, PaperPart
from benefits.wording.phrases import at_the_beginning, therapy

NAMED: Final = "named"


class PaperPage(NamedTuple):
    """One paper of an answer, ready to be drawn: `lede` says for what and which plan, then the answer in one line."""

    name: str
    title: StrOrPromise
    lede: tuple[str, ...]
    parts: tuple[PaperPart, ...]
    foot: str


@never_cache
@require_safe
def dates(request: HttpRequest, run: str) -> HttpResponse:
    """The days of the answer as a calendar file; back to the answer where it has none."""
    here = _at_the_answer(request, run)
    if here is None:
        return redirect("wizard:answer", run)
    found = answering.decided(here.edition, here.asked)
    known = days(found.decision, answering.in_words(found))
    if not known:
        return redirect("wizard:answer", run)
    name = _therapy(found) if NAMED in request.GET else ""
    response = HttpResponse(calendar(known, name, timezone.now(), run), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="visits.ics"'
    return kept(here, response)


@never_cache
@require_safe
def paper(request: HttpRequest, run: str, name: str) -> HttpResponse:
    """A paper as a page to print."""
    here = _at_the_answer(request, run)
    if here is None:
        return redirect("wizard:answer", run)
    return page(request, here, "wizard/paper.html", {"paper": _paper(here, name)})


@never_cache
@require_safe
def saved(request: HttpRequest, run: str, name: str) -> HttpResponse:
    """A paper as a tagged PDF; 503 where too many wait for theirs."""
    here = _at_the_answer(request, run)
    if here is None:
        return redirect("wizard:answer", run)
    made_at = here.edition.published_at or datetime.combine(timezone.localdate(), time(), UTC)
    found = _paper(here, name)
    try:
        content = papers.drawn(found.title, found.lede, found.parts, found.foot, made_at)
    except papers.Busy:
        return errors.busy(request)
    response = HttpResponse(content, content_type=papers.MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return kept(here, response)


def _at_the_answer(request: HttpRequest, run: str) -> Walk | None:
    here = walk.resumed(request, run)
    return None if here is None or here.journey.next is not None else here


def _therapy(found: Answering) -> str:
    return therapy(found.edition.catalog, found.decision.terms.therapy.slug)


def _paper(here: Walk, name: str) -> PaperPage:
    """The paper of that name. Raises Http404 where the answer has no use for it."""
    found = answering.decided(here.edition, here.asked)
    answer = answering.in_words(found)
    asked = sheets.asked(found, answer)
    wanted = PAPERS.get(name)
    if wanted is None or not wanted.is_wanted(asked):
        raise Http404
    about = " · ".join((at_the_beginning(_therapy(found)), *sheets.about(found)))
    number = answer.edition.number
    rules = _("edition %(number)s") % {"number": number} if number else _("the draft")
    foot = _(
        "Answer %(id)s, for care on %(day)s, by %(rules)s. General information, not a promise to pay. "
        "Always check with member services before you book care."
    ) % {"id": answer.answer_id, "day": date_format(answer.on), "rules": rules}
    return PaperPage(name, wanted.title, (about, answer.headline), tuple(wanted.parts(asked)), foot)
