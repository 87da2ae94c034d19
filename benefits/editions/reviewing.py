"""A review of what would be published: begun with all that bars it at once, then worked through, kept for a week."""

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
    """What a review compares: the catalog in force when it began, its own, and the pairs that can differ."""

    old: Catalog | None
    new: Catalog
    pairs: tuple[Pair, ...]
    today: date


def begin(*, by: User | None, again: int | None = None) -> Review:
    """A new review of the draft, or of going back to an earlier edition; gaps and broken cases are found at once.

    Raises NothingNew when members see all of it already, Refused when a row makes no sense, NoSuchEdition for a
    number that was never given.
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
    edition = Edition.objects.filter(number=number).first()
    if edition is None:
        raise NoSuchEdition(str(number))
    return edition.catalog_json


_held: Final[dict[UUID, Work]] = {}


def work(key: UUID) -> Work:
    """What the review of that key compares. Raises CannotOpen.

    Both catalogs never change: they are opened once a process, and a few are held.
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
    """How many pairs are done; of the one that is under way, the part of its situations."""
    done = review.job.done
    if not review.offset:
        return done
    return done + review.offset / _situations(review.pk, done)


@lru_cache(maxsize=MOST_HELD)
def _situations(key: UUID, place: int) -> int:
    here = work(key)
    return sum(1 for _asked in questions(here.old, here.new, here.pairs[place], here.today))


def identity(*parts: object) -> str:
    """What tells a finding from others of its kind."""
    return sha256(msgspec.json.encode(parts))


def _gaps(review: Review, catalog: Catalog) -> Iterator[Finding]:
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
    return dict(zip(ROWS[gap.table].RECORD.KEY, gap.key, strict=True))


def _cases(review: Review, catalog: Catalog) -> Iterator[Finding]:
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
    """The kept cases that the reviewed catalog breaks as of now, in place of those found before."""
    found = list(_cases(review, work(review.pk).new))
    with transaction.atomic():
        review.findings.filter(kind=FindingKind.CASE).delete()
        Finding.objects.bulk_create(found)


def findings(review: Review, kind: FindingKind) -> QuerySet[Finding]:
    """What was found of a kind so far; what matters most comes first."""
    return review.findings.filter(kind=kind)


def is_overtaken(review: Review) -> bool:
    """Whether another edition was published since it began, or the draft that it is of was edited."""
    return newest_number() != review.base or (review.again_id is None and stamp() != review.stamp)
