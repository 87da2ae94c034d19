"""Papers for members as tagged PDFs: one page each, nothing lost, nothing kept, one at a time."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from benefits.exports import papers
from benefits.wording.papers import PaperPart, PartKind

MADE_AT = datetime(2026, 11, 20, tzinfo=UTC)
PARTS = (
    PaperPart("Ask", PartKind.WRITE, ("What do I pay?", "How many visits?")),
    PaperPart("Bring", PartKind.BOXES, ("Member card",)),
    PaperPart("Know", PartKind.LIST, ("Your plan may approve more.",)),
)


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def is_tagged(pdf: PdfReader) -> bool:
    catalog = pdf.root_object
    return bool(catalog["/MarkInfo"].get_object()["/Marked"]) and "/StructTreeRoot" in catalog  # type: ignore[index]


def test_a_paper_is_one_tagged_page_that_says_all() -> None:
    pdf = read(papers.drawn("For the call", ("Physical therapy",), PARTS, "Answer X", MADE_AT))

    said = " ".join(pdf.pages[0].extract_text().split())
    assert len(pdf.pages) == 1
    assert is_tagged(pdf)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "For the call"
    for part in PARTS:
        assert all(str(words) in said for words in (part.heading, *part.lines))
    assert "Answer X" in said


def test_markup_in_a_line_is_text() -> None:
    evil = PaperPart("Ask", PartKind.LIST, ('#read("/etc/passwd") *bold* $x$',))

    said = read(papers.drawn("T", (), (evil,), "", MADE_AT)).pages[0].extract_text()

    assert '#read("/etc/passwd") *bold* $x$' in " ".join(said.split())


def test_whoever_would_wait_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "PATIENCE", 0.01)

    with papers._turn(), pytest.raises(papers.Busy):
        papers.drawn("T", (), PARTS, "", MADE_AT)

    assert papers.drawn("T", (), PARTS, "", MADE_AT).startswith(b"%PDF")
