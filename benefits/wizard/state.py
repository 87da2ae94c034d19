"""A walk's state: the facts told so far and the rules last seen, sealed in a cookie that only that walk is sent.

It is dead after 30 idle minutes.
"""

import base64
import json
import secrets
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

Facts = dict[str, object]


class Seen(NamedTuple):
    """The edition that the last page of a walk was drawn from: number, 0 for a draft, and the start of its hash."""

    number: int
    sha256: str


class Told(NamedTuple):
    """What a walk's cookie holds. The rules were not kept in it always: None in a cookie from before."""

    facts: Facts
    seen: Seen | None


IDLE: Final = timedelta(minutes=30)
NONCE_BYTES: Final = 12


def new_run() -> str:
    """A name for one walk that nobody can guess and that says nothing."""
    return secrets.token_urlsafe(9)


def cookie_name() -> str:
    """What the cookie is called; browsers hold `__Secure-` to TLS."""
    return "__Secure-check" if settings.SESSION_COOKIE_SECURE else "check"


def told(request: HttpRequest, run: str) -> Told | None:
    """What the walk's cookie holds. None when there is nothing to read: never told, expired, forged, another's."""
    sealed = request.COOKIES.get(cookie_name(), "")
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        opened = _opened(secret, sealed, run)
        if opened is not None:
            return opened
    return None


def keep(response: HttpResponse, run: str, facts: Mapping[str, object], seen: Seen | None = None) -> None:
    """Send the facts along with the response, sealed anew, for another 30 minutes."""
    content = json.dumps({"facts": facts, "issued_at": _now(), "edition": seen}, separators=(",", ":"))
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = nonce + _key(settings.SECRET_KEY).encrypt(nonce, content.encode(), run.encode())
    response.set_cookie(
        cookie_name(),
        base64.urlsafe_b64encode(sealed).decode(),
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


def _now() -> int:
    return int(timezone.now().timestamp())


def _opened(secret: str, sealed: str, run: str) -> Told | None:
    try:
        whole = base64.urlsafe_b64decode(sealed.encode())
        content = json.loads(_key(secret).decrypt(whole[:NONCE_BYTES], whole[NONCE_BYTES:], run.encode()))
    except (ValueError, InvalidTag):
        return None
    idle = _now() - content["issued_at"]
    seen = content.get("edition")
    return Told(content["facts"], seen and Seen(*seen)) if abs(idle) <= IDLE.total_seconds() else None


@lru_cache(maxsize=8)
def _key(secret: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"kpcoverage: the cookie of a walk")
    return AESGCM(derived.derive(secret.encode()))
