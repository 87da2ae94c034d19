"""Exports side by side with their own floors:  python -m benchmarks.exports [plans] [rounds]

CSV against a bare driver cursor that feeds csv.writer the same cells; XLSX against bare XlsxWriter fed the same rows;
PDF by the memory that its documents leave behind.
"""

import csv
import os
import sqlite3
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from msgspec.structs import replace  # noqa: E402
from xlsxwriter import Workbook  # noqa: E402

from benefits.cells import CellValue  # noqa: E402
from benefits.coverage.catalog import from_json, to_json  # noqa: E402
from benefits.exports import csv as ours  # noqa: E402
from benefits.exports import xlsx  # noqa: E402
from benefits.exports.choosing import Choice, choice  # noqa: E402
from benefits.exports.columns import COLUMNS, SummaryRow  # noqa: E402
from benefits.exports.pdf import document as pdf  # noqa: E402
from benefits.exports.stamp import stamped  # noqa: E402
from benefits.exports.summary import rows  # noqa: E402
from benefits.importing import loading  # noqa: E402
from tests.exports.conftest import in_force  # noqa: E402
from tests.staff.big import DESIGNS, big_catalog  # noqa: E402

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
THERAPIES = 12
# XLSX takes long: fewer plans give the same ratio.
XLSX_SHARE = 10
PDFS = 8


def main(plans: int = 10_000, rounds: int = 9) -> int:
    """Print the figures beside their goals; 1 when one is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        edition = in_force(_with_therapies(plans))
        chosen = choice(edition.catalog, {}, TODAY)
        sys.stdout.write(f"{len(chosen.plans)} plans x {len(chosen.therapies)} therapies, {DESIGNS} designs\n")
        some = replace(chosen, plans=chosen.plans[: len(chosen.plans) // XLSX_SHARE])
        few = replace(chosen, plans=chosen.plans[: PDFS * pdf.MOST_ROWS // THERAPIES])
        met = [
            *_csv_figures(edition, chosen, folder, rounds),
            *_xlsx_figures(edition, some, folder, rounds),
            *_pdf_figures(edition, few),
        ]
    return 0 if all(met) else 1


def _csv_figures(edition, chosen: Choice, folder: Path, rounds: int) -> Iterator[bool]:
    cold = _took(lambda: _csv(edition, chosen, folder))
    _fill(folder / "cells.sqlite3", edition, chosen)
    pairs = [(_took(lambda: _csv(edition, chosen, folder)), _took(lambda: _bare_csv(folder))) for _ in range(rounds)]
    yield _met("CSV against a bare cursor and csv.writer", median(own / bare for own, bare in pairs), 0.8)
    yield _met("CSV, the first export of an edition", cold / median(bare for _own, bare in pairs))
    yield _met("CSV: MiB of memory at its peak", _peak(lambda: _csv(edition, chosen, folder)), 20)


def _xlsx_figures(edition, some: Choice, folder: Path, rounds: int) -> Iterator[bool]:
    found = list(rows(edition, some))
    cells = [row.cells for row in found]
    pairs = [
        (_took(lambda: _xlsx(edition, some, folder, found)), _took(lambda: _bare_xlsx(cells, folder)))
        for _ in range(rounds)
    ]
    floor = median(bare for _own, bare in pairs)
    yield _met("XLSX against bare XlsxWriter, the same rows", median(own / bare for own, bare in pairs), 1.1)
    yield _met("XLSX, the answers worked out as well", _took(lambda: _xlsx(edition, some, folder)) / floor)
    yield _met("XLSX: MiB of memory at its peak", _peak(lambda: _xlsx(edition, some, folder)), 20)


def _pdf_figures(edition, few: Choice) -> Iterator[bool]:
    """Typst's memory is none of Python's: what the process holds after the first document, and after the last."""
    started = time.process_time()
    held = [_held() for _document in pdf.documents(edition, few, lambda _done: None)]
    took = time.process_time() - started
    yield _met(f"PDF: seconds a document of {pdf.MOST_ROWS} rows", took / len(held))
    yield _met(f"PDF: MiB of memory left by {len(held) - 1} documents more", held[-1] - held[0], 100)


def _with_therapies(plans: int):
    catalog = loading.shipped(ROOT / "fixtures")
    more = [
        replace(catalog.therapies[0], slug=f"therapy-{number}", name=f"Therapy {number}")
        for number in range(THERAPIES - len(catalog.therapies))
    ]
    wider = replace(catalog, therapies=(*catalog.therapies, *more))
    return from_json(to_json(big_catalog(wider, plans)))


def _took(work: Callable[[], object]) -> float:
    """Seconds of work: what else the machine does at the time does not count."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _met(what: str, figure: float, goal: float | None = None) -> bool:
    """Print the figure, and whether the goal is met; without a goal it is for the eye alone."""
    met = goal is None or figure <= goal
    told = "" if goal is None else f"   goal <= {goal}   {'met' if met else 'MISSED'}"
    sys.stdout.write(f"{what:45} {figure:6.2f}{told}\n")
    return met


def _peak(work: Callable[[], object]) -> float:
    """What the work takes at its peak, with all that is remembered of the edition already there."""
    tracemalloc.start()
    work()
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 2**20


def _held() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _csv(edition, chosen: Choice, folder: Path) -> None:
    with (folder / "ours.csv").open("wb") as file:
        for piece in ours.written(rows(edition, chosen)):
            file.write(piece)


def _plain(cell: CellValue) -> object:
    return float(cell) if isinstance(cell, Decimal) else cell.isoformat() if isinstance(cell, date) else cell


def _fill(path: Path, edition, chosen: Choice) -> None:
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    marks = ", ".join("?" * len(COLUMNS))

    def cells() -> Iterator[list[object]]:
        for row in rows(edition, chosen):
            yield [_plain(cell) for cell in row.cells]

    with sqlite3.connect(path) as database:
        database.execute(f"CREATE TABLE cells ({names})")
        database.executemany(f"INSERT INTO cells VALUES ({marks})", cells())  # noqa: S608
    database.close()


def _bare_csv(folder: Path) -> None:
    database = sqlite3.connect(folder / "cells.sqlite3")
    with (folder / "bare.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(database.execute("SELECT * FROM cells"))
    database.close()


def _xlsx(edition, chosen: Choice, folder: Path, found: Iterable[SummaryRow] = ()) -> None:
    xlsx.write(folder / "ours.xlsx", found or rows(edition, chosen), edition, stamped(edition, chosen))


def _bare_xlsx(cells: list[tuple[CellValue, ...]], folder: Path) -> None:
    options = {**xlsx.OPTIONS, "default_date_format": "yyyy-mm-dd"}
    workbook = Workbook(str(folder / "bare.xlsx"), options)
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, COLUMNS)
    for place, row in enumerate(cells, start=1):
        sheet.write_row(place, 0, row)
    workbook.close()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
