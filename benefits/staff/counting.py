"""What is missing, counted plan by plan for the edition in force and kept, so that all plans can be ranked together.

The page that watches does the counting, about a second at a look; whoever leaves it lets it rest where it is. A count
holds for as long as its edition is in force: the days that it tries are those of the records, whatever the day is.
"""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Final

import msgspec
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from benefits.coverage.catalog import Catalog
from benefits.coverage.once import once_a_catalog
from benefits.coverage.records import Plan
from benefits.editions import InForce
from benefits.exports.choosing import in_order
from benefits.exports.summary import kin
from benefits.jobs import do_piece
from benefits.models import CountedPlan, Job, JobKind, MissingCount
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
    found = list(CountedPlan.objects.filter(count__sha256=edition.sha256))
    return Counted(
        plans={one.plan: msgspec.convert(one.wanting, list[Wanting]) for one in found},
        of=len(edition.catalog.plans),
        since=min((one.counted_at for one in found), default=None),
    )


def begun(edition: InForce) -> MissingCount | None:
    """The count of the edition, if somebody began it."""
    return MissingCount.objects.select_related("job").filter(sha256=edition.sha256).first()


def begin(edition: InForce, who: User) -> MissingCount:
    """The count of the edition, begun now if it was not; those of other editions are thrown away."""
    Job.objects.filter(kind=JobKind.COUNT).exclude(missingcount__sha256=edition.sha256).delete()
    if begun(edition) is None:
        with suppress(IntegrityError), transaction.atomic():  # where somebody else begins it at the same moment
            job = Job.objects.create(kind=JobKind.COUNT, who=who, total=len(edition.catalog.plans))
            MissingCount.objects.create(job=job, sha256=edition.sha256)
    return MissingCount.objects.select_related("job").get(sha256=edition.sha256)


def advance(count: MissingCount, edition: InForce, seconds: float = SECONDS_A_LOOK) -> None:
    """Count some more plans, at least one, for about so many seconds."""
    do_piece(count.job, lambda: _advance(count, edition, seconds), faults=())


def _advance(count: MissingCount, edition: InForce, seconds: float) -> None:
    until = time.monotonic() + seconds
    known = set(count.plans.values_list("plan", flat=True))
    made: list[CountedPlan] = []
    for plan in in_order(edition.catalog):
        if plan.slug not in known:
            wants = msgspec.to_builtins(_wanting(edition.catalog, plan))
            made.append(CountedPlan(count=count, plan=plan.slug, wanting=wants))
            if time.monotonic() > until:
                break
    with transaction.atomic():
        _tell(count.job, len(known) + len(made))
        CountedPlan.objects.bulk_create(made)


def _tell(job: Job, done: int) -> None:
    if done == job.total:
        job.finish()
    else:
        job.put_down(done)


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
    Job.objects.filter(kind=JobKind.COUNT, missingcount__sha256=edition.sha256).delete()
