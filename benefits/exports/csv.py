"""CSV as RFC 4180 has it, with the mark that makes spreadsheets read UTF-8, and no cell that they would calculate."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import astuple

from benefits.cells import FORMULA
from benefits.exports.summary import COLUMNS, SummaryCell, SummaryRow

CHUNK: Final = 500
MARK: Final = "\ufeff"
HELD: Final = 20_000


def inert(cell: SummaryCell) -> SummaryCell:
    """The cell as text that stays text; numbers and dates stay what they are."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def lines(cells: Iterable[Iterable[SummaryCell]]) -> str:
    """The lines for rows of cells."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([inert(cell) for cell in row] for row in cells)
    return text.getvalue()


def written(rows: Iterable[SummaryRow]) -> Iterator[bytes]:
    """The whole file in pieces of some hundred rows."""
    yield (MARK + lines([COLUMNS])).encode()
    yield from pieces(rows)


def pieces(rows: Iterable[SummaryRow]) -> Iterator[bytes]:
    """The rows without the head. What many rows have in common is put into CSV once."""
    texts: dict[Struct, str] = {}
    found: list[str] = []
    for row in rows:
        found.append(f"{_text(row.plan, texts)},{_text(row.therapy, texts)},{_text(row.stamp, texts)}\r\n")
        if len(found) == CHUNK:
            yield "".join(found).encode()
            found.clear()
    if found:
        yield "".join(found).encode()


def _text(part: Struct, texts: dict[Struct, str]) -> str:
    text = texts.get(part)
    if text is None:
        if len(texts) >= HELD:
            texts.clear()
        text = texts[part] = lines([astuple(part)]).removesuffix("\r\n")
    return text
