"""What an import would do, as its page shows it: by verdict, by plan, and place by place, by field or in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from benefits.coverage.records import Record
from benefits.importing.columns import Column, columns
from benefits.importing.packing import Packed, unpacked
from benefits.importing.saying import with_note
from benefits.importing.spelling import spelled
from benefits.importing.taking_in import WAITING
from benefits.models import ROWS, ImportBatch, ImportRow, Verdict

# What is shown first, where there is any of it.
OURS: Final = (Verdict.REFUSED, Verdict.CHANGED, Verdict.NEW, Verdict.UNCHANGED)
OTHERS: Final = (*OURS, Verdict.REVIEW, Verdict.UNMAPPED)
A_PAGE: Final = {Verdict.REFUSED: 200, Verdict.UNMAPPED: 200}
USUAL: Final = 50
PLANS_A_PAGE: Final = 50


class ShownChange(msgspec.Struct, frozen=True):
    """A field, what the draft holds there and what the file says."""

    label: str
    old: str
    new: str


class ShownRow(msgspec.Struct, frozen=True):
    """One row of the import."""

    noun: str
    title: str
    place: str
    why: Sequence[str]
    changes: Sequence[ShownChange]


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """All that the page shows of the rows."""

    counts: Sequence[tuple[Verdict, int]]
    waiting: int
    chosen: Verdict
    plan: str
    plans: Page[Mapping[str, object]]
    page: Page[ImportRow]
    rows: Sequence[ShownRow]

    @property
    def refused(self) -> int:
        """How many cannot go in."""
        return dict(self.counts)[Verdict.REFUSED]

    @property
    def written(self) -> int:
        """How many would go in without a look."""
        return dict(self.counts)[Verdict.NEW] + dict(self.counts)[Verdict.CHANGED]


def preview(batch: ImportBatch, asked: QueryDict, *, is_ours: bool) -> Preview:
    """What is asked for, of the rows there are; nonsense asks for nothing."""
    rows = batch.rows.order_by("position")
    found = dict(rows.order_by().values_list("verdict").annotate(Count("pk")))
    verdicts = OURS if is_ours else OTHERS
    counts = [(verdict, found.get(verdict, 0)) for verdict in verdicts]
    chosen = _chosen(asked.get("verdict", ""), counts)
    plan = asked.get("plan", "")[:80]
    some = rows.filter(verdict=chosen, **({"plan": plan} if plan else {}))
    page = Paginator(some, A_PAGE.get(chosen, USUAL)).get_page(asked.get("page"))
    plans = Paginator(_by_plan(batch, verdicts), PLANS_A_PAGE).get_page(asked.get("plans"))
    return Preview(
        counts=counts,
        waiting=batch.rows.filter(WAITING).count(),
        chosen=chosen,
        plan=plan,
        plans=plans,
        page=page,
        rows=[_shown(row) for row in page],
    )


def _chosen(asked: str, counts: Sequence[tuple[Verdict, int]]) -> Verdict:
    for verdict, _count in counts:
        if verdict == asked:
            return verdict
    return next((verdict for verdict, count in counts if count), Verdict.UNCHANGED)


def _by_plan(batch: ImportBatch, verdicts: Sequence[Verdict]) -> QuerySet[Any, Any]:
    """How many rows of each verdict speak of each plan, and how many wait; those with something to look at first."""
    counts = {verdict.value: Count("pk", filter=Q(verdict=verdict)) for verdict in verdicts}
    rows = batch.rows.exclude(plan="").order_by().values("plan")
    grouped: QuerySet[Any, Any] = rows.annotate(**counts, waiting=Count("pk", filter=WAITING))
    return grouped.order_by("-waiting", "-refused", "-changed", "-new", "plan")


def _shown(row: ImportRow) -> ShownRow:
    noun = capfirst(str(ROWS[row.table]._meta.verbose_name)) if row.table in ROWS else ""
    changes = _field_by_field(row) if row.table in ROWS else _in_words(row)
    return ShownRow(noun, row.record, row.place, row.why, list(changes))


def _field_by_field(row: ImportRow) -> Iterator[ShownChange]:
    """The fields that differ; of a new record all that it says."""
    if row.verdict == Verdict.UNCHANGED or not row.after:
        return
    before, after = (unpacked(kept)[0] if kept else None for kept in (row.before, row.after))
    for column in columns(row.table):
        old, new = (_said(column, record) for record in (before, after))
        if old != new:
            yield ShownChange(_label(column), old, new)


def _said(column: Column, record: Record | None) -> str:
    held = None if record is None else spelled(column, getattr(record, column.name))
    return "" if held is None else str(held)


def _label(column: Column) -> str:
    field: Any = ROWS[column.table]._meta.get_field(column.name)
    return str(getattr(field, "verbose_name", "") or _("counted visits"))


def _in_words(row: ImportRow) -> Iterator[ShownChange]:
    """What a document says, and what the draft says of the same."""
    old, new = (_lines(kept) for kept in (row.before, row.after))
    if old or new:
        yield ShownChange(_("What it says"), old, new)


def _lines(kept: Packed) -> str:
    return "\n".join(words for words, _note in in_words(kept))


def in_words(kept: Packed) -> list[tuple[str, str]]:
    """Each fact that a row keeps in words, and the note beside it; a note that several have is said once."""
    told = [words for record in unpacked(kept) if (words := with_note(record))[0]]
    first = {note: place for place, (_words, note) in reversed([*enumerate(told)])}
    return [(words, note if first[note] == place else "") for place, (words, note) in enumerate(told)]
