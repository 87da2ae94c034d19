"""What is missing, counted plan by plan for the edition in force and kept, so that all plans can be ranked together.

The page that watches does the counting, about a second at a look; whoever leaves it has stopped it. A count holds for
as long as its edition is in force: the days that it tries are those of the records, whatever the day is.
"""

import time
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

import msgspec
from django.utils.timezone import localdate

from benefits.coverage.catalog import Catalog
from benefits.coverage.once import once_a_catalog
from benefits.coverage.records import Plan
from benefits.editions import InForce
from benefits.exports.choosing import in_order
from benefits.exports.summary import kin
from benefits.models import CountedPlan
from benefits.staff.worklist import Wanting, wanting

SECONDS_A_LOOK: Final = 0.7


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """What was counted of an edition so far: for each plan what its therapies want; and when the first was."""

    plans: Mapping[str, Sequence[Wanting]]
    of: int
    since: datetime | None

    @property
    def whole(self) -> bool:
        """Whether every plan is counted."""
        return len(self.plans) == self.of


def counted(edition: InForce) -> Counted:
    """What is there."""
    found = list(CountedPlan.objects.filter(sha256=edition.sha256))
    return Counted(
        plans={one.plan: msgspec.convert(one.wanting, list[Wanting]) for one in found},
        of=len(edition.catalog.plans),
        since=min((one.counted_at for one in found), default=None),
    )


def advance(edition: InForce, seconds: float = SECONDS_A_LOOK) -> None:
    """Count some more plans, at least one; what was counted of other editions is thrown away."""
    until = time.monotonic() + seconds
    there = CountedPlan.objects.filter(sha256=edition.sha256)
    if not there.exists():
        CountedPlan.objects.exclude(sha256=edition.sha256).delete()
    known = set(there.values_list("plan", flat=True))
    made: list[CountedPlan] = []
    for plan in in_order(edition.catalog):
        if plan.slug not in known:
            wants = msgspec.to_builtins(_wanting(edition.catalog, plan))
            made.append(CountedPlan(sha256=edition.sha256, plan=plan.slug, wanting=wants))
            if time.monotonic() > until:
                break
    CountedPlan.objects.bulk_create(made, ignore_conflicts=True)


# Kin, and the days between which the record speaks: plans that share these want the same.
WantingKey = tuple[int, date | None, date | None]


def _wanting(catalog: Catalog, plan: Plan) -> Sequence[Wanting]:
    """Plans that differ in nothing but their names are counted once."""
    key = (kin(catalog)[plan.slug], plan.effective_from, plan.effective_to)
    held = _wanting_by_key(catalog)
    found = held.get(key)
    if found is None:
        found = held[key] = [wanting(catalog, plan, therapy, localdate()) for therapy in catalog.therapy_by_slug]
    return found


@once_a_catalog
def _wanting_by_key(_catalog: Catalog) -> dict[WantingKey, Sequence[Wanting]]:
    return {}


def forget(edition: InForce) -> None:
    """Begin anew."""
    CountedPlan.objects.filter(sha256=edition.sha256).delete()
