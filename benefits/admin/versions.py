"""The version of a row that a form was opened at, and what others did to the row since then."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from django.db.models import Max, QuerySet

from benefits.admin import telling
from benefits.models import (
    BenefitRow,
    ConditionRuleRow,
    CostTierRow,
    DisagreementRow,
    GateRow,
    PlanAmountRow,
    PlanRow,
    PoolMemberRow,
    Row,
    VisitLimitRow,
)

# What a plan's record consists of, in the order in which a plan document says it.
PARTS: Final[tuple[type[Row], ...]] = (
    BenefitRow,
    GateRow,
    CostTierRow,
    VisitLimitRow,
    ConditionRuleRow,
    DisagreementRow,
    PlanAmountRow,
)
MOST_TOLD: Final = 20
Entries = QuerySet[Any]


def _histories(row: Any) -> list[Entries]:
    """The histories that the form of this row writes to: its own, and those of the rows that it edits along."""
    own = type(row).history.filter(id=row.pk)
    match row:
        case PlanRow():
            limits = VisitLimitRow.history.filter(plan_id=row.slug).values("id")
            parts = [part.history.filter(plan_id=row.slug) for part in PARTS]
            return [own, *parts, PoolMemberRow.history.filter(limit_id__in=limits)]
        case VisitLimitRow():
            return [own, PoolMemberRow.history.filter(limit_id=row.pk)]
        case _:
            return [own]


def version(row: Any) -> str:
    """The version that the row is at: the number of the newest entry in each of its histories, such as `12-0-7`."""
    newest = (entries.order_by().aggregate(newest=Max("history_id"))["newest"] for entries in _histories(row))
    return "-".join(str(number or 0) for number in newest)


def changes_since(row: Any, opened_at: str) -> list[str]:
    """What was done to the row since the version that `opened_at` names, in words: at most 20 lines.

    A text that names no version comes from no form of ours. All that was ever done to the row is told then.
    """
    histories = _histories(row)
    numbers = [_number(part) for part in opened_at.split("-")]
    if len(numbers) != len(histories):
        numbers = [0] * len(histories)
    return list(islice(_told(histories, numbers), MOST_TOLD))


def _number(part: str) -> int:
    """The number of an entry; 0 for what is none, or is larger than a database counts."""
    return int(part) if part.isdecimal() and len(part) < 19 else 0


def _told(histories: list[Entries], numbers: list[int]) -> Iterator[str]:
    for entries, number in zip(histories, numbers, strict=True):
        for entry in entries.filter(history_id__gt=number).order_by("history_id").select_related("history_user"):
            yield from telling.told(entry, naming=len(histories) > 1)


def wait_for_others(row: Any) -> None:
    """Lock the row, and its plan before it, until this transaction ends: nobody saves either meanwhile.

    SQLite needs no lock of ours, since a transaction holds the whole database from its beginning.
    """
    plan = row.slug if isinstance(row, PlanRow) else getattr(row, "plan_id", None)
    if plan:
        list(PlanRow.objects.select_for_update(no_key=True).filter(slug=plan).values_list("pk"))
    # Not in any order: PostgreSQL would lock what the rows are ordered by, too.
    list(type(row).objects.select_for_update(no_key=True).filter(pk=row.pk).order_by().values_list("pk"))
