"""What makes a reader of spreadsheets slow is refused before one is asked; what people's spreadsheets hold passes."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from xlsxwriter import Workbook

from benefits import bounds
from benefits.bounds import Bound
from benefits.coverage.vocabulary import Refused
from benefits.importing.sheets import parts

SHEET: Final = "xl/worksheets/sheet1.xml"
TEXTS: Final = "xl/sharedStrings.xml"
STYLES: Final = "xl/styles.xml"
BOOK: Final = "xl/workbook.xml"
TYPES: Final = "[Content_Types].xml"

ArchiveChange = Callable[[bytes], bytes]


def book(path: Path) -> Path:
    """A sheet with some of everything: texts, a formula, a link, a date, a format, a picture of zeros and ones."""
    with Workbook(str(path)) as made:
        sheet = made.add_worksheet("techniques")
        sheet.write_row(0, 0, ["slug", 'a <!-- "text" --> of <c/> & <si>', 12.5])
        sheet.write_formula(1, 0, "=1+1", None, 2)
        sheet.write_url(1, 1, "https://example.org/", string="a link")
        sheet.write(1, 2, 20, made.add_format({"num_format": "0.00", "bold": True}))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.bmp", b"BM" + b"\x01\xff" * 300_000)
    return path


def changed(path: Path, part: str, change: ArchiveChange) -> Path:
    """The file with one of its parts as something else."""
    other = path.with_name("changed.xlsx")
    with zipfile.ZipFile(book(path)) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return other


def before(mark: bytes, more: bytes) -> ArchiveChange:
    def change(data: bytes) -> bytes:
        assert mark in data
        return data.replace(mark, more + mark, 1)

    return change


def test_what_people_write_passes(tmp_path: Path) -> None:
    assert parts.check(book(tmp_path / "a.xlsx"))


def test_a_sheet_without_a_formula_is_known(tmp_path: Path) -> None:
    path = changed(tmp_path / "a.xlsx", SHEET, lambda data: data.replace(b"<f>1+1</f>", b""))

    assert not parts.check(path)


@pytest.mark.parametrize(
    ("part", "change", "why"),
    [
        pytest.param(SHEET, before(b"<sheetData>", b"<!DOCTYPE a>"), "definitions", id="a definition"),
        pytest.param(
            SHEET, before(b"<worksheet", b" " * 4000 + b'<!DOCTYPE a [<!ENTITY b "c">]>'), "definitions", id="far down"
        ),
        pytest.param(
            SHEET,
            lambda data: b"\xff\xfe" + before(b"<worksheet", b"<!DOCTYPE a>")(data).decode().encode("utf-16-le"),
            "definitions",
            id="in UTF-16",
        ),
        pytest.param(TEXTS, before(b"<si>", b"<!--" + b"<" * 5000 + b"-->"), "comments", id="a long comment"),
        pytest.param(TEXTS, before(b"</sst>", b"<!--" + b"<a>" * 5000), "comments", id="a comment that does not end"),
        pytest.param(STYLES, before(b"<fonts", b"<?a " + b"<" * 5000 + b"?>"), "definitions", id="an instruction"),
        pytest.param(SHEET, before(b"<sheetData>", b"<a b='" + b"x" * 250_000 + b"'/>"), "a text of more", id="a tag"),
        pytest.param(TEXTS, before(b"<si>", b"x" * 1_300_000), "a text of more", id="a text"),
        pytest.param(TEXTS, before(b"</sst>", b"x" * 250_000), "a text of more", id="a text at the end"),
        pytest.param(STYLES, before(b"</fonts>", b"<font/>" * 20_001), "than 20,000 styles", id="styles"),
        pytest.param(BOOK, before(b"</sheets>", b"<sheet/>" * 20_001), "than 20,000 styles", id="names of sheets"),
        pytest.param(SHEET, before(b"</sheetData>", b"<cfRule/>" * 20_001), "than 20,000 styles", id="rules"),
        pytest.param(
            TYPES,
            lambda data: data.replace(b"/xl/workbook.xml", b"/xl/worksheets/workbook.xml"),
            "contradict each other",
            id="a book in the place of a sheet",
        ),
    ],
)
def test_what_no_spreadsheet_needs_is_refused(tmp_path: Path, part: str, change: ArchiveChange, why: str) -> None:
    with pytest.raises(Refused, match=why):
        parts.check(changed(tmp_path / "a.xlsx", part, change))


@pytest.mark.parametrize("prefix", [b"", b"x:"])
@pytest.mark.parametrize(
    ("bound", "part", "end", "tag"),
    [
        pytest.param("WORKBOOK_CELLS", SHEET, b"</sheetData>", b"<%bc/>", id="cells"),
        pytest.param("WORKBOOK_TEXTS", TEXTS, b"</sst>", b"<%bsi/>", id="shared texts"),
    ],
)
def test_more_than_a_bound_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, part: str, end: bytes, tag: bytes, prefix: bytes
) -> None:
    """With fewer than are shipped: what the real figures keep out is measured in tests/faults."""
    monkeypatch.setattr(parts, bound, Bound(1000, getattr(bounds, bound).words))
    many = changed(tmp_path / "a.xlsx", part, before(end, tag % prefix * 1001))

    with pytest.raises(bounds.TooMuch, match="more than 1,000"):
        parts.check(many)


def test_just_below_a_bound_is_let_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "WORKBOOK_CELLS", Bound(1000, bounds.WORKBOOK_CELLS.words))

    assert parts.check(changed(tmp_path / "a.xlsx", SHEET, before(b"</sheetData>", b"<c/>" * 900)))


def test_nothing_falls_between_two_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the parts are cut, the same is found in them."""
    path = book(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        whole = archive.read(SHEET)
        for size in range(1, 60):
            monkeypatch.setattr(parts, "PIECE", size)
            pieces = [*parts._pieces(archive, SHEET)]
            assert b"".join(pieces) == whole
            assert sum(len(parts.PLAIN.findall(piece)) for piece in pieces) == len(parts.PLAIN.findall(whole))
