"""Files made to be slow are refused within two seconds and 64 MiB, in words that say what is too much.

Each is as large as an upload may be where that makes it worse. `make proof` prints what each of them costs.
"""

import random
import struct
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from xlsxwriter import Workbook

from benefits.coverage.vocabulary import Refused
from benefits.importing import staging
from benefits.importing.filings.proposals import proposal
from benefits.importing.sheets import delimited, writing
from benefits.words import refusals
from tests import filing
from tests.faults.abuse import Measured, TellMeasured, measured
from tests.importing import ours
from tests.importing.filings import ground

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much memory was held")

MB: Final = 1024 * 1024
SHEET: Final = "xl/worksheets/sheet1.xml"
TEXTS: Final = "xl/sharedStrings.xml"
STYLES: Final = "xl/styles.xml"
BOOK: Final = "xl/workbook.xml"
LAUGHS: Final = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)).encode()

Make = Callable[[Path], None]


def entries(path: Path, many: int) -> None:
    """An archive that lists so many parts of nothing."""
    name = b"xl/0000000.xml"
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 0, 20, 0, 0, 0, 0, 33, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0)
    listed = b"".join(entry + b"xl/%07d.xml" % number for number in range(many))
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, many & 0xFFFF, many & 0xFFFF, len(listed), 0, 0)
    path.write_bytes(listed + end)


def book(path: Path, **changes: bytes) -> None:
    """A spreadsheet with more in some of its parts, before the last tag of each. Parts are named by their last word."""
    plain = path.with_name("plain.xlsx")
    with Workbook(str(plain)) as made:
        made.add_worksheet("gates").write_row(0, 0, writing.heads("gates"))
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            more = changes.get(name.rpartition("/")[2].removesuffix(".xml"), b"")
            data = old.read(name)
            place = data.rfind(b"</sheetData>") if b"</sheetData>" in data else data.rfind(b"</")
            new.writestr(name, data[:place] + more + data[place:])


