"""A response of Django: made by a thread, sent without one."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Final, NamedTuple
from wsgiref.types import WSGIEnvironment

from asgiref.typing import ASGISendCallable

from kpcoverage import wsgi

# A reader takes each piece within this time, or is given up.
PIECE: Final = 64 * 1024
READER_SECONDS: Final = 20
# From this size on a response is sent while it is made, and its thread waits for the reader.
LONG: Final = 1024 * 1024


class SlowReader(Exception):
    """Whoever asked does not take the response."""


class Head(NamedTuple):
    """Status and headers, as they are sent."""

    status: int
    headers: list[tuple[bytes, bytes]]


class ResponsePart(NamedTuple):
    """A response, or a part of a long one: its first part has the head, its last part no more to come."""

    body: bytes
    head: Head | None = None
    more: bool = False


def last_part(environ: WSGIEnvironment, deliver: Callable[[ResponsePart], None]) -> ResponsePart:
    """Have Django respond. What is returned is still to be sent; parts before it, if any, were delivered."""
    heads: list[Head] = []

    def start_response(status: str, headers: list[tuple[str, str]], _: object = None, /) -> Callable[[bytes], object]:
        encoded = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        heads.append(Head(int(status[:3]), encoded))
        return bytes  # Django never calls it

    with closing(wsgi.application(environ, start_response)) as response:
        bodies = _bodies(response)
        part = ResponsePart(next(bodies), heads[0])
        for body in bodies:
            deliver(part._replace(more=True))
            part = ResponsePart(body)
    return part


def _bodies(response: Iterable[bytes]) -> Iterator[bytes]:
    """What a response holds, in pieces that are long but for the last one, which may be empty."""
    gathered = bytearray()
    for piece in response:
        if len(gathered) >= LONG:
            yield bytes(gathered)
            gathered.clear()
        gathered += piece
    yield bytes(gathered)


async def send_part(send: ASGISendCallable, part: ResponsePart) -> None:
    """Send it. Raises SlowReader where it is not taken in time."""
    if part.head is not None:
        status, headers = part.head
        await send({"type": "http.response.start", "status": status, "headers": headers, "trailers": False})
    last = max(len(part.body) - 1, 0) // PIECE * PIECE
    for begin in range(0, last, PIECE):
        await _send_piece(send, part.body[begin : begin + PIECE], more=True)
    await _send_piece(send, part.body[last:], more=part.more)


async def _send_piece(send: ASGISendCallable, piece: bytes, *, more: bool) -> None:
    try:
        async with asyncio.timeout(READER_SECONDS):
            await send({"type": "http.response.body", "body": piece, "more_body": more})
    except TimeoutError as too_slow:
        raise SlowReader from too_slow
