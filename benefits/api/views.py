"""What programs may ask: an answer for facts, the catalog in force, and the shape of both."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from benefits import answering, editions, errors, foreign_json, offering
from benefits.answers import document
from benefits.api.schema import SCHEMA
from benefits.bounds import MEMBER_FORM
from benefits.coverage.catalog import sha256, to_json
from benefits.coverage.situation import FactError
from benefits.coverage.telling import kept
from benefits.foreign_json import Unreadable
from benefits.words import refusals

JSON: Final = "application/json"
# Any cache may keep it, but asks each time if it is still the one in force.
CACHED: Final = "public, no-cache"
SCHEMA_JSON: Final = json.dumps(SCHEMA, ensure_ascii=False).encode()


# There is nothing to forge: no cookie is read, nothing is kept, and the reply goes to who asked.
@csrf_exempt
@never_cache
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """The answer for the facts in the body; care is for today where they name no day."""
    if request.content_type != JSON:
        return errors.problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    edition = editions.in_force()
    try:
        facts = kept(edition.catalog, foreign_json.read(request.body, MEMBER_FORM))
        told = {"on": offering.today(edition.catalog, facts), **facts}
        return JsonResponse(document(answering.answer(edition, told)), json_dumps_params={"ensure_ascii": False})
    except FactError as refused:
        allowed = refusals.taken(refused.allowed)
        return errors.problem(HTTPStatus.BAD_REQUEST, refusals.told(refused), fact=refused.fact, allowed=allowed)
    except Unreadable as refused:
        return errors.problem(HTTPStatus.BAD_REQUEST, str(refused))


@require_safe
def catalog(request: HttpRequest) -> HttpResponseBase:
    """The edition in force, in its one spelling; its hash is the tag."""
    edition = editions.in_force()
    return _unless_known(request, edition.sha256, lambda: to_json(edition.catalog))


@require_safe
def schema(request: HttpRequest) -> HttpResponseBase:
    """The JSON Schema of facts, answer, error and catalog."""
    return _unless_known(request, sha256(SCHEMA_JSON), lambda: SCHEMA_JSON)


def _unless_known(request: HttpRequest, tag: str, content: Callable[[], bytes]) -> HttpResponseBase:
    """The content, or the word that it has not changed."""
    known = get_conditional_response(request, etag=f'"{tag}"')
    response = known or HttpResponse(content(), content_type=JSON)
    response["Cache-Control"] = CACHED
    response["ETag"] = f'"{tag}"'
    return response
