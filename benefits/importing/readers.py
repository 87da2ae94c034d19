"""Every source that can be imported. To take one out, delete its folder and its two lines here."""

from typing import Final

from django.utils.translation import gettext as _

from benefits.coverage.vocabulary import Refused
from benefits.importing.catalogs.reader import READER as CATALOGS
from benefits.importing.filings.reader import READER as FILINGS
from benefits.importing.reader import Reader
from benefits.importing.sheets.reader import READER as SHEETS

READERS: Final[tuple[Reader, ...]] = (
    CATALOGS,
    SHEETS,
    FILINGS,
)


class NoSuchReader(LookupError):
    """Nothing here reads files of that kind."""


def named(name: str) -> Reader:
    """The reader of that name. Raises NoSuchReader."""
    for reader in READERS:
        if reader.name == name:
            return reader
    raise NoSuchReader(name)


def is_ours(name: str) -> bool:
    """Whether the reader of that name reads our own records; what nothing reads any more is shown like them."""
    return all(reader.is_ours for reader in READERS if reader.name == name)


def of_our_own(file_name: str) -> Reader:
    """What reads a file of that name as records of our own. Refused when nothing does."""
    ours = [reader for reader in READERS if reader.is_ours]
    for reader in ours:
        if reader.takes(file_name):
            return reader
    endings = [ending for reader in ours for ending in reader.files[0].endings]
    raise Refused("file", _("its name must end in %(endings)s.") % {"endings": ", ".join(endings)})
