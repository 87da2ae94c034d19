"""From a review that is ready to the edition in force: exactly the catalog that was looked at."""

from typing import Final

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from benefits.editions.publishing import NotPublished, Overtaken, store
from benefits.editions.reviewing import is_overtaken, look_at_cases, work
from benefits.models import Edition, FindingKind, JobState, Review

BARS: Final = (FindingKind.GAP, FindingKind.LAW, FindingKind.CASE)


class NotReady(NotPublished):
    """The review is not through, or is over."""


class Barred(NotPublished):
    """Something that was found must be mended first."""


class NoReason(NotPublished):
    """Nobody said why."""


class NeedsAnother(NotPublished):
    """A second person must confirm."""


def confirm(review: Review, *, by: User | None, reason: str) -> Edition | None:
    """The reviewed catalog as the edition in force; None when it now waits for a second person.

    Raises NotPublished, and says why, when it cannot be: then all stays as it was.
    """
    work(review.pk)  # opened before the transaction, which keeps others from saving
    with transaction.atomic():
        here = Review.objects.select_related("job").select_for_update().get(pk=review.pk)
        _refuse(here, reason)
        edition = None if _waits(here, by, reason.strip()) else _publish(here, by, reason.strip())
    review.refresh_from_db()
    return edition


def _refuse(review: Review, reason: str) -> None:
    if review.job.state != JobState.READY:
        raise NotReady(_("This review is %(state)s.") % {"state": review.job.standing})
    if is_overtaken(review):
        raise Overtaken(_("Something was edited or published since this review began. Begin a new one."))
    look_at_cases(review)
    if found := review.findings.filter(kind__in=BARS).count():
        raise Barred(
            ngettext(
                "%(count)s finding must be mended before this can be published.",
                "%(count)s findings must be mended before this can be published.",
                found,
            )
            % {"count": found}
        )
    if not (reason.strip() or review.reason):
        raise NoReason(_("Say why this is published."))


def _waits(review: Review, by: User | None, reason: str) -> bool:
    """Whether somebody else must confirm too: who does so first is written down."""
    if not settings.PUBLISHING_NEEDS_TWO:
        return False
    if by is None:
        raise NeedsAnother(_("Two people must confirm: say who you are."))
    if review.confirmed_by_id == by.pk:
        raise NeedsAnother(_("You have confirmed this already. Somebody else must confirm it too."))
    if review.confirmed_by_id is not None:
        return False
    review.confirmed_by, review.confirmed_at, review.reason = by, timezone.now(), reason
    review.save(update_fields=["confirmed_by", "confirmed_at", "reason"])
    return True


def _publish(review: Review, by: User | None, reason: str) -> Edition:
    review.reason = review.reason or reason
    edition = store(review.catalog_json, after=review.base, by=by, reason=review.reason, again=review.again)
    review.published = edition
    review.save(update_fields=["published", "reason"])
    review.job.confirm()
    return edition
