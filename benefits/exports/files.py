"""Every format under one roof: the same bytes for a download, a shell and a job; a file is whole or not there."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final
from zipfile import ZipFile, ZipInfo

from benefits.coverage.catalog import NumberedCatalog, in_pieces
from benefits.exports import csv, pdf, xlsx
from benefits.exports.choosing import Choice
from benefits.exports.summary import SummaryRow, rows, stamped

PIECE: Final = 64 * 1024
ROWS_A_SIGN: Final = 1000
Tell = Callable[[int], object]
Writer = Callable[[NumberedCatalog, Choice, Tell], Iterator[bytes]]


def _csv(edition: NumberedCatalog, choice: Choice, tell: Tell) -> Iterator[bytes]:
    return csv.written(counted(rows(edition, choice), choice.total, tell))


def _xlsx(edition: NumberedCatalog, choice: Choice, tell: Tell) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "summary.xlsx"
        found = counted(rows(edition, choice), choice.total, tell)
        xlsx.write(path, found, edition, stamped(edition, choice))
        yield from _read(path)


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _pdf(edition: NumberedCatalog, choice: Choice, tell: Tell) -> Iterator[bytes]:
    """One document; a longer summary is several in a ZIP, each of a length that can be laid out, read and printed."""
    documents = pdf.documents(edition, choice, tell)
    if pdf.parts(choice) == 1:
        yield from documents
        return
    made_at = max(pdf.made_at(edition, stamped(edition, choice)).timetuple()[:6], EARLIEST)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "summary.zip"
        with ZipFile(path, "w") as archive:
            for number, document in enumerate(documents, start=1):
                archive.writestr(ZipInfo(f"{_stem(edition, choice)}-part-{number:03}.pdf", made_at), document)
        yield from _read(path)


# A ZIP knows no earlier day.
EARLIEST: Final = (1980, 1, 1, 0, 0, 0)


def _json(edition: NumberedCatalog, choice: Choice, tell: Tell) -> Iterator[bytes]:
    """The catalog's own canonical bytes, whole: what was chosen of it would be no catalog."""
    yield from in_pieces(edition.catalog)


FORMATS: Final[Mapping[str, Writer]] = {"csv": _csv, "xlsx": _xlsx, "pdf": _pdf, "json": _json}
KINDS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "json": "application/json",
    "zip": "application/zip",
}


def _nobody(count: int) -> None:
    """Nobody wants to be told."""


def content(form: str, edition: NumberedCatalog, choice: Choice, tell: Tell = _nobody) -> Iterator[bytes]:
    """The file in pieces. `tell` hears how many rows are done: each thousand of a table, each document of a PDF."""
    return FORMATS[form](edition, choice, tell)


def counted(found: Iterator[SummaryRow], total: int, tell: Tell) -> Iterator[SummaryRow]:
    """The rows, with a word on how many there were."""
    for count, row in enumerate(found, start=1):
        if count % ROWS_A_SIGN == 0 or count == total:
            tell(count)
        yield row


def kind(form: str, choice: Choice) -> str:
    """What the file is: the format, or a ZIP where it takes several documents."""
    return "zip" if form == "pdf" and pdf.parts(choice) > 1 else form


def name(form: str, edition: NumberedCatalog, choice: Choice) -> str:
    """A plain file name: the edition and the day."""
    if form == "json":
        return f"catalog-{_number(edition)}.json"
    return f"{_stem(edition, choice)}.{kind(form, choice)}"


def _stem(edition: NumberedCatalog, choice: Choice) -> str:
    return f"summary-{_number(edition)}-{choice.on.isoformat()}"


def _number(edition: NumberedCatalog) -> str:
    return "draft" if edition.number is None else f"edition-{edition.number}"
