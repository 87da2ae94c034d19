"""Every format says the same of every shipped plan in every column, read back by readers that are not ours.

Each plan is looked at on a day on which its record speaks; the page is held to the same rows in tests/staff.
"""

import csv
import io
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from benefits import editions
from benefits.cells import CellValue, inert
from benefits.coverage.catalog import from_json
from benefits.coverage.figures import FIGURES
from benefits.editions import InForce
from benefits.exports import files
from benefits.exports.choosing import Choice, choice
from benefits.exports.columns import COLUMNS, PlanCells
from benefits.exports.pdf import document as pdf
from benefits.exports.speaking import spoken
from benefits.exports.stamp import Stamp
from benefits.exports.summary import rows
from tests.exports.days import by_day
from tests.exports.tagged import Table, parts, squeezed

# Cells by plan and therapy, under their columns.
CellsByPair = Mapping[tuple[str, str], Mapping[str, Any]]


@pytest.fixture(scope="module")
def choices(edition: InForce) -> list[Choice]:
    """Choices that together hold every plan and therapy."""
    told = {"referral": ["pcp"], "condition": ["low-back-pain"]}
    found = by_day(edition.catalog)
    chosen = [choice(edition.catalog, {**told, "plan": plans}, day) for day, plans in found.items()]
    assert sorted(chain(*(one.plans for one in chosen))) == sorted(edition.catalog.plan_by_slug)
    return chosen


def written(form: str, edition: InForce, chosen: Choice) -> bytes:
    return b"".join(files.content(form, edition, chosen))


def expected(edition: InForce, chosen: Choice) -> CellsByPair:
    return {
        (row.plan.plan, row.therapy.therapy): dict(zip(COLUMNS, row.cells, strict=True))
        for row in rows(edition, chosen)
    }


def text(cell: CellValue) -> str:
    return "" if cell is None else str(cell)


def as_read(cell: CellValue) -> Any:
    """The cell as a spreadsheet gives it back."""
    match cell:
        case "":
            return None
        case Decimal():
            return float(cell)
        case date():
            return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
        case _:
            return cell


def test_the_core(edition: InForce, choices: list[Choice]) -> None:
    statuses = set()
    for chosen in choices:
        for (plan, therapy), cells in expected(edition, chosen).items():
            said = spoken(edition.catalog, plan, therapy, chosen)
            assert {name: cells[name] for name in said.__struct_fields__} == {
                name: getattr(said, name) for name in said.__struct_fields__
            }
            statuses.add(said.status)
    assert {"covered", "may_be_covered", "not_covered"} <= statuses


def test_kept_cases(edition: InForce, choices: list[Choice]) -> None:
    """A case that is kept from a cell is held to the figures of that cell: no guide's limit is taken for the plan's."""
    differing = []
    for chosen in choices:
        for (plan, therapy), cells in expected(edition, chosen).items():
            told = {"plan": plan, "therapy": therapy, "referral": "pcp", "condition": "low-back-pain"}
            held_to = editions.figures_of(edition.catalog, {**told, "on": chosen.on})
            differing += [(plan, therapy, name) for name in FIGURES if getattr(held_to, name) != cells[name]]
            differing += [(plan, therapy, "status")] if held_to.status != cells["status"] else []

    assert differing == []


def test_csv(edition: InForce, choices: list[Choice]) -> None:
    for chosen in choices:
        data = written("csv", edition, chosen).decode("utf-8-sig")
        found = {(line["plan"], line["therapy"]): line for line in csv.DictReader(io.StringIO(data, newline=""))}

        assert found == {
            key: {name: text(inert(cell)) for name, cell in cells.items()}
            for key, cells in expected(edition, chosen).items()
        }


def test_xlsx(edition: InForce, choices: list[Choice]) -> None:
    for chosen in choices:
        summary = openpyxl.load_workbook(io.BytesIO(written("xlsx", edition, chosen)))["Summary"]
        assert isinstance(summary, Worksheet)
        head, *body = summary.iter_rows(values_only=True)

        assert head == COLUMNS
        assert [dict(zip(COLUMNS, line, strict=True)) for line in body] == [
            {name: as_read(cell) for name, cell in cells.items()} for cells in expected(edition, chosen).values()
        ]


def test_json(edition: InForce, choices: list[Choice]) -> None:
    again = from_json(written("json", edition, choices[0]))
    read = InForce(number=1, sha256=edition.sha256, published_at=edition.published_at, catalog=again)

    for chosen in choices:
        assert expected(read, chosen) == expected(edition, chosen)


def test_pdf(edition: InForce, choices: list[Choice]) -> None:
    for chosen in choices:
        matrix, found = _read(written("pdf", edition, chosen))

        assert matrix == [[squeezed(cell) for cell in pdf.cells(row)] for row in rows(edition, chosen)]
        for key, cells in expected(edition, chosen).items():
            told = {name: squeezed(text(cell)) for name, cell in cells.items()}
            assert {name: words for name, words in told.items() if words} == found[squeezed(key[0]), squeezed(key[1])]


def _read(data: bytes) -> tuple[Table, CellsByPair]:
    """The matrix; after it the edition, then for each plan its own facts and those of its therapies."""
    tables = [part for kind, part in parts(data) if kind == "Table"]
    edition = dict(tables[1][1:])
    assert set(edition) <= set(Stamp.__struct_fields__)
    found: dict[tuple[str, str], dict[str, str]] = {}
    plan: dict[str, str] = {}
    for table in tables[2:-1]:
        if table[0] == ["Fact", "Whatitsays"]:
            plan = dict(table[1:])
            assert set(plan) <= set(PlanCells.__struct_fields__)
            continue
        for therapy in _columns(table):
            told = {name: words for name, words in {**plan, **therapy, **edition}.items() if words}
            found[plan["plan"], therapy["therapy"]] = told
    return tables[0][1:], found


def _columns(table: Table) -> list[dict[str, str]]:
    names = ["therapy_name", *(line[0] for line in table[1:])]
    return [dict(zip(names, column, strict=True)) for column in list(zip(*table, strict=True))[1:]]
