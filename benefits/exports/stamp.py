"""What all rows of a summary have in common: the day of care, what is taken for granted, the edition; and its words."""

from datetime import UTC, date, datetime, time

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from msgspec import Struct

from benefits.coverage.catalog import NumberedCatalog
from benefits.exports.choosing import Choice
from benefits.words.answers import REFERRAL


class Stamp(Struct, frozen=True, kw_only=True, eq=False):
    """On which day, under which assumptions, from which edition."""

    on: date
    assumed_referral: str
    assumed_condition: str | None
    edition: int | None
    edition_sha256: str
    published_at: str | None


def stamped(edition: NumberedCatalog, choice: Choice) -> Stamp:
    """The stamp of a choice under an edition."""
    published_at = edition.published_at
    return Stamp(
        on=choice.on,
        assumed_referral=choice.referral.value,
        assumed_condition=choice.condition,
        edition=edition.number,
        edition_sha256=edition.sha256,
        published_at=published_at.isoformat() if published_at is not None else None,
    )


def made_at(edition: NumberedCatalog, stamp: Stamp) -> datetime:
    """When the edition was published; for a draft the day of care, so that the bytes stay the same."""
    return edition.published_at or datetime.combine(stamp.on, time(), UTC)


def edition_in_words(stamp: Stamp) -> str:
    """The number of the edition, or that it is a draft."""
    return _("draft") if stamp.edition is None else str(stamp.edition)


def assumed(edition: NumberedCatalog, stamp: Stamp) -> str:
    """What the answers take for granted."""
    condition = stamp.assumed_condition
    named = _("not known") if condition is None else _(edition.catalog.condition_by_slug[condition].name)
    return _("Taken for granted: referral %(referral)s; condition %(condition)s; no visits used yet.") % {
        "referral": REFERRAL[stamp.assumed_referral],
        "condition": named,
    }


def foot(stamp: Stamp) -> str:
    """Edition and day for the foot of each page of a document."""
    return _("Edition %(number)s (%(hash)s). For care on %(day)s. General information, no promise of payment.") % {
        "number": edition_in_words(stamp),
        "hash": stamp.edition_sha256[:12],
        "day": date_format(stamp.on),
    }
