"""What an edition changed, field by field, beside the one before it."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from benefits import editions
from benefits.admin.publishing import records
from benefits.admin.publishing.access import READ, SEE_EDITIONS, may, shown
from benefits.models import Edition, Review

A_PAGE: Final = 100


@may(SEE_EDITIONS, *READ)
def edition_changes(request: HttpRequest, number: int) -> HttpResponse:
    """Its records that differ from the edition before; of the first, how many there are."""
    edition = get_object_or_404(Edition.objects.select_related("published_by"), number=number)
    found: Any = editions.changes_between(number - 1, number) if number > 1 else ()
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "edition": edition,
        "before": number - 1,
        "page": page,
        "records": records.differing(request.user, list(page.object_list)),
        "counts": _counts(edition) if number == 1 else [],
        "confirmed": _first_to_confirm(edition),
        "newest": editions.newest_number(),
    }
    return shown(request, "edition", _("What edition %(number)s changed") % {"number": number}, context)


def _first_to_confirm(edition: Edition) -> Review | None:
    """The review that was published so, where two people had to confirm it."""
    two = Review.objects.filter(published=edition, confirmed_by__isnull=False)
    return two.select_related("confirmed_by").defer("packed").first()


def _counts(edition: Edition) -> list[tuple[str, int]]:
    return [(records.noun(table), count) for table, count in editions.counts(edition).items() if count]
