"""What waits for a benefits admin: sources to look at again, citations to confirm, disagreements to settle."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from msgspec import Struct

from benefits.models import CitationRow, DisagreementRow, SourceRow

# As many of each as one looks through; the list has the rest.
SHOWN: Final = 50


class Task(Struct, frozen=True):
    """One row to work on, and what is known of it."""

    name: str
    address: str
    about: str


class Pile(Struct, frozen=True, kw_only=True):
    """Work of one kind: how much of it there is, the first pieces, and the list of all."""

    name: str
    done_when: str
    count: int
    pieces: tuple[Task, ...]
    address: str


def piles(today: date) -> tuple[Pile, ...]:
    """All that waits on that day."""
    overdue = SourceRow.objects.filter(review_by__lt=today).order_by("review_by", "slug")
    to_confirm = CitationRow.objects.filter(to_confirm=True).select_related("source").order_by("source", "slug")
    open_now = DisagreementRow.objects.select_related("plan", "therapy").order_by("plan", "therapy")
    return (
        _pile(
            overdue,
            _("Sources to look at again"),
            _("Look at the source, then set its next review date."),
            "?review=overdue",
        ),
        _pile(
            to_confirm,
            _("Citations to confirm"),
            _("Look up the place in this year's document. Until then nothing can be published."),
            "?to_confirm__exact=1",
        ),
        _pile(
            open_now,
            _("Open disagreements"),
            _("Find out which source is right, correct the record, then delete the disagreement."),
            "",
        ),
    )


def _pile(rows: QuerySet[Any], name: str, done_when: str, asked: str) -> Pile:
    address = f"admin:benefits_{rows.model._meta.model_name}"
    return Pile(
        name=name,
        done_when=done_when,
        count=rows.count(),
        pieces=tuple(_pieces(rows[:SHOWN], address)),
        address=reverse(f"{address}_changelist") + asked,
    )


def _pieces(rows: QuerySet[Any], address: str) -> Iterator[Task]:
    for row in rows:
        yield Task(_name(row), reverse(f"{address}_change", args=[row.pk]), _about(row))


def _name(row: Any) -> str:
    return f"{row.plan}: {row.therapy}" if isinstance(row, DisagreementRow) else str(row)


def _about(row: Any) -> str:
    match row:
        case SourceRow(review_by=date() as day):
            return _("due on %(day)s") % {"day": date_format(day, "j M Y")}
        case CitationRow():
            return str(row.source)
        case _:
            return f"{row.get_subject_display()}: {row.says} / {row.other_says}"
