"""CSV that spreadsheets read as it is, and in which nothing is calculated."""

import csv
import io

import pytest

from benefits.cells import CellValue, inert
from benefits.editions import InForce
from benefits.exports import csv as ours
from benefits.exports.choosing import Choice
from benefits.exports.columns import COLUMNS
from benefits.exports.summary import rows
from tests.exports.payloads import PAYLOADS, poisoned


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def text(cell: CellValue) -> str:
    return "" if cell is None else str(cell)


def test_it_agrees_with_the_rows(edition: InForce, everything: Choice) -> None:
    data = b"".join(ours.written(rows(edition, everything)))

    head, *body = read(data)

    assert tuple(head) == COLUMNS
    assert body == [[text(inert(cell)) for cell in row.cells] for row in rows(edition, everything)]


def test_it_is_what_the_standard_says(edition: InForce, everything: Choice) -> None:
    data = b"".join(ours.written(rows(edition, everything)))

    assert data.startswith(b"\xef\xbb\xbfplan,")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_it_comes_in_pieces(edition: InForce, everything: Choice) -> None:
    many = list(rows(edition, everything)) * 6

    head, *pieces = ours.written(iter(many))

    assert len(pieces) == -(-len(many) // ours.ROWS_A_PIECE)
    assert all(piece.count(b"\r\n") <= ours.ROWS_A_PIECE for piece in pieces)
    assert len(read(b"".join([head, *pieces]))) == len(many) + 1


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_column_is_calculated(edition: InForce, everything: Choice, payload: str) -> None:
    row = poisoned(next(iter(rows(edition, everything))), payload)

    _head, cells = read(b"".join(ours.written([row])))

    for name, held, cell in zip(COLUMNS, row.cells, cells, strict=True):
        if isinstance(held, str):
            assert cell == f"'{payload}", name


def test_what_is_held_is_bounded(edition: InForce, everything: Choice, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = b"".join(ours.written(rows(edition, everything)))
    monkeypatch.setattr(ours, "MOST_HELD", 3)

    assert b"".join(ours.written(rows(edition, everything))) == whole
