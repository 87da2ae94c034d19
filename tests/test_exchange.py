"""One request as the server hands it over: Django is told what was asked, and nothing that only looks like it."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from asgiref.typing import ASGIReceiveCallable, HTTPScope
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client

from benefits.bounds import MEMBER_FORM, UPLOAD
from kpcoverage import bodies, exchange, replies
from kpcoverage.exchange import Threads, TooManyWaiting
from kpcoverage.replies import Head, ResponsePart
from tests.entering import FORM, Wire, run, scope

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def threads(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Threads that are gone after the test, and so are their connections."""
    own = Threads(threads=1, most_waiting=10)
    monkeypatch.setattr(exchange, "threads", own)
    yield
    own.pool.submit(connections.close_all).result()
    own.pool.shutdown()


def entered(asked: HTTPScope, wire: Wire) -> Wire:
    """The connection, after one request."""
    run(exchange.application(asked, wire.receive, wire.send))
    return wire


def test_a_page_is_answered() -> None:
    wire = entered(scope("GET", "/privacy/"), Wire())

    assert wire.status == 200
    assert b"<h1" in wire.body
    assert wire.headers[b"content-length"] == str(len(wire.body)).encode()


SPELLED: Final = [
    pytest.param(scope("GET", "/a%20b/?c=%20"), {"PATH_INFO": "/a b/", "QUERY_STRING": "c=%20"}, id="path and query"),
    pytest.param(scope("GET", "/%C3%A9/"), {"PATH_INFO": "/Ã©/"}, id="bytes of UTF-8"),
    pytest.param(scope("GET", "/%ED%A0%80/"), {"PATH_INFO": "/í\xa0\x80/"}, id="bytes that are no UTF-8"),
    pytest.param(scope(headers=[FORM]), {"CONTENT_TYPE": FORM[1].decode()}, id="the content type"),
    pytest.param(scope(headers=[(b"x-a", b"1"), (b"x-a", b"2")]), {"HTTP_X_A": "1,2"}, id="a header twice"),
    pytest.param(scope(headers=[(b"cookie", b"a=1"), (b"cookie", b"b=2")]), {"HTTP_COOKIE": "a=1; b=2"}, id="cookies"),
    pytest.param(scope(), {"REMOTE_ADDR": "203.0.113.9", "HTTP_HOST": "testserver"}, id="who asks, and whom"),
]


@pytest.mark.parametrize(("asked", "told"), SPELLED)
def test_what_is_asked_is_spelled_as_django_reads_it(asked: HTTPScope, told: dict[str, str]) -> None:
    environ = exchange.environ_of(asked)

    assert {name: environ.get(name) for name in told} == told


def test_a_name_that_could_pass_for_another_is_left_out() -> None:
    environ = exchange.environ_of(scope(headers=[(b"x_forwarded_for", b"192.0.2.1")]))

    assert [name for name in environ if "FORWARDED" in name] == []


def test_a_form_arrives_in_pieces(settings: Any) -> None:
    wire = entered(scope("POST", "/admin/login/", [FORM]), Wire(b"username=ada", b"&pass", b"word=guess"))

    assert wire.status == 403  # it has no token, which is looked for in the form


REFUSED: Final = [
    pytest.param("/check/abcdefghijklmnop/therapy/", Wire(b"a", ends=False), 408, b"too long to arrive", id="late"),
    pytest.param("/api/answer", Wire(b"a", ends=False), 408, b'"message"', id="late, for a program"),
    pytest.param("/check/abcdefghijklmnop/therapy/", Wire(b"a" * 70_000), 413, b"longer than 64 KB", id="too large"),
    pytest.param("/api/answer", Wire(b"a" * 70_000), 413, b'"message"', id="too large, for a program"),
]


@pytest.mark.parametrize(("path", "wire", "status", "words"), REFUSED)
def test_a_body_that_is_not_all_there_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, path: str, wire: Wire, status: int, words: bytes
) -> None:
    monkeypatch.setattr(bodies, "SECONDS", 0.5)

    entered(scope("POST", path, [FORM]), wire)

    assert wire.status == status
    assert words in wire.body
    assert b"content-security-policy" in wire.headers


def cookies(client: Client) -> list[tuple[bytes, bytes]]:
    """The header by which a browser says who it is."""
    said = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    return [(b"cookie", said.encode())]


@pytest.mark.parametrize(
    ("logged_in", "size", "largest"),
    [
        pytest.param(True, 64 * 1024, MEMBER_FORM.most, id="a form"),
        pytest.param(True, 70_000, UPLOAD.most, id="a file of somebody known"),
        pytest.param(False, 70_000, MEMBER_FORM.most, id="a file of a stranger"),
    ],
)
def test_more_than_a_form_is_read_of_who_is_logged_in(
    monkeypatch: pytest.MonkeyPatch, logged_in: bool, size: int, largest: int
) -> None:
    client, read = Client(), bodies.read
    if logged_in:
        client.force_login(User.objects.create_superuser("ada"))
    taken: list[int] = []

    async def noted(receive: ASGIReceiveCallable, body: bodies.Body) -> None:
        taken.append(body.largest)
        await read(receive, body)

    monkeypatch.setattr(bodies, "read", noted)
    headers = [FORM, (b"content-length", str(size).encode()), *cookies(client)]

    wire = entered(scope("POST", "/admin/benefits/importbatch/add/", headers), Wire(b"a" * size))

    assert taken == [largest]
    assert wire.status == (403 if largest >= size else 302)


def test_who_hangs_up_is_sent_nothing() -> None:
    wire = Wire()

    run(exchange.application(scope("POST"), wire.hang_up, wire.send))

    assert wire.sent == []


def test_a_reader_who_takes_nothing_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replies, "READER_SECONDS", 0.05)

    entered(scope("GET", "/privacy/"), Wire(taking=0.2))


def test_a_long_file_is_sent_in_parts(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def long(_: object, deliver: Callable[[ResponsePart], None]) -> ResponsePart:
        deliver(ResponsePart(b"a" * 100_000, Head(200, []), more=True))
        return ResponsePart(b"b")

    monkeypatch.setattr(replies, "last_part", long)

    wire = entered(scope(), Wire())

    assert wire.body == b"a" * 100_000 + b"b"


def test_the_line_before_the_threads_has_an_end() -> None:
    line, gate = Threads(threads=2, most_waiting=3), threading.Event()

    async def asked() -> list[Any]:
        requests = [asyncio.create_task(line.run(lambda: gate.wait(10))) for _ in range(7)]
        while sum(request.done() for request in requests) < 2:
            await asyncio.sleep(0.01)
        gate.set()
        return [*await asyncio.gather(*requests, return_exceptions=True), await line.run(lambda: 1)]

    *results, after = run(asked())

    assert [isinstance(result, TooManyWaiting) for result in results] == [False] * 5 + [True] * 2
    assert after == 1


def test_who_is_turned_away_reads_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "threads", Threads(threads=1, most_waiting=-1))

    wire = entered(scope(), Wire())

    assert (wire.status, wire.headers[b"retry-after"]) == (503, b"5")
    assert b"try once more" in wire.body
