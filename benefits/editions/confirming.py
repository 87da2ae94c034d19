"""Publishing what was reviewed: the very catalog that a finished review compared becomes the edition in force."""

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
    """The review is still running, or it was published, cancelled or has failed."""


class Barred(NotPublished):
    """The review found a gap, a broken law or a broken case, which must be mended first."""


class NoReason(NotPublished):
    """No reason for the publication was given."""


class NeedsAnother(NotPublished):
    """Two people must confirm: this one has confirmed already, or is not known."""


def confirm(review: Review, *, by: User | None, reason: str) -> Edition | None:
    """Publish the catalog of a review, and give its edition; None when a second person must confirm before that.

    `reason` goes on file with the edition. Raises NotPublished, with a message for the person who confirms, when it
    cannot be published, and CannotOpen when a later release wrote one of the catalogs. Then nothing is changed.
    """
    work(review.pk)  # opened before the transaction, which keeps others from saving
    with transaction.atomic():
        here = Review.objects.select_related("job").select_for_update().get(pk=review.pk)
        _refuse(here, reason)
        edition = None if _waits(here, by, reason.strip()) else _publish(here, by, reason.strip())
    review.refresh_from_db()
    return edition


def _refuse(review: Review, reason: str) -> None:
    """Raise NotReady, Overtaken, Barred or NoReason for a review that nobody may publish now.

    The kept cases are asked once more: somebody may have added or changed one since the review began.
    """
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
    """Whether a second person must confirm after this one, who is then written down as the first.

    Raises NeedsAnother when the same person confirms twice, or when nobody says who confirms. That two are needed is
    set by PUBLISHING_NEEDS_TWO.
    """
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
    """Store the reviewed catalog as the next edition. Where two confirm, the reason of the first is kept."""
    review.reason = review.reason or reason
    edition = store(review.catalog_json, after=review.base, by=by, reason=review.reason, again=review.again)
    review.published = edition
    review.save(update_fields=["published", "reason"])
    review.job.confirm()
    return edition
