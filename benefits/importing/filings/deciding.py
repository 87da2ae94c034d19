"""What somebody decides about a row that went to review: as proposed, otherwise, or not at all."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage.records import Citation, Record
from benefits.coverage.vocabulary import CitedWords, CoverageStatus
from benefits.importing.filings import standing
from benefits.importing.filings.costs import Cost
from benefits.importing.filings.limits import Limit
from benefits.importing.filings.packing import packed, unpacked
from benefits.importing.filings.proposals import proposed
from benefits.importing.filings.reading import Row
from benefits.importing.filings.saying import FACTS, Fact
from benefits.importing.filings.siblings import Taken, taken
from benefits.importing.filings.standing import Weighed
from benefits.models import Decision, ImportRow, ImportState, Verdict

EXCLUSIONS: Final = "Exclusions"


class Outdated(Exception):
    """Somebody else decided meanwhile, or the import is over."""


class Correction(Struct, frozen=True, kw_only=True):
    """What a person reads in a row: in the place of what was proposed."""

    status: CoverageStatus | None
    cost: tuple[Cost, ...]
    limits: tuple[Limit, ...]
    exclusions: str


def read_again(row: ImportRow) -> Taken:
    """What the row proposes, worked out anew from the rows of its plan as they stand in the file."""
    mine = row.verbatim or {}
    siblings = ImportRow.objects.filter(batch=row.batch_id, plan=row.plan).order_by("position")
    rows = [
        _row(sibling)
        for sibling in siblings
        if all((sibling.verbatim or {}).get(name) == mine.get(name) for name in ("PlanId", "BusinessYear"))
    ]
    return next(each for each in taken(proposed(rows)) if each.proposal.row.line == row.position)


def _row(row: ImportRow) -> Row:
    file = row.place.rpartition(", line ")[0]
    return Row(file, row.position, b"", dict(row.verbatim or {}))


def accept(row: ImportRow, *, by: Any, seen: datetime | None) -> None:
    """As proposed. Raises Outdated when the row is no longer as this person saw it."""
    read = read_again(row)
    _decide(row, Decision.ACCEPTED, by, seen, _weighed(row, read, CitedWords.PARAPHRASED))


def correct(row: ImportRow, correction: Correction, *, by: Any, seen: datetime | None, note: str = "") -> None:
    """As this person reads the row. Refused when a figure makes no sense; raises Outdated as `accept` does."""
    read = read_again(row)
    values = {**read.proposal.row.values, EXCLUSIONS: correction.exclusions}
    found = replace(
        read.proposal,
        row=replace(read.proposal.row, values=values),
        status=correction.status,
        cost=correction.cost,
        limits=correction.limits,
    )
    weighed = _weighed(row, replace(read, proposal=found), CitedWords.INFERRED)
    _decide(row, Decision.CORRECTED, by, seen, weighed, note)


def reject(row: ImportRow, *, by: Any, seen: datetime | None, note: str) -> None:
    """Not at all. Raises Outdated as `accept` does."""
    _decide(row, Decision.REJECTED, by, seen, {}, note)


def _weighed(row: ImportRow, read: Taken, words: CitedWords) -> Mapping[str, Any]:
    """The row's records anew, beside what the draft says now."""
    kept = unpacked(row.after)
    cited = [record for record in kept if isinstance(record, Citation)][-1]
    found = standing.weighed(
        read.facts(row.plan, cited.slug), row.plan, standing.standing((), [row.plan]), reviewed=True
    )
    return {"before": packed(found.before), "after": packed(_with(kept, replace(cited, words=words), found))}


def _with(kept: Iterable[Record], cited: Citation, found: Weighed) -> Iterable[Record]:
    others = [record for record in kept if not isinstance(record, FACTS) and record.key != cited.key]
    return (*others, cited, *found.after)


def _decide(
    row: ImportRow, decision: Decision, by: Any, seen: datetime | None, records: Mapping[str, Any], note: str = ""
) -> None:
    open_still = ImportRow.objects.filter(
        pk=row.pk, verdict=Verdict.REVIEW, decided_at=seen, batch__state=ImportState.READY
    )
    if not open_still.update(decision=decision, decided_by=by, decided_at=timezone.now(), note=note, **records):
        raise Outdated
    row.refresh_from_db()


def facts_before(row: ImportRow) -> tuple[Fact, ...]:
    """What the draft said of the same when the row was weighed."""
    return tuple(record for record in unpacked(row.before) if isinstance(record, FACTS))
