"""PDF for people and for screen readers: tagged, with language, title, page numbers and heads that repeat."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time
from itertools import islice
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from benefits.coverage.catalog import NumberedCatalog
from benefits.exports.choosing import Choice
from benefits.exports.detail import detail
from benefits.exports.summary import Stamp, SummaryRow, rows, stamped
from benefits.exports.typesetting import drawn, forget
from benefits.wording.summaries import NOTHING_STATED, REFERRAL, SIGN
from benefits.words.answers import BASIS, CERTAINTY, STATUS

WIDTHS: Final = (13, 9, 11, 13, 14, 10, 10, 12, 24)
STATUS_COLUMN: Final = 2
# Some 75 pages, laid out in a second or so: nobody can see how far that is. Longer summaries are several documents.
MOST_ROWS: Final = 240


def made_at(edition: NumberedCatalog, stamp: Stamp) -> datetime:
    """When the edition was published; for a draft the day of care, so that the bytes stay the same."""
    return edition.published_at or datetime.combine(stamp.on, time(), UTC)


def foot(edition: NumberedCatalog, stamp: Stamp) -> str:
    """Edition and day for the foot of each page."""
    number = _("draft") if edition.number is None else str(edition.number)
    return _("Edition %(number)s (%(hash)s). For care on %(day)s. General information, no promise of payment.") % {
        "number": number,
        "hash": edition.sha256[:12],
        "day": date_format(stamp.on),
    }


def parts(choice: Choice) -> int:
    """How many documents it takes; each has whole plans."""
    return max(1, -(-len(choice.plans) // _plans_a_part(choice)))


def _plans_a_part(choice: Choice) -> int:
    return max(1, MOST_ROWS // max(1, len(choice.therapies)))


def documents(edition: NumberedCatalog, choice: Choice, tell: Callable[[int], object]) -> Iterator[bytes]:
    """The summary, document by document, one in memory at a time; `tell` hears how many rows are laid out.

    Raises TooLong.
    """
    found, stamp, done = rows(edition, choice), stamped(edition, choice), 0
    for number in range(1, parts(choice) + 1):
        some = list(islice(found, _plans_a_part(choice) * len(choice.therapies)))
        document = summary(some, edition, stamp, part=(number, parts(choice)))
        forget()
        done += len(some)
        tell(done)
        yield document


def summary(
    found: Sequence[SummaryRow], edition: NumberedCatalog, stamp: Stamp, part: tuple[int, int] = (1, 1)
) -> bytes:
    """The matrix as a document, the so-manieth of so many. Raises TooLong."""
    data = {
        "title": _title(*part),
        "lede": [assumed(edition, stamp), _("Always check with member services before you book care.")],
        "foot": foot(edition, stamp),
        "heads": heads(),
        "widths": WIDTHS,
        "toned": STATUS_COLUMN,
        "rows": [{"status": row.therapy.status, "cells": cells(row)} for row in found],
        "detail": detail(found, stamp),
        "sources": [
            f"{source.title}. {source.publisher}. {source.url}".strip(". ") for source in edition.catalog.sources
        ],
    }
    return drawn("summary.typ", data, made_at(edition, stamp))


def _title(number: int, all_: int) -> str:
    title = _("What plans cover, by plan and therapy")
    if all_ == 1:
        return title
    return _("%(title)s (part %(number)s of %(all)s)") % {"title": title, "number": number, "all": all_}


def assumed(edition: NumberedCatalog, stamp: Stamp) -> str:
    """What the answers take for granted."""
    condition = stamp.assumed_condition
    named = _(edition.catalog.condition_by_slug[condition].name) if condition else _("not known")
    return _("Taken for granted: referral %(referral)s; condition %(condition)s; no visits used yet.") % {
        "referral": REFERRAL[stamp.assumed_referral],
        "condition": named,
    }


def heads() -> list[str]:
    """The heads of the matrix on paper."""
    return [
        _("Plan"),
        _("Therapy"),
        _("Answer"),
        _("Price of a visit"),
        _("Visit limit"),
        _("Referral"),
        _("Prior authorization"),
        _("Network"),
        _("Source"),
    ]


def cells(row: SummaryRow) -> list[str]:
    """The cells of the matrix on paper, in the order of its heads."""
    plan, therapy = row.plan, row.therapy
    return [
        plan.plan_name,
        therapy.therapy_name,
        status(row),
        beside(therapy.cost, therapy.guide_cost),
        beside(therapy.limit, therapy.guide_limit),
        named(therapy.referral, therapy.referrers),
        therapy.prior_authorization,
        therapy.network,
        source(row),
    ]


def status(row: SummaryRow) -> str:
    """“✓ covered (typically)”."""
    therapy = row.therapy
    hedge = f" ({CERTAINTY[therapy.certainty]})" if therapy.certainty else ""
    return f"{SIGN[therapy.status]} {STATUS[therapy.status]}{hedge}"


def source(row: SummaryRow) -> str:
    """Basis of the answer; document, place and day for it, for the price and for the limit; what sources differ on."""
    therapy = row.therapy
    places = {
        "": (therapy.source, therapy.locator, therapy.checked_on),
        _("price"): (therapy.cost_source, therapy.cost_locator, therapy.cost_checked_on),
        _("limit"): (therapy.limit_source, therapy.limit_locator, therapy.limit_checked_on),
    }
    found = {what: f"{document}, {place} ({day.isoformat()})" for what, (document, place, day) in places.items() if day}
    told = [f"{what}: {place}" for what, place in found.items() if what and place != found.get("")]
    told += [_("sources differ: %(both)s") % {"both": therapy.sources_differ}] if therapy.sources_differ else []
    return "; ".join([f"{BASIS[therapy.basis]}{': ' if '' in found else ''}{found.get('', '')}", *told])


def beside(own: str, guide: str) -> str:
    """The general guide's word beside the plan's own, never in its place."""
    if not guide:
        return own
    return _("%(own)s; general guide: %(guide)s") % {"own": own or NOTHING_STATED, "guide": guide}


def named(requirement: str, who: str) -> str:
    """What is required, and from whom."""
    return f"{requirement}: {who}" if who else requirement
