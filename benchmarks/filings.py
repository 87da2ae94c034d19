"""One issuer out of a CMS file of 1.4 million rows, beside csv.reader merely counting the rows.

Run from the project's folder: `.venv/bin/python -m benchmarks.filings`. The file is made in a temporary folder.
"""

import csv
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benefits.importing.filings import proposed, rows

SAMPLE: Final = Path(__file__).parent.parent / "tests" / "cases" / "filing_sample.csv"
ROWS: Final = 1_400_000
ISSUERS: Final = 300
WANTED: Final = "10151"
GOAL_RATIO: Final = 0.4
GOAL_MIB: Final = 40
ROUNDS: Final = 9
PEAK: Final = (
    "import resource, sys; from pathlib import Path; from benefits.importing.filings import proposed, rows;"
    "sum(1 for _ in proposed(rows(Path(sys.argv[1]), issuer=sys.argv[2])));"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
)


def make(path: Path, *, together: bool) -> None:
    """A file in the shape of the sample, with an issuer's rows side by side or spread over all of it."""
    header, *lines = SAMPLE.read_bytes().splitlines(keepends=True)
    issuers = [line.split(b",")[2] for line in lines]
    with path.open("wb") as file:
        file.write(header)
        for number in range(ROWS):
            place = number % len(lines)
            issuer = 10_001 + (number * ISSUERS // ROWS if together else number % ISSUERS)
            file.write(lines[place].replace(issuers[place], b"%d" % issuer))


def count(path: Path) -> int:
    """What the floor does: parse every row, keep nothing."""
    with path.open(newline="", encoding="utf-8") as file:
        return sum(1 for _row in csv.reader(file))


def read(path: Path) -> int:
    """What we do: find the issuer's rows and propose."""
    return sum(1 for _proposal in proposed(rows(path, issuer=WANTED)))


def peak(path: Path) -> float:
    """The most memory that a process of its own takes, in MiB."""
    done = subprocess.run([sys.executable, "-c", PEAK, path, WANTED], capture_output=True, check=True, text=True)  # noqa: S603
    return int(done.stdout) / 1024


def main(rounds: int) -> bool:
    """Print the ratios, interleaved medians, and the memory beside the goals."""
    good = True
    for together in (True, False):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "filing.csv"
            make(path, together=together)
            pairs = [(_seconds(read, path), _seconds(count, path)) for _round in range(rounds)]
            ratio, memory = statistics.median(ours / floor for ours, floor in pairs), peak(path)
            size, found = path.stat().st_size / 1e6, read(path)
        where = "together" if together else "spread"
        good &= ratio <= GOAL_RATIO and memory < GOAL_MIB
        sys.stdout.write(
            f"CMS file, {ROWS:,} rows, {size:.0f} MB, one issuer's {found:,} rows {where}: "
            f"{ratio:.3f} of csv.reader counting (goal {GOAL_RATIO}), peak {memory:.1f} MiB (goal {GOAL_MIB})\n"
        )
    return good


def _seconds(work: Callable[[Path], int], path: Path) -> float:
    start = time.process_time()
    work(path)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
