"""The files to take away in the shape in which they are brought: empty, of the draft, or of an edition."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from benefits import editions
from benefits.coverage.catalog import Catalog
from benefits.coverage.vocabulary import Refused
from benefits.importing.reader import Offer
from benefits.importing.readers import READERS
from benefits.words import refusals

EMPTY: Final = "template"


def taken_away(request: HttpRequest, edition: str, name: str) -> HttpResponseBase:
    """The offer of that name, made of the edition."""
    offer = _offer(name)
    try:
        catalog = Catalog() if edition == EMPTY else editions.named(edition).catalog
        response = _response(offer, catalog)
    except editions.NoSuchEdition as problem:
        raise Http404 from problem
    except Refused as problem:
        messages.error(request, _("There is no file: %(why)s") % {"why": refusals.told(problem)})
        return redirect("admin:benefits_importbatch_add")
    saved_as = offer.saved_as % {"edition": edition}
    response["Content-Type"] = offer.media_type
    response["Content-Disposition"] = f'attachment; filename="{saved_as}"'
    return response


def _offer(name: str) -> Offer:
    for reader in READERS:
        for offer in reader.offers:
            if offer.name == name:
                return offer
    raise Http404


def _response(offer: Offer, catalog: Catalog) -> HttpResponseBase:
    pieces = offer.write(catalog)
    return HttpResponse(b"".join(pieces)) if offer.can_fail else StreamingHttpResponse(pieces)
