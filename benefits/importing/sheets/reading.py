"""A file of sheets: CSV, one noun; XLSX, as many as it has."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from benefits.coverage.vocabulary import Refused
from benefits.importing.lines import Line
from benefits.importing.sheets import delimited, tables, workbooks
from benefits.models import ROWS

LEGEND: Final = "Legend"
WORKBOOKS: Final = (".xlsx", ".xlsm")
STEP: Final = 500

Told = Callable[[int], object]


def lines(path: Path, *, name: str, table: str = "", told: Told = lambda _records: None) -> list[Line]:
    """The records of a file of that name; of a CSV for that noun, else for the one that its name begins with.

    Tells now and then how many it has read.
    Refused, saying why, when it is neither CSV nor XLSX or has not the shape of our sheets.
    """
    suffix = Path(name).suffix.lower()
    if suffix == ".csv":
        found = list(_counted(_of_csv(path, name, table or _noun(name)), told))
    elif suffix in WORKBOOKS:
        found = list(_counted(_of_workbook(path), told))
    else:
        raise Refused("file", _("its name must end in .csv or .xlsx."))
    if not found:
        raise Refused("file", _("it holds no rows."))
    return found


def _counted(found: Iterable[Line], told: Told) -> Iterator[Line]:
    for number, line in enumerate(found, start=1):
        yield line
        if number % STEP == 0:
            told(number)


def _noun(name: str) -> str:
    found = re.match(r"[a-z_]+", Path(name).stem.lower().replace("-", "_"))
    noun = found[0].rstrip("_") if found else ""
    if noun not in ROWS:
        raise Refused("file", _("say which sheet it is, or name it like one of them: %(names)s.") % _names())
    return noun


def _names() -> dict[str, str]:
    return {"names": ", ".join(ROWS)}


def _of_csv(path: Path, name: str, table: str) -> Iterator[Line]:
    def place(line: int) -> str:
        return _("%(file)s, line %(line)s") % {"file": name, "line": line}

    yield from tables.lines(table, delimited.rows(path), place)


def _of_workbook(path: Path) -> Iterator[Line]:
    with workbooks.opened(path) as sheets:
        nouns = {name: name.strip().lower() for name in sheets if name != LEGEND}
        if unknown := [name for name, noun in nouns.items() if noun not in ROWS]:
            told = _("these sheets are not known: %(unknown)s. There are: %(names)s.")
            raise Refused("file", told % {"unknown": ", ".join(unknown)[:1000], **_names()})
        if len({*nouns.values()}) < len(nouns):
            raise Refused("file", _("two of its sheets have the same name, but for capitals: put their rows together."))
        for name, noun in nouns.items():
            yield from tables.lines(noun, sheets[name], partial(_row, noun))


def _row(noun: str, number: int) -> str:
    return _("%(sheet)s, row %(row)s") % {"sheet": noun, "row": number}
