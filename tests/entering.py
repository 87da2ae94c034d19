"""The server's side of a request, as ASGI has it: what is asked, piece by piece, and what is sent back."""

import asyncio
from collections.abc import Coroutine, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

from asgiref.typing import ASGIReceiveEvent, ASGISendEvent, HTTPScope

T = TypeVar("T")
FORM: Final = (b"content-type", b"application/x-www-form-urlencoded")


def run(work: Coroutine[Any, Any, T]) -> T:
    """What the coroutine returns, run by a thread of its own: where a browser is driven, this thread has a loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def scope(method: str = "GET", path: str = "/", headers: Iterable[tuple[bytes, bytes]] = ()) -> HTTPScope:
    """A request without its body."""
    raw_path, _, query = path.encode("latin-1").partition(b"?")
    return {
        "type": "http",
        "asgi": {"spec_version": "2.3", "version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": raw_path,
        "query_string": query,
        "root_path": "",
        "headers": [(b"host", b"testserver"), *headers],
        "client": ("203.0.113.9", 4711),
        "server": ("127.0.0.1", 8000),
        "state": {},
        "extensions": {},
    }


class Wire:
    """A connection: pieces that arrive so many seconds apart, and a reader that takes each in so many seconds."""

    def __init__(self, *pieces: bytes, apart: float = 0, ends: bool = True, taking: float = 0) -> None:
        self.pieces = list(pieces) or [b""]
        self.apart, self.ends, self.taking = apart, ends, taking
        self.sent: list[Mapping[str, Any]] = []

    async def receive(self) -> ASGIReceiveEvent:
        """The next piece; after the last one of a body that does not end, nothing ever comes."""
        await asyncio.sleep(self.apart)
        if not self.pieces:
            await asyncio.Event().wait()
        piece = self.pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(self.pieces) or not self.ends}

    async def hang_up(self) -> ASGIReceiveEvent:
        """Nobody is there any more."""
        return {"type": "http.disconnect"}

    async def send(self, message: ASGISendEvent) -> None:
        """Take what is sent."""
        await asyncio.sleep(self.taking)
        self.sent.append(message)

    @property
    def status(self) -> int:
        """The status that was sent."""
        return int(self.sent[0]["status"])

    @property
    def headers(self) -> dict[bytes, bytes]:
        """The headers that were sent."""
        return dict(self.sent[0]["headers"])

    @property
    def body(self) -> bytes:
        """The body that was sent."""
        return b"".join(message["body"] for message in self.sent[1:])
