"""What a file says, line by line: where it stands, and the record that it makes, or why it makes none."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

import msgspec
from django.utils.translation import gettext as _

from benefits.coverage.records import Plan, Record
from benefits.importing.drafting import Compared, compared
from benefits.models import ROWS, Verdict

ORDER: Final = {table: place for place, table in enumerate(ROWS)}


class Line(msgspec.Struct, frozen=True):
    """One record of a file, or what should have been one."""

    place: str
    table: str
    key: str
    plan: str = ""
    record: Record | None = None
    why: tuple[str, ...] = ()


def plan_of(record: Record) -> str:
    """The plan that a record speaks of; nothing when it speaks of none."""
    return record.slug if isinstance(record, Plan) else str(getattr(record, "plan", ""))


def each_once(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines; one whose record stood there before says where."""
    places: dict[tuple[str, tuple[str, ...]], str] = {}
    for line in lines:
        if line.record is None:
            yield line
            continue
        first = places.setdefault((line.table, line.record.key), line.place)
        again = _("%(fields)s: this record stands in “%(place)s” already.") % {
            "fields": ", ".join(line.record.KEY),
            "place": first,
        }
        yield line if first == line.place else msgspec.structs.replace(line, record=None, why=(again,))


def beside_the_draft(lines: Iterable[Line]) -> Iterator[tuple[Line, Compared | None]]:
    """The lines in the order of the tables, each with what it would change, unless it made no record.

    Refused when the draft itself holds what makes no sense.
    """
    ordered = sorted(each_once(lines), key=lambda line: ORDER[line.table])
    found = compared(line.record for line in ordered if line.record is not None)
    for line in ordered:
        yield line, None if line.record is None else next(found)


def counted(found: Iterable[tuple[Line, Compared | None]]) -> dict[Verdict, int]:
    """How many lines there are of each verdict."""
    verdicts = sorted(verdict(one) for _line, one in found)
    return {name: len(list(some)) for name, some in groupby(verdicts)}


def verdict(one: Compared | None) -> Verdict:
    """What a line would do to the draft."""
    return Verdict.REFUSED if one is None else one.verdict
