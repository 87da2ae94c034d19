"""Which version of a row a form was opened at, and what others did to the row since."""

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
    """Every history that one form of this row writes to."""
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
    """The newest entry of each history."""
    newest = (entries.order_by().aggregate(newest=Max("history_id"))["newest"] for entries in _histories(row))
    return "-".join(str(number or 0) for number in newest)


def changes_since(row: Any, opened_at: str) -> list[str]:
    """What was done since that version, in words. A version that cannot be is that of a row nobody has seen."""
    histories = _histories(row)
    numbers = [int(part) if part.isdecimal() and len(part) < 19 else 0 for part in opened_at.split("-")]
    numbers = numbers if len(numbers) == len(histories) else [0] * len(histories)
    return list(islice(_told(histories, numbers), MOST_TOLD))


def _told(histories: list[Entries], numbers: list[int]) -> Iterator[str]:
    for entries, number in zip(histories, numbers, strict=True):
        for entry in entries.filter(history_id__gt=number).order_by("history_id").select_related("history_user"):
            yield from telling.told(entry, naming=len(histories) > 1)


def wait_for_others(row: Any) -> None:
    """Hold the row until this transaction ends, and its plan before it: nobody saves either meanwhile.

    SQLite holds all of itself from the beginning of a transaction.
    """
    plan = row.slug if isinstance(row, PlanRow) else getattr(row, "plan_id", None)
    if plan:
        list(PlanRow.objects.select_for_update(no_key=True).filter(slug=plan).values_list("pk"))
    # Unordered: what a list is ordered by would be held with it.
    list(type(row).objects.select_for_update(no_key=True).filter(pk=row.pk).order_by().values_list("pk"))
