"""What was edited since the newest edition, and whether anything was edited at all."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Value

from benefits.models import ROWS, Edition, PoolMemberRow, Row

Stamp = tuple[Any, ...]


def stamp() -> Stamp:
    """What tells one state of the draft from any other, in one query: how much history each table has, and until when.

    The newest entry alone would not do: of two edits at once, the one numbered first may be stored last.
    """
    tables: tuple[Any, ...] = (*ROWS.values(), PoolMemberRow)
    first, *others = (
        table.history.model.objects.order_by().values_list(Value(place)).annotate(Count("pk"), Max("history_date"))
        for place, table in enumerate(tables)
    )
    return tuple(sorted(first.union(*others, all=True)))


def unpublished_changes() -> int:
    """How many rows were added, changed or deleted since the newest edition was published."""
    since = Edition.objects.order_by("-number").values_list("published_at", flat=True).first()
    return sum(_changed(row, since) for row in ROWS.values())


def _changed(row: type[Row], since: datetime | None) -> int:
    entries = row.history.all() if since is None else row.history.filter(history_date__gt=since)
    return int(entries.order_by().values("id").distinct().count())
