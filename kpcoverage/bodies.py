"""The body of a request, read to its end within a time and a size, before any thread waits for it."""

import asyncio
import tempfile
from typing import BinaryIO, Final, cast

from asgiref.typing import ASGIReceiveCallable

from benefits.whole_bodies import Unfinished

# How long a form may take, whoever sends it. A file may take a second longer for each of so many bytes.
SECONDS: Final = 15
BYTES_A_SECOND: Final = 64 * 1024
# What is larger lies in a temporary file without a name.
IN_MEMORY: Final = 256 * 1024
# Of what is too large so much is let pass, as few browsers show a refusal before they have sent everything.
MOST_LET_PASS: Final = 64 * 1024 * 1024


class Gone(Exception):
    """Whoever sent the request is no longer there."""


class Body:
    """A body as it comes in: kept up to the size that is taken, and nothing of it beyond."""

    def __init__(self, largest: int) -> None:
        self.largest = largest
        self.size = 0
        self.file = cast("BinaryIO", tempfile.SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 (see close)
        self.unfinished: Unfinished | None = None

    def add(self, piece: bytes) -> None:
        """Keep one more piece, if there is room for it."""
        self.size += len(piece)
        if self.size > self.largest:
            self.unfinished = Unfinished.TOO_LARGE
        if self.unfinished is not None:
            return
        try:
            self.file.write(piece)
        except OSError:
            self.unfinished = Unfinished.NO_ROOM

    def close(self) -> None:
        """Let go of what was kept."""
        self.file.close()

    def seconds(self) -> float:
        """How long it may take, by what has come so far."""
        return SECONDS + min(self.size, self.largest) / BYTES_A_SECOND


async def read(receive: ASGIReceiveCallable, body: Body) -> None:
    """Have all of the body come in, or say why it did not. Raises Gone."""
    more, begun = True, asyncio.get_running_loop().time()
    while more and body.size <= MOST_LET_PASS:
        try:
            async with asyncio.timeout_at(begun + body.seconds()):
                message = await receive()
        except TimeoutError:
            body.unfinished = body.unfinished or Unfinished.LATE
            break
        if message["type"] != "http.request":
            raise Gone
        body.add(message.get("body", b""))
        more = message.get("more_body", False)
    body.file.seek(0)
