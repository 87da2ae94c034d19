"""Records into the draft: what each would change, and then all of them or none.

Nothing is ever deleted: a record that a file does not have stays as it is.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec
from django.utils.translation import gettext as _

from benefits.coverage.records import Record
from benefits.models import ROWS, Verdict

TABLE_OF: Final[dict[type[Record], str]] = {row.RECORD: table for table, row in ROWS.items()}


class Overtaken(Exception):
    """The draft is no longer as it was when the records were compared with it."""


class Compared(msgspec.Struct, frozen=True):
    """A record, what the draft holds under its key, and why it cannot go in."""

    record: Record
    before: Record | None = None
    why: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """The table that it belongs to."""
        return TABLE_OF[type(self.record)]

    @property
    def verdict(self) -> Verdict:
        """What it would do to the draft."""
        if self.why:
            return Verdict.REFUSED
        if self.before is None:
            return Verdict.NEW
        return Verdict.UNCHANGED if self.before == self.record else Verdict.CHANGED


class Written(msgspec.Struct, frozen=True):
    """How many records went in, and how many were there already as they are."""

    new: int
    changed: int
    unchanged: int


def compared(records: Iterable[Record]) -> Iterator[Compared]:
    """Each record beside what the draft holds, in the order of the tables.

    A record may name others of the same import. One that names what is neither there nor in the draft, whose key comes
    twice, or that its row would not take, says why.
    """
    raise NotImplementedError


def write(found: Iterable[Compared], *, by: Any, reason: str) -> Written:
    """What is new or changed into the draft, in one transaction, each with an entry of its history.

    Raises Overtaken when the draft has moved on since the comparison, Refused when one of them cannot go in; then
    nothing is written.
    """
    raise NotImplementedError(_("not yet"))
