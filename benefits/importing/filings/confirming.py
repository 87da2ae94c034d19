"""A filing into the draft: whatever needed no look, and what somebody accepted or corrected. All of it or nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec import Struct

from benefits.coverage.records import Plan, Record, Source
from benefits.coverage.vocabulary import Refused
from benefits.importing import drafting
from benefits.importing.drafting import Overtaken
from benefits.importing.filings import standing
from benefits.importing.filings.deciding import Outdated, facts_before
from benefits.importing.filings.packing import facts_of, unpacked
from benefits.importing.filings.saying import FACTS, Fact
from benefits.importing.filings.standing import Standing, content
from benefits.models import ROWS, Decision, ImportBatch, ImportRow, ImportState, SourceRow, Verdict
from benefits.words import refusals

PLANS_AT_A_TIME: Final = 100
# What goes in while a page is waited for: about half a minute's work. More than that is for the command line.
MOST_AT_ONCE: Final = 5000
TAKEN: Final = Q(verdict__in=(Verdict.NEW, Verdict.CHANGED)) | Q(
    verdict=Verdict.REVIEW, decision__in=(Decision.ACCEPTED, Decision.CORRECTED)
)
WAITING: Final = Q(verdict=Verdict.REVIEW, decision=Decision.OPEN)


class Confirmed(Struct):
    """What went in: rows of the file, plans, records; and how many rows still waited."""

    rows: int = 0
    plans: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: int = 0


class Contradicted(Refused):
    """Two rows of a plan say something else in the same place."""

    def __init__(self, one: ImportRow, other: ImportRow) -> None:
        told = {"one": one.place, "other": other.place, "plan": other.plan}
        super().__init__(
            other.plan,
            _("%(one)s and %(other)s say different things of %(plan)s: reject or correct one of them.") % told,
        )
        self.rows = one, other


def taken(batch: ImportBatch) -> int:
    """How many rows would go in."""
    return batch.rows.filter(TAKEN).count()


def confirm(
    batch: ImportBatch, *, by: Any, reason: str, told: Callable[[int], object] = lambda _rows: None
) -> Confirmed:
    """Into the draft, in one transaction, with the reason in the history of each record. Tells how many rows went in.

    Raises Outdated when the import is over already, Overtaken when the draft has moved on since the rows were weighed,
    Refused when two rows contradict each other or a record cannot go in. Then nothing of it is in the draft.
    """
    try:
        done = _confirmed(batch, by, reason, told)
    except Contradicted as problem:
        _to_review(problem)
        raise
    batch.refresh_from_db()
    return done


def _confirmed(batch: ImportBatch, by: Any, reason: str, told: Callable[[int], object]) -> Confirmed:
    with transaction.atomic():
        ready = ImportBatch.objects.filter(pk=batch.pk, state=ImportState.READY)
        if not ready.update(state=ImportState.APPLIED, applied_by=by, applied_at=timezone.now(), reason=reason):
            raise Outdated
        done = Confirmed(left_out=batch.rows.filter(WAITING).count())
        for plans in _some(batch.rows.filter(TAKEN)):
            _write(plans, done, by, reason)
            told(sum(map(len, plans)))
    return done


def _to_review(problem: Contradicted) -> None:
    """Rows of a plan that stand apart in the file were not seen beside each other: now somebody can take one."""
    for row in problem.rows:
        if row.verdict != Verdict.REVIEW:
            row.verdict, row.why = Verdict.REVIEW, [*row.why, refusals.why(problem)]
            row.save(update_fields=("verdict", "why"))


def why_not(problem: Exception) -> str:
    """Why a filing was not taken into the draft, and what to do about it."""
    match problem:
        case Overtaken():
            said = _(
                "Nothing was taken: the draft of plan %(plan)s changed since this file was read. "
                "Bring the file once more: what was decided is kept where nothing changed."
            )
            return said % {"plan": problem}
        case Outdated():
            return _("Nothing was taken: this import is over, or is not read to its end.")
        case _:
            return _("Nothing was taken. %(why)s") % {"why": refusals.told(problem)}


def _some(rows: QuerySet[ImportRow]) -> Iterator[list[list[ImportRow]]]:
    """The rows that say something, by plan, some plans at a time."""
    ordered = rows.order_by("plan", "position").iterator(chunk_size=500)
    speaking = (row for row in ordered if row.verdict != Verdict.REVIEW or facts_of(row.after))
    by_plan = ([*group] for _plan, group in groupby(speaking, lambda row: row.plan))
    while some := [*islice(by_plan, PLANS_AT_A_TIME)]:
        yield some


def _write(plans: Sequence[Sequence[ImportRow]], done: Confirmed, by: Any, reason: str) -> None:
    gone: list[Fact] = []
    found = [record for rows in plans for record in _together(rows)]
    ids = [record.hios_id for record in found if isinstance(record, Plan)]
    there = standing.standing(ids, [rows[0].plan for rows in plans])
    for row in chain.from_iterable(plans):
        _same_plan(row, there)
        gone += _replaced(row, there)
    _take_out(gone, by, reason)
    written = drafting.write(list(drafting.compared(_fresh(found))), by=by, reason=reason)
    done.rows += sum(map(len, plans))
    done.plans += len(plans)
    done.new += written.new
    done.changed += written.changed
    done.unchanged += written.unchanged


def _together(rows: Sequence[ImportRow]) -> Iterator[Record]:
    """The records of a plan's rows, each once. Refused when two rows say something else in the same place."""
    seen: dict[Any, tuple[Record, ImportRow]] = {}
    for row in rows:
        for record in unpacked(row.after):
            key = type(record), record.key
            first, other = seen.setdefault(key, (record, row))
            if isinstance(record, FACTS) and isinstance(first, FACTS) and content(first) != content(record):
                raise Contradicted(other, row)
    yield from (record for record, _row in seen.values())


