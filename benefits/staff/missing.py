"""The worklist that makes the product better: what is missing, over all plans, most costly first."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benefits import editions
from benefits.cells import UTF_8_MARK, CellValue, csv_lines
from benefits.exports.choosing import in_order
from benefits.models import PlanRow
from benefits.staff import counting, matrix
from benefits.staff.access import SUMMARIES, may
from benefits.staff.counting import Counted
from benefits.staff.filters import complaints, marked
from benefits.staff.ranking import FIELDS, MOST_COSTLY, NOW, SORTS, MissingFact, Wanted, ranked, wanted
from benefits.watching import Watched, looked, stopped, watched

LINES_A_PAGE: Final = 50
PACE: Final = "100ms"
COLUMNS: Final = (
    "plan", "plan_name", "region", "effective_to", "field", "field_name", "therapy", "situations", "of",
    "edition", "edition_sha256", "counted_on",
)  # fmt: skip


@may(SUMMARIES)
@require_http_methods(["GET", "HEAD", "POST"])
def missing(request: HttpRequest) -> HttpResponse:
    """What was counted so far, ranked. Each look that the page takes counts some more plans."""
    edition = editions.in_force()
    if leaving := looked(request, _address(request, edition), lambda: _count_on(request, edition)):
        return leaving
    return _shown(request, edition, counting.counted(edition))


def _count_on(request: HttpRequest, edition: editions.InForce) -> None:
    if request.POST.get("anew"):
        counting.forget(edition)
    count = counting.begin(edition, _user(request))
    if request.POST.get("go_on"):
        count.job.go_on()
    counting.advance(count, edition)


@may(SUMMARIES)
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """No further for now; what is counted stays."""
    edition = editions.in_force()
    count, address = counting.begun(edition), _address(request, edition)
    return stopped(count.job, address) if count else redirect(address)


def _address(request: HttpRequest, edition: editions.InForce) -> str:
    """This page with the filters that the request has."""
    return _with(reverse("staff:missing"), wanted(edition.catalog, request.GET).query())


def _with(address: str, query: str) -> str:
    return f"{address}?{query}".removesuffix("?")


def _user(request: HttpRequest) -> Any:
    return request.user


def _shown(request: HttpRequest, edition: editions.InForce, found: Counted) -> HttpResponse:
    asked = wanted(edition.catalog, request.GET)
    lines = [] if asked.problems else ranked(edition.catalog, found.plans, asked)
    pages = max(1, -(-len(lines) // LINES_A_PAGE))
    number = matrix.page_number(request.GET.get("page", ""), pages)
    problems = {**asked.problems, **({} if number else {"page": _("There is no such page.")})}
    first = ((number or 1) - 1) * LINES_A_PAGE
    offered = _offered(edition, asked)
    shown = {
        "edition": edition,
        "counted": found,
        "address": _address(request, edition),
        "watched": _watched(request, edition, asked),
        "goes_on": request.method == "POST" and not found.whole,
        "problems": complaints(problems, offered),
        "offered": offered,
        "query": asked.query(),
        "heads": _heads(asked),
        "lines": list(_linked(request, lines[first : first + LINES_A_PAGE])),
        "all": len(lines),
        "pages": {
            "number": number or 1,
            "all": pages,
            "before": asked.query(page=number - 1) if number and number > 1 else "",
            "after": asked.query(page=number + 1) if number and number < pages else "",
        },
    }
    return render(request, "staff/missing.html", shown, status=400 if problems else 200)


def _watched(request: HttpRequest, edition: editions.InForce, asked: Wanted) -> Watched | None:
    count = counting.begun(edition)
    if count is None:
        return None
    return watched(
        request,
        count.job,
        address=_address(request, edition),
        stop_address=_with(reverse("staff:missing-stop"), asked.query()),
        whole="#main",
        pace=PACE,
    )


def _offered(edition: editions.InForce, asked: Wanted) -> dict[str, Any]:
    catalog = edition.catalog
    lists: dict[str, list[tuple[str, Any]]] = {
        "region": [("", _("All regions")), *((region.slug, region.name) for region in catalog.regions)],
        "plan": [("", _("All plans")), *((plan.slug, plan.name) for plan in in_order(catalog))],
        "field": [("", _("All facts")), *FIELDS.items()],
        NOW: [("", _("Ended ones too")), ("yes", _("In force today"))],
    }
    return {name: marked(values, [asked.given.get(name, "")]) for name, values in lists.items()}


def _heads(asked: Wanted) -> list[dict[str, Any]]:
    sort = asked.given.get("sort") or MOST_COSTLY
    names = {
        "plan": _("Plan"),
        "region": _("Region"),
        "field": _("Missing"),
        "situations": _("Situations"),
        "share": _("Of all"),
    }
    return [
        {
            "name": names[by],
            "query": asked.query(sort=f"-{by}" if sort == by else by),
            "sorted": "descending" if sort == f"-{by}" else "ascending" if sort == by else "",
        }
        for by in SORTS
    ]


def _linked(request: HttpRequest, lines: Sequence[MissingFact]) -> Iterator[tuple[MissingFact, str]]:
    """Each line with the way to the plan's row, for those who may see it; a plan that has none has no way."""
    rows: dict[str, int] = {}
    if request.user.has_perm("benefits.view_planrow") or request.user.has_perm("benefits.change_planrow"):
        rows = dict(PlanRow.objects.filter(slug__in={line.plan.slug for line in lines}).values_list("slug", "pk"))
    for line in lines:
        row = rows.get(line.plan.slug)
        yield line, reverse("admin:benefits_planrow_change", args=[row]) if row else ""


@may(SUMMARIES)
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The lines that the filters show, a line for each therapy, once every plan is counted."""
    edition = editions.in_force()
    found, asked = counting.counted(edition), wanted(edition.catalog, request.GET)
    if asked.problems:
        return _shown(request, edition, found)
    if not found.whole:
        return redirect(f"{reverse('staff:missing')}?{asked.query()}")
    cells = _cells(edition, found, ranked(edition.catalog, found.plans, asked))
    content = UTF_8_MARK + csv_lines([COLUMNS, *cells])
    name = f"missing-edition-{edition.number}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _cells(edition: editions.InForce, found: Counted, lines: Sequence[MissingFact]) -> Iterator[tuple[CellValue, ...]]:
    day = found.since.date() if found.since else None
    for line in lines:
        told = (line.plan.slug, line.plan.name, line.region, line.plan.effective_to, line.field, line.words)
        for therapy, situations, of in line.therapies:
            yield (*told, therapy, situations, of, edition.number, edition.sha256, day)
