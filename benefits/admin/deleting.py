"""What a deletion would do to member answers: tried out, and taken back."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from msgspec import Struct

from benefits import editions
from benefits.admin.consequences import consequences
from benefits.coverage.vocabulary import PlanKind, Refused
from benefits.models import PlanRow
from benefits.words import refusals

# Plans whose answers are compared; a guide may speak for thousands.
MOST_PLANS: Final = 20


class Foreseen(Struct, frozen=True):
    """The answers that change, and how many plans more were not looked at."""

    lines: tuple[str, ...]
    unseen: int


def foreseen(rows: Iterable[Any], today: date) -> Foreseen:
    """What members would read otherwise without these rows. Nothing is deleted."""
    wanted = list(rows)
    plans = _plans(wanted)
    looked_at = plans[:MOST_PLANS]
    try:
        before = editions.draft(plans=looked_at)
    except Refused as problem:
        said = _("Nothing can be answered from the draft as it is: %(why)s") % {"why": refusals.told(problem)}
        return Foreseen((said,), 0)
    with transaction.atomic():
        for row in wanted:
            type(row).objects.filter(pk=row.pk).delete()
        try:
            after = editions.draft(plans=looked_at)
            lines = consequences(before, after, looked_at, today)
        except Refused as problem:
            lines = [_("The draft would make no sense any more: %(why)s") % {"why": refusals.told(problem)}]
        transaction.set_rollback(True)
    return Foreseen(tuple(lines), len(plans) - len(looked_at))


def _plans(rows: Collection[Any]) -> list[str]:
    """The rows' own plans, then all that stand on these. A row without a plan speaks for the guides."""
    own = {row.slug if isinstance(row, PlanRow) else getattr(row, "plan_id", None) for row in rows}
    if None in own:
        own |= set(PlanRow.objects.filter(kind=PlanKind.GUIDE.value).values_list("slug", flat=True))
    found: list[str] = []
    wanted = {slug for slug in own if slug}
    while wanted:
        found += sorted(wanted)
        standing_on = Q(based_on__in=wanted) | Q(region__guide__in=wanted)
        wanted = set(PlanRow.objects.filter(standing_on).values_list("slug", flat=True)) - set(found)
    return found
