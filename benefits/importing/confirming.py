"""An import into the draft, once somebody has looked it through and says why: all of it or nothing."""

from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec import Struct

from benefits.coverage.vocabulary import Refused
from benefits.importing import drafting, readers, taking_in
from benefits.importing.drafting import ComparedRecord, DraftMoved, Written
from benefits.importing.packing import unpacked
from benefits.importing.proposals import Proposal
from benefits.importing.reader import Hear, Speaker
from benefits.importing.taking_in import TAKEN, WAITING, Contradicted
from benefits.importing.weighing import STEP, beside_the_draft, rows_of
from benefits.models import ImportBatch, ImportRow, Verdict
from benefits.words import refusals

# What goes in while a page is waited for: about half a minute's work. More than that is for the command line.
MOST_AT_ONCE: Final = 5000


class NotWaiting(Exception):
    """The import is not there to be confirmed: it was, or was thrown away, or is still being read."""


class Confirmed(Struct):
    """What went in: rows of the file, plans, records; and how many rows still waited."""

    rows: int = 0
    plans: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: int = 0

    def add(self, written: Written) -> None:
        """So many records more."""
        self.new += written.new
        self.changed += written.changed
        self.unchanged += written.unchanged


def taken(batch: ImportBatch) -> int:
    """How many rows would go in."""
    return batch.rows.filter(TAKEN).count()


def takes_long(batch: ImportBatch) -> bool:
    """Whether it is more than a page can be waited for."""
    return not readers.is_ours(batch.reader) and taken(batch) > MOST_AT_ONCE


def confirm(batch: ImportBatch, *, by: Any, reason: str, hear: Hear = lambda _rows: None) -> Confirmed:
    """Into the draft, in one transaction, with the reason in the history of each record. Lets hear how many rows go in.

    Raises NotWaiting when there is nothing to confirm, DraftMoved when the draft has moved on since it was compared
    (then a preview of our own records is made anew), Refused when two rows contradict each other or a record cannot
    go in. Then nothing of it is in the draft.
    """
    speaker = readers.named(batch.reader).speaker
    try:
        with transaction.atomic():
            _claim(batch, by, reason)
            if speaker is None:
                return _take_records(batch, by, reason)
            return _take_words(batch, speaker, by, reason, hear)
    except DraftMoved:
        if speaker is None:
            with transaction.atomic():
                _afresh(batch)
        raise
    except Contradicted as problem:
        _to_review(problem)
        raise
    finally:
        batch.refresh_from_db()


def _claim(batch: ImportBatch, by: Any, reason: str) -> None:
    if not batch.job.confirm():
        raise NotWaiting
    told = {"confirmed_by": by, "confirmed_at": timezone.now(), "reason": reason}
    ImportBatch.objects.filter(pk=batch.pk).update(**told)


# Our own records --------------------------------------------------------------------------------


def _take_records(batch: ImportBatch, by: Any, reason: str) -> Confirmed:
    """What was shown, all of it."""
    if batch.rows.filter(verdict=Verdict.REFUSED).exists():
        raise Refused("file", _("some of its records cannot go in."))
    rows = batch.rows.order_by("position").iterator()
    done = Confirmed()
    done.add(drafting.write(map(_compared, rows), by=by, reason=reason))
    return done


def _compared(row: ImportRow) -> ComparedRecord:
    """A record, and what the draft held when it was compared."""
    (record,) = unpacked(row.after)
    before = unpacked(row.before)
    return ComparedRecord(record, before[0] if before else None)


def _afresh(batch: ImportBatch) -> None:
    """The same records beside the draft as it is now."""
    rows = [*rows_of(beside_the_draft([_proposal(row) for row in batch.rows.order_by("position")]))]
    batch.rows.all().delete()
    for row in rows:
        row.batch = batch
    ImportRow.objects.bulk_create(rows, STEP)


def _proposal(row: ImportRow) -> Proposal:
    return Proposal(place=row.place, table=row.table, title=row.record, plan=row.plan, records=unpacked(row.after))


# What a document says ---------------------------------------------------------------------------


def _take_words(batch: ImportBatch, speaker: Speaker, by: Any, reason: str, hear: Hear) -> Confirmed:
    """Whatever needed no look, and what somebody accepted or corrected."""
    done = Confirmed(left_out=batch.rows.filter(WAITING).count())
    for plans in taking_in.by_plan(batch.rows.filter(TAKEN)):
        done.add(taking_in.write(plans, speaker, by=by, reason=reason))
        rows = sum(map(len, plans))
        done.rows += rows
        done.plans += len(plans)
        hear(rows)
    return done


def _to_review(problem: Contradicted) -> None:
    """Rows of a plan that stand apart in the file were not seen beside each other: now somebody can take one."""
    for row in problem.rows:
        if row.verdict != Verdict.REVIEW:
            row.verdict, row.why = Verdict.REVIEW, [*row.why, refusals.why(problem)]
            row.save(update_fields=("verdict", "why"))


# Words ------------------------------------------------------------------------------------------


def why_not(problem: Exception) -> str:
    """Why an import was not taken into the draft, and what to do about it."""
    match problem:
        case DraftMoved(args=(str() as plan,)):
            said = _(
                "Nothing was taken: the draft of plan %(plan)s changed since this file was read. "
                "Bring the file once more: what was decided is kept where nothing changed."
            )
            return said % {"plan": plan}
        case DraftMoved():
            return _("The draft has changed since. Nothing was written; below is what the file would change now.")
        case readers.NoSuchReader():
            return _("Nothing was taken: nothing here reads files of this kind any more.")
        case NotWaiting():
            return _("Nothing was taken: this import is over, or is not read to its end.")
        case _:
            return _("Nothing was taken. %(why)s") % {"why": refusals.told(problem)}
