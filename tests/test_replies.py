"""A response is sent whole by no thread; a long one in parts; and a reader who takes nothing is given up."""

import time
from collections.abc import Iterator
from typing import Final

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from kpcoverage import replies, wsgi
from kpcoverage.replies import Head, ResponsePart, SlowReader
from tests.entering import Wire, run

HEAD: Final = Head(200, [(b"a", b"1")])
LONG: Final = replies.LONG


def parts(response: HttpResponseBase, monkeypatch: pytest.MonkeyPatch) -> list[ResponsePart]:
    """All parts of the response, in the order in which they are sent."""

    def application(_: object, start_response: object) -> HttpResponseBase:
        start_response("200 OK", [("A", "1")])  # type: ignore[operator]
        return response

    monkeypatch.setattr(wsgi, "application", application)
    delivered: list[ResponsePart] = []
    last = replies.last_part({}, delivered.append)
    return [*delivered, last]


def in_pieces(*sizes: int) -> Iterator[bytes]:
    """So many bytes each."""
    yield from (b"x" * size for size in sizes)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("response", "sizes"),
    [
        pytest.param(HttpResponse(b""), [0], id="nothing"),
        pytest.param(HttpResponse(b"x" * 10), [10], id="a page"),
        pytest.param(HttpResponse(b"x" * 3 * LONG), [3 * LONG], id="a long page that was made at once"),
        pytest.param(StreamingHttpResponse(in_pieces(1, 2, 3)), [6], id="a short file"),
        pytest.param(StreamingHttpResponse(in_pieces()), [0], id="an empty file"),
        pytest.param(StreamingHttpResponse(in_pieces(LONG, 5)), [LONG, 5], id="a long file"),
        pytest.param(StreamingHttpResponse(in_pieces(LONG, LONG)), [LONG, LONG], id="a file of two parts"),
    ],
)
def test_a_response_has_as_many_parts_as_it_needs(
    monkeypatch: pytest.MonkeyPatch, response: HttpResponseBase, sizes: list[int]
) -> None:
    made = parts(response, monkeypatch)

    assert [len(part.body) for part in made] == sizes
    assert [part.head for part in made] == [HEAD, *[None] * (len(sizes) - 1)]
    assert [part.more for part in made] == [True] * (len(sizes) - 1) + [False]
    assert response.closed


@pytest.mark.django_db
def test_a_response_that_breaks_off_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Iterator[bytes]:
        yield b"x"
        raise ValueError("broken")

    response = StreamingHttpResponse(broken())

    with pytest.raises(ValueError, match="broken"):
        parts(response, monkeypatch)
    assert response.closed


@pytest.mark.parametrize("size", [0, 1, replies.PIECE, replies.PIECE + 1, 3 * replies.PIECE])
@pytest.mark.parametrize("more", [True, False])
def test_a_part_is_sent_in_pieces_that_a_reader_can_take(size: int, more: bool) -> None:
    wire = Wire()

    run(replies.send_part(wire.send, ResponsePart(b"x" * size, HEAD, more)))

    assert (wire.status, wire.headers, len(wire.body)) == (200, {b"a": b"1"}, size)
    assert max(len(message["body"]) for message in wire.sent[1:]) <= replies.PIECE
    assert [message["more_body"] for message in wire.sent[1:]] == [True] * (len(wire.sent) - 2) + [more]


@pytest.mark.parametrize(
    ("taking", "given_up"), [pytest.param(0.001, False, id="a slow one"), pytest.param(20, True, id="one who stopped")]
)
def test_a_reader_is_given_up_who_takes_nothing(monkeypatch: pytest.MonkeyPatch, taking: float, given_up: bool) -> None:
    monkeypatch.setattr(replies, "READER_SECONDS", 0.5)
    wire, begun = Wire(taking=taking), time.monotonic()

    async def send() -> bool:
        try:
            await replies.send_part(wire.send, ResponsePart(b"x" * 10 * replies.PIECE))
        except SlowReader:
            return True
        return False

    assert run(send()) == given_up
    assert time.monotonic() - begun < 10
