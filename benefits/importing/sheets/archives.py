"""An XLSX is an archive: what it says of itself is looked at before anything in it is unpacked."""

import io
import zipfile
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from benefits.bounds import WORKBOOK_LIST, WORKBOOK_PARTS, WORKBOOK_RATIO, WORKBOOK_UNPACKED
from benefits.coverage.vocabulary import Refused

FIELD: Final = "xlsx"
# What is small is small, however well it was packed.
NO_MATTER: Final = 1024 * 1024
NEEDED: Final = ("[Content_Types].xml", "xl/workbook.xml")
ARCHIVES: Final = (".zip", ".xlsx", ".xlsm", ".jar", ".gz", ".bz2", ".xz", ".7z", ".rar")
# How old spreadsheets begin, and those that a password protects.
OLD: Final = bytes.fromhex("D0CF11E0A1B11AE1")


class _Sipped(io.FileIO):
    """A file of which little is read at a time.

    An archive lists its parts at its end, and the list is read in one piece before anything is known of it.
    """

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes; all that are left when there is no number. Raises TooMuch for more than a list takes."""
        WORKBOOK_LIST.hold(size or 0, FIELD)
        return super().read(size)


def check(path: Path) -> None:
    """Refused when the file is no XLSX, or would unpack into more than a spreadsheet that people make.

    Raises TooMuch for the bounds of `benefits.bounds` whose names begin with WORKBOOK.
    """
    with path.open("rb") as start:
        if start.read(len(OLD)) == OLD:
            raise _refused(_("it is protected by a password, or an old XLS: save it as XLSX without a password."))
    try:
        with _Sipped(path) as file, zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except Refused:
        raise
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as problem:
        raise _refused(_("it is no XLSX file.")) from problem
    _check(entries, path.stat().st_size)


def _check(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Whatever an archive claims here binds it: unpacking never gives more than an entry's claimed size."""
    names = {entry.filename for entry in entries}
    WORKBOOK_PARTS.hold(len(entries), FIELD)
    if len(names) < len(entries):
        raise _refused(_("it holds a part twice."))
    if not names.issuperset(NEEDED):
        raise _refused(_("it is an archive, but no XLSX file."))
    if any(entry.flag_bits & 1 for entry in entries):
        raise _refused(_("it is protected by a password: save it without one."))
    if any(entry.filename.lower().endswith(ARCHIVES) for entry in entries):
        raise _refused(_("it holds another archive."))
    if sum(entry.compress_size for entry in entries) > size:
        raise _refused(_("its parts lie on top of each other."))
    WORKBOOK_UNPACKED.hold(sum(entry.file_size for entry in entries), FIELD)
    WORKBOOK_RATIO.hold(max(map(_ratio, entries)), FIELD)


def _ratio(entry: zipfile.ZipInfo) -> int:
    """How many times its size a part unpacks to; once for what is small."""
    return -(-entry.file_size // max(entry.compress_size, 1)) if entry.file_size > NO_MATTER else 1


def _refused(why: str) -> Refused:
    return Refused(FIELD, why)
