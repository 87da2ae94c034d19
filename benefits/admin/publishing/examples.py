"""One situation, before and after: side by side, or whole as the member would see it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from benefits.admin.publishing import facts, findings
from benefits.admin.publishing.access import READ, REVIEW, may, shown
from benefits.admin.publishing.reviews import of, title_of
from benefits.coverage.offers import ToldFacts
from benefits.models import Finding, Review
from benefits.wording.news import Noticed, differences


@may(REVIEW, *READ)
def example(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """The answer to it in force, and the one that would be."""
    review = of(key)
    finding, asked = _finding(review, number)
    sides = {side: facts.answer(review, side, asked) for side in facts.SIDES}
    context = {
        "review": review,
        "review_title": title_of(review),
        "finding": finding,
        "words": findings.words(review, finding),
        "facts": facts.told(review, asked),
        "sides": sides,
        "differences": _differences(sides),
    }
    return shown(request, "example", _("One situation, before and after"), context)


def _differences(sides: dict[str, dict[str, Any] | None]) -> list[Noticed]:
    before, after = sides["before"], sides["after"]
    return differences(before["answer"], after["answer"]) if before and after else []


@may(REVIEW, *READ)
def whole(request: HttpRequest, key: UUID, number: int, side: str) -> HttpResponse:
    """The whole answer of one side, on the member's own page."""
    review = of(key)
    finding, asked = _finding(review, number)
    found = facts.answer(review, side, asked) if side in facts.SIDES else None
    if found is None:
        raise Http404
    return render(request, "admin/publishing/whole.html", {"review": review, "finding": finding, "side": side, **found})


def _finding(review: Review, number: int) -> tuple[Finding, ToldFacts]:
    """The finding and its situation. Raises Http404 where it has none to look at."""
    finding = get_object_or_404(Finding, review=review, pk=number)
    if not finding.example:
        raise Http404
    return finding, finding.example
