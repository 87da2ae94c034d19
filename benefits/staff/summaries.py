"""The matrix, its downloads, one plan's sheet, and the whole answer behind a cell."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_stubs_ext import StrOrPromise

from benefits import answering
from benefits.exports import files, sheet
from benefits.exports.formats import SummaryFormat
from benefits.exports.stamp import assumed, stamped
from benefits.exports.typesetting import TooLong
from benefits.staff import matrix
from benefits.staff.access import SUMMARIES, may
from benefits.staff.filters import Asked, asked, complaints, offered


@may(SUMMARIES)
@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    """The matrix that the address asks for."""
    here = asked(request.GET, request.user)
    sort = request.GET.get("sort", "")
    pages = max(1, -(-len(here.choice.plans) // matrix.PLANS_A_PAGE))
    number = matrix.page_number(request.GET.get("page", ""), pages)
    problems = dict(here.problems)
    if number is None:
        problems["page"] = _("There is no such page. The last one is %(last)s.") % {"last": pages}
    if sort and sort.removeprefix("-") not in matrix.sortable(here.choice):
        problems["sort"] = _("It cannot be sorted by that.")
    if problems:
        return _refused(request, here, problems)
    first = ((number or 1) - 1) * matrix.PLANS_A_PAGE
    plans = matrix.ordered(here, sort)[first : first + matrix.PLANS_A_PAGE]
    shown = {
        **_shared(here, request),
        "lines": matrix.lines(here, plans),
        "first": first + 1,
        "last": first + len(plans),
        "heads": _heads(here, sort),
        "pages": _pages(here, number or 1, pages, sort),
    }
    return render(request, "staff/summary.html", shown)


def _refused(request: HttpRequest, here: Asked, problems: Mapping[str, str]) -> HttpResponse:
    """What is wrong, above the form as it was filled in."""
    shown = _shared(here, request)
    told = complaints(problems, shown["offered"])
    return render(request, "staff/summary.html", {**shown, "problems": told}, status=400)


def _shared(here: Asked, request: HttpRequest) -> dict[str, Any]:
    return {
        "here": here,
        "offered": offered(here, request.user),
        "assumed": assumed(here.edition, stamped(here.edition, here.choice)),
        "query": here.query(),
        "everything": Asked(name=here.name, edition=here.edition, choice=here.choice, given={}).query(),
        "formats": _formats(here.choice.total),
        "all_formats": _formats(len(here.edition.catalog.plans) * len(here.edition.catalog.therapies)),
    }


def _formats(total: int) -> list[tuple[str, StrOrPromise, bool]]:
    """Each format, what its button says, and whether so many rows are there at once."""
    return [(form.name, form.button(total), not form.is_long(total)) for form in files.FORMATS.values()]


def _heads(here: Asked, sort: str) -> list[dict[str, Any]]:
    """Each head with the link that sorts by it, and how it is sorted now."""
    names = {
        "plan": _("Plan"),
        **{slug: _(here.edition.catalog.therapy_by_slug[slug].name) for slug in here.choice.therapies},
    }
    return [{"name": name, **_sorting(here, sort, by)} for by, name in names.items()]


def _sorting(here: Asked, sort: str, by: str) -> dict[str, str]:
    """The link that sorts by it, the other way round where it is sorted so already; and how it is sorted now."""
    backwards = f"-{by}"
    how = {by: "ascending", backwards: "descending"}.get(sort, "")
    return {"query": here.query(sort=backwards if sort == by else by), "sorted": how}


def _pages(here: Asked, number: int, pages: int, sort: str) -> dict[str, Any]:
    """Which page it is, and the queries of the pages before and after it; empty where there is none."""
    sorting = {"sort": sort} if sort else {}

    def query(page: int) -> str:
        return here.query(page=page, **sorting) if 1 <= page <= pages else ""

    return {"number": number, "all": pages, "before": query(number - 1), "after": query(number + 1)}


@may(SUMMARIES)
@require_safe
def download(request: HttpRequest, form: str) -> HttpResponseBase:
    """What is shown, as a file; what can fail is made whole before the first byte is sent."""
    here = asked(request.GET, request.user)
    wanted = files.FORMATS.get(form)
    if wanted is None:
        raise Http404
    if here.problems:
        return _refused(request, here, here.problems)
    if wanted.is_long(here.choice.total):
        return _refused(request, here, {"rows": _("This is too much for one go. Start it below, and watch it.")})
    try:
        return _sent(wanted, here)
    except TooLong as problem:
        return _refused(request, here, {"rows": str(problem)})


def _sent(form: SummaryFormat, here: Asked) -> HttpResponseBase:
    """The file. Raises TooLong."""
    pieces = files.content(form.name, here.edition, here.choice)
    name, media_type = form.file_name(here.edition, here.choice), form.file_kind(here.choice).media_type
    return attachment(b"".join(pieces) if form.can_fail else pieces, name, media_type)


def attachment(content: bytes | Iterator[bytes], name: str, media_type: str) -> HttpResponseBase:
    """A file to keep, under a plain name; in pieces where it comes in pieces."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if isinstance(content, bytes):
        return HttpResponse(content, content_type=media_type, headers=headers)
    return StreamingHttpResponse(content, content_type=media_type, headers=headers)


@may(SUMMARIES)
@require_safe
def plan_sheet(request: HttpRequest, plan: str) -> HttpResponseBase:
    """One plan on two pages."""
    here = asked(request.GET, request.user)
    if here.problems:
        return _refused(request, here, here.problems)
    if plan not in here.edition.catalog.plan_by_slug:
        raise Http404
    content = sheet.drawn(here.edition, plan, here.choice)
    return attachment(content, f"{plan}-{here.choice.on.isoformat()}.pdf", sheet.MEDIA_TYPE)


@may(SUMMARIES)
@require_safe
def answer(request: HttpRequest, plan: str, therapy: str) -> HttpResponse:
    """The whole answer behind a cell, as a member with these few facts would read it."""
    here = asked(request.GET, request.user)
    catalog = here.edition.catalog
    if here.problems:
        return _refused(request, here, here.problems)
    if plan not in catalog.plan_by_slug or therapy not in catalog.therapy_by_slug:
        raise Http404
    shown = {
        "answer": answering.answer(here.edition, facts(here, plan, therapy)),
        "catalog": catalog,
        "plan": plan,
        "name": catalog.plan_by_slug[plan].name,
        "query": here.query(),
        "reach": (),
    }
    return render(request, "staff/answer.html", shown)


def facts(here: Asked, plan: str, therapy: str) -> dict[str, object]:
    """The facts that the filters stand for."""
    told = {"referral": here.given.get("referral"), "condition": here.given.get("condition")}
    return {
        "plan": plan,
        "therapy": therapy,
        "on": here.choice.on.isoformat(),
        **{name: values[0] for name, values in told.items() if values},
    }
