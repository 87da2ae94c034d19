"""A body is read to its end within a time and a size; whoever holds it open holds nothing else."""

import time
from collections.abc import Iterator
from contextlib import closing
from typing import Final, Never

import pytest

from benefits.bounds import MEMBER_FORM
from benefits.whole_bodies import Unfinished
from kpcoverage import bodies
from kpcoverage.bodies import Body, Gone
from tests.entering import Wire, run

LARGEST: Final = 1000


@pytest.fixture
def body() -> Iterator[Body]:
    """A body of a thousand bytes at most."""
    with closing(Body(LARGEST)) as body:
        yield body


def read(wire: Wire, body: Body) -> None:
    """Have it come in."""
    run(bodies.read(wire.receive, body))


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second for a form, and a second more for each thousand bytes."""
    monkeypatch.setattr(bodies, "SECONDS", 0.5)
    monkeypatch.setattr(bodies, "BYTES_A_SECOND", 1000)


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param((b"",), id="nothing"),
        pytest.param((b"a=1",), id="at once"),
        pytest.param((b"a", b"=", b"1"), id="in pieces"),
        pytest.param((b"a" * LARGEST,), id="of the largest size"),
    ],
)
def test_a_body_is_read_whole(body: Body, pieces: tuple[bytes, ...]) -> None:
    read(Wire(*pieces), body)

    assert body.unfinished is None
    assert (body.file.read(), body.size) == (b"".join(pieces), len(b"".join(pieces)))


@pytest.mark.parametrize("ends", [True, False], ids=["which ends", "which goes on"])
def test_what_is_too_large_is_not_kept(hurried: None, body: Body, ends: bool) -> None:
    read(Wire(b"a" * LARGEST, b"a", b"a" * 5000, ends=ends), body)

    assert body.unfinished is Unfinished.TOO_LARGE
    assert body.size == LARGEST + 5001
    assert len(body.file.read()) == LARGEST


def test_of_what_is_far_too_large_even_the_end_is_not_awaited(body: Body, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MOST_LET_PASS", 5000)
    wire = Wire(*[b"a" * 1000] * 100)

    read(wire, body)

    assert body.unfinished is Unfinished.TOO_LARGE
    assert len(wire.pieces) == 94


SLOW = [
    pytest.param(Wire(b"a", ends=False), id="that never ends"),
    pytest.param(Wire(*[b"a"] * 1000, apart=0.1), id="that trickles"),
    pytest.param(Wire(*[b"a" * 50] * 100, apart=1), id="that begins late"),
    pytest.param(Wire(*[b"a" * 20] * 1000, apart=0.06), id="that is slower than a line may be"),
]


@pytest.mark.parametrize("wire", SLOW)
def test_a_body_is_given_up(hurried: None, body: Body, wire: Wire) -> None:
    begun = time.monotonic()

    read(wire, body)

    assert body.unfinished is Unfinished.LATE
    assert 0.4 < time.monotonic() - begun < 5


def test_a_large_body_may_take_longer(hurried: None, body: Body) -> None:
    read(Wire(*[b"a" * 100] * 10, apart=0.1), body)

    assert (body.unfinished, body.size) == (None, 1000)


def test_the_shipped_time_is_within_what_is_promised() -> None:
    with closing(Body(MEMBER_FORM.most)) as longest:
        longest.size = MEMBER_FORM.most

        assert longest.seconds() < 30


def test_a_disk_without_room_is_told(body: Body, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(_: bytes) -> Never:
        raise OSError

    monkeypatch.setattr(body.file, "write", write)

    read(Wire(b"a", b"b"), body)

    assert (body.unfinished, body.size) == (Unfinished.NO_ROOM, 2)


def test_who_hangs_up_is_told_nothing(body: Body) -> None:
    with pytest.raises(Gone):
        run(bodies.read(Wire().hang_up, body))
