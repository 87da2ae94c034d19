"""What a reader makes of a file: for each place in it a proposal, and what it passed by."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from benefits.coverage.records import Plan, Record
from benefits.models import ROWS

ORDER: Final = {table: place for place, table in enumerate(ROWS)}


class Proposal(Struct, frozen=True, kw_only=True):
    """One place of a file, and the records that it would put into the draft.

    `place` says it in words, `position` counts the places of the file. `why` is what somebody must look at before it
    goes in; what is `refused` cannot go in at all. `printed` are the words as they stand there, by column.
    """

    place: str
    position: int = 0
    table: str = ""
    title: str = ""
    plan: str = ""
    records: tuple[Record, ...] = ()
    why: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    printed: Mapping[str, str] | None = None
    sha256: str = ""


class Chunk(Struct, frozen=True, kw_only=True):
    """A part of a file, read as far as `reached`: so many places, some of which make proposals.

    `unknown` are names that stand for nothing of ours, each with its place.
    """

    proposals: tuple[Proposal, ...]
    read: int
    reached: int = 0
    unknown: tuple[tuple[str, int], ...] = ()


def proposal_of(record: Record, table: str, *, place: str) -> Proposal:
    """The proposal to put this record into the draft as it is."""
    return Proposal(place=place, table=table, title=" / ".join(record.key), plan=plan_of(record), records=(record,))


def plan_of(record: Record) -> str:
    """The plan that a record speaks of; nothing when it speaks of none."""
    return record.slug if isinstance(record, Plan) else str(getattr(record, "plan", ""))
