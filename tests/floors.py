"""How long something takes beside a floor, in one run: what a bound may be held to on any machine, however busy."""

import time
from collections.abc import Callable


def times_the_floor(work: Callable[[], object], floor: Callable[[], object], *, turns: int = 9) -> float:
    """How many times as long the work takes as the floor.

    Both in turn, so that they meet the same machine; of each the shortest, as others only ever add to it.
    """
    taken = [(_seconds(work), _seconds(floor)) for _turn in range(turns)]
    return min(seconds for seconds, _floor in taken) / min(seconds for _work, seconds in taken)


def crowding() -> float:
    """How many times as long work takes here, now, as it would alone: 1 on an idle machine, about 2 where twice as many
    want the processor as there are.
    """
    begun, worked = time.monotonic(), time.thread_time()
    while time.thread_time() - worked < 0.05:
        pass
    return max(1.0, (time.monotonic() - begun) / (time.thread_time() - worked))


def _seconds(work: Callable[[], object]) -> float:
    """Of this thread's own work, in seconds."""
    begun = time.thread_time()
    work()
    return time.thread_time() - begun
