"""From the draft to a numbered edition, once nothing is left unsaid."""

import zlib

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from benefits.coverage.catalog import TABLES, Catalog, sha256, to_json
from benefits.coverage.gaps import Gap, gaps
from benefits.editions import serving
from benefits.editions.drafting import draft, one_moment
from benefits.editions.earlier import named
from benefits.editions.keeping import BrokenCase, broken_cases
from benefits.editions.opening import opened
from benefits.models import Edition
from benefits.words.gaps import sentence


class NotPublished(Exception):
    """Nothing was published, and the edition in force is the one that it was. The message says why."""


class NothingNew(NotPublished):
    """The catalog is the one that is in force already."""


class Overtaken(NotPublished):
    """Somebody else published meanwhile."""


class Incomplete(NotPublished):
    """The draft leaves something unsaid, or says it without a source."""

    def __init__(self, found: tuple[Gap, ...]) -> None:
        super().__init__("\n".join(map(described, found)))
        self.gaps = found


class CasesBroken(NotPublished):
    """The catalog gives another answer than a kept case must have."""

    def __init__(self, found: tuple[BrokenCase, ...]) -> None:
        super().__init__("\n".join(map(str, found)))
        self.cases = found


def described(gap: Gap) -> str:
    """A gap as one line: its table, record and field, then what is amiss."""
    return f"{gap.table}: {' / '.join(gap.key)}: {gap.field}: {sentence(gap)}"


def newest_number() -> int:
    """The number of the edition in force; 0 when there is none."""
    return Edition.objects.order_by("-number").values_list("number", flat=True).first() or 0


def publish(*, by: User | None, reason: str) -> Edition:
    """Publish the draft, and give the edition that it is from now on.

    Raises NotPublished when something bars it, Refused when the draft makes no sense, and CannotOpen when a later
    release published the edition in force.
    """
    with one_moment():
        last = newest_number()
        catalog = draft()
    if last:
        # What only a later release knows would be lost to members: over its edition nothing is published.
        named(str(last))
    if found := tuple(gaps(catalog)):
        raise Incomplete(found)
    _hold_to_kept_cases(catalog)
    return store(to_json(catalog), after=last, by=by, reason=reason)


def _hold_to_kept_cases(catalog: Catalog) -> None:
    if broken := broken_cases(catalog):
        raise CasesBroken(broken)


def store(data: bytes, *, after: int, by: User | None, reason: str, again: Edition | None = None) -> Edition:
    """Store a catalog as the edition that follows on the one numbered `after`, which the publisher looked at.

    Of two publishers who looked at the same edition only one gets the next number. Raises NothingNew when that edition
    says all of it, and Overtaken when somebody else was first.
    """
    digest = sha256(data)
    if Edition.objects.filter(number=after, sha256=digest).exists():
        raise NothingNew(f"edition {after} already says all of this")
    edition = Edition(
        number=after + 1,
        sha256=digest,
        packed=zlib.compress(data),
        published_at=timezone.now(),
        published_by=by,
        reason=reason,
        again=again,
    )
    try:
        with transaction.atomic():
            edition.save()
    except IntegrityError as problem:
        raise Overtaken(f"edition {after + 1} was published meanwhile") from problem
    transaction.on_commit(serving.look_again)
    return edition


def counts(edition: Edition) -> dict[str, int]:
    """How many records of each table an edition holds. Raises CannotOpen."""
    catalog = opened(edition.catalog_json)
    return {table: len(getattr(catalog, table)) for table in TABLES}
