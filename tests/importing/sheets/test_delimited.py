"""CSV as people and programs write it: read, or refused with the line."""

from pathlib import Path

import pytest

from benefits.coverage.vocabulary import Refused
from benefits.importing.sheets import delimited
from benefits.importing.sheets.tables import NumberedCells
from tests.exports.payloads import PAYLOADS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.csv"


def read(file: Path, data: bytes) -> list[NumberedCells]:
    file.write_bytes(data)
    return list(delimited.rows(file))


def test_rows_say_where_they_begin(file: Path) -> None:
    data = 'a,b\r\n"one\ntwo",é\r\n\r\nthree,4\r\n'.encode()

    assert read(file, data) == [(1, ["a", "b"]), (2, ["one\ntwo", "é"]), (4, []), (5, ["three", "4"])]


def test_the_mark_of_utf_8_is_no_part_of_the_text(file: Path) -> None:
    assert read(file, "\ufeffa,b".encode()) == [(1, ["a", "b"])]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param("slug,name\na,café\n".encode("cp1252"), "line 2 holds the byte 0xE9", id="windows-1252"),
        pytest.param(
            b"\xef\xbb\xbf" + "slug,name\na,café\n".encode("cp1252"), "line 2 holds the byte 0xE9", id="behind a mark"
        ),
        pytest.param("slug,name\n".encode("utf-16"), "UTF-16", id="UTF-16"),
        pytest.param(b'slug,name\na,"b\n', "line 2 cannot be read", id="a quote without an end"),
        pytest.param(b'slug,name\n"a"b,c\n', "line 2 cannot be read", id="text behind a quote"),
        pytest.param(b"slug;name\na;b\n", "not separated by commas", id="semicolons"),
        pytest.param(b"slug\tname\na\tb\n", "not separated by commas", id="tabs"),
        pytest.param(
            b"slug,name\na," + b"x" * 200_000, "line 2: it holds a value of more than 128 KB", id="a cell without end"
        ),
        pytest.param(b"slug,name\n" + b"x," * 600_000, "line 2: it is longer than 1 MB", id="a line without end"),
        pytest.param(b"x" * 3_000_000, "line 1: it is longer than 1 MB", id="one line"),
        pytest.param(b"a,\xff" + b"x" * 3_000_000, "line 1 holds the byte 0xFF", id="one line that is no UTF-8"),
    ],
)
def test_what_is_no_csv_of_ours_is_refused(file: Path, data: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read(file, data)


@pytest.mark.parametrize(
    "text", [*PAYLOADS, "'", "''", "'=1", "''=1", "'a", "a'", " a ", "a\r\nb", '"', "a,b", "=", "'' =1"]
)
def test_text_is_itself_again(file: Path, text: str) -> None:
    data = b"".join(delimited.written([["a", "b"], [text, "z"]]))

    assert read(file, data)[1] == (2, [text, "z"])


@pytest.mark.parametrize("text", PAYLOADS)
def test_text_is_never_a_formula(text: str) -> None:
    data = b"".join(delimited.written([[text]]))

    assert data.decode().removeprefix(delimited.MARK).lstrip('"').startswith("'")