def _fresh(found: Iterable[Record]) -> list[Record]:
    """The records once each, without sources that are on file: a file is the same file on any day."""
    once = {(type(record), record.key): record for record in found}
    there = set(SourceRow.objects.values_list("slug", flat=True))
    return [record for record in once.values() if not (isinstance(record, Source) and record.slug in there)]


def holds(row: ImportRow, there: Standing) -> bool:
    """Whether the draft is still what the row was weighed against."""
    try:
        _same_plan(row, there)
        _replaced(row, there)
    except Overtaken:
        return False
    return True


def _same_plan(row: ImportRow, there: Standing) -> None:
    """Raises Overtaken when somebody put the plan on file meanwhile, or changed it."""
    before = [record for record in unpacked(row.before) if isinstance(record, Plan)]
    for plan in unpacked(row.after):
        if isinstance(plan, Plan) and plan.effective_from and plan.effective_to:
            old = there.of(plan.hios_id, plan.effective_from, plan.effective_to)
            if old is not None and old != plan and old not in before:
                raise Overtaken(row.plan)


def _replaced(row: ImportRow, there: Standing) -> list[Fact]:
    """What goes when the row comes. Raises Overtaken when the draft is no longer what the row was weighed against."""
    after, before = facts_of(row.after), facts_before(row)
    now = standing.weighed(after, row.plan, there, reviewed=True)
    seen = {content(old) for old in standing.alike(after, before)}
    if set(map(content, now.after)) != set(map(content, after)) or set(map(content, now.before)) != seen:
        raise Overtaken(row.plan)
    return list(standing.replaced(after, now.before))


def _take_out(gone: Iterable[Fact], by: Any, reason: str) -> None:
    """Facts of another shape in the same place: they would stand beside the new ones and contradict them."""
    for fact in gone:
        row = ROWS[drafting.Compared(fact).table]
        fields = dict(zip(fact.KEY, (getattr(fact, name) for name in fact.KEY), strict=True))
        for old in row.objects.filter(**_held(fields)):
            old.__dict__.update(_history_user=by, _change_reason=reason)
            old.delete()


def _held(fields: dict[str, Any]) -> dict[str, Any]:
    """A key as columns hold it: nothing is an empty text there."""
    return {name: "" if value is None else value for name, value in fields.items()}
