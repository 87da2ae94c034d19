"""What a review found, a readable page for each kind: gaps, broken laws, broken cases, answers that change."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from benefits import editions
from benefits.admin.publishing import facts, records
from benefits.admin.publishing.access import READ, REVIEW, may, shown
from benefits.admin.publishing.reviews import of, title_of
from benefits.coverage.figures import FIGURES
from benefits.coverage.gaps import Gap, silences
from benefits.models import Finding, FindingKind, KeptCase, Review
from benefits.wording import changes, laws
from benefits.words import gaps
from benefits.words.answers import STATUS

A_PAGE: Final = 50


@may(REVIEW, *READ)
def completeness(request: HttpRequest, key: UUID) -> HttpResponse:
    """What must be said before it can be published, by plan; and what documents themselves leave unsaid."""
    review = of(key)
    page = _page(request, editions.findings(review, FindingKind.GAP).order_by("plan", "therapy", "rank"))
    silent = silences(editions.work(review.pk).new)
    context = {
        "gaps": _placed(request.user, [_kept(one) for one in page]),
        "silences": _placed(request.user, [_silent(gap) for gap in silent[:A_PAGE]]),
        "silent": len(silent),
        "unlisted": max(0, len(silent) - A_PAGE),
    }
    return _shown(request, review, "completeness", _("Completeness"), page, context)


def _kept(one: Finding) -> tuple[str, tuple[str, ...], str, str]:
    return one.what["table"], tuple(one.what["key"]), one.what["field"], gaps.kept(one.what)


def _silent(gap: Gap) -> tuple[str, tuple[str, ...], str, str]:
    return gap.table, gap.key, gap.field, gaps.sentence(gap)


def _placed(user: Any, found: list[tuple[str, tuple[str, ...], str, str]]) -> Iterator[dict[str, Any]]:
    """Gaps, each given by table, key, field and words; with the name of the row that it speaks of, and its page."""
    keys = defaultdict(set)
    for table, key, _field, _words in found:
        keys[table].add(key)
    pages = {table: records.addresses(user, table, wanted) for table, wanted in keys.items()}
    for table, key, field, said in found:
        name = f"{records.noun(table)} {records.spelled(table, key)}"
        yield {"field": field, "words": said, "name": name, "address": pages[table].get(key, "")}


@may(REVIEW, *READ)
def broken_laws(request: HttpRequest, key: UUID) -> HttpResponse:
    """Each law that is broken, with the smallest situation that breaks it."""
    review = of(key)
    page = _page(request, editions.findings(review, FindingKind.LAW))
    found = [{**_where(review, one), "law": words(review, one), "facts": _told(review, one)} for one in page]
    return _shown(request, review, "laws", _("Laws"), page, {"found": found})


@may(REVIEW, *READ)
def broken_cases(request: HttpRequest, key: UUID) -> HttpResponse:
    """Each kept case that would break: what it expects, what it would be given."""
    review = of(key)
    page = _page(request, editions.findings(review, FindingKind.CASE))
    cases = KeptCase.objects.in_bulk([one.what["number"] for one in page])
    found = [
        {
            **_where(review, one),
            "case": cases.get(one.what["number"]),
            "facts": _told(review, one),
            "lines": _compared(review, one, cases.get(one.what["number"])),
        }
        for one in page
    ]
    return _shown(request, review, "cases", _("Kept cases"), page, {"found": found})


def _compared(review: Review, one: Finding, case: KeptCase | None) -> list[tuple[str, str, str]]:
    """What is expected and what is given, by name; what agrees is left out."""
    given = facts.figures(editions.work(review.pk).new, one.example or {})
    if case is None or given is None:
        return []
    figures = [(name, getattr(case, name), getattr(given, name)) for name in FIGURES]
    status = [] if given.status == case.status else [(_("Answer"), str(STATUS[case.status]), str(STATUS[given.status]))]
    return status + [
        (
            str(getattr(KeptCase._meta.get_field(name), "verbose_name", name)),
            str(expected),
            _("not stated") if got is None else str(got),
        )
        for name, expected, got in figures
        if expected is not None and expected != got
    ]


@may(REVIEW, *READ)
def changed_answers(request: HttpRequest, key: UUID) -> HttpResponse:
    """What changes for members, in groups, worst first."""
    review = of(key)
    every = editions.findings(review, FindingKind.CHANGE)
    asked = {name: request.GET.get(name, "") for name in ("plan", "therapy")}
    page = _page(request, every.filter(**{name: value for name, value in asked.items() if value}))
    context = {
        "found": [{**_where(review, one), "case": changes.case(one.what), "words": words(review, one)} for one in page],
        "filters": [_filter(review, every, name, value) for name, value in asked.items()],
        "asked": urlencode({name: value for name, value in asked.items() if value}),
    }
    return _shown(request, review, "changes", _("What changes for members"), page, context)


def words(review: Review, one: Finding) -> str:
    """What was found in a sentence: the law that is broken, what changes, or what a case expects."""
    match one.kind:
        case FindingKind.LAW:
            return str(laws.LAW.get(one.what["law"], one.what["law"]))
        case FindingKind.CHANGE:
            return changes.group(one.what, editions.work(review.pk).new)
        case _:
            return ""


def _filter(review: Review, every: Any, name: str, chosen: str) -> dict[str, Any]:
    """A list to pick from: the plans, or therapies, that have a group."""
    slugs = sorted(set(every.order_by().values_list(name, flat=True)))
    label = _("Plan") if name == "plan" else _("Therapy")
    return {
        "name": name,
        "label": label,
        "options": [(slug, facts.name(review, name, slug), slug == chosen) for slug in slugs],
    }


def _where(review: Review, one: Finding) -> dict[str, Any]:
    return {
        "one": one,
        "plan": facts.name(review, "plan", one.plan),
        "therapy": facts.name(review, "therapy", one.therapy),
    }


def _told(review: Review, one: Finding) -> list[tuple[str, str]]:
    return facts.told(review, one.example or {})


def _page(request: HttpRequest, found: Any) -> Page[Any]:
    return Paginator(found, A_PAGE).get_page(request.GET.get("page"))


def _shown(
    request: HttpRequest, review: Review, name: str, title: str, page: Page[Any], context: dict[str, Any]
) -> HttpResponse:
    return shown(request, name, title, {"review": review, "review_title": title_of(review), "page": page, **context})
