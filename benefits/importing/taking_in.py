"""What a document says into the draft, plan by plan: what needed no look, and what somebody accepted or corrected."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from benefits.coverage.records import Plan, Record, Source
from benefits.coverage.vocabulary import Refused
from benefits.importing import drafting, standing
from benefits.importing.drafting import DraftMoved, Written
from benefits.importing.packing import facts_before, facts_of, unpacked
from benefits.importing.reader import Speaker
from benefits.importing.saying import FACTS, FactRecord
from benefits.importing.standing import OnFile, content
from benefits.models import ROWS, ImportRow, RowDecision, SourceRow, Verdict

PLANS_AT_A_TIME: Final = 100
TAKEN: Final = Q(verdict__in=(Verdict.NEW, Verdict.CHANGED)) | Q(
    verdict=Verdict.REVIEW, decision__in=(RowDecision.ACCEPTED, RowDecision.CORRECTED)
)
WAITING: Final = Q(verdict=Verdict.REVIEW, decision=RowDecision.OPEN)

Plans = Sequence[Sequence[ImportRow]]


class Contradicted(Refused):
    """Two rows of a plan say something else in the same place."""

    def __init__(self, one: ImportRow, other: ImportRow) -> None:
        told = {"one": one.place, "other": other.place, "plan": other.plan}
        super().__init__(
            other.plan,
            _("%(one)s and %(other)s say different things of %(plan)s: reject or correct one of them.") % told,
        )
        self.rows = one, other


def by_plan(rows: QuerySet[ImportRow]) -> Iterator[Plans]:
    """The rows that say something, by plan, some plans at a time."""
    ordered = rows.order_by("plan", "position").iterator(chunk_size=500)
    speaking = (row for row in ordered if row.verdict != Verdict.REVIEW or facts_of(row.after))
    plans = ([*group] for _plan, group in groupby(speaking, lambda row: row.plan))
    while some := [*islice(plans, PLANS_AT_A_TIME)]:
        yield some


def write(plans: Plans, speaker: Speaker, *, by: Any, reason: str) -> Written:
    """What the rows of these plans say into the draft; what it said otherwise in the same place goes out.

    Raises DraftMoved when the draft has moved on since a row was weighed, Contradicted when two rows of a plan say
    different things of the same, Refused when a record cannot go in.
    """
    gone: list[FactRecord] = []
    found = [record for rows in plans for record in _together(rows)]
    ids = [record.hios_id for record in found if isinstance(record, Plan)]
    there = standing.on_file(ids, [rows[0].plan for rows in plans])
    for row in chain.from_iterable(plans):
        _same_plan(row, there)
        gone += _replaced(row, there, speaker)
    _take_out(gone, by, reason)
    return drafting.write(list(drafting.compared(_fresh(found))), by=by, reason=reason)


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


def holds(row: ImportRow, there: OnFile, speaker: Speaker) -> bool:
    """Whether the draft is still what the row was weighed against."""
    try:
        _same_plan(row, there)
        _replaced(row, there, speaker)
    except DraftMoved:
        return False
    return True


def _same_plan(row: ImportRow, there: OnFile) -> None:
    """Raises DraftMoved when somebody put the plan on file meanwhile, or changed it."""
    before = [record for record in unpacked(row.before) if isinstance(record, Plan)]
    for plan in unpacked(row.after):
        if isinstance(plan, Plan) and plan.effective_from and plan.effective_to:
            old = there.of(plan.hios_id, plan.effective_from, plan.effective_to)
            if old is not None and old != plan and old not in before:
                raise DraftMoved(row.plan)


def _replaced(row: ImportRow, there: OnFile, speaker: Speaker) -> list[FactRecord]:
    """What goes when the row comes. Raises DraftMoved when the draft is no longer what the row was weighed against."""
    after, before = facts_of(row.after), facts_before(row)
    now = standing.weighed(after, row.plan, there, speaker, reviewed=True)
    seen = {content(old) for old in standing.alike(after, before)}
    if set(map(content, now.after)) != set(map(content, after)) or set(map(content, now.before)) != seen:
        raise DraftMoved(row.plan)
    return list(standing.replaced(after, now.before))


def _take_out(gone: Iterable[FactRecord], by: Any, reason: str) -> None:
    """Facts of another shape in the same place: they would stand beside the new ones and contradict them."""
    for fact in gone:
        row = ROWS[drafting.ComparedRecord(fact).table]
        fields = dict(zip(fact.KEY, (getattr(fact, name) for name in fact.KEY), strict=True))
        for old in row.objects.filter(**_held(fields)):
            old.__dict__.update(_history_user=by, _change_reason=reason)
            old.delete()


def _held(fields: Mapping[str, object]) -> dict[str, object]:
    """A key as columns hold it: nothing is an empty text there."""
    return {name: "" if value is None else value for name, value in fields.items()}
