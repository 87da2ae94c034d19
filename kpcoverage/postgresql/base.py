"""A server that keeps silent is given up on while its reader still waits, and costs the others no time.

What takes the server too long it ends itself (statement_timeout). A server that hangs, or that the network no longer
reaches, ends nothing, and TCP keeps such a connection for hours: only the side that waits can stop waiting. Members
need no database, but they need a thread: once the server kept silent, one request at a time tries it again, and all
others are told at once that it is away.
"""

import threading
import time
from types import SimpleNamespace
from typing import Any, Final

import psycopg
from django.db.backends.postgresql import base
from psycopg.abc import RV, PQGen
from psycopg.pq import TransactionStatus

# A page's first word may wait for both: whether the old connection still holds, and (2 seconds) for a new one.
PATIENCE_SECONDS: Final = 2.0
IS_THERE_SECONDS: Final = 0.5
TURN_SECONDS: Final = 3


class Silence:
    """What the threads of a process tell one another of a server that does not answer."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.next_turn: float | None = None

    def begin(self) -> None:
        """It kept somebody waiting in vain."""
        with self.lock:
            self.next_turn = self.next_turn or time.monotonic()

    def end(self) -> None:
        """It answers."""
        self.next_turn = None

    def may_try(self) -> bool:
        """Whether it is known to answer, or nobody tries it at this moment."""
        with self.lock:
            if self.next_turn is None:
                return True
            if time.monotonic() < self.next_turn:
                return False
            self.next_turn = time.monotonic() + TURN_SECONDS
            return True


silence: Final = Silence()


class Connection(psycopg.Connection[Any]):
    """A connection that waits so long and no longer, and is closed when the wait was in vain."""

    patience = PATIENCE_SECONDS

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Wait for the server."""
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except psycopg.OperationalError:
            if self.info.transaction_status == TransactionStatus.ACTIVE:
                silence.begin()
                self.close()  # who goes on with it, if only to roll back, would wait once more
            raise


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, over such connections."""

    Database = SimpleNamespace(**{**vars(psycopg), "connect": Connection.connect})  # type: ignore[assignment]

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection, unless the server keeps silent."""
        if not silence.may_try():
            raise psycopg.OperationalError("the server keeps silent")
        try:
            connection = super().get_new_connection(conn_params)
        except psycopg.errors.ConnectionTimeout:
            silence.begin()
            raise
        silence.end()
        return connection

    def is_usable(self) -> bool:
        """Whether the connection of the last request still holds; one that needs long for this is replaced."""
        if self.connection is None or silence.next_turn is not None:
            return False
        self.connection.patience = IS_THERE_SECONDS
        try:
            return super().is_usable()
        finally:
            self.connection.patience = PATIENCE_SECONDS
