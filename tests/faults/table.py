"""The table of load and abuse: what was measured, the bound beside it, and whether a planted fault was found."""

from typing import Final

from tests.faults.abuse import Measured

SLOW: Final = "uploads, forms and headers made to be slow"
# What is promised, by the name under which its check tells what it measured.
BOUNDS: Final = {
    "64 forms that never end: every other request": "each answered within 1 s",
    "64 forms that never end: each is dropped": "within 30 s",
    "one address asks for 100 answers a second": "429; nobody else waits 1 s",
    "wrong passwords by way of a proxy": "locked; the owner elsewhere gets in",
    SLOW: "each refused in 2 s and 64 MiB",
    "open-loop arrivals at half of the capacity": "no error, p99 under 10 medians",
    "memory of a worker meanwhile": "flat",
}
FOUND: Final = {True: "planted fault found", False: "PLANTED FAULT NOT FOUND", None: ""}


class LoadTable:
    """What the checks have told so far."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[str, bool | None]] = {}
        self.measured: dict[str, list[Measured]] = {}

    def tell(self, promise: str, measured: str, *, found: bool | None = None) -> None:
        """What was measured, before it is judged; and whether the check finds a planted fault, where it has one."""
        self.rows[promise] = (measured, found)

    def tell_worst(self, promise: str, found: Measured) -> None:
        """One of several measurements of the same: how many there were, and the most that any of them took."""
        so_far = self.measured.setdefault(promise, [])
        so_far.append(found)
        seconds, mib = max(each.seconds for each in so_far), max(each.mib for each in so_far)
        self.tell(promise, f"{len(so_far)} tried, the slowest {seconds:.2f} s, the largest {mib:.0f} MiB")

    def lines(self) -> list[str]:
        """The table, with a line for each promise, also of a check that did not run."""
        told = {**dict.fromkeys(BOUNDS, ("not run", None)), **self.rows}
        return [
            f"{promise:<48} {measured:<64} {BOUNDS.get(promise, ''):<32} {FOUND[found]}".rstrip()
            for promise, (measured, found) in told.items()
        ]
