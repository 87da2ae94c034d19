"""What a format of the summary is: how it is written, what its file is, and how long one waits for it.

Each format has a module, or a folder, of its own; `benefits.exports.files.FORMATS` lists them.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from django_stubs_ext import StrOrPromise
from msgspec import Struct

from benefits.coverage.catalog import NumberedCatalog
from benefits.exports.choosing import Choice
from benefits.exports.columns import SummaryRow

ROWS_A_SIGN: Final = 1000
BYTES_A_PIECE: Final = 64 * 1024

Tell = Callable[[int], object]
Writer = Callable[[NumberedCatalog, Choice, Tell], Iterator[bytes]]


class FileKind(Struct, frozen=True):
    """The end of a file's name, without its dot, and its media type."""

    ending: str
    media_type: str


class Piecewise(Struct, frozen=True):
    """How a file is put together from pieces that are made one by one: its head, and the rows of a piece."""

    head: Callable[[], bytes]
    rows: Callable[[Iterable[SummaryRow]], Iterator[bytes]]


def summary_stem(edition: NumberedCatalog, choice: Choice) -> str:
    """The name of a summary's file without its ending: the edition and the day of care."""
    return f"summary-{edition_in_name(edition)}-{choice.on.isoformat()}"


def edition_in_name(edition: NumberedCatalog) -> str:
    """The edition as the name of a file spells it."""
    return "draft" if edition.number is None else f"edition-{edition.number}"


class SummaryFormat(Struct, frozen=True, kw_only=True):
    """A format. `content` makes the whole file in pieces, and is told whom to tell how many rows are done.

    `at_once` is the most rows that one waits for; longer summaries are an export that one watches. None: whatever is
    asked for is there at once and cannot fail half way, so that it is sent as it is made. A summary that takes several
    documents is of the kind `several`.
    """

    name: str
    kind: FileKind
    content: Writer
    at_once: int | None
    several: FileKind | None = None
    takes_several: Callable[[Choice], bool] | None = None
    piecewise: Piecewise | None = None
    stem: Callable[[NumberedCatalog, Choice], str] = summary_stem
    label: StrOrPromise = ""
    label_when_long: StrOrPromise = ""

    def file_kind(self, choice: Choice) -> FileKind:
        """What the file for a choice is; one of several documents is another kind than one document."""
        if self.several is not None and self.takes_several is not None and self.takes_several(choice):
            return self.several
        return self.kind

    def file_name(self, edition: NumberedCatalog, choice: Choice) -> str:
        """A plain name for the file."""
        return f"{self.stem(edition, choice)}.{self.file_kind(choice).ending}"

    @property
    def can_fail(self) -> bool:
        """Whether making it can go wrong half way, so that it is made whole before the first byte is sent."""
        return self.at_once is not None

    def is_long(self, rows: int) -> bool:
        """Whether so many rows take longer than one waits for."""
        return self.at_once is not None and rows > self.at_once

    def button(self, rows: int) -> StrOrPromise:
        """What its button says for so many rows."""
        longer = self.label_when_long if self.is_long(rows) else ""
        return longer or self.label or self.name.upper()


def counted(found: Iterator[SummaryRow], total: int, tell: Tell) -> Iterator[SummaryRow]:
    """The rows, with a word to `tell` on how many there were: after each thousand, and at the end."""
    for count, row in enumerate(found, start=1):
        if count % ROWS_A_SIGN == 0 or count == total:
            tell(count)
        yield row


def in_small_pieces(path: Path) -> Iterator[bytes]:
    """A file that was made whole, in pieces that are small beside it."""
    with path.open("rb") as file:
        while piece := file.read(BYTES_A_PIECE):
            yield piece
