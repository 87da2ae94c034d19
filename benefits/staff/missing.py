"""The worklist that makes the product better: by plan and field, the answers that are open for want of a record."""

from collections import Counter
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from benefits import editions
from benefits.coverage.catalog import Catalog
from benefits.coverage.records import Plan
from benefits.coverage.vocabulary import GateKind
from benefits.exports.choosing import in_order
from benefits.staff import matrix
from benefits.staff.access import SUMMARIES, may
from benefits.staff.worklist import Wanting, wanting
from benefits.wording.labels import GATE

FIELDS = {
    "benefit": _("Whether it is covered"),
    "condition": _("For which conditions"),
    "price": _("Price"),
    "visit_limit": _("Visit limit"),
    **{kind.value: GATE[kind] for kind in GateKind},
}
PLANS_A_PAGE = 4


@may(SUMMARIES)
@require_safe
def missing(request: HttpRequest) -> HttpResponse:
    """A few plans at a time, each with what costs most; all situations of a plan are counted."""
    edition = editions.in_force()
    plans = in_order(edition.catalog)
    pages = max(1, -(-len(plans) // PLANS_A_PAGE))
    number = matrix.page_number(request.GET.get("page", ""), pages)
    first = ((number or 1) - 1) * PLANS_A_PAGE
    chosen = plans[first : first + PLANS_A_PAGE] if number else ()
    shown = {
        "plans": [(plan, _lines(edition.catalog, _counted(edition.catalog, plan, localdate()))) for plan in chosen],
        "problems": {} if number else {"page": _("There is no such page.")},
        "pages": {
            "number": number or 1,
            "all": pages,
            "before": f"page={number - 1}" if number and number > 1 else "",
            "after": f"page={number + 1}" if number and number < pages else "",
        },
    }
    return render(request, "staff/missing.html", shown, status=200 if number else 400)


def _counted(catalog: Catalog, plan: Plan, today: date) -> tuple[Wanting, ...]:
    """Counted once for a catalog, a plan and a day."""
    key = ("wanting", plan.slug, today)
    found: tuple[Wanting, ...] | None = catalog.remembered.get(key)
    if found is None:
        therapies = catalog.therapy_by_slug
        found = tuple(one for therapy in therapies for one in wanting(catalog, plan, therapy, today))
        catalog.remembered[key] = found
    return found


def _lines(catalog: Catalog, found: tuple[Wanting, ...]) -> list[dict[str, object]]:
    """Most costly field first, with the therapies that it is wanting for."""
    counted: Counter[str] = Counter()
    for one in found:
        counted[one.field] += one.situations
    return [
        {
            "field": FIELDS[field],
            "situations": count,
            "therapies": [
                (catalog.therapy_by_slug[one.therapy].name, one.situations, one.of)
                for one in found
                if one.field == field
            ],
        }
        for field, count in counted.most_common()
    ]
