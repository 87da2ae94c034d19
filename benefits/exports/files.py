"""Every format under one roof: the same bytes for a download, a shell and a job."""

from collections.abc import Iterator, Mapping
from typing import Final

from benefits.coverage.catalog import NumberedCatalog
from benefits.exports.catalog_json import JSON
from benefits.exports.choosing import Choice
from benefits.exports.csv import CSV
from benefits.exports.formats import FileKind, SummaryFormat, Tell
from benefits.exports.pdf.document import PDF
from benefits.exports.xlsx import XLSX

# In the order of their buttons. Whoever takes one out takes out its module, its import and its line here.
_FORMATS: Final = (
    CSV,
    XLSX,
    PDF,
    JSON,
)
FORMATS: Final[Mapping[str, SummaryFormat]] = {form.name: form for form in _FORMATS}


def _nobody(count: int) -> None:
    """Nobody wants to be told."""


def content(form: str, edition: NumberedCatalog, choice: Choice, tell: Tell = _nobody) -> Iterator[bytes]:
    """The file in pieces. `tell` hears how many rows are done: each thousand of a table, each document of a PDF."""
    return FORMATS[form].content(edition, choice, tell)


def kind(form: str, choice: Choice) -> FileKind:
    """What the file is: that of the format, or a ZIP where it takes several documents."""
    return FORMATS[form].file_kind(choice)


def name(form: str, edition: NumberedCatalog, choice: Choice) -> str:
    """A plain file name: the edition and the day."""
    return FORMATS[form].file_name(edition, choice)


def media_type(file_name: str) -> str:
    """The media type of a file that was made earlier, by the end of its name."""
    ending = file_name.rpartition(".")[2]
    kinds = (kind for form in FORMATS.values() for kind in (form.kind, form.several))
    known = {kind.ending: kind.media_type for kind in kinds if kind is not None}
    return known.get(ending, "application/octet-stream")
