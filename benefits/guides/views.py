"""The pages for readers. Nothing but the edition and the language decides what is on them: each is drawn once."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from benefits import editions
from benefits.coverage import interview
from benefits.coverage.catalog import Catalog
from benefits.coverage.records import Therapy
from benefits.guides import page, structured

# Any cache may keep a page, but asks each time if it is still the one: guide and answers never disagree.
CACHED: Final = "public, no-cache"


class Drawn(NamedTuple):
    """A page as it is sent, and the tag that tells it from any other."""

    content: str
    etag: str


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Every therapy that has a guide."""
    edition = editions.in_force()
    return _sent(request, _drawn(edition, "index", lambda: _index(edition.catalog)))


@require_safe
def guide(request: HttpRequest, therapy: str) -> HttpResponseBase:
    """The guide to one therapy."""
    edition = editions.in_force()
    if therapy not in edition.catalog.therapy_by_slug:
        raise Http404
    return _sent(request, _drawn(edition, therapy, lambda: _guide(edition, therapy)))


@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """The file for search engines, with the address of the sitemap.

    The check may be crawled, since its pages themselves say that they are not for an index.
    """
    sitemap = f"{_origin(request)}{reverse('guides:sitemap')}"
    return _sent(request, _tagged(render_to_string("guides/robots.txt", {"sitemap": sitemap})), "text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """The addresses of the pages that are for an index."""
    paths = [reverse(name) for name in ("wizard:start", "guides:index", "wizard:privacy", "wizard:accessibility")]
    paths += [reverse("guides:guide", args=[therapy.slug]) for therapy in _therapies(editions.in_force().catalog)]
    addresses = [f"{_origin(request)}{path}" for path in paths]
    return _sent(request, _tagged(render_to_string("guides/sitemap.xml", {"addresses": addresses})), "application/xml")


def _origin(request: HttpRequest) -> str:
    """Scheme and host by which the site is reached, without the port: anyone can name one, and caches would keep it."""
    domain, _port = split_domain_port(request.get_host())
    return f"{request.scheme}://{domain}"


def _therapies(catalog: Catalog) -> list[Therapy]:
    return [catalog.therapy_by_slug[slug] for slug in interview.options(catalog, "therapy", {})]


def _index(catalog: Catalog) -> str:
    return render_to_string("guides/index.html", {"therapies": _therapies(catalog)})


def _guide(edition: editions.InForce, therapy: str) -> str:
    found = page.guide(edition.catalog, therapy)
    name = gettext("Guide to %(therapy)s") % {"therapy": found.therapy.name}
    opening = found.lede[0] if found.lede else None
    heading = (opening and opening.title) or name
    description = opening.text if opening else name
    data = structured.block(found, name=heading, description=description, language=get_language() or "en")
    shown: dict[str, Any] = {"guide": found, "edition": edition, "heading": heading, "description": description}
    return render_to_string("guides/guide.html", {**shown, "structured": data})


# Pages by all that they are drawn from: edition, language, and the address that the site stands under.
_pages: Final[dict[tuple[object, ...], Drawn]] = {}
MOST_PAGES: Final = 200


def _drawn(edition: editions.InForce, name: str, draw: Callable[[], str]) -> Drawn:
    """The page, drawn once. Pages of earlier editions go when there are too many."""
    of_edition = (edition.sha256, edition.number, edition.published_at, edition.stale)
    key = (name, get_script_prefix(), get_language(), *of_edition)
    found = _pages.get(key)
    if found is None:
        if len(_pages) >= MOST_PAGES:
            _pages.clear()
        found = _pages[key] = _tagged(draw())
    return found


def _tagged(content: str) -> Drawn:
    return Drawn(content, f'"{sha256(content.encode()).hexdigest()}"')


def _sent(request: HttpRequest, drawn: Drawn, content_type: str = "text/html; charset=utf-8") -> HttpResponseBase:
    """The page, or 304 for who has it already."""
    headers = {"ETag": drawn.etag, "Cache-Control": CACHED}
    response = HttpResponse(drawn.content, headers=headers, content_type=content_type)
    return get_conditional_response(request, etag=drawn.etag, response=response) or response
