"""The edition in force, which each process holds in memory.

A thread of its own looks for a newer one every few seconds, so that no request of a member asks the database. Where the
database does not answer, the edition held is served on, or the one on local disk, marked as stale.
"""

import logging
import os
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

import msgspec
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from benefits.coverage.catalog import NumberedCatalog, from_json, sha256
from benefits.coverage.vocabulary import Refused
from benefits.editions import disk
from benefits.models import Edition
from benefits.words import refusals

log: Final = logging.getLogger(__name__)

# For so long the first request waits for a look at the database; after it, what is held counts as stale.
PATIENCE_SECONDS: Final = 4

FAULTS: Final = (Error, OSError, zlib.error, Refused)


class NothingPublished(LookupError):
    """No edition was ever published, or none can be reached."""


class InForce(NumberedCatalog, frozen=True, kw_only=True):
    """An edition as it is served. The draft is served in the same shape, without a number.

    `stale` says that the database could not be asked whether there is a newer one.
    """

    stale: bool = False


class _Watch:
    """The edition that one process holds, and the thread that looks for a newer one.

    `held` is None while none is known. `asking_since` is the monotonic time, in seconds, at which the look under way
    began; None between two looks.
    """

    def __init__(self, held: InForce | None = None) -> None:
        self.held = held
        self.begun = False
        self.looked = threading.Event()
        self.ended = threading.Event()
        self.asking_since: float | None = None
        self.beginning = threading.Lock()
        self.looking = threading.Lock()

    def begin(self) -> None:
        """Look for the first time, and wait for that look for PATIENCE_SECONDS at most.

        A thread looks, and goes on looking every EDITION_WATCH_SECONDS. Where these are 0 there is no thread: the
        caller looks, once.
        """
        with self.beginning:
            if self.begun:
                return
            if settings.EDITION_WATCH_SECONDS:
                threading.Thread(target=self.keep_looking, name="edition-watch", daemon=True).start()
                self.looked.wait(PATIENCE_SECONDS)
            else:
                self.look()
            self.begun = True

    def keep_looking(self) -> None:
        """Look every few seconds, over a connection that is closed in between. No fault ends it."""
        connections[DEFAULT_DB_ALIAS] = _impatient_connection()
        while not self.ended.is_set():
            self.asking_since = time.monotonic()
            try:
                self.look()
            except Exception:
                log.exception("looking for a new edition failed")
            finally:
                self.asking_since = None
                connections[DEFAULT_DB_ALIAS].close()
            self.ended.wait(settings.EDITION_WATCH_SECONDS)

    def look(self) -> None:
        """Hold the newest edition; where it cannot be read, go on with the one held or the one on disk.

        One look at a time: of two at once, the one that asked first must not have the last word.
        """
        with self.looking:
            self._look()

    def _look(self) -> None:
        try:
            self.held = _newest(self.held)
        except FAULTS as fault:
            if self.held is None or not self.held.stale:
                log.warning("the newest edition cannot be read: %s", _said(fault))
            self.held = _last_known(self.held)
        finally:
            self.looked.set()

    def hangs(self) -> bool:
        """Whether the database has kept a look waiting for longer than anybody should."""
        return self.asking_since is not None and time.monotonic() - self.asking_since > PATIENCE_SECONDS


_watch = _Watch()


# The draft that the request under way is answered from, in a preview. No other request sees it.
_instead: Final[ContextVar[InForce | None]] = ContextVar("instead", default=None)


@contextmanager
def previewing(draft: InForce) -> Iterator[None]:
    """Within the block, whoever asks for the edition in force is given the draft."""
    token = _instead.set(draft)
    try:
        yield
    finally:
        _instead.reset(token)


def is_preview() -> bool:
    """Whether the request under way is answered from a draft."""
    return _instead.get() is not None


def in_force() -> InForce:
    """The edition in force. Raises NothingPublished when there is none."""
    if (instead := _instead.get()) is not None:
        return instead
    watch = _watch
    if not watch.begun:
        watch.begin()
    if watch.hangs():
        watch.held = _last_known(watch.held)
    if watch.held is None:
        raise NothingPublished("no edition is in force")
    return watch.held


def look_again() -> None:
    """Look for what was just published by this process. Other processes find it within seconds."""
    if _watch.begun:
        _watch.look()


def forget() -> None:
    """Hold nothing, so that the next call looks for the first time again."""
    global _watch  # noqa: PLW0603
    _watch.ended.set()
    _watch = _Watch()


def _after_fork() -> None:
    """Let a child process keep its parent's edition and begin a thread of its own: threads and locks do not follow."""
    global _watch  # noqa: PLW0603
    _watch = _Watch(_watch.held)


os.register_at_fork(after_in_child=_after_fork)


def _said(fault: Exception) -> str:
    """The words for the log: the message of a catalog that is refused, and no more than the kind of any other fault.

    The message of a database may hold an address or a password.
    """
    return refusals.told(fault) if isinstance(fault, Refused) else type(fault).__name__


def _newest(held: InForce | None) -> InForce | None:
    """The newest edition in the database, None where nothing was ever published.

    The one held is given again where it is still the newest. A newer one is kept on disk too; where that fails, a line
    in the log says so. Raises Error for the database, and zlib.error or Refused for a catalog that cannot be read.
    """
    newest = Edition.objects.order_by("-number").values_list("number", "sha256").first()
    if newest is None:
        return None
    if held is not None and (held.number, held.sha256) == newest:
        return msgspec.structs.replace(held, stale=False) if held.stale else held
    edition = Edition.objects.get(number=newest[0])
    copy = disk.Copy(edition.number, edition.sha256, edition.published_at, edition.catalog_json)
    opened = _opened(copy)
    try:
        disk.keep(copy)
    except OSError as fault:
        log.warning("edition %s is not kept on disk: %s", copy.number, fault.strerror)
    return opened


def _opened(copy: disk.Copy, *, stale: bool = False) -> InForce:
    """The edition with its catalog. Raises Refused when the catalog is not the one that was published."""
    if sha256(copy.catalog_json) != copy.sha256:
        raise Refused("sha256", f"the catalog of edition {copy.number} is not the one that was published.")
    return InForce(
        number=copy.number,
        sha256=copy.sha256,
        published_at=copy.published_at,
        catalog=from_json(copy.catalog_json),
        stale=stale,
    )


def _last_known(held: InForce | None) -> InForce | None:
    """The edition that is held, else the one on disk, marked as stale; None where there is neither."""
    if held is not None:
        return held if held.stale else msgspec.structs.replace(held, stale=True)
    copy = disk.kept()
    if copy is None:
        return None
    try:
        return _opened(copy, stale=True)
    except Refused:
        return None


def _impatient_connection() -> BaseDatabaseWrapper:
    """A connection for this thread that gives up early, however patient the others of the process are."""
    own = connections.create_connection(DEFAULT_DB_ALIAS)
    options = dict(own.settings_dict["OPTIONS"])
    if own.vendor == "postgresql":
        options["connect_timeout"] = 2
        options["options"] = f"{options.get('options', '')} -c statement_timeout=1500".strip()
    own.settings_dict = {**own.settings_dict, "OPTIONS": options}
    return own
