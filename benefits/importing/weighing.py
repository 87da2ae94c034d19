"""Proposals beside the draft: what each would do to it, as rows of an import, piece by piece.

Our own records are compared by their keys, all of a file together. What a document says is weighed by what it is about
and by the rank of its source, plan by plan.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

import msgspec
from django.utils.translation import gettext as _
from msgspec import Struct

from benefits.coverage.records import Plan, Record
from benefits.importing import standing
from benefits.importing.checking import UNWANTED
from benefits.importing.drafting import ComparedRecord, compared
from benefits.importing.packing import packed
from benefits.importing.proposals import ORDER, Chunk, Proposal
from benefits.importing.reader import Reader, Speaker
from benefits.importing.saying import FACTS
from benefits.importing.standing import OnFile
from benefits.models import ImportRow, Verdict

STEP: Final = 500

Beside = tuple[Proposal, ComparedRecord | None]


class Weighed(Struct, frozen=True, kw_only=True):
    """Rows of an import, not saved; how much of the file they stand for, and how far they reach.

    `total` is told once it is known. `unknown` are names that stand for nothing of ours, each with its place.
    """

    rows: Sequence[ImportRow]
    read: int
    reached: int
    total: int | None = None
    unknown: tuple[tuple[str, int], ...] = ()


def weighed(reader: Reader, chunks: Iterable[Chunk]) -> Iterator[Weighed]:
    """The chunks of a file beside the draft. Refused when the draft itself holds what makes no sense."""
    if reader.speaker is None:
        yield from _by_key(chunks)
    else:
        yield from (_by_source(chunk, reader.speaker) for chunk in chunks)


# Our own records --------------------------------------------------------------------------------


def _by_key(chunks: Iterable[Chunk]) -> Iterator[Weighed]:
    """All of them together, since a record may name any other of its file; in the order of the tables."""
    proposals = [proposal for chunk in chunks for proposal in chunk.proposals]
    rows = rows_of(beside_the_draft(proposals))
    yield Weighed(rows=(), read=0, reached=0, total=len(proposals))
    while some := [*islice(rows, STEP)]:
        yield Weighed(rows=some, read=len(some), reached=some[-1].position)


def beside_the_draft(proposals: Iterable[Proposal]) -> Iterator[Beside]:
    """Our own records in the order of the tables, each with what it would change, unless it is refused.

    Refused when the draft itself holds what makes no sense.
    """
    ordered = sorted(each_once(proposals), key=lambda proposal: ORDER[proposal.table])
    found = compared(record for proposal in ordered for record in proposal.records)
    for proposal in ordered:
        yield proposal, next(found) if proposal.records else None


def each_once(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals; one whose record stood there before says where."""
    places: dict[tuple[str, tuple[str, ...]], str] = {}
    for proposal in proposals:
        if not proposal.records:
            yield proposal
            continue
        (record,) = proposal.records
        first = places.setdefault((proposal.table, record.key), proposal.place)
        again = _("%(fields)s: this record stands in “%(place)s” already.") % {
            "fields": ", ".join(record.KEY),
            "place": first,
        }
        if first == proposal.place:
            yield proposal
        else:
            yield msgspec.structs.replace(proposal, records=(), refused=(again,))


def verdict_of(one: ComparedRecord | None) -> Verdict:
    """What a proposal would do to the draft."""
    return Verdict.REFUSED if one is None else one.verdict


def rows_of(found: Iterable[Beside]) -> Iterator[ImportRow]:
    """Rows of an import, not saved, counted from 1. Of what cannot go in only the reason is kept."""
    for position, (proposal, one) in enumerate(found, start=1):
        verdict = verdict_of(one)
        before: Iterable[Record] = ()
        after: Iterable[Record] = ()
        if one is not None and verdict != Verdict.REFUSED:
            before = () if one.before is None else (one.before,)
            after = (one.record,)
        why = proposal.refused if one is None else one.why
        yield _row(proposal, position, verdict, before=before, after=after, why=why)


# What a document says ---------------------------------------------------------------------------


def _by_source(chunk: Chunk, speaker: Speaker) -> Weighed:
    """Plans that are never cut in two, so that what the draft says of them is asked for once."""
    there = standing.on_file((), {proposal.plan for proposal in chunk.proposals})
    begun: set[str] = set()
    rows = []
    for proposal in chunk.proposals:
        rows.append(_weighed_row(proposal, speaker, there, is_first=proposal.plan not in begun))
        if proposal.records:
            begun.add(proposal.plan)
    return Weighed(rows=rows, read=chunk.read, reached=chunk.reached, unknown=chunk.unknown)


def _weighed_row(proposal: Proposal, speaker: Speaker, there: OnFile, *, is_first: bool) -> ImportRow:
    if proposal.refused:
        return _row(proposal, proposal.position, Verdict.REFUSED, why=proposal.refused)
    facts = [record for record in proposal.records if isinstance(record, FACTS)]
    others = [record for record in proposal.records if not isinstance(record, FACTS)]
    found = standing.weighed(facts, proposal.plan, there, speaker, reviewed=bool(proposal.why))
    renamed = [*_renamed(others, there)]
    is_rename = bool(renamed) and is_first and found.verdict == Verdict.UNCHANGED
    return _row(
        proposal,
        proposal.position,
        Verdict.CHANGED if is_rename else found.verdict,
        before=(*renamed, *found.before),
        after=(*others, *found.after),
        why=(*proposal.why, *found.why),
    )


def _renamed(records: Iterable[Record], there: OnFile) -> Iterator[Plan]:
    """The plans of the draft that these records would change."""
    for plan in records:
        old = there.plans.get(plan.slug) if isinstance(plan, Plan) else None
        if old is not None and old != plan:
            yield old


def _row(
    proposal: Proposal,
    position: int,
    verdict: Verdict,
    *,
    before: Iterable[Record] = (),
    after: Iterable[Record] = (),
    why: Iterable[str] = (),
) -> ImportRow:
    return ImportRow(
        position=position,
        place=shown(proposal.place, 300),
        table=proposal.table,
        record=shown(proposal.title, 600),
        plan=shown(proposal.plan, 80),
        verdict=verdict,
        before=packed(before),
        after=packed(after),
        why=[shown(each, 1000) for each in why],
        verbatim=proposal.printed,
        row_sha256=proposal.sha256,
    )


def shown(text: str, most: int) -> str:
    """The text as any database keeps it and any page can show it."""
    return UNWANTED.sub("\ufffd", text)[:most]


def counted(found: Iterable[Beside]) -> dict[Verdict, int]:
    """How many proposals there are of each verdict."""
    counts: dict[Verdict, int] = {}
    for _proposal, one in found:
        verdict: Any = verdict_of(one)
        counts[verdict] = counts.get(verdict, 0) + 1
    return dict(sorted(counts.items()))
