"""What was decided about a file is kept when the same file is brought once more, wherever nothing has changed."""

from itertools import islice, product
from typing import Final

from benefits.importing import readers, standing, taking_in
from benefits.importing.reader import Speaker
from benefits.models import ImportBatch, ImportRow, JobState, RowDecision, Verdict

AT_A_TIME: Final = 200
CARRIED: Final = ("before", "after", "decision", "decided_by", "decided_at", "note")


def carry_over(batch: ImportBatch) -> int:
    """Take over decisions from imports of the same file that wait to be confirmed; how many there were.

    Only for rows that ask the same, and whose decision still fits what the draft says.
    """
    speaker = readers.named(batch.reader).speaker
    if speaker is None:
        return 0
    earlier = ImportRow.objects.filter(
        batch__reader=batch.reader,
        batch__sha256=batch.sha256,
        batch__job__state=JobState.READY,
        verdict=Verdict.REVIEW,
    ).exclude(decision=RowDecision.OPEN)
    carried = 0
    rows = earlier.exclude(batch=batch).order_by("decided_at").iterator(AT_A_TIME)
    while some := [*islice(rows, AT_A_TIME)]:
        carried += _carry(batch, {row.position: row for row in some}, speaker)
    return carried


def _carry(batch: ImportBatch, decided: dict[int, ImportRow], speaker: Speaker) -> int:
    there = standing.on_file((), {row.plan for row in decided.values()})
    rows = batch.rows.filter(verdict=Verdict.REVIEW, position__in=decided)
    asking = [row for row in rows if _same(row, decided[row.position])]
    fitting = [row for row in asking if taking_in.holds(decided[row.position], there, speaker)]
    for row, name in product(fitting, CARRIED):
        setattr(row, name, getattr(decided[row.position], name))
    ImportRow.objects.bulk_update(fitting, CARRIED, AT_A_TIME)
    return len(fitting)


def _same(row: ImportRow, decided: ImportRow) -> bool:
    """Whether both ask the same of the same line and plan."""
    return all(getattr(row, name) == getattr(decided, name) for name in ("row_sha256", "plan", "why"))
