"""CSV as RFC 4180 has it, with the mark that makes spreadsheets read UTF-8, and no cell that they would calculate."""

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import astuple

from benefits.cells import UTF_8_MARK, csv_lines
from benefits.coverage.catalog import NumberedCatalog
from benefits.exports.choosing import Choice
from benefits.exports.columns import COLUMNS, SummaryRow
from benefits.exports.formats import FileKind, Piecewise, SummaryFormat, Tell, counted
from benefits.exports.summary import MOST_HELD, rows

ROWS_A_PIECE: Final = 500


def head() -> bytes:
    """The first line, after the mark."""
    return (UTF_8_MARK + csv_lines([COLUMNS])).encode()


def written(found: Iterable[SummaryRow]) -> Iterator[bytes]:
    """The whole file in pieces of some hundred rows."""
    yield head()
    yield from pieces(found)


def pieces(found: Iterable[SummaryRow]) -> Iterator[bytes]:
    """The rows without the head. What many rows have in common is put into CSV once."""
    texts: dict[Struct, str] = {}
    lines: list[str] = []
    for row in found:
        lines.append(f"{_text(row.plan, texts)},{_text(row.therapy, texts)},{_text(row.stamp, texts)}\r\n")
        if len(lines) == ROWS_A_PIECE:
            yield "".join(lines).encode()
            lines.clear()
    if lines:
        yield "".join(lines).encode()


def _text(part: Struct, texts: dict[Struct, str]) -> str:
    text = texts.get(part)
    if text is None:
        if len(texts) >= MOST_HELD:
            texts.clear()
        text = texts[part] = csv_lines([astuple(part)]).removesuffix("\r\n")
    return text


def _content(edition: NumberedCatalog, choice: Choice, tell: Tell) -> Iterator[bytes]:
    return written(counted(rows(edition, choice), choice.total, tell))


CSV: Final = SummaryFormat(
    name="csv",
    kind=FileKind("csv", "text/csv; charset=utf-8"),
    content=_content,
    at_once=3000,
    piecewise=Piecewise(head=head, rows=pieces),
)
