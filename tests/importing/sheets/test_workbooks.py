"""What cells say is read as it is; what they do not say is never made up; what is damaged is refused."""

import shutil
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from benefits.bounds import SHEET_ROWS
from benefits.coverage.vocabulary import Refused
from benefits.importing.sheets import workbooks
from benefits.importing.spelling import Wrong


def book(path: Path, *rows: list[Any], **options: Any) -> Path:
    with Workbook(str(path), {"strings_to_formulas": False, **options}) as made:
        sheet = made.add_worksheet("techniques")
        for number, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                sheet.write(number, place, cell)
    return path


def read(path: Path) -> Mapping[str, list[Any]]:
    with workbooks.opened(path) as sheets:
        return {name: [cells for _number, cells in rows] for name, rows in sheets.items()}


def altered(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The file with one of its parts as something else."""
    other = path.with_name("altered.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return other


SHEET = "xl/worksheets/sheet1.xml"


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new)

    return change


def test_cells_are_what_they_are(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ["slug", "=1+1", 12, 1.5, True], [], [None, "a\r\nb", "_x0041_"])

    assert read(path) == {"techniques": [["slug", "=1+1", 12, 1.5, True], [], [None, "a\r\nb", "A"]]}


def test_days_are_days(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Workbook(str(path)) as made:
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        made.add_worksheet("a").write_datetime(0, 0, datetime.combine(date(2026, 2, 28), time()), day)

    assert read(path) == {"a": [[datetime.combine(date(2026, 2, 28), time())]]}


def formula(path: Path, value: Any) -> Path:
    with Workbook(str(path)) as made:
        made.add_worksheet("a").write_formula(0, 0, "=1+1", None, value)
    return path


def test_a_formula_says_what_it_came_to(tmp_path: Path) -> None:
    assert read(formula(tmp_path / "a.xlsx", 2)) == {"a": [[2]]}


def test_a_formula_that_came_to_nothing_is_an_empty_cell(tmp_path: Path) -> None:
    path = altered(formula(tmp_path / "a.xlsx", "a"), SHEET, replaced(b"<v>a</v>", b"<v></v>"))

    assert read(path) == {"a": [[]]}


def wrong(path: Path) -> str:
    (((cell,),),) = read(path).values()
    assert isinstance(cell, Wrong)
    return cell.why


def test_an_error_is_no_value(tmp_path: Path) -> None:
    assert "the error #NUM!" in wrong(formula(tmp_path / "a.xlsx", "#NUM!"))


def test_a_formula_that_was_never_worked_out_is_no_empty_cell(tmp_path: Path) -> None:
    path = altered(formula(tmp_path / "a.xlsx", 2), SHEET, replaced(b"<v>2</v>", b""))

    assert "never worked out" in wrong(path)


def test_a_percentage_is_not_guessed_at(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Workbook(str(path)) as made:
        made.add_worksheet("a").write_number(0, 0, 0.2, made.add_format({"num_format": "0%"}))

    assert "formatted as a percentage" in wrong(path)


@pytest.mark.filterwarnings("ignore:Cell A1 is marked as a date")
def test_a_day_that_cannot_be_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Workbook(str(path)) as made:
        made.add_worksheet("a").write_number(0, 0, 10**9, made.add_format({"num_format": "yyyy-mm-dd"}))

    assert "the error" in wrong(path)


def test_what_a_sheet_says_of_its_extent_is_not_believed(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ["a", "b"], ["c", "d"])

    assert read(altered(path, SHEET, replaced(b'"A1:B2"', b'"A1"'))) == read(path)
    assert read(altered(path, SHEET, replaced(b'"A1:B2"', b'"A1:XFD1048576"'))) == read(path)


def test_a_row_at_the_end_of_the_world_ends_soon(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ["a"], ["b"])
    far = altered(path, SHEET, lambda data: data.replace(b'r="2"', b'r="99999999999"').replace(b'r="A2"', b""))

    with workbooks.opened(far) as sheets:
        assert sum(1 for _row in sheets["techniques"]) == SHEET_ROWS.most + 1


def test_links_and_macros_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Workbook(str(path)) as made:
        sheet = made.add_worksheet("a")
        sheet.write_url(0, 0, "https://example.org/", string="a link")
        sheet.write_formula(0, 1, "='[other.xlsx]Sheet1'!A1", None, "what it was")

    assert read(path) == {"a": [["a link", "what it was"]]}


DAMAGED = [
    pytest.param("xl/sharedStrings.xml", lambda data: data[:-40], id="half the texts"),
    pytest.param(SHEET, lambda data: data[: len(data) // 2], id="half a sheet"),
    pytest.param(SHEET, lambda _data: b"", id="an empty sheet"),
    pytest.param(SHEET, replaced(b"<v>0</v>", b"<v>99</v>"), id="a text that is not there"),
    pytest.param(SHEET, replaced(b'r="A1"', b'r="?"'), id="a cell without a place"),
    pytest.param("xl/workbook.xml", lambda _data: b"<workbook/>", id="a book of nothing"),
    pytest.param("[Content_Types].xml", lambda _data: b"<Types/>", id="parts of no kind"),
    pytest.param("xl/styles.xml", lambda _data: b"<a>", id="broken styles"),
    pytest.param(
        SHEET,
        lambda data: data.replace(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet', 1),
        id="definitions of its own",
    ),
]


@pytest.mark.parametrize(("part", "change"), DAMAGED)
def test_what_is_damaged_is_refused(tmp_path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    path = altered(book(tmp_path / "a.xlsx", ["a", "b"]), part, change)

    with pytest.raises(Refused):
        read(path)


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_half_a_file_is_refused(tmp_path: Path, kept: float) -> None:
    path = book(tmp_path / "a.xlsx", ["a", "b"])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])

    with pytest.raises(Refused):
        read(path)


def test_a_chart_is_no_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Workbook(str(path)) as made:
        made.add_worksheet("a").write(0, 0, 1)
        chart = made.add_chart({"type": "bar"})
        chart.add_series({"values": "=a!$A$1:$A$1"})
        made.add_chartsheet("techniques").set_chart(chart)

    with pytest.raises(Refused, match="a chart"):
        read(path)


def test_the_file_is_let_go(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ["a"])
    read(path)

    shutil.move(path, tmp_path / "b.xlsx")
