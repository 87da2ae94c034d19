"""An XLSX is an archive: what it says of itself is looked at before anything in it is unpacked."""

import zipfile
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from benefits.coverage.vocabulary import Refused

MOST_ENTRIES: Final = 500
MOST_UNPACKED: Final = 400 * 1024 * 1024
MOST_RATIO: Final = 200
# What is small is small, however well it was packed.
NO_MATTER: Final = 1024 * 1024
NEEDED: Final = ("[Content_Types].xml", "xl/workbook.xml")
ARCHIVES: Final = (".zip", ".xlsx", ".xlsm", ".jar", ".gz", ".bz2", ".xz", ".7z", ".rar")
# How old spreadsheets begin, and those that a password protects.
OLD: Final = bytes.fromhex("D0CF11E0A1B11AE1")


def check(path: Path) -> None:
    """Refused when the file is no XLSX, or would unpack into more than a spreadsheet that people make."""
    with path.open("rb") as file:
        if file.read(len(OLD)) == OLD:
            raise _refused(_("it is protected by a password, or an old XLS: save it as XLSX without a password."))
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as problem:
        raise _refused(_("it is no XLSX file.")) from problem
    _check(entries, path.stat().st_size)


def _check(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Whatever an archive claims here binds it: unpacking never gives more than an entry's claimed size."""
    names = {entry.filename for entry in entries}
    if len(entries) > MOST_ENTRIES or len(names) < len(entries):
        raise _refused(_("it holds too many parts, or one twice."))
    if not names.issuperset(NEEDED):
        raise _refused(_("it is an archive, but no XLSX file."))
    if any(entry.flag_bits & 1 for entry in entries):
        raise _refused(_("it is protected by a password: save it without one."))
    if any(entry.filename.lower().endswith(ARCHIVES) for entry in entries):
        raise _refused(_("it holds another archive."))
    if sum(entry.compress_size for entry in entries) > size:
        raise _refused(_("its parts lie on top of each other."))
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED or any(map(_inflated, entries)):
        raise _refused(_("it would unpack to far more than a spreadsheet holds."))


def _inflated(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > NO_MATTER and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)


def _refused(why: str) -> Refused:
    return Refused("xlsx", why)
