"""What the parts of an XLSX hold, counted in their bytes before any of them is read as XML.

Whoever reads a spreadsheet believes it: there are as many texts, styles and cells as it brings, a part is what another
says of it, and a long tag is looked at anew with each piece of it that arrives. So all of that is bounded here.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _
from msgspec import Struct
from openpyxl.packaging.manifest import Manifest
from openpyxl.xml.functions import fromstring

from benefits.bounds import WORKBOOK_CELLS, WORKBOOK_REST, WORKBOOK_TEXT, WORKBOOK_TEXTS
from benefits.coverage.vocabulary import Refused
from benefits.importing.sheets.archives import FIELD

PIECE: Final = 1 << 20
LONGEST_COMMENT: Final = 4096
CONTENTS: Final = "[Content_Types].xml"
SHEETS: Final = "xl/worksheets/"
TEXTS: Final = "xl/sharedstrings.xml"
# The parts that may hold much, and what they must be: something else in their place would be counted as what it is not.
LARGE: Final = {SHEETS: "worksheet+xml", TEXTS: "sharedStrings+xml"}
MARKS: Final = b"\xef\xbb\xbf\xfe\xff \t\r\n"
# What a sheet and a list of texts are made of; a namespace may stand before each name.
PLAIN: Final = re.compile(rb"<(?:\w{1,30}:)?(?:c|row|v|is|t|f|si)[\s/>]")
FORMULA: Final = re.compile(rb"<(?:\w{1,30}:)?f[\s/>]")


class Count(Struct):
    """What was found so far in all parts: cells, shared texts, any other tag, and whether a cell holds a formula."""

    cells: int = 0
    texts: int = 0
    rest: int = 0
    calculated: bool = False


def check(path: Path) -> bool:
    """Whether a cell holds a formula. The archive must have been checked.

    Raises TooMuch for what goes past a bound, Refused for XML that no spreadsheet needs.
    """
    found = Count()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            for piece in _pieces(archive, name):
                _count(found, name.lower(), piece)
        _refuse_another_kind(archive.read(CONTENTS))
    return found.calculated


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The part in pieces, each cut before a tag; nothing of what is no XML, which no reader of XML gets far with."""
    rest = b""
    with archive.open(name) as part:
        while read := part.read(PIECE):
            # UTF-16 without its NUL bytes spells the names of tags as anything else does.
            piece = rest + read.replace(b"\0", b"")
            if not rest and not piece.lstrip(MARKS).startswith(b"<"):
                return
            end = _end(piece)
            yield piece[:end]
            rest = piece[end:]
            WORKBOOK_TEXT.hold(len(rest), FIELD)
    yield rest


def _end(piece: bytes) -> int:
    """Where the piece can be cut: before its last tag, or before a comment that is still open."""
    place = 0
    while (opened := piece.find(b"<!--", place)) >= 0:
        place = piece.find(b"-->", opened, opened + LONGEST_COMMENT)
        if place < 0 and len(piece) - opened < LONGEST_COMMENT:
            return opened
        if place < 0:
            raise _not_needed()
    return max(piece.rfind(b"<"), 0)


def _count(found: Count, name: str, piece: bytes) -> None:
    """Add what the piece of that part holds. Raises TooMuch as soon as a bound is passed."""
    if b"<!DOCTYPE" in piece or piece.count(b"<?") > piece.count(b"<?xml "):
        raise _not_needed()
    _refuse_long_runs(piece)
    found.rest += piece.count(b"<") - piece.count(b"</")
    if name.startswith(tuple(LARGE)):
        found.rest -= len(PLAIN.findall(piece))
    if name.startswith(SHEETS):
        found.cells += piece.count(b"<c") + piece.count(b":c")
        found.calculated = found.calculated or FORMULA.search(piece) is not None
    if name.startswith(TEXTS):
        found.texts += piece.count(b"<si") + piece.count(b":si")
    WORKBOOK_CELLS.hold(found.cells, FIELD)
    WORKBOOK_TEXTS.hold(found.texts, FIELD)
    WORKBOOK_REST.hold(found.rest, FIELD)


def _refuse_long_runs(piece: bytes) -> None:
    """No text is longer than a cell, and no tag: within neither is there a `<`."""
    window = WORKBOOK_TEXT.most // 2
    for start in range(0, len(piece) - window, window):
        if piece.find(b"<", start, start + window) < 0:
            raise WORKBOOK_TEXT.passed(FIELD)


def _refuse_another_kind(contents: bytes) -> None:
    """A part that may hold much is what its name says."""
    manifest: Any = Manifest.from_tree(fromstring(contents))  # type: ignore[arg-type]
    for part in manifest.Override:
        for place, kind in LARGE.items():
            if part.PartName.lower().lstrip("/").startswith(place) and not part.ContentType.endswith(kind):
                raise Refused(FIELD, _("its parts contradict each other: it may be damaged. Save it anew."))


def _not_needed() -> Refused:
    return Refused(FIELD, _("it brings XML definitions or comments of its own, which no spreadsheet needs."))
