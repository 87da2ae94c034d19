"""CSV: UTF-8, commas, one noun a file; text that was kept from being a formula is itself again."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Final

from django.utils.translation import gettext as _

from benefits.cells import FORMULA
from benefits.coverage.vocabulary import Refused
from benefits.importing.sheets.tables import Row

MARK: Final = "\ufeff"
UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
OTHERS: Final = (";", "\t")

# An apostrophe keeps text from being a formula; text that begins like kept text is kept as well.
LIKE_KEPT: Final = re.compile(f"'*(?:{FORMULA.pattern})")


def rows(data: bytes) -> Iterator[Row]:
    """The rows, each with the line that it begins in. Refused, naming the line, when it is no such CSV."""
    text = _decoded(data)
    head = text.split("\n", 1)[0]
    if "," not in head and any(other in head for other in OTHERS):
        raise Refused("csv", _("the columns are not separated by commas: save it as “CSV UTF-8 (comma delimited)”."))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [_itself(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as problem:
        raise Refused("csv", _("line %(line)s cannot be read: %(why)s.") % {"line": line, "why": problem}) from problem


def _decoded(data: bytes) -> str:
    if data.startswith(UTF_16):
        raise Refused("csv", _("it is UTF-16, not UTF-8: save it as “CSV UTF-8”."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        told = {
            "line": problem.object.count(b"\n", 0, problem.start) + 1,
            "byte": f"0x{problem.object[problem.start]:02X}",
        }
        raise Refused(
            "csv",
            _("it is not UTF-8: line %(line)s holds the byte %(byte)s. Save it as “CSV UTF-8”.") % told,
        ) from problem


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
