"""A walk's state: the facts told so far and the rules last seen, sealed in a cookie that only that walk is sent.

It is dead after 30 idle minutes.
"""

import base64
import secrets
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Final, NamedTuple

import msgspec
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from benefits import foreign_json
from benefits.bounds import WALK

WalkFacts = dict[str, object]
# The name of each fact that was told for another therapy or plan, and which of the two was changed.
ToldForAnother = Mapping[str, str]


class Seen(NamedTuple):
    """The edition that the last page of a walk was drawn from: number, 0 for a draft, and the start of its hash."""

    number: int
    sha256: str


class Told(msgspec.Struct, frozen=True):
    """What a walk's cookie holds: the walk that it is of, its facts, and the rules last seen; None before any page.

    Of what was told for another therapy or plan it keeps only the names, until a page has said that they do not count.
    """

    run: str
    facts: WalkFacts
    seen: Seen | None = None
    for_another: ToldForAnother = {}


IDLE: Final = timedelta(minutes=30)


def new_run() -> str:
    """A name for one walk that nobody can guess and that says nothing."""
    return secrets.token_urlsafe(9)


def cookie_name() -> str:
    """What the cookie is called; browsers hold `__Secure-` to TLS."""
    return "__Secure-check" if settings.SESSION_COOKIE_SECURE else "check"


def told(request: HttpRequest, run: str) -> Told | None:
    """What the walk's cookie holds. None when there is nothing to read: never told, expired, forged, of another walk
    or of an earlier release.
    """
    sealed = request.COOKIES.get(cookie_name(), "")
    try:
        content = _seal().decrypt(sealed, ttl=int(IDLE.total_seconds()))
        opened = msgspec.convert(foreign_json.read(content, WALK), Told)
    except (InvalidToken, ValueError):
        return None
    return opened if opened.run == run else None


def keep(
    response: HttpResponse,
    run: str,
    facts: Mapping[str, object],
    seen: Seen | None = None,
    for_another: ToldForAnother | None = None,
) -> None:
    """Send the facts along with the response, sealed anew, for another 30 minutes."""
    content = msgspec.json.encode(Told(run, dict(facts), seen, for_another or {}))
    response.set_cookie(
        cookie_name(),
        _seal().encrypt(content).decode(),
        path=_path(run),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse, run: str) -> None:
    """Have the browser throw the walk's cookie away."""
    response.delete_cookie(cookie_name(), path=_path(run), samesite="Lax")


def _path(run: str) -> str:
    return reverse("wizard:walk", args=[run])


def _seal() -> MultiFernet:
    """Seals with today's secret; opens what an earlier one sealed, too, while the settings still name it."""
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


@lru_cache(maxsize=8)
def _key(secret: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"kpcoverage: the cookie of a walk")
    return Fernet(base64.urlsafe_b64encode(derived.derive(secret.encode())))
