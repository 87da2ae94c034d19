"""What somebody decides about a row that went to review: as proposed, otherwise, or not at all."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage.records import Citation, Record
from benefits.coverage.vocabulary import CitedWords, CoverageStatus
from benefits.importing import readers, standing
from benefits.importing.facts import facts
from benefits.importing.packing import packed, unpacked
from benefits.importing.reader import Reread, Speaker
from benefits.importing.said import Said, StatedLimit, StatedPrice
from benefits.importing.saying import FACTS
from benefits.models import ImportRow, JobState, RowDecision, Verdict


class Outdated(Exception):
    """Somebody else decided meanwhile, or the import is over."""


class Correction(Struct, frozen=True, kw_only=True):
    """What a person reads in a row: in the place of what was proposed."""

    status: CoverageStatus | None
    prices: tuple[StatedPrice, ...]
    limits: tuple[StatedLimit, ...]
    exclusions: str


class Decided(Struct, frozen=True, kw_only=True):
    """The records of a row as they were decided, as the row keeps them."""

    before: list[list[Any]]
    after: list[list[Any]]


def read_again(row: ImportRow, exclusions: str | None = None) -> Reread:
    """What the row says, worked out anew; where somebody says otherwise what is excluded, with that.

    Raises NoSuchReader when nothing here reads such files any more.
    """
    reader = readers.named(row.batch.reader)
    if reader.reread is None:
        raise readers.NoSuchReader(reader.name)
    return reader.reread(row, exclusions)


def accept(row: ImportRow, *, by: Any, seen: datetime | None) -> None:
    """As proposed. Raises Outdated when the row is no longer as this person saw it."""
    said = read_again(row).said
    _decide(row, RowDecision.ACCEPTED, by, seen, _weighed(row, said, CitedWords.PARAPHRASED))


def correct(row: ImportRow, correction: Correction, *, by: Any, seen: datetime | None, note: str = "") -> None:
    """As this person reads the row. Refused when a figure makes no sense; raises Outdated as `accept` does."""
    read = read_again(row, correction.exclusions).said
    said = replace(read, status=correction.status, prices=correction.prices, limits=correction.limits)
    _decide(row, RowDecision.CORRECTED, by, seen, _weighed(row, said, CitedWords.INFERRED), note)


def reject(row: ImportRow, *, by: Any, seen: datetime | None, note: str) -> None:
    """Not at all. Raises Outdated as `accept` does."""
    _decide(row, RowDecision.REJECTED, by, seen, None, note)


def _weighed(row: ImportRow, said: Said, words: CitedWords) -> Decided:
    """The row's records anew, beside what the draft says now."""
    kept = unpacked(row.after)
    cited = [record for record in kept if isinstance(record, Citation)][-1]
    there = standing.on_file((), [row.plan])
    found = standing.weighed(facts(said, row.plan, cited.slug), row.plan, there, _speaker(row), reviewed=True)
    after = _with(kept, replace(cited, words=words), found.after)
    return Decided(before=packed(found.before), after=packed(after))


def _speaker(row: ImportRow) -> Speaker:
    reader = readers.named(row.batch.reader)
    if reader.speaker is None:
        raise readers.NoSuchReader(reader.name)
    return reader.speaker


def _with(kept: Iterable[Record], cited: Citation, news: Iterable[Record]) -> Iterable[Record]:
    others = [record for record in kept if not isinstance(record, FACTS) and record.key != cited.key]
    return (*others, cited, *news)


def _decide(
    row: ImportRow, decision: RowDecision, by: Any, seen: datetime | None, decided: Decided | None, note: str = ""
) -> None:
    open_still = ImportRow.objects.filter(
        pk=row.pk, verdict=Verdict.REVIEW, decided_at=seen, batch__job__state=JobState.READY
    )
    columns: dict[str, object] = {
        "decision": decision,
        "decided_by": by,
        "decided_at": timezone.now(),
        "note": note,
    }
    if decided is not None:
        columns |= {"before": decided.before, "after": decided.after}
    if not open_still.update(**columns):
        raise Outdated
    row.refresh_from_db()
