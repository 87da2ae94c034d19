"""CSV: UTF-8, commas, one noun a file; text that was kept from being a formula is itself again."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Final, TextIO

from django.utils.translation import gettext as _

from benefits.bounds import CSV_CELL, CSV_LINE
from benefits.cells import FORMULA
from benefits.coverage.vocabulary import Refused
from benefits.importing.sheets.tables import NumberedCells

MARK: Final = "\ufeff"
UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
OTHERS: Final = (";", "\t")
PIECE: Final = 1 << 16

# An apostrophe keeps text from being a formula; text that begins like kept text is kept as well.
LIKE_KEPT: Final = re.compile(f"'*(?:{FORMULA.pattern})")


def rows(path: Path) -> Iterator[NumberedCells]:
    """The rows, each with the line that it begins in, read one after the other.

    Refused, naming the line, when the file is no such CSV; raises TooMuch, naming it, for a value that does not end.
    """
    _refuse_other_encodings(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(_lines(file), strict=True)
        line = 1
        try:
            for cells in reader:
                yield line, [_itself(cell) for cell in cells]
                line = reader.line_num + 1
        except csv.Error as problem:
            if "field larger" in str(problem):
                raise CSV_CELL.passed(_line(line)) from problem
            told = {"line": line, "why": problem}
            raise Refused("csv", _("line %(line)s cannot be read: %(why)s.") % told) from problem


def _lines(file: TextIO) -> Iterator[str]:
    """The lines, the first of which must have commas. No line may be longer than any row of ours."""
    for number in count(1):
        text = file.readline(CSV_LINE.most + 1)
        if number == 1 and "," not in text and any(other in text for other in OTHERS):
            told = _("the columns are not separated by commas: save it as “CSV UTF-8 (comma delimited)”.")
            raise Refused("csv", told)
        if len(text) > CSV_LINE.most:
            raise CSV_LINE.passed(_line(number))
        if not text:
            return
        yield text


def _line(number: int) -> str:
    return _("line %(line)s") % {"line": number}


def _refuse_other_encodings(path: Path) -> None:
    """UTF-8 or nothing: what is not names the line and the byte."""
    decoder, line = codecs.getincrementaldecoder("utf-8")(), 1
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            if line == 1 and piece.startswith(UTF_16):
                raise Refused("csv", _("it is UTF-16, not UTF-8: save it as “CSV UTF-8”."))
            try:
                decoder.decode(piece, final=len(piece) < PIECE)
            except UnicodeDecodeError as problem:
                raise _not_utf_8(line, problem) from problem
            line += piece.count(b"\n")


def _not_utf_8(line: int, problem: UnicodeDecodeError) -> Refused:
    """The refusal of a piece that begins on that line."""
    told = {
        "line": line + problem.object.count(b"\n", 0, problem.start),
        "byte": f"0x{problem.object[problem.start]:02X}",
    }
    return Refused("csv", _("it is not UTF-8: line %(line)s holds the byte %(byte)s. Save it as “CSV UTF-8”.") % told)


def _itself(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and LIKE_KEPT.match(cell[1:]) else cell


def written(rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """The rows as CSV, with the mark that tells spreadsheets that it is UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    text.write(MARK)
    for row in rows:
        writer.writerow([_kept(cell) for cell in row])
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()


def _kept(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and LIKE_KEPT.match(cell) else cell
