"""A file of sheets: CSV, one noun; XLSX, as many as it has."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from benefits.coverage.vocabulary import Refused
from benefits.importing.proposals import Proposal
from benefits.importing.reader import Hear
from benefits.importing.sheets import delimited, tables, workbooks
from benefits.models import ROWS

LEGEND: Final = "Legend"
WORKBOOKS: Final = (".xlsx", ".xlsm")
STEP: Final = 500


def proposals(path: Path, *, name: str, table: str = "", hear: Hear = lambda _records: None) -> list[Proposal]:
    """The records of a file of that name; of a CSV for that noun, else for the one that its name begins with.

    Lets hear now and then how many are read.
    Refused, saying why, when it is neither CSV nor XLSX or has not the shape of our sheets.
    """
    suffix = Path(name).suffix.lower()
    if suffix == ".csv":
        found = list(_counted(_of_csv(path, name, table or _noun(name)), hear))
    elif suffix in WORKBOOKS:
        found = list(_counted(_of_workbook(path), hear))
    else:
        raise Refused("file", _("its name must end in .csv or .xlsx."))
    if not found:
        raise Refused("file", _("it holds no rows."))
    return found


def _counted(found: Iterable[Proposal], hear: Hear) -> Iterator[Proposal]:
    for number, proposal in enumerate(found, start=1):
        yield proposal
        if number % STEP == 0:
            hear(STEP)


def _noun(name: str) -> str:
    found = re.match(r"[a-z_]+", Path(name).stem.lower().replace("-", "_"))
    noun = found[0].rstrip("_") if found else ""
    if noun not in ROWS:
        raise Refused("file", _("say which sheet it is, or name it like one of them: %(names)s.") % _names())
    return noun


def _names() -> dict[str, str]:
    return {"names": ", ".join(ROWS)}


def _of_csv(path: Path, name: str, table: str) -> Iterator[Proposal]:
    def place(line: int) -> str:
        return _("%(file)s, line %(line)s") % {"file": name, "line": line}

    yield from tables.proposals(table, delimited.rows(path), place)


def _of_workbook(path: Path) -> Iterator[Proposal]:
    with workbooks.opened(path) as sheets:
        nouns = {name: name.strip().lower() for name in sheets if name != LEGEND}
        if unknown := [name for name, noun in nouns.items() if noun not in ROWS]:
            told = _("these sheets are not known: %(unknown)s. There are: %(names)s.")
            raise Refused("file", told % {"unknown": ", ".join(unknown)[:1000], **_names()})
        if len({*nouns.values()}) < len(nouns):
            raise Refused("file", _("two of its sheets have the same name, but for capitals: put their rows together."))
        for name, noun in nouns.items():
            yield from tables.proposals(noun, sheets[name], partial(_row, noun))


def _row(noun: str, number: int) -> str:
    return _("%(sheet)s, row %(row)s") % {"sheet": noun, "row": number}
