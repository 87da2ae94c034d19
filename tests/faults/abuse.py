"""What something made to be slow costs: how long until it is refused, how much memory on the way, in which words."""

import ctypes
import gc
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

STATUS: Final = Path("/proc/self/status")
# What starts the count of the most memory anew.
PEAK: Final = Path("/proc/self/clear_refs")
MOST_SECONDS: Final = 2
MOST_MIB: Final = 64


class Measured(NamedTuple):
    """What was said, the seconds until then, and the most memory on the way, in MiB above what was held before."""

    said: str
    seconds: float
    mib: float

    @property
    def bearable(self) -> bool:
        """Whether it stays within what is promised."""
        return self.seconds <= MOST_SECONDS and self.mib <= MOST_MIB


def measured(work: Callable[[], str]) -> Measured:
    """The work, which returns what it was told. Seconds are the processor's: others may want it, too."""
    _let_go()
    PEAK.write_text("5")
    before, begun = _memory("VmRSS"), time.process_time()
    said = work()
    return Measured(said, time.process_time() - begun, max(0, _memory("VmHWM") - before))


TellMeasured = Callable[[str, Measured], None]


def told_in_a_line(what: str, found: Measured) -> str:
    """A line of the proof."""
    return f"made to be slow, {what}: {found.seconds:.2f} s, {found.mib:.0f} MiB: {found.said[:110]}"


def _let_go() -> None:
    """What was freed before goes back to the system: what is measured has to ask for its own."""
    gc.collect()
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


def _memory(name: str) -> float:
    """So much of this process, in MiB."""
    lines = dict(line.split(":", 1) for line in STATUS.read_text().splitlines())
    return int(lines[name].split()[0]) / 1024
