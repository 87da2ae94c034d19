"""Connections that mean no good, and somebody who asks meanwhile."""

import asyncio
import json
import time
from collections.abc import Iterable
from contextlib import closing, suppress
from itertools import cycle
from typing import Final, NamedTuple

from tests.entering import run
from tests.faults.running import FACTS

HOST: Final = "127.0.0.1"
ANSWER: Final = json.dumps(FACTS)
PROMISED_SECONDS: Final = 1
DROPPED_SECONDS: Final = 30
DRIP_SECONDS: Final = 5


def request(method: str, path: str, body: str = "", *, length: int | None = None, address: str = "") -> bytes:
    """The bytes of a request; by way of a proxy, where there is an address to tell."""
    size = len(body) if length is None else length
    by_proxy = f"X-Forwarded-For: {address}\r\n" if address else ""
    kind = "json" if path.startswith("/api/") else "x-www-form-urlencoded"
    head = f"{method} {path} HTTP/1.1\r\nHost: {HOST}\r\n{by_proxy}Content-Type: application/{kind}\r\n"
    return f"{head}Content-Length: {size}\r\n\r\n{body}".encode()


class HeldConnection(NamedTuple):
    """What a connection sends at once, and what it lets drip every five seconds; whether it reads what comes back."""

    sent: bytes
    drip: bytes = b""
    reads: bool = True


FORM: Final = "/check/abcdefghijklmnop/therapy/"
KINDS: Final = {
    "a form that never ends": HeldConnection(request("POST", FORM, "a", length=2000)),
    "a form that trickles": HeldConnection(request("POST", FORM, "a", length=2000), b"a"),
    "facts that trickle": HeldConnection(request("POST", "/api/answer", "{", length=2000), b" "),
    "a head that never ends": HeldConnection(b"GET / HTTP/1.1\r\nX: "),
    "a head that trickles": HeldConnection(b"GET / HTTP/1.1\r\nX: ", b"a"),
    "silence": HeldConnection(b""),
    "an answer that nobody takes": HeldConnection(request("GET", "/api/catalog"), reads=False),
}
# The attack that is promised to be survived: half of them trickle.
FORMS: Final = ("a form that never ends", "a form that trickles")
ASKED: Final = (
    request("GET", "/"),
    request("POST", "/api/answer", ANSWER),
    request("GET", "/guides/"),
    request("GET", FORM),
    request("GET", "/healthz"),
)


class AttackReport(NamedTuple):
    """What somebody saw who asked during an attack, and what became of the attackers."""

    asked: int
    unanswered: int
    turned_away: int
    slowest: float  # seconds
    calm: float  # seconds that the slowest reply took before the attack
    held: list[float]  # seconds that each connection was held open, of those that were closed

    @property
    def is_answered(self) -> bool:
        """Whether everyone else was answered in time; a machine that is slow in calm is given more of it."""
        bound = max(PROMISED_SECONDS, 10 * self.calm)
        return self.asked > 0 and not self.unanswered + self.turned_away and self.slowest < bound


async def ask(port: int, sent: bytes, patience: float) -> tuple[int, float]:
    """The status, 0 where there was none in time, and the seconds that it took."""
    begun = time.monotonic()
    status = 0
    with suppress(OSError, TimeoutError, ValueError):
        async with asyncio.timeout(patience):
            reader, writer = await asyncio.open_connection(HOST, port)
            with closing(writer):
                writer.write(sent)
                status = int((await reader.readline())[9:12])
    return status, time.monotonic() - begun


async def _hold(port: int, kind: HeldConnection, until: float, opened: list[float], held: list[float]) -> None:
    """Hold connections open, one after the other: as soon as one is closed, the next."""
    while time.monotonic() < until:
        begun = time.monotonic()
        with suppress(OSError):
            reader, writer = await asyncio.open_connection(HOST, port, limit=1024)
            opened.append(begun)
            writer.write(kind.sent)
            dripping = asyncio.create_task(_drip(writer, kind.drip))
            try:
                async with asyncio.timeout_at(asyncio.get_running_loop().time() + until - time.monotonic()):
                    await (reader.read(-1) if kind.reads else writer.wait_closed())
            except TimeoutError:
                return
            finally:
                dripping.cancel()
                writer.close()
            held.append(time.monotonic() - begun)


async def _drip(writer: asyncio.StreamWriter, drip: bytes) -> None:
    while drip:
        await asyncio.sleep(DRIP_SECONDS)
        writer.write(drip)


async def _attack(port: int, kinds: Iterable[HeldConnection], seconds: float, patience: float) -> AttackReport:
    for sent in ASKED * 4:  # whoever asks a worker first waits for it to get ready
        await ask(port, sent, 30)
    calm = max([(await ask(port, sent, 30))[1] for sent in ASKED])
    until, opened, held, replies = time.monotonic() + seconds, list[float](), list[float](), []
    attackers = [asyncio.create_task(_hold(port, kind, until, opened, held)) for kind in kinds]
    while len(opened) < len(attackers):
        await asyncio.sleep(0.01)
    for sent in cycle(ASKED):
        if time.monotonic() > until:
            break
        replies.append(await ask(port, sent, patience))
        await asyncio.sleep(0.05)
    for attacker in attackers:
        attacker.cancel()
    await asyncio.gather(*attackers, return_exceptions=True)
    statuses, waits = [status for status, _waited in replies], [waited for _status, waited in replies]
    turned_away = len(statuses) - statuses.count(200) - statuses.count(0)
    return AttackReport(len(replies), statuses.count(0), turned_away, max(waits), calm, held)


def attacked(port: int, number: int, names: Iterable[str], seconds: float, patience: float = 5) -> AttackReport:
    """So many connections, of these kinds in turn, held for a while; somebody asks meanwhile, as patient as that."""
    kinds = cycle([KINDS[name] for name in names])
    return run(_attack(port, [next(kinds) for _ in range(number)], seconds, patience))
