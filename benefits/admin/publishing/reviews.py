"""One review: how far it is, what it found so far, and the yes of a publisher. The page that watches it moves it on."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits import editions
from benefits.admin.publishing.access import PUBLISH, READ, REVIEW, may, shown
from benefits.models import Edition, FindingKind, JobState, KeptCase, Review
from benefits.watching import looked, stopped, watched

BARS: Final = (FindingKind.GAP, FindingKind.LAW, FindingKind.CASE)


class PublishForm(forms.Form):
    """Why it is published: members of the house read it beside the edition, for good."""

    reason = forms.CharField(
        max_length=2000,
        label=gettext_lazy("Why is this published?"),
        widget=forms.Textarea(attrs={"rows": 3, "aria-describedby": "why-hint"}),
        error_messages={"required": gettext_lazy("Say why this is published.")},
    )


def of(key: UUID) -> Review:
    """The review of that key, without its catalog. Raises Http404."""
    people = Review.objects.select_related("job__who", "confirmed_by", "published").defer("packed", "published__packed")
    return get_object_or_404(people, pk=key)


def title_of(review: Review) -> str:
    """Which review it is, by when it began, on the reader's own clock."""
    began = date_format(localtime(review.job.made_at), "DATETIME_FORMAT")
    return _("Review of %(moment)s") % {"moment": began}


@may(REVIEW, *READ, "POST")
def review(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far it is."""
    here = of(key)
    return looked(request, _address(key), lambda: editions.advance(here)) or _shown(request, here)


def _shown(request: HttpRequest, here: Review, form: PublishForm | None = None, problem: str = "") -> HttpResponse:
    counts = {kind: editions.findings(here, kind).count() for kind in FindingKind}
    bars = sum(counts[kind] for kind in BARS)
    overtaken = here.job.is_open and editions.is_overtaken(here)
    context = {
        "review": here,
        "watched": watched(
            request,
            here.job,
            address=_address(here.pk),
            stop_address=reverse("admin:review_cancel", args=[here.pk]),
            whole="#content",
        ),
        "states": JobState,
        "overtaken": overtaken,
        "progress": f"{editions.progress(here):.3f}",
        "may_confirm": here.job.state == JobState.READY and not overtaken and not bars,
        "needs_two": settings.PUBLISHING_NEEDS_TWO,
        "form": form or PublishForm(),
        "problem": problem,
        "counts": {kind.value: count for kind, count in counts.items()},
        "bars": bars,
        "kept": KeptCase.objects.filter(retired_at__isnull=True).count(),
        "broken_in": _answers(editions.findings(here, FindingKind.LAW)),
        "is_newest": here.published is not None and here.published.number == editions.newest_number(),
    }
    invalid = form is not None and not form.is_valid()
    return shown(request, "review", title_of(here), context, 422 if invalid else 409 if problem else 200)


def _answers(found: QuerySet[Any]) -> int:
    """How many situations they stand for."""
    return int(found.aggregate(all=Sum("count"))["all"] or 0)


@may(REVIEW, "POST")
def cancel(request: HttpRequest, key: UUID) -> HttpResponse:
    """No further: nothing is published of it."""
    return stopped(of(key).job, _address(key))


def _address(key: UUID) -> str:
    return reverse("admin:review", args=[key])


@may(PUBLISH, "POST")
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """Live, or waiting for a second person; refused in words, with the reason kept."""
    here = of(key)
    form = PublishForm(request.POST)
    form.fields["reason"].required = not here.reason
    if not form.is_valid():
        return _shown(request, here, form)
    try:
        edition = editions.confirm(here, by=_user(request), reason=form.cleaned_data["reason"])
    except editions.NotPublished as why:
        here.refresh_from_db()
        return _shown(request, here, form, str(why))
    messages.success(request, _said(edition))
    return redirect("admin:review", key)


def _said(edition: Edition | None) -> str:
    if edition is None:
        return _("You have confirmed it. It goes live once another publisher confirms it too.")
    return _("Edition %(number)s is in force. Every server shows it within seconds.") % {"number": edition.number}


def _user(request: HttpRequest) -> Any:
    return request.user
