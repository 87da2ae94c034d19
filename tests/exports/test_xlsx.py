"""XLSX as another reader finds it: the same cells, numbers as numbers, text as text."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from benefits.cells import CellValue
from benefits.editions import InForce
from benefits.exports import xlsx
from benefits.exports.choosing import Choice
from benefits.exports.columns import COLUMNS, SummaryRow
from benefits.exports.stamp import stamped
from benefits.exports.summary import rows
from benefits.wording.columns import COLUMN
from tests.exports.payloads import PAYLOADS, poisoned


def written(path: Path, edition: InForce, choice: Choice, found: list[SummaryRow]) -> openpyxl.Workbook:
    xlsx.write(path, found, edition, stamped(edition, choice))
    return openpyxl.load_workbook(path)


def sheet(book: openpyxl.Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def plain(cell: CellValue) -> Any:
    """The cell as a reader gives it back."""
    match cell:
        case "":
            return None
        case Decimal():
            return float(cell)
        case date():
            return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
        case _:
            return cell


def test_it_agrees_with_the_rows(tmp_path: Path, edition: InForce, everything: Choice) -> None:
    found = list(rows(edition, everything))

    head, *body = sheet(written(tmp_path / "a.xlsx", edition, everything, found), "Summary").iter_rows(values_only=True)

    assert head == COLUMNS
    assert body == [tuple(plain(cell) for cell in row.cells) for row in found]


def test_it_can_be_worked_with(tmp_path: Path, edition: InForce, everything: Choice) -> None:
    book = written(tmp_path / "a.xlsx", edition, everything, list(rows(edition, everything)))

    summary = sheet(book, "Summary")

    assert book.sheetnames == ["Summary", "Legend", "Sources", "Edition"]
    assert summary.freeze_panes == "C2"
    assert summary.auto_filter.ref == f"A1:{get_column_letter(len(COLUMNS))}{everything.total + 1}"
    assert [
        row[0] for row in sheet(book, "Legend").iter_rows(min_row=2, max_row=len(COLUMNS) + 1, values_only=True)
    ] == [*COLUMNS]
    titles = {row[0] for row in sheet(book, "Sources").iter_rows(min_row=2, values_only=True)}
    assert titles == {source.title for source in edition.catalog.sources}
    told = {row[0]: row[1] for row in sheet(book, "Edition").iter_rows(min_row=2, max_col=2, values_only=True)}
    assert told[str(COLUMN["edition_sha256"])] == edition.sha256
    assert told[str(COLUMN["edition"])] == edition.number


def test_the_same_summary_is_the_same_file(tmp_path: Path, edition: InForce, everything: Choice) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        written(tmp_path / name, edition, everything, list(rows(edition, everything)))

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_column_is_calculated(tmp_path: Path, edition: InForce, everything: Choice, payload: str) -> None:
    row = poisoned(next(iter(rows(edition, everything))), payload)

    summary = sheet(written(tmp_path / "a.xlsx", edition, everything, [row]), "Summary")

    for name, held, cell in zip(COLUMNS, row.cells, summary[2], strict=True):
        if isinstance(held, str):
            assert cell.data_type in {"s", "inlineStr"}, name
            assert cell.quotePrefix, name


def test_a_file_that_fails_is_closed(tmp_path: Path, edition: InForce, everything: Choice) -> None:
    def failing() -> Any:
        yield next(iter(rows(edition, everything)))
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        xlsx.write(tmp_path / "a.xlsx", failing(), edition, stamped(edition, everything))
