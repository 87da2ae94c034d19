"""Whether the draft is still what it was, without reading it."""

from typing import Any

from django.db.models import Count, Max, Value

from benefits.coverage.catalog import sha256
from benefits.models import ROWS, PoolMemberRow


def stamp() -> str:
    """Another text after every edit of the draft: how much history each table has, and until when, in one query.

    The newest entry alone would not do: of two edits at once, the one numbered first may be stored last.
    """
    tables: tuple[Any, ...] = (*ROWS.values(), PoolMemberRow)
    first, *others = (
        table.history.model.objects.order_by().values_list(Value(place)).annotate(Count("pk"), Max("history_date"))
        for place, table in enumerate(tables)
    )
    return sha256(repr(sorted(first.union(*others, all=True))).encode())
