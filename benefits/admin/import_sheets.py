"""The sheets to take away: empty, of the draft, or of an edition."""

from collections.abc import Callable, Iterable
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from benefits import editions
from benefits.coverage.catalog import Catalog
from benefits.coverage.vocabulary import Refused
from benefits.importing.sheets import writing
from benefits.models import ROWS
from benefits.words import refusals

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"
TEMPLATE: Final = "template"
NAMES: Final = tuple(ROWS)


def xlsx(request: HttpRequest, edition: str) -> HttpResponseBase:
    """All of them in one workbook."""
    return _file(request, edition, lambda catalog: [b"".join(writing.xlsx(catalog))], XLSX, f"sheets-{edition}.xlsx")


def csv(request: HttpRequest, edition: str, table: str) -> HttpResponseBase:
    """One of them. Its name is what it is known by when it comes back."""
    if table not in ROWS:
        raise Http404
    return _file(request, edition, lambda catalog: writing.csv(catalog, table), CSV, f"{table}.csv")


def _file(
    request: HttpRequest, edition: str, written: Callable[[Catalog], Iterable[bytes]], kind: str, name: str
) -> HttpResponseBase:
    try:
        catalog = Catalog() if edition == TEMPLATE else editions.named(edition).catalog
        pieces = written(catalog)
    except editions.NoSuchEdition as problem:
        raise Http404 from problem
    except Refused as problem:
        messages.error(request, _("There is no file: %(why)s") % {"why": refusals.told(problem)})
        return redirect("admin:benefits_importbatch_add")
    response: HttpResponseBase = HttpResponse(pieces[0]) if isinstance(pieces, list) else StreamingHttpResponse(pieces)
    response["Content-Type"] = kind
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
