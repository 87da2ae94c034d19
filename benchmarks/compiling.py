"""From rows to a catalog, and a catalog taken in again:  python -m benchmarks.compiling [plans] [rounds]

Compiling the draft against reading the same rows with the bare driver; taking the edition in against compiling it.
"""

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median

FOLDER = tempfile.TemporaryDirectory()
DATABASE = Path(FOLDER.name) / "db.sqlite3"
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "tests.served",
    "VAR_DIR": FOLDER.name,
    "DATABASE_URL": f"sqlite:///{DATABASE}",
}

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from benefits import editions  # noqa: E402
from benefits.coverage.catalog import from_json, to_json  # noqa: E402
from benefits.importing import loading  # noqa: E402
from benefits.models import ROWS, PoolMemberRow  # noqa: E402
from tests.staff.big import big_catalog  # noqa: E402

FIXTURES = Path(__file__).parent.parent / "fixtures"
GOALS = {"compiling against the bare driver": 4, "taking in against compiling": 0.1}


def took(work: Callable[[], object]) -> float:
    """Seconds of work: what else the machine does at the time does not count."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def bare() -> int:
    """Every row of the draft, as the driver gives it."""
    with closing(sqlite3.connect(DATABASE)) as database:
        tables = [row._meta.db_table for row in (*ROWS.values(), PoolMemberRow)]
        return sum(len(database.execute(f"SELECT * FROM {table}").fetchall()) for table in tables)  # noqa: S608


def main(plans: int, rounds: int) -> int:
    """Print both ratios beside their goals; 1 when one is missed."""
    call_command("migrate", verbosity=0)
    loading.load(big_catalog(loading.shipped(FIXTURES), plans), reason="a benchmark")
    data = to_json(editions.draft())
    times = [(took(bare), took(editions.draft), took(lambda: from_json(data))) for _ in range(rounds)]
    print(f"{bare()} rows of {plans} plans")
    found = (median(ours / floor for floor, ours, _in in times), median(taken / ours for _floor, ours, taken in times))
    for (name, goal), ratio in zip(GOALS.items(), found, strict=True):
        print(f"{name:40} {ratio:6.2f}   goal <= {goal}   {'met' if ratio <= goal else 'MISSED'}")
    return int(any(ratio > goal for ratio, goal in zip(found, GOALS.values(), strict=True)))


if __name__ == "__main__":
    sys.exit(main(*(int(given) for given in (*sys.argv[1:], *("1000", "9")[len(sys.argv) - 1 :]))))
