"""A review of what would be published.

Gaps and broken cases, which bar publication, are found when it begins. The answers are compared after that, piece by
piece. A review that nobody publishes is thrown away after a week.
"""

import zlib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final
from uuid import UUID

import msgspec
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from benefits.coverage.catalog import Catalog, sha256, to_json
from benefits.coverage.comparing import questions
from benefits.coverage.gaps import Gap, gaps
from benefits.coverage.reach import Pair, touched
from benefits.editions.drafting import draft, one_moment
from benefits.editions.earlier import NoSuchEdition, named
from benefits.editions.keeping import broken_cases
from benefits.editions.opening import opened
from benefits.editions.publishing import NothingNew, newest_number
from benefits.editions.stamping import stamp
from benefits.jobs import throw_away_old
from benefits.models import ROWS, Edition, Finding, FindingKind, Job, JobKind, KeptCase, Review

MOST_HELD: Final = 2


class Work(msgspec.Struct, frozen=True):
    """What a review compares: the catalog in force when it began, its own, and the pairs that can differ.

    `old` is None where nothing was published before. `today` is the day on which the review began, so that all its
    pieces ask about the same days.
    """

    old: Catalog | None
    new: Catalog
    pairs: tuple[Pair, ...]
    today: date


def begin(*, by: User | None, again: int | None = None) -> Review:
    """Begin a review of the draft, or of going back to the edition numbered `again`, and find what bars it at once.

    Raises NothingNew when members see all of it already, Refused when a row makes no sense, NoSuchEdition for a
    number that was never given, and CannotOpen when a later release wrote one of the catalogs.
    """
    throw_away_old()
    with one_moment():
        base, state = newest_number(), stamp()
        data = to_json(draft()) if again is None else _earlier(again)
    digest = sha256(data)
    if Edition.objects.filter(number=base, sha256=digest).exists():
        raise NothingNew(_("edition %(number)s already says all of this") % {"number": base})
    job = Job(kind=JobKind.REVIEW, who=by)
    review = Review(job=job, base=base, again_id=again, sha256=digest, packed=zlib.compress(data), stamp=state)
    # Whatever takes long is done before the transaction, which keeps others from saving.
    here = _opened(review)
    job.total = len(here.pairs)
    found = [*_gaps(review, here.new), *_cases(review, here.new)]
    with transaction.atomic():
        job.save(force_insert=True)
        review.save(force_insert=True)
        Finding.objects.bulk_create(found)
    return review


def _earlier(number: int) -> bytes:
    """The catalog of an edition in the bytes that were published. Raises NoSuchEdition."""
    edition = Edition.objects.filter(number=number).first()
    if edition is None:
        raise NoSuchEdition(str(number))
    return edition.catalog_json


_held: Final[dict[UUID, Work]] = {}


def work(key: UUID) -> Work:
    """What the review of that key compares.

    Neither catalog ever changes, so each process opens them once and holds the last few. Raises CannotOpen when a later
    release wrote one of them.
    """
    return _held.get(key) or _opened(Review.objects.select_related("job").get(pk=key))


def _opened(review: Review) -> Work:
    old = named(str(review.base)).catalog if review.base else None
    new = opened(review.catalog_json)
    here = Work(old, new, touched(old, new), timezone.localdate(review.job.made_at))
    for key in [*_held][: 1 - MOST_HELD]:
        _held.pop(key, None)
    _held[review.pk] = here
    return here


def progress(review: Review) -> float:
    """How many pairs are done, with the part of the pair that is under way: 2.5 is half way through the third."""
    done = review.job.done
    if not review.offset:
        return done
    return done + review.offset / _situations(review.pk, done)


@lru_cache(maxsize=MOST_HELD)
def _situations(key: UUID, place: int) -> int:
    """How many situations the pair at that place asks about."""
    here = work(key)
    return sum(1 for _asked in questions(here.old, here.new, here.pairs[place], here.today))


def identity(*parts: object) -> str:
    """A hash of what tells a finding from others of its kind: two with the same hash are counted as one."""
    return sha256(msgspec.json.encode(parts))


def _gaps(review: Review, catalog: Catalog) -> Iterator[Finding]:
    """A finding for each gap of the catalog, in the order of the gaps."""
    for place, gap in enumerate(gaps(catalog)):
        names = _names(gap)
        yield Finding(
            review=review,
            kind=FindingKind.GAP,
            plan=names.get("plan", gap.key[0] if gap.table == "plans" else ""),
            therapy=names.get("therapy", ""),
            what=msgspec.to_builtins(gap),
            digest=identity(gap),
            rank=place,
        )


def _names(gap: Gap) -> dict[str, str]:
    """The parts of the key of the record with a gap, by the name of the field."""
    return dict(zip(ROWS[gap.table].RECORD.KEY, gap.key, strict=True))


def _cases(review: Review, catalog: Catalog) -> Iterator[Finding]:
    """A finding for each kept case that the catalog breaks, with the facts of the case as its example."""
    facts = dict(KeptCase.objects.values_list("pk", "facts"))
    for case in broken_cases(catalog):
        yield Finding(
            review=review,
            kind=FindingKind.CASE,
            plan=str(facts[case.number].get("plan", "")),
            therapy=str(facts[case.number].get("therapy", "")),
            what=msgspec.to_builtins(case),
            digest=identity(case.number),
            example=facts[case.number],
            rank=case.number,
        )


def look_at_cases(review: Review) -> None:
    """Ask the kept cases as they are now, and store those that are broken in place of the ones found before."""
    found = list(_cases(review, work(review.pk).new))
    with transaction.atomic():
        review.findings.filter(kind=FindingKind.CASE).delete()
        Finding.objects.bulk_create(found)


def findings(review: Review, kind: FindingKind) -> QuerySet[Finding]:
    """The findings of one kind that are stored so far. What matters most comes first."""
    return review.findings.filter(kind=kind)


def is_overtaken(review: Review) -> bool:
    """Whether another edition was published since the review began, or the draft was edited.

    An edit of the draft is nothing to a review of going back to an earlier edition.
    """
    return newest_number() != review.base or (review.again_id is None and stamp() != review.stamp)
