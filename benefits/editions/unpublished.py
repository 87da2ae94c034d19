"""What was edited since the newest edition."""

from datetime import datetime

from benefits.models import ROWS, Edition, Row


def unpublished_changes() -> int:
    """How many rows were added, changed or deleted since the newest edition was published."""
    since = Edition.objects.order_by("-number").values_list("published_at", flat=True).first()
    return sum(_changed(row, since) for row in ROWS.values())


def _changed(row: type[Row], since: datetime | None) -> int:
    entries = row.history.all() if since is None else row.history.filter(history_date__gt=since)
    return int(entries.order_by().values("id").distinct().count())
