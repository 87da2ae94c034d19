"""Ports for the servers that tests start."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager


@contextmanager
def held_port() -> Iterator[int]:
    """A port that the system gives to nobody else meanwhile. Our server takes it, as it shares ports with whoever may.

    A port that was merely found free can be somebody else's before the server is up; both would then answer in turn.
    """
    with closing(socket.socket()) as holding:
        holding.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        holding.bind(("127.0.0.1", 0))
        yield holding.getsockname()[1]
