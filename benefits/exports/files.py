"""Every format under one roof: the same bytes for a download, a shell and a job; a file is whole or not there."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from benefits.coverage.catalog import to_json
from benefits.exports import csv, pdf, xlsx
from benefits.exports.choosing import Choice
from benefits.exports.summary import Edition, Row, rows, stamped

PIECE: Final = 64 * 1024
ROWS_A_SIGN: Final = 1000
Tell = Callable[[int], object]
Writer = Callable[[Edition, Choice, Iterator[Row]], Iterator[bytes]]


def _csv(edition: Edition, choice: Choice, found: Iterator[Row]) -> Iterator[bytes]:
    return csv.written(found)


def _xlsx(edition: Edition, choice: Choice, found: Iterator[Row]) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "summary.xlsx"
        xlsx.write(path, found, edition, stamped(edition, choice))
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def _pdf(edition: Edition, choice: Choice, found: Iterator[Row]) -> Iterator[bytes]:
    yield pdf.summary(found, edition, stamped(edition, choice), choice.total)


def _json(edition: Edition, choice: Choice, found: Iterator[Row]) -> Iterator[bytes]:
    """The catalog's own canonical bytes, whole: what was chosen of it would be no catalog."""
    yield to_json(edition.catalog)


FORMATS: Final[Mapping[str, tuple[Writer, str]]] = {
    "csv": (_csv, "text/csv; charset=utf-8"),
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pdf": (_pdf, "application/pdf"),
    "json": (_json, "application/json"),
}


def content(form: str, edition: Edition, choice: Choice, tell: Tell | None = None) -> Iterator[bytes]:
    """The file in pieces. Whoever wants to be told how many rows are done is, after each thousand and at the end."""
    found = rows(edition, choice)
    return FORMATS[form][0](edition, choice, counted(found, choice.total, tell) if tell else found)


def counted(found: Iterator[Row], total: int, tell: Tell) -> Iterator[Row]:
    """The rows, with a word on how many there were."""
    for count, row in enumerate(found, start=1):
        if count % ROWS_A_SIGN == 0 or count == total:
            tell(count)
        yield row


def name(form: str, edition: Edition, choice: Choice) -> str:
    """A plain file name: the edition and the day."""
    number = "draft" if edition.number is None else f"edition-{edition.number}"
    return f"catalog-{number}.json" if form == "json" else f"summary-{number}-{choice.on.isoformat()}.{form}"


def save(path: Path, pieces: Iterator[bytes]) -> int:
    """The pieces as a file, all or nothing: what fails leaves what was there before. How many bytes it has."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        part = Path(file.name)
        try:
            size = sum(file.write(piece) for piece in pieces)
            file.flush()
            part.chmod(0o644)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    return size
