"""What a reader of files is. Adding a source to import is writing one of these, and naming it in `readers.py`."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from django_stubs_ext import StrOrPromise
from msgspec import Struct

from benefits.bounds import Bound
from benefits.coverage.catalog import Catalog
from benefits.coverage.vocabulary import Basis
from benefits.importing.proposals import Chunk
from benefits.importing.said import Said
from benefits.models import ImportRow

# Hears how much was read or done since it heard last: bytes, rows or records.
Hear = Callable[[int], object]
Print = Callable[[str], object]
Choices = Sequence[tuple[str, StrOrPromise]]


class FileAsked(Struct, frozen=True, kw_only=True):
    """A file that is asked for: under which name it is kept, how its own name may end, how many bytes it may have."""

    name: str
    label: StrOrPromise
    help: StrOrPromise = ""
    endings: tuple[str, ...] = ()
    most: Bound
    is_required: bool = True


class TextAsked(Struct, frozen=True, kw_only=True):
    """Something that may be said beside the files: one of the choices, a text wholly of this pattern, or nothing."""

    name: str
    label: StrOrPromise
    help: StrOrPromise = ""
    pattern: re.Pattern[str] | None = None
    wrong: StrOrPromise = ""
    choices: Callable[[], Choices] | None = None


class Brought(Struct, frozen=True, kw_only=True):
    """What somebody brought: each file under the name by which it was asked for, what was said beside, and the day.

    `names` and `hashes` are those of the files as they were brought.
    """

    files: Mapping[str, Path]
    names: Mapping[str, str]
    hashes: Mapping[str, str]
    said: Mapping[str, str]
    on: date


class Speaker(Struct, frozen=True, kw_only=True):
    """By whose word a reader speaks. Sources whose names begin with `series` are earlier copies of the same."""

    basis: Basis
    series: str
    noun: str


class Reread(Struct, frozen=True, kw_only=True):
    """What a row that went to review says, worked out anew from what was printed."""

    said: Said
    caveats: tuple[str, ...]
    exclusions: str


class PrintedPart(Struct, frozen=True, kw_only=True):
    """Some columns of what was printed, under a heading; those with nothing in them only where that says something."""

    heading: StrOrPromise
    columns: tuple[str, ...]
    shows_empty: bool = False


class Offer(Struct, frozen=True, kw_only=True):
    """A file of the same kind to take away, made of a catalog.

    It is offered of the editions that `titles` name, each with its words. `saved_as` is the name under which it is
    saved. What `can_fail` half way is made whole before the first byte is sent.
    """

    name: str
    saved_as: str
    media_type: str
    titles: Mapping[str, StrOrPromise]
    write: Callable[[Catalog], Iterable[bytes]]
    can_fail: bool = False


class Reader(Struct, frozen=True, kw_only=True):
    """How files of one kind are asked for, read, and shown.

    A reader without a speaker reads our own records: a file of them says what the draft should hold, and goes in whole
    or not at all. One with a speaker reads what somebody else says: it is weighed by the rank of its source, looked
    through row by row, and can be taken up again where it was left.
    """

    name: str
    title: StrOrPromise
    about: StrOrPromise
    asks: tuple[FileAsked | TextAsked, ...]
    # The chunks after that place. Refused when a file is not what it should be.
    read: Callable[[Brought, int, Hear], Iterator[Chunk]]
    # How many places there are, heard in bytes. Refused as above. None: that is known once all is read.
    count: Callable[[Brought, Hear], int] | None = None
    speaker: Speaker | None = None
    # What a row says once more, where a person may say otherwise what is excluded.
    reread: Callable[[ImportRow, str | None], Reread] | None = None
    printed: tuple[PrintedPart, ...] = ()
    # What a row may wait for, by a name for the address: how its reasons begin, and the words for that.
    reasons: Mapping[str, tuple[str, StrOrPromise]] = {}
    offers: tuple[Offer, ...] = ()
    # What is said above the offers.
    offering: StrOrPromise = ""
    # What the shell prints of a file of which nothing is to be stored: the proposals, then what became of the rows.
    show: Callable[[Brought, Print, Print, Hear], None] | None = None

    @property
    def is_ours(self) -> bool:
        """Whether its files hold our own records."""
        return self.speaker is None

    @property
    def files(self) -> tuple[FileAsked, ...]:
        """The files that it asks for, the main one first."""
        return tuple(each for each in self.asks if isinstance(each, FileAsked))

    @property
    def texts(self) -> tuple[TextAsked, ...]:
        """What else it asks for."""
        return tuple(each for each in self.asks if isinstance(each, TextAsked))

    def takes(self, file_name: str) -> bool:
        """Whether its main file may have that name."""
        return file_name.lower().endswith(self.files[0].endings)
