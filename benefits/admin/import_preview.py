"""What an import would do, as its page shows it: by verdict, by plan, and record by record, field by field."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from benefits.coverage.records import Record
from benefits.importing.previews import record_of
from benefits.importing.sheets.columns import Column, columns
from benefits.importing.sheets.spelling import spelled
from benefits.models import ROWS, ImportBatch, ImportRow, Verdict

# What is shown first, where there is any of it.
FIRST: Final = (Verdict.REFUSED, Verdict.CHANGED, Verdict.NEW, Verdict.UNCHANGED)
A_PAGE: Final = {Verdict.REFUSED: 200}
USUAL: Final = 50
PLANS: Final = 100


class Change(msgspec.Struct, frozen=True):
    """A field, what the draft holds there and what the file says."""

    label: str
    old: str
    new: str


class Shown(msgspec.Struct, frozen=True):
    """One row of the import."""

    noun: str
    record: str
    place: str
    why: list[str]
    changes: list[Change]


class Preview(msgspec.Struct, frozen=True):
    """All that the page shows of the rows."""

    counts: list[tuple[Verdict, int]]
    chosen: Verdict
    plan: str
    plans: list[Mapping[str, Any]]
    more_plans: int
    page: Page[ImportRow]
    rows: list[Shown]

    @property
    def refused(self) -> int:
        """How many keep the import out."""
        return dict(self.counts)[Verdict.REFUSED]

    @property
    def written(self) -> int:
        """How many would go in."""
        return dict(self.counts)[Verdict.NEW] + dict(self.counts)[Verdict.CHANGED]


def preview(batch: ImportBatch, asked: QueryDict) -> Preview:
    """What is asked for, of the rows there are; nonsense asks for nothing."""
    rows = batch.rows.order_by("position")
    found = dict(rows.order_by().values_list("verdict").annotate(Count("pk")))
    counts = [(verdict, found.get(verdict, 0)) for verdict in FIRST]
    chosen = _chosen(asked.get("verdict", ""), counts)
    plan = asked.get("plan", "")[:80]
    some = rows.filter(verdict=chosen, **({"plan": plan} if plan else {}))
    page = Paginator(some, A_PAGE.get(chosen, USUAL)).get_page(asked.get("page"))
    plans = _by_plan(batch)
    return Preview(counts, chosen, plan, list(plans[:PLANS]), max(plans.count() - PLANS, 0), page, list(_shown(page)))


def _chosen(asked: str, counts: list[tuple[Verdict, int]]) -> Verdict:
    if asked in FIRST:
        return Verdict(asked)
    return next((verdict for verdict, count in counts if count), Verdict.UNCHANGED)


def _by_plan(batch: ImportBatch) -> QuerySet[Any, Any]:
    """How many rows of each verdict speak of each plan; those with something to look at first."""
    counts = {verdict.value: Count("pk", filter=Q(verdict=verdict)) for verdict in FIRST}
    grouped: QuerySet[Any, Any] = batch.rows.exclude(plan="").order_by().values("plan").annotate(**counts)
    return grouped.order_by(*(f"-{verdict}" for verdict in FIRST[:-1]), "plan")


def _shown(page: Page[ImportRow]) -> Iterator[Shown]:
    for row in page:
        noun = capfirst(str(ROWS[row.table]._meta.verbose_name)) if row.table in ROWS else row.table
        yield Shown(noun, row.record, row.place, row.why, list(_changes(row)))


def _changes(row: ImportRow) -> Iterator[Change]:
    """The fields that differ; of a new record all that it says."""
    if row.verdict == Verdict.UNCHANGED or not row.after:
        return
    before, after = (record_of(kept[0]) if kept else None for kept in (row.before, row.after))
    for column in columns(row.table):
        old, new = (_said(column, record) for record in (before, after))
        if old != new:
            yield Change(_label(column), old, new)


def _said(column: Column, record: Record | None) -> str:
    held = None if record is None else spelled(column, getattr(record, column.name))
    return "" if held is None else str(held)


def _label(column: Column) -> str:
    field: Any = ROWS[column.table]._meta.get_field(column.name)
    return str(getattr(field, "verbose_name", "") or _("counted visits"))
