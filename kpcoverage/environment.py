"""Settings read from the environment: right, or the start is refused with one plain line."""

import ipaddress
import os
import re
import secrets
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured

from benefits.whole_files import write_once

env = environ.Env()

YES: Final = ("true", "yes", "on", "1")
NO: Final = ("false", "no", "off", "0")
SHORTEST_KEY: Final = 32
HOST_NAME: Final = re.compile(r"\.?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?")
MAIL_ADDRESS: Final = re.compile(r"[A-Za-z0-9.+_-]+@([a-z0-9-]+\.)+[a-z]{2,}")
POSTGRESQL: Final = "django.db.backends.postgresql"
SQLITE: Final = "django.db.backends.sqlite3"


def text(name: str, default: str) -> str:
    """The value as it is given; an empty one is a mistake, not a wish."""
    value = str(env.str(name, default)).strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is empty: give it a value or leave it out.")
    return value


def switch(name: str, *, default: bool = False) -> bool:
    """True or false, and nothing that only looks like it."""
    value = text(name, str(default)).lower()
    if value not in YES + NO:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value in YES


def count(name: str, default: int, *, least: int = 1) -> int:
    """A whole number from the least one on, up to a million."""
    value = text(name, str(default))
    is_number = value.isascii() and value.isdecimal()
    if not is_number or not least <= int(value[:8]) <= 1_000_000:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} on, not {value!r}.")
    return int(value)


def words(name: str, default: Sequence[str] = ()) -> list[str]:
    """Values with commas between them."""
    return [word.strip() for word in text(name, ",".join(default) or ",").split(",") if word.strip()]


def address(name: str) -> str:
    """One mail address, or none."""
    value = str(env.str(name, "")).strip()
    if value and not MAIL_ADDRESS.fullmatch(value):
        raise ImproperlyConfigured(f"{name} must be a mail address, not {value!r}.")
    return value


def hosts(name: str, default: Sequence[str]) -> list[str]:
    """Host names and addresses. No `*`: a forged Host header is refused everywhere."""
    given = [host.lower() for host in words(name, default)]
    wrong = [host for host in given if not (HOST_NAME.fullmatch(host) or _is_address(host))]
    if wrong or not given:
        raise ImproperlyConfigured(
            f"{name} must be host names with commas between them, like example.org,www.example.org"
            f" (no scheme, no port, no *), not {', '.join(wrong) or 'nothing'!r}."
        )
    return given


def _is_address(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return host.startswith("[") == (address.version == 6)


def time_zone(name: str, default: str) -> str:
    """The name of a time zone, as in America/Los_Angeles."""
    value = text(name, default)
    if value not in available_timezones():
        raise ImproperlyConfigured(f"{name} must be a time zone like {default}, not {value!r}.")
    return ZoneInfo(value).key


def database(name: str, default: str) -> dict[str, Any]:
    """Of one of the two kinds that the suite passes on. The address holds a password: never shown."""
    problem = ImproperlyConfigured(
        f"{name} must be like postgres://user:password@host:5432/name"
        " or sqlite:////folder/file.sqlite3, in a folder that is there."
    )
    url = text(name, default)
    try:
        with warnings.catch_warnings(action="ignore"):
            found: dict[str, Any] = environ.Env.db_url_config(url)
    except ValueError as error:
        raise problem from error
    if found.get("ENGINE") not in (POSTGRESQL, SQLITE) or not found.get("NAME"):
        raise problem
    if found["ENGINE"] == SQLITE and not Path(found["NAME"]).parent.is_dir():
        raise problem
    return found


def folder(name: str, default: Path) -> Path:
    """A folder that only its owner can read, made when it is not there."""
    path = default.parent / text(name, str(default))
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}: cannot make the folder {path}.") from error
    return path


def secret_key(name: str, kept_in: Path) -> str:
    """The key that is given, else one that is made once and kept in a file."""
    key = text(name, "") if name in os.environ else _kept_key(kept_in)
    if len(key) < SHORTEST_KEY:
        where = name if name in os.environ else str(kept_in)
        raise ImproperlyConfigured(f"{where} must have at least {SHORTEST_KEY} characters.")
    return key


def _kept_key(path: Path) -> str:
    if not path.exists():
        write_once(path, [secrets.token_urlsafe(64).encode()])
    return path.read_text(encoding="ascii").strip()