def noise(size: int) -> bytes:
    """Letters that no packing makes much smaller: a part of them is not given away by its ratio."""
    return random.Random(11).randbytes(size // 2).hex().encode()


def crowd(unit: bytes, many: int) -> bytes:
    """So many of them, with a little noise in between."""
    between = noise(many // 50 * 8)
    return b"".join(unit * 50 + between[place * 8 : place * 8 + 8] for place in range(many // 50))


def full(path: Path, unit: bytes, size: int, start: bytes = b"", end: bytes = b"") -> None:
    path.write_bytes(start + unit * (size // len(unit)) + end)


CATALOG: Final = b'{"format": 1, "regions": [{"slug": "a", "name": "A", "states": ['
LONG_CHAIN: Final = b",".join(
    b'{"slug":"p%d","name":"P","kind":"plan","plan_type":"hmo","based_on":"p%d"}' % (number, number + 1)
    for number in range(20_000)
)

UPLOADS: Final = [
    pytest.param("a.xlsx", partial(entries, many=550_000), "list of its parts", id="550,000 parts"),
    pytest.param("a.xlsx", lambda path: book(path, sharedStrings=b"<si/>" * 1_000_000), "texts", id="1,000,000 texts"),
    pytest.param("a.xlsx", lambda path: book(path, sheet1=crowd(b"<c/>", 10_000_000)), "cells", id="10,000,000 cells"),
    pytest.param("a.xlsx", lambda path: book(path, styles=b"<xf/>" * 1_000_000), "styles", id="1,000,000 styles"),
    pytest.param("a.xlsx", lambda path: book(path, workbook=b"<sheet/>" * 500_000), "styles", id="500,000 sheets"),
    pytest.param("a.xlsx", lambda path: book(path, sheet1=crowd(b"<a>", 5_000_000)), "styles", id="tags within tags"),
    pytest.param("a.xlsx", lambda path: book(path, sheet1=b"\0" * 150 * MB), "unpack", id="a bomb"),
    pytest.param(
        "a.xlsx", lambda path: book(path, sheet1=b"<a b='" + noise(40 * MB) + b"'/>"), "a text of more", id="a long tag"
    ),
    pytest.param(
        "a.xlsx", lambda path: book(path, sheet1=b"<!--" + noise(40 * MB) + b"-->"), "comments", id="a long comment"
    ),
    pytest.param(
        "a.xlsx",
        lambda path: book(path, sheet1=b" " * 5000 + b"<!DOCTYPE a [" + LAUGHS + b"]><a>&a9;</a>"),
        "definitions",
        id="texts within texts (entities)",
    ),
    pytest.param(
        "a.xlsx",
        lambda path: book(path, sheet1=b'<row r="9999999"><c t="inlineStr"><is><t>x</t></is></c></row>' * 200_000),
        "rows",
        id="a row at the end of the world",
    ),
    pytest.param("gates.csv", partial(full, unit=b"x", size=29 * MB), "longer than 1 MB", id="a line without end"),
    pytest.param(
        "gates.csv", partial(full, unit=b"x\n", size=29 * MB, start=b'a,"'), "a value of more", id="a cell without end"
    ),
    pytest.param("gates.csv", partial(full, unit=b"\n", size=29 * MB, start=b"a,b"), "columns", id="empty lines"),
    pytest.param("gates.csv", partial(full, unit=b",", size=29 * MB), "longer than 1 MB", id="columns without end"),
    pytest.param(
        "gates.csv", partial(full, unit=b"x", size=29 * MB, start=b"a,\xff"), "not UTF-8", id="a long line, no UTF-8"
    ),
    pytest.param("a.json", partial(full, unit=b"[", size=29 * MB), "Expected `object`", id="brackets without end"),
    pytest.param("a.json", partial(full, unit=b'{"a":', size=29 * MB), "nested deeper", id="braces without end"),
    pytest.param(
        "a.json", partial(full, unit=b'"CA",', size=29 * MB, start=CATALOG), "more than 2,000,000", id="a long list"
    ),
    pytest.param(
        "a.json", partial(full, unit=b"9", size=29 * MB, start=b'{"format":'), "out of range", id="a long number"
    ),
    pytest.param(
        "a.json",
        lambda path: path.write_bytes(
            b'{"plan_types":[{"slug":"hmo","name":"H"}],"plans":['
            + LONG_CHAIN
            + b',{"slug":"p20000","name":"P","kind":"guide"}]}'
        ),
        "one on the other",
        id="plans on plans",
    ),
]


@pytest.mark.parametrize(("name", "make", "why"), UPLOADS)
def test_a_file_made_to_be_slow_is_refused_soon(
    tmp_path: Path, name: str, make: Make, why: str, request: pytest.FixtureRequest, tell: TellMeasured
) -> None:
    path = tmp_path / name
    make(path)

    found = measured(partial(read, path))

    tell(request.node.callspec.id, found)
    assert why in found.said
    assert found.bearable, found


def read(path: Path) -> str:
    """Why the file is refused, as its import says it."""
    try:
        return f"read: {sum(1 for _one in ours.read(path))}"
    except Refused as refused:
        return refusals.told(refused)


@pytest.mark.parametrize("sheet", ["visit_limits", "contents", "sources", "plans"])
@pytest.mark.parametrize("unit", [" ", "'", "-", "a-", "1", ".1", "|", "\n", "@", "/a", ": a,", "\u00a0", "\ufdfa"])
def test_long_cells_of_a_sheet_are_refused_soon(tmp_path: Path, sheet: str, unit: str, tell: TellMeasured) -> None:
    """Whatever a column holds, a cell of it that is long is read or refused at once."""
    heads = writing.heads(sheet)
    path = tmp_path / f"{sheet}.csv"
    path.write_bytes(b"".join(delimited.written([heads, ["a" + unit * (40_000 // len(unit))] * len(heads)])))

    found = measured(partial(read, path))

    tell(f"cells of “{unit}” in {sheet}", found)
    assert found.bearable, found


def filed(path: Path, text: str, **values: str) -> None:
    path.write_text(filing.text({"Explanation": text, **values}), encoding="utf-8")


FILINGS: Final = [
    pytest.param(lambda path: filed(path, "x" * 20 * MB), "a row goes on", id="a filing with a value without end"),
    pytest.param(
        lambda path: path.write_text(filing.text({}) + '"' + "x\n" * 9 * MB), "never closed", id="a filing with a quote"
    ),
    pytest.param(lambda path: path.write_bytes(b"a," * 10 * MB), "a row goes on", id="a filing of columns"),
    pytest.param(lambda path: path.write_bytes(b"a\n" * 10 * MB), "are missing", id="a filing of lines"),
    pytest.param(
        lambda path: path.write_bytes(b"a," * MB + b"\n" + filing.text({}).encode()), "are missing", id="a wide filing"
    ),
    pytest.param(
        lambda path: path.write_bytes(filing.text({}).encode() + b"12345" + b"," * MB + b"\n"), "has 1", id="a wide row"
    ),
    pytest.param(lambda path: path.write_bytes(b"\r" * 10 * MB), "line 1", id="a filing of line ends"),
    pytest.param(
        lambda path: path.write_bytes(filing.text({}).encode() + b'12345"\n' * 2 * MB),
        "line 3",
        id="a filing of quotes",
    ),
    pytest.param(
        lambda path: path.write_text(filing.text(*[{}] * 501)), "more than 500 rows", id="a filing of one plan"
    ),
    pytest.param(
        lambda path: filed(path, "\n" * 60_000 + "12345" + "\n" * 60_000, PlanId="9" * 130_000),
        "has no row",
        id="a filing of many lines",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("make", "why"), FILINGS)
def test_a_filing_made_to_be_slow_is_refused_soon(
    tmp_path: Path, make: Make, why: str, request: pytest.FixtureRequest, tell: TellMeasured
) -> None:
    path = tmp_path / "filing.csv"
    make(path)

    found = measured(partial(staged, path))

    tell(request.node.callspec.id, found)
    assert why in found.said
    assert found.bearable, found


def staged(path: Path) -> str:
    """Why the filing is refused; else how many of its rows are staged."""
    try:
        batch = ground.begun(path, issuer="12345")
        staging.stage(batch, {"file": path})
    except Refused as refused:
        return refusals.told(refused)
    return batch.job.why or f"staged: {batch.rows.count()}"


@pytest.mark.parametrize(
    "unit",
    [
        "a ",
        "20 visits each for a ",
        "total speech ",
        "first 1 visits ",
        "limit a ",
        "(",
        "x. ",
        "in and out of network ",
    ],
)
def test_a_long_text_of_a_filing_goes_to_review_unread(unit: str, tell: TellMeasured) -> None:
    """40 KB of words before a number took twelve seconds."""
    found = measured(lambda: proposal(filing.row(Explanation=unit * (40_000 // len(unit)))).why[0])

    tell(f"40 KB of “{unit.strip()}”", found)
    assert found.said == "Not read: Explanation: it is longer than 4,000 characters. Read it in the row as filed."
    assert found.seconds < 0.1


@pytest.mark.parametrize("unit", ["a ", "20 visits each for a ", "total speech ", "first 1 visits ", "limit a ", "("])
def test_the_longest_text_that_is_read_is_read_soon(unit: str, tell: TellMeasured) -> None:
    found = measured(lambda: str(proposal(filing.row(Explanation=unit * (3_900 // len(unit)))).needs_review))

    tell(f"3.9 KB of “{unit.strip()}”", found)
    assert found.seconds < 0.5


def test_what_costs_too_much_is_noticed() -> None:
    """A planted fault: memory that is held for a moment, and time."""
    assert not measured(lambda: str(len(b"x" * 80 * MB))).bearable
    assert not Measured("", 2.5, 1).bearable
    assert measured(lambda: "").bearable
