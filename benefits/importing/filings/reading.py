"""The rows of a CMS file, one at a time, whatever its size; only one issuer's when only those are wanted.

The file is read in blocks that end where a record ends. A line break within quotes is not such an end: a break counts
only when an even number of quotes stands before it. Wanted records are cut out of the block before any CSV is parsed.
"""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from itertools import chain, starmap
from pathlib import Path
from typing import Final

from msgspec import Struct

from benefits.bounds import CSV_CELL, FILING_RECORD
from benefits.coverage.records import INVISIBLE
from benefits.coverage.vocabulary import Refused

BLOCK: Final = 1 << 16  # small enough to stay in the processor's cache while it is searched
UTF_16: Final = (BOM_UTF16_LE, BOM_UTF16_BE)
COLUMNS: Final = (
    *("PlanId", "BenefitName", "IsCovered"),
    *("CopayInnTier1", "CopayInnTier2", "CopayOutofNet", "CoinsInnTier1", "CoinsInnTier2", "CoinsOutofNet"),
    *("QuantLimitOnSvc", "LimitQty", "LimitUnit", "Exclusions", "Explanation"),
)
# Of some years only: read where they are there.
MORE_COLUMNS: Final = (
    *("BusinessYear", "IssuerId", "IssuerId2", "StateCode", "StateCode2", "StandardComponentId", "IsStateMandate"),
    *("EHBVarReason", "IsExclFromInnMOOP", "IsExclFromOonMOOP", "IsSubjToDedTier1", "IsSubjToDedTier2"),
)

Progress = Callable[[int], object]
Parsed = tuple[int, bytes, list[str]]


class FiledRow(Struct, frozen=True):
    """A row as it stands in the file: the line it begins on, its very bytes, and its values by column."""

    file: str
    line: int
    raw: bytes
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The value without spaces around it, nor what nobody sees; empty when the year's file has no such column."""
        value = self.values.get(column, "").strip()
        return value if value.isascii() else INVISIBLE.sub("", value).strip()

    @property
    def sha256(self) -> str:
        """Of the row's bytes without its line end."""
        return sha256(self.raw).hexdigest()


def rows(
    path: Path,
    *,
    issuer: str = "",
    progress: Progress = lambda _bytes: None,
    wanted: Sequence[str] = COLUMNS,
    more: Sequence[str] = MORE_COLUMNS,
) -> Iterator[FiledRow]:
    """Every row, or those of one issuer. Refused, with line and column, when the file is not what it should be.

    It must have the columns that are wanted; more may be there, and are spelled as they are here.
    With an issuer wanted, the others' rows are passed over unparsed: only NUL bytes are still noticed in them.
    """
    header: tuple[str, ...] = ()
    for first, block in filter(all, _blocks(path, progress)):
        line, start = first, 0
        if not header and block.startswith(UTF_16):
            raise Refused("line 1", "is in UTF-16: save the file as UTF-8.")
        if not header:
            _line, raw, names = next(_records(line, block))
            if b"\0" in raw:
                raise Refused("line 1", "holds a NUL byte; a file in UTF-16 does.")
            header, line, start = _header(names, wanted, more), line + raw.count(b"\n"), len(raw)
        if b"\0" in block:
            raise _nul(header, first, block)
        pieces = _wanted(line, block, start, issuer.encode()) if issuer else ((line, block[start:]),)
        for record in chain.from_iterable(starmap(_records, pieces)):
            row = _row(path.name, header, *record)
            if row and row["PlanId"].startswith(issuer):
                yield row
    if not header:
        raise Refused("line 1", "the file is empty.")


def _blocks(path: Path, progress: Progress) -> Iterator[tuple[int, bytes]]:
    """Whole records, many at a time, and the line on which they begin."""
    line, block = 1, b""
    with path.open("rb") as file:
        while part := file.read(BLOCK):
            progress(len(part))
            block += part
            end = _whole(block)
            if not end:
                FILING_RECORD.hold(len(block), f"line {line}")
            if end:
                yield line, (block[:end].removeprefix(BOM_UTF8) if line == 1 else block[:end])
                line += block.count(b"\n", 0, end)
                block = block[end:]
    if block:
        yield line, block.removeprefix(BOM_UTF8) if line == 1 else block


