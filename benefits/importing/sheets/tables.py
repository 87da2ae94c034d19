"""A noun's sheet, row by row: the head must name every column once, then each row is a record or says why not."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec
from django.utils.translation import gettext as _

from benefits.bounds import SHEET_ROWS
from benefits.coverage.records import Plan, Record
from benefits.coverage.vocabulary import Refused
from benefits.importing.columns import Column, columns
from benefits.importing.proposals import Proposal, proposal_of
from benefits.importing.spelling import read
from benefits.models import ROWS, mirror
from benefits.words import refusals

NumberedCells = tuple[int, Sequence[Any]]

SHOWN: Final = 80


def proposals(table: str, rows: Iterable[NumberedCells], place: Callable[[int], str]) -> Iterator[Proposal]:
    """The records of a noun's rows, the first of which is the head. Refused when the head is not as it must be."""
    found = iter(rows)
    heads = _heads(table, next(found, (1, ()))[1])
    for number, cells in found:
        SHEET_ROWS.hold(number, table)
        if any(cell not in (None, "") for cell in cells):
            yield _proposal(table, heads, cells, place(number))


def _heads(table: str, cells: Sequence[Any]) -> list[Column]:
    """The columns in the order of the head."""
    names = [str(cell or "").strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    known = {column.name: column for column in columns(table)}
    wrong = [
        (_("missing"), [name for name in known if name not in names]),
        (_("there twice"), [name for name, count in Counter(names).items() if count > 1]),
        (_("not known"), [name or _("a column without a name") for name in names if name not in known]),
    ]
    if told := [f"{what}: {', '.join(some[:SHOWN])}" for what, some in wrong if some]:
        raise Refused(table, _("the columns in the first row are not those of this sheet. ") + "; ".join(told)[:1000])
    return [known[name] for name in names]


def _proposal(table: str, heads: Sequence[Column], cells: Sequence[Any], place: str) -> Proposal:
    plain, why = _plain(heads, cells)
    kind = ROWS[table].RECORD
    if not why:
        try:
            return proposal_of(mirror.record_of(kind, plain), table, place=place)
        except Refused as problem:
            why = [refusals.told(problem)]
        except (msgspec.ValidationError, ArithmeticError) as problem:
            why = [_said(problem)]
    told = {column.name: str("" if cell is None else cell)[:SHOWN] for column, cell in zip(heads, cells, strict=False)}
    key = " / ".join(told.get(name, "") for name in kind.KEY)
    return Proposal(place=place, table=table, title=key, plan=_plan(kind, told), refused=tuple(why))


def _plain(heads: Sequence[Column], cells: Sequence[Any]) -> tuple[mirror.Plain, list[str]]:
    """What the cells say, by field; and what is wrong with them, cell by cell."""
    plain: mirror.Plain = {}
    why = []
    if any(cell not in (None, "") for cell in cells[len(heads) :]):
        why.append(_("there are cells to the right of the last column."))
    for column, cell in zip(heads, [*cells, *[None] * len(heads)], strict=False):
        try:
            value = read(column, cell)
        except Refused as problem:
            why.append(refusals.told(problem))
        else:
            plain.update({} if value is None else {column.name: value})
    return plain, why


def _said(problem: Exception) -> str:
    """The field first, as everywhere."""
    message, _at, path = str(problem).partition(" - at `$.")
    return f"{path.rstrip('`')}: {message}" if path else message


def _plan(kind: type[Record], told: dict[str, str]) -> str:
    return told.get("slug" if kind is Plan else "plan", "")
