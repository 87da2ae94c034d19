"""A stamp of the state that the draft is in, made without reading the draft."""

from typing import Any

from django.db.models import Count, Max, Value

from benefits.coverage.catalog import sha256
from benefits.models import ROWS, PoolMemberRow


def stamp() -> str:
    """A text that is another one after every edit of the draft.

    It is made in one query, from how many entries the history of each table has, and when the newest was written. The
    newest entry alone would not do: of two edits at once, the one numbered first may be stored last.
    """
    tables: tuple[Any, ...] = (*ROWS.values(), PoolMemberRow)
    first, *others = (
        table.history.model.objects.order_by().values_list(Value(place)).annotate(Count("pk"), Max("history_date"))
        for place, table in enumerate(tables)
    )
    return sha256(repr(sorted(first.union(*others, all=True))).encode())