def _whole(block: bytes) -> int:
    """Where the last whole record ends; 0 when none does."""
    end = block.rfind(b"\n") + 1
    odd = block.count(b'"', 0, end) % 2
    while end and odd:
        start = block.rfind(b"\n", 0, block.rfind(b'"', 0, end)) + 1
        odd ^= block.count(b'"', start, end) % 2
        end = start
    return end


def _wanted(line: int, block: bytes, done: int, issuer: bytes) -> Iterator[tuple[int, bytes]]:
    """The records that name the issuer anywhere, each with its line; `done` is where a record begins."""
    while (found := block.find(issuer, done)) >= 0:
        start, end = _around(block, done, found)
        line += block.count(b"\n", done, start)
        yield line, block[start:end]
        line += block.count(b"\n", start, end)
        done = end


def _around(block: bytes, done: int, found: int) -> tuple[int, int]:
    """Where the record begins and ends that holds that place. No byte is looked at more often than a few times."""
    start = block.rfind(b"\n", done, found) + 1 or done
    odd = block.count(b'"', done, start) % 2
    while odd:
        # The break stands within quotes: the record begins on the line of the quote before it, or further up.
        higher = block.rfind(b"\n", done, block.rfind(b'"', done, start)) + 1 or done
        odd ^= block.count(b'"', higher, start) % 2
        start = higher
    end = block.find(b"\n", found) + 1 or len(block)
    odd = block.count(b'"', start, end) % 2
    while odd and end < len(block):
        quote = block.find(b'"', end)
        lower = (block.find(b"\n", quote) + 1 if quote >= 0 else 0) or len(block)
        odd ^= block.count(b'"', end, lower) % 2
        end = lower
    return start, end


def _records(line: int, block: bytes) -> Iterator[Parsed]:
    """Each record of a block: the line on which it begins, its bytes, its values."""
    lines = list(BytesIO(block))
    reader, done = csv.reader(map(_text, lines), strict=True), 0
    while True:
        try:
            values = next(reader, None)
        except UnicodeDecodeError as problem:
            raise Refused(f"line {line + reader.line_num}", "is neither UTF-8 nor windows-1252.") from problem
        except csv.Error as problem:
            raise _not_csv(f"line {line + done}", str(problem)) from problem
        if values is None:
            return
        yield line + done, b"".join(lines[done : reader.line_num]), values
        done = reader.line_num


def _not_csv(place: str, said: str) -> Refused:
    """What the reader of CSV says, in words of ours where it speaks of its own workings."""
    if "field larger" in said:
        return CSV_CELL.passed(place)
    if "new-line character" in said:
        return Refused(place, "is not CSV: it holds a line end (CR) that is none here. Save the file anew as CSV.")
    return Refused(place, f"is not CSV: {said}.")


def _text(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("windows-1252")


def _header(names: Sequence[str], wanted: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    """The columns in the spelling that we use. Refused when one is missing or there twice."""
    spelled = {name.casefold(): name for name in (*wanted, *more)}
    header = tuple(spelled.get(name.strip().casefold(), name.strip()) for name in names)
    if missing := [name for name in wanted if name not in header]:
        raise Refused("line 1", f"these columns are missing: {', '.join(missing)}.")
    if doubled := [name for name, times in Counter(header).items() if times > 1]:
        raise Refused("line 1", f"these columns are there more than once: {', '.join(doubled)}.")
    return header


def _row(file: str, header: Sequence[str], line: int, raw: bytes, values: list[str]) -> FiledRow | None:
    """None for an empty line. Refused when it does not have one value for each column."""
    if not values:
        return None
    if (more := len(values) - len(header)) > 0:
        raise Refused(f"line {line}", f"has {more} more values than columns; the first is after {header[-1]}.")
    if more:
        raise Refused(f"line {line}", f"is cut short: no value for {header[more]}.")
    return FiledRow(file, line, raw.rstrip(b"\r\n"), dict(zip(header, values, strict=True)))


def _nul(header: Sequence[str], first: int, block: bytes) -> Refused:
    """Says where a NUL byte is."""
    for line, _raw, values in _records(first, block):
        for column, value in enumerate(values):
            if "\0" in value:
                name = header[column] if column < len(header) else f"number {column + 1}"
                return Refused(f"line {line}, column {name}", "holds a NUL byte.")
    return Refused(f"line {first}", "holds a NUL byte here or further down.")
