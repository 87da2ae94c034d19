"""The matrix as a document that a screen reader can read."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdf
import pytest
from django.core.management import CommandError, call_command
from msgspec.structs import replace

from benefits.editions import InForce
from benefits.exports import files, sheet
from benefits.exports.choosing import Choice, choice
from benefits.exports.pdf import document as pdf
from benefits.exports.stamp import stamped
from benefits.exports.summary import rows
from tests.exports.conftest import TODAY, in_force
from tests.exports.payloads import PAYLOADS, poisoned
from tests.exports.tagged import complaints, squeezed


def drawn(edition: InForce, chosen: Choice) -> bytes:
    return pdf.summary(list(rows(edition, chosen)), edition, stamped(edition, chosen))


def plain(data: bytes) -> bytes:
    """The document with its objects in plain sight, so that one can be broken."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    found = io.BytesIO()
    writer.write(found)
    return found.getvalue()


@pytest.fixture
def some(edition: InForce) -> Choice:
    """A few plans: enough for some pages."""
    return choice(edition.catalog, {"plan": ["hmo", "hdhp", "other"]}, TODAY)


def text(data: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages))


def test_it_says_what_it_is(edition: InForce, some: Choice) -> None:
    reader = pypdf.PdfReader(io.BytesIO(drawn(edition, some)))
    root: Any = reader.trailer["/Root"]

    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "What plans cover, by plan and therapy"


@pytest.mark.parametrize("document", [drawn, lambda edition, some: sheet.drawn(edition, "hmo", some)])
def test_its_structure_is_whole(edition: InForce, some: Choice, document: Callable[[InForce, Choice], bytes]) -> None:
    assert complaints(document(edition, some)) == []


@pytest.mark.parametrize(
    ("was", "broken", "complaint"),
    [
        (b"/Lang (en)", b"/Long (en)", "it has a language"),
        (b"/DisplayDocTitle true", b"/DisplayDocTitle null", "it has a title, and shows it"),
        (b"/Scope /Column", b"/Skope /Column", "each head of a table says what it is the head of"),
        (b"/S /H2", b"/S /H4", "headings go down one level at a time"),
        (b"/S /THead", b"/S /TTead", "each table has heads"),
        (b"/ToUnicode", b"/ToUnikode", "letters can be read"),
    ],
)
def test_the_look_at_its_structure_finds_what_is_broken(
    edition: InForce, some: Choice, was: bytes, broken: bytes, complaint: str
) -> None:
    data = plain(sheet.drawn(edition, "hmo", some))
    assert was in data

    assert complaint in complaints(data.replace(was, broken))


def test_each_page_has_its_number_the_heads_and_the_edition(edition: InForce, some: Choice) -> None:
    pages = pypdf.PdfReader(io.BytesIO(drawn(edition, some))).pages

    heads = ("Price of a visit", "Physical therapy", "What it says")
    for number, page in enumerate(pages, start=1):
        told = page.extract_text()
        assert f"Page {number} / {len(pages)}" in told
        assert edition.sha256[:12] in told
        assert number == len(pages) or any(head in told for head in heads)


def test_the_same_summary_is_the_same_file(edition: InForce, some: Choice) -> None:
    assert drawn(edition, some) == drawn(edition, some)


@pytest.mark.parametrize("payload", [*PAYLOADS, "#panic(1)", "*bold* _it_ $x$ @ref <a> \\ // #{"])
def test_nothing_is_read_as_markup(edition: InForce, some: Choice, payload: str) -> None:
    row = next(iter(rows(edition, some)))
    bad = poisoned(row, payload)
    told = pdf.summary([type(row)(bad.plan, row.therapy, row.stamp)], edition, row.stamp)

    shown = "".join("□" if character > "\uff00" else character for character in payload.replace("\0", ""))
    assert squeezed(shown) in text(told)


def test_a_long_summary_is_several_documents(edition: InForce, some: Choice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_ROWS", 13)
    forgotten: list[int] = []
    monkeypatch.setattr(pdf, "forget", lambda: forgotten.append(len(done)))
    done: list[int] = []

    documents = list(pdf.documents(edition, some, done.append))

    assert pdf.parts(some) == len(documents) == 2
    assert (done, forgotten) == ([12, 18], [0, 1])
    names = [edition.catalog.plan_by_slug[plan].name for plan in some.plans]
    for number, (document, inside) in enumerate(zip(documents, (names[:2], names[2:]), strict=True), start=1):
        reader = pypdf.PdfReader(io.BytesIO(document))
        assert reader.metadata is not None
        assert reader.metadata.title == f"What plans cover, by plan and therapy (part {number} of 2)"
        assert [name for name in names if squeezed(name) in text(document)] == inside


@pytest.mark.parametrize(
    ("plans", "therapies", "parts"),
    [(0, 6, 1), (1, 0, 1), (40, 6, 1), (41, 6, 2), (10_000, 12, 500), (2, 300, 2)],
)
def test_a_document_has_whole_plans(plans: int, therapies: int, parts: int) -> None:
    chosen = Choice(plans=("hmo",) * plans, therapies=("massage-therapy",) * therapies, on=TODAY)

    assert pdf.parts(chosen) == parts


@pytest.mark.parametrize("number", [1, None])
def test_a_long_pdf_is_a_zip(
    edition: InForce, everything: Choice, monkeypatch: pytest.MonkeyPatch, number: int | None
) -> None:
    monkeypatch.setattr(pdf, "MOST_ROWS", 6)
    found = in_force(edition.catalog, number)
    chosen = replace(everything, plans=everything.plans[:2], on=everything.on.replace(year=1950))

    data = b"".join(files.content("pdf", found, chosen))

    name = files.name("pdf", found, chosen)
    assert (files.kind("pdf", chosen).ending, name.rpartition(".")[2]) == ("zip", "zip")
    with ZipFile(io.BytesIO(data)) as archive:
        stem = name.removesuffix(".zip")
        assert archive.namelist() == [f"{stem}-part-001.pdf", f"{stem}-part-002.pdf"]
        assert all(archive.read(one).startswith(b"%PDF") for one in archive.namelist())
    assert data == b"".join(files.content("pdf", found, chosen))


@pytest.mark.django_db
def test_several_pdfs_do_not_stand_there_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("load_guides", verbosity=0)
    monkeypatch.setattr(pdf, "MOST_ROWS", 6)
    asked = ["export_summary", "--format", "pdf", "--plan", "hmo", "--plan", "hdhp", "-o"]

    with pytest.raises(CommandError, match=r"Name a \.zip file") as refusal:
        call_command(*asked, str(tmp_path / "a.pdf"))
    assert refusal.value.returncode == 2
    assert not list(tmp_path.iterdir())

    call_command(*asked, str(tmp_path / "a.zip"))
    assert (tmp_path / "a.zip").read_bytes().startswith(b"PK")
