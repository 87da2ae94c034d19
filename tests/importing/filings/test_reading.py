"""Whatever a year's file looks like, a row is read as it stands, or the file is refused with line and column."""

import csv
import time
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefits.bounds import FILING_RECORD, Bound
from benefits.coverage.vocabulary import Refused
from benefits.importing.filings import reading
from benefits.importing.filings.reading import COLUMNS, FiledRow, rows
from tests import filing

BREAK = {"Explanation": 'Limit: "20"\nvisits; 67890 is no issuer', "PlanId": "12345OR0010002-01"}


@pytest.fixture(autouse=True, params=[64, 1 << 16], ids=["tiny blocks", "blocks as they are"])
def block(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test also with blocks that cut through every record."""
    monkeypatch.setattr(reading, "BLOCK", request.param)


def written(path: Path, data: str | bytes) -> Path:
    """A file with this in it."""
    file = path / "filing.csv"
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


def read(path: Path, data: str | bytes, issuer: str = "") -> list[FiledRow]:
    """The rows of a file with this in it."""
    return list(rows(written(path, data), issuer=issuer))


ENCODINGS = [
    pytest.param("utf-8", id="UTF-8"),
    pytest.param("utf-8-sig", id="UTF-8 with a byte order mark"),
    pytest.param("windows-1252", id="windows-1252"),
]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_it_reads_an_encoding_and_a_line_end(tmp_path: Path, encoding: str, end: str) -> None:
    text = filing.text({"Explanation": "the child’s school – 20 visits"}, {}).replace("\n", end)

    first, second = read(tmp_path, text.encode(encoding))

    assert first["Explanation"] == "the child’s school – 20 visits"
    assert (first.line, second.line) == (2, 3)
    assert first["PlanId"] == "12345OR0010001-01"


def test_it_reads_headers_in_any_case_order_and_company(tmp_path: Path) -> None:
    header = ("NewColumn", *(f" {name.upper()}" for name in reversed(COLUMNS)))

    [row] = read(tmp_path, ",".join(header) + "\n" + ",".join(f"v{place}" for place in range(len(header))) + "\n")

    assert row["Explanation"] == "v1"
    assert row["PlanId"] == f"v{len(COLUMNS)}"
    assert row["NewColumn"] == "v0"
    assert row["IsSubjToDedTier1"] == ""


def test_it_reads_a_file_without_a_last_line_end(tmp_path: Path) -> None:
    assert len(read(tmp_path, filing.text({}, {}).rstrip("\n"))) == 2


def test_a_row_knows_its_first_line_and_its_bytes(tmp_path: Path) -> None:
    text = filing.text({}, BREAK, {})
    raw = text.split("\n", 2)[2].rsplit("\n", 2)[0].encode()

    found = read(tmp_path, text)

    assert [row.line for row in found] == [2, 3, 5]
    assert found[1].raw == raw
    assert found[1].sha256 == sha256(raw).hexdigest()
    assert found[1]["Explanation"] == BREAK["Explanation"]


ISSUERS: tuple[dict[str, str], ...] = (
    {"PlanId": "67890OR0010001-01"},
    BREAK,
    {},
    {"PlanId": "67890OR0010002-01", "Explanation": 'a "b"\n\n c'},
    {},
)


@pytest.mark.parametrize(("issuer", "lines"), [("67890", [2, 6]), ("12345", [3, 5, 9]), ("11111", [])])
def test_one_issuers_rows_are_found_with_their_lines(tmp_path: Path, issuer: str, lines: list[int]) -> None:
    text = filing.text(*ISSUERS)

    found = read(tmp_path, text, issuer)

    assert [row.line for row in found] == lines
    assert found == [row for row in read(tmp_path, text) if row["PlanId"].startswith(issuer)]


FIELD = st.text(st.sampled_from('a,"\n 67890'), max_size=12)


@settings(max_examples=40)
@given(fields=st.lists(FIELD, max_size=8), wanted=st.lists(st.booleans(), min_size=8, max_size=8))
def test_the_short_way_finds_what_the_long_way_finds(
    tmp_path_factory: pytest.TempPathFactory, fields: list[str], wanted: list[bool]
) -> None:
    told = [
        {"Explanation": field, "PlanId": f"{'67890' if ours else '12345'}OR001000{place}-01"}
        for place, (field, ours) in enumerate(zip(fields, wanted, strict=False))
    ]
    path = tmp_path_factory.mktemp("filing")

    whole = read(path, filing.text(*told))
    short = read(path, filing.text(*told), "67890")

    assert [row.values["Explanation"] for row in whole] == fields
    assert short == [row for row in whole if row["PlanId"].startswith("67890")]


def without(*names: str) -> str:
    """A file without these columns."""
    return filing.text({}, header=tuple(name for name in filing.HEADER if name not in names))


PLAIN = filing.text({}, {})
REFUSED = [
    pytest.param("", "line 1: the file is empty", id="nothing"),
    pytest.param(b"\xef\xbb\xbf", "line 1: the file is empty", id="nothing but a byte order mark"),
    pytest.param(
        without("LimitQty", "PlanId"), "line 1: these columns are missing: PlanId, LimitQty", id="columns missing"
    ),
    pytest.param(
        filing.text({}, header=(*filing.HEADER, "PlanId")),
        "line 1: these columns are there more than once: PlanId",
        id="a column twice",
    ),
    pytest.param(PLAIN + "12345,x\n", "line 4: is cut short: no value for IsCovered", id="a row cut short"),
    pytest.param(
        PLAIN + "," * len(filing.HEADER) + "\n", "line 4: has 1 more values than columns", id="a row too long"
    ),
    pytest.param(PLAIN.replace("$20", "$2\0", 1), "line 2, column CopayInnTier1: holds a NUL byte", id="a NUL byte"),
    pytest.param(filing.text({}).encode("utf-16"), "line 1: is in UTF-16: save", id="UTF-16"),
    pytest.param(filing.text({}).encode("utf-16-le"), "NUL byte", id="UTF-16 that does not say so"),
    pytest.param(PLAIN.replace("\n", "\r"), "line 1: is not CSV: it holds a line end", id="line ends of old"),
    pytest.param(PLAIN.replace("$20", '"$20'), "line 2: is not CSV", id="a quote never closed"),
    pytest.param(PLAIN.replace("$20", '"$2"0'), "line 2: is not CSV", id="a quote closed too early"),
    pytest.param(PLAIN.encode().replace(b"$20", b"\x81\xff", 1), "neither UTF-8 nor windows-1252", id="no encoding"),
    pytest.param(b"PK\x03\x04 a spreadsheet", "line 1: these columns are missing", id="a spreadsheet"),
    pytest.param(
        PLAIN.replace("$20", "$" * 140_000, 1),
        "line 2: it holds a value of more than 128 KB",
        id="a field without end",
    ),
]


@pytest.mark.parametrize(("data", "message"), REFUSED)
def test_it_refuses_a_bad_file_and_says_where(tmp_path: Path, data: str | bytes, message: str) -> None:
    with pytest.raises(Refused, match=message):
        read(tmp_path, data)


def test_a_quote_that_swallows_the_file_is_noticed_before_the_memory_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "FILING_RECORD", Bound(1000, FILING_RECORD.words))

    with pytest.raises(Refused, match="never closed"):
        read(tmp_path, PLAIN + '"' + "x\n" * 50_000)


def test_a_nul_byte_is_noticed_in_a_row_that_nobody_wants(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="NUL byte"):
        read(tmp_path, PLAIN.replace("$20", "\0", 1), "67890")


def test_every_byte_is_reported_as_progress(tmp_path: Path) -> None:
    path, seen = written(tmp_path, PLAIN), list[int]()

    list(rows(path, progress=seen.append))

    assert sum(seen) == path.stat().st_size


def test_csv_itself_reads_the_same(tmp_path: Path) -> None:
    path = written(tmp_path, filing.text(*ISSUERS))

    with path.open(newline="") as file:
        assert [list(row.values.values()) for row in rows(path)] == list(csv.reader(file))[1:]


def test_a_text_of_many_lines_is_searched_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record of many lines, an issuer named in the middle of it: this took a minute a megabyte."""
    monkeypatch.setattr(reading, "BLOCK", 1 << 16)
    lines = "\n" * 60_000
    text = filing.text({"Explanation": f"{lines}12345{lines}"}, BREAK)
    begun = time.thread_time()

    [first, second] = read(tmp_path, text, issuer="12345")

    assert time.thread_time() - begun < 1
    assert first["Explanation"] == "12345"
    assert (second.line, second["Explanation"]) == (120_003, BREAK["Explanation"])
