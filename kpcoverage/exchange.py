"""One request and its response: by a few threads, none of which waits for who sends or reads slowly.

Why it is so is written in docs/decisions/bounded-bodies.md.
"""

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from io import BytesIO
from typing import Final, TypeVar
from urllib.parse import unquote_to_bytes
from wsgiref.types import WSGIEnvironment

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope
from django.core.handlers.wsgi import WSGIRequest
from django.db import Error

from benefits.bounds import MEMBER_FORM
from benefits.whole_bodies import UNFINISHED, declared_size, largest_body
from kpcoverage import bodies, replies
from kpcoverage.bodies import Body, Gone
from kpcoverage.replies import Head, ResponsePart, SlowReader

T = TypeVar("T")

# Threads that make pages, in each worker, and the requests that may wait for one of them.
THREADS: Final = 4
MOST_WAITING: Final = 400
PLAIN: Final = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
BUSY: Final = ResponsePart(
    b"Very many people are asking at once. Wait a few seconds, then try once more.\n",
    Head(503, [*PLAIN, (b"retry-after", b"5")]),
)
# Every other header has a name of its own in what Django is given.
UNPREFIXED: Final = ("CONTENT_TYPE", "CONTENT_LENGTH")


class TooManyWaiting(Exception):
    """A request would wait for a thread behind very many others."""


class Threads:
    """The threads that make pages, and the line before them, which has an end."""

    def __init__(self, threads: int, most_waiting: int) -> None:
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="page")
        self.most = threads + most_waiting
        self.inside = 0

    async def run(self, function: Callable[[], T]) -> T:
        """What the function returns, called by one of the threads. Raises TooManyWaiting."""
        if self.inside >= self.most:
            raise TooManyWaiting
        self.inside += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.pool, function)
        finally:
            self.inside -= 1


threads: Final = Threads(THREADS, MOST_WAITING)


async def application(scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """One request, from its head to the last byte of its response."""
    try:
        await replies.send_part(send, await _last_part(scope, receive, send))
    except TooManyWaiting:
        await replies.send_part(send, BUSY)
    except (Gone, SlowReader):
        return  # the server closes what is left of the connection


async def _last_part(scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> ResponsePart:
    environ, loop = environ_of(scope), asyncio.get_running_loop()

    def deliver(part: ResponsePart) -> None:
        asyncio.run_coroutine_threadsafe(replies.send_part(send, part), loop).result()

    with closing(Body(await _largest_body(environ))) as body:
        await bodies.read(receive, body)
        _put(environ, body)
        return await threads.run(partial(replies.last_part, environ, deliver))


async def _largest_body(environ: WSGIEnvironment) -> int:
    """How many bytes are read. Only for more than a form it matters who sends them, and a session is looked at."""
    if declared_size(environ.get("CONTENT_LENGTH")) <= MEMBER_FORM.most:
        return MEMBER_FORM.most
    try:
        return await threads.run(lambda: largest_body(WSGIRequest(environ)).most)
    except (Error, ValueError):
        return MEMBER_FORM.most  # Django meets the same, and has a page for it


def _put(environ: WSGIEnvironment, body: Body) -> None:
    """Let Django read the body, or know why it cannot."""
    if body.unfinished is None:
        environ |= {"CONTENT_LENGTH": str(body.size), "wsgi.input": body.file}
    else:
        environ[UNFINISHED] = body.unfinished


def environ_of(scope: HTTPScope) -> WSGIEnvironment:
    """The request as Django takes it, without its body."""
    host, port = scope["server"] or ("", 0)
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "REMOTE_ADDR": scope["client"][0] if scope["client"] else "",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        _add_header(environ, name.decode("latin-1").upper(), value.decode("latin-1"))
    return environ


def _add_header(environ: WSGIEnvironment, name: str, value: str) -> None:
    """A name with an underscore could pass for one with a hyphen, which a proxy vouches for."""
    if "_" in name:
        return
    key = name.replace("-", "_")
    key = key if key in UNPREFIXED else f"HTTP_{key}"
    joint = "; " if key == "HTTP_COOKIE" else ","
    environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
