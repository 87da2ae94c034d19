"""Half of what two workers can do, for LOAD_MINUTES: nobody is refused or kept waiting, and memory stays as it is."""

import asyncio
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from tests.entering import run
from tests.faults.attacking import ANSWER, ask, request
from tests.faults.running import EVERY, Site
from tests.faults.table import LoadTable

pytestmark = pytest.mark.skipif(not EVERY, reason="slow: make proof runs it")

MINUTES: Final = float(os.environ.get("LOAD_MINUTES", "20"))
MEASURING_SECONDS: Final = 15
AT_ONCE: Final = 8
PATIENCE: Final = 20
# What a worker may hold more of at the end than after the first quarter of the time.
MORE_MEMORY: Final = 1.05


class Arrival(NamedTuple):
    """One request and what came of it: its status, and the seconds it took."""

    status: int
    seconds: float


def visitors() -> Iterator[bytes]:
    """Requests of members and programs, each from an address of its own."""
    paths = ("/", "/guides/", "/guides/physical-therapy/", "/check/?therapy=physical-therapy&plan=hmo", "/privacy/")
    for number, path in enumerate(cycle((*paths, "/api/answer"))):
        address = f"9.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        program = path.startswith("/api/")
        yield request("POST" if program else "GET", path, ANSWER if program else "", address=address)


async def capacity(port: int) -> float:
    """Requests a second where each of a few visitors asks as soon as the last one was answered."""
    until, asked, count = time.monotonic() + MEASURING_SECONDS, visitors(), 0

    async def one() -> None:
        nonlocal count
        while time.monotonic() < until:
            await ask(port, next(asked), PATIENCE)
            count += 1

    await asyncio.gather(*(one() for _ in range(AT_ONCE)))
    return count / MEASURING_SECONDS


async def arrivals(port: int, a_second: float, for_seconds: float) -> list[Arrival]:
    """What came of visitors who arrive by chance, whether or not those before them were answered."""
    chance, until, asked, under_way, done = random.Random(7), time.monotonic() + for_seconds, visitors(), set(), []

    async def one(sent: bytes) -> None:
        done.append(Arrival(*await ask(port, sent, PATIENCE)))

    due = time.monotonic()
    while due < until:
        due += chance.expovariate(a_second)
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        task = asyncio.create_task(one(next(asked)))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
    await asyncio.gather(*under_way)
    return done


def memory(site: Site) -> float:
    """Megabytes that the largest worker holds."""
    children = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children").read_text().split()
    pages = [int(Path(f"/proc/{child}/statm").read_text().split()[1]) for child in children]
    return max(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def percentile(waits: list[float], share: float) -> float:
    """The wait that this share of all does not exceed."""
    return sorted(waits)[int(len(waits) * share) - 1]


def is_flat(samples: list[float]) -> bool:
    """Whether memory is at the end about what it was after the first quarter."""
    settled, end = samples[len(samples) // 4], statistics.median(samples[-3:])
    return end <= settled * MORE_MEMORY


def test_memory_that_grows_is_not_flat() -> None:
    assert not is_flat([100.0 + minute for minute in range(20)])
    assert is_flat([80.0, 100.0, *[101.0] * 10])


def test_half_of_what_two_workers_can_do(serve: Callable[..., Site], table: LoadTable) -> None:
    site = serve(WORKERS="2", TRUST_PROXY="true")
    most = run(capacity(site.port))
    samples, done = [memory(site)], list[Arrival]()

    for _ in range(20):
        done += run(arrivals(site.port, most / 2, MINUTES * 60 / 20))
        samples.append(memory(site))

    failed = sum(arrival.status not in (200, 302) for arrival in done)
    waits = [arrival.seconds for arrival in done]
    median, late = statistics.median(waits), percentile(waits, 0.99)
    table.tell(
        "open-loop arrivals at half of the capacity",
        f"{len(done)} in {MINUTES:g} min, {failed} failed, median {median * 1e3:.1f} ms, p99 {late * 1e3:.1f} ms",
    )
    table.tell("memory of a worker meanwhile", f"{samples[5]:.0f} MB after a quarter, {samples[-1]:.0f} MB at the end")
    assert failed == 0
    assert late < 10 * median
    assert is_flat(samples)
