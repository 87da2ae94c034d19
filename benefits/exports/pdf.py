"""PDF for people and for screen readers: tagged, with language, title, page numbers and heads that repeat."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Final

import typst
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from benefits.exports.summary import Edition, Row, Stamp
from benefits.wording.labels import BASIS, CERTAINTY, STATUS
from benefits.wording.summaries import NOTHING_STATED, REFERRAL, SIGN

HERE: Final = Path(__file__).parent
WIDTHS: Final = (15, 10, 12, 14, 16, 11, 11, 13, 16)
STATUS_COLUMN: Final = 2
# What fits on some hundred pages; whoever needs more wants a spreadsheet.
MOST_ROWS: Final = 3000


class TooLong(ValueError):
    """More rows than a document should have."""


# Characters that no page can show, and how many runs of strange ones a document may hold.
CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
UNDISPLAYED: Final = re.compile(r'the text `"(.*)"` could not be displayed')
STRANGE_RUNS: Final = 40


def drawn(template: str, data: Mapping[str, Any], made_at: datetime) -> bytes:
    """The document. The same data and day always give the same bytes."""
    told = json.dumps(_shown({**common(), **data}), ensure_ascii=False)
    for _attempt in range(STRANGE_RUNS):
        try:
            return _compiled(template, told, made_at)
        except typst.TypstError as problem:
            told = _without(UNDISPLAYED.search(problem.message), told, problem)
    raise TooLong(_("This document holds too many characters that our fonts do not have."))


def _shown(value: Any) -> Any:
    match value:
        case str():
            return CONTROLS.sub("", value)
        case Mapping():
            return {name: _shown(part) for name, part in value.items()}
        case list() | tuple():
            return [_shown(part) for part in value]
        case _:
            return value


def _compiled(template: str, told: str, made_at: datetime) -> bytes:
    found = typst.compile(
        (HERE / template).read_bytes(),
        format="pdf",
        sys_inputs={"data": told},
        pdf_standards="ua-1",
        timestamp=int(made_at.timestamp()),
        ignore_system_fonts=True,
    )
    if not isinstance(found, bytes):
        raise TypeError("typst made no single document")
    return found


def _without(strange: re.Match[str] | None, told: str, problem: typst.TypstError) -> str:
    """A tagged document may hold no character that its fonts lack: a square stands for each."""
    if strange is None:
        raise problem
    named = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), strange[1])
    for character in set(named) - {'"', "\\"}:
        if not character.isascii():
            told = told.replace(character, "□")
    return told


def common() -> dict[str, str]:
    """What every document says of itself."""
    return {
        "lang": get_language() or "en",
        "author": _("Therapy coverage check"),
        "page": _("Page"),
        "sources_head": _("Sources"),
    }


def made_at(edition: Edition, stamp: Stamp) -> datetime:
    """When the edition was published; for a draft the day of care, so that the bytes stay the same."""
    return edition.published_at or datetime.combine(stamp.on, time(), UTC)


def foot(edition: Edition, stamp: Stamp) -> str:
    """Edition and day for the foot of each page."""
    number = _("draft") if edition.number is None else str(edition.number)
    return _("Edition %(number)s (%(hash)s). For care on %(day)s. General information, no promise of payment.") % {
        "number": number,
        "hash": edition.sha256[:12],
        "day": date_format(stamp.on),
    }


def summary(rows: Iterable[Row], edition: Edition, stamp: Stamp, total: int) -> bytes:
    """The matrix as a document. Raises TooLong."""
    if total > MOST_ROWS:
        raise TooLong(
            _("A PDF holds up to %(most)s rows. Choose fewer plans, or take CSV or XLSX.") % {"most": MOST_ROWS}
        )
    found = list(rows)
    data = {
        "title": _("What plans cover, by plan and therapy"),
        "lede": [assumed(edition, stamp), _("Always check with member services before you book care.")],
        "foot": foot(edition, stamp),
        "heads": heads(),
        "widths": WIDTHS,
        "toned": STATUS_COLUMN,
        "rows": [{"status": row.therapy.status, "cells": cells(row)} for row in found],
        "sources": [
            f"{source.title}. {source.publisher}. {source.url}".strip(". ") for source in edition.catalog.sources
        ],
    }
    return drawn("summary.typ", data, made_at(edition, stamp))


def assumed(edition: Edition, stamp: Stamp) -> str:
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


def cells(row: Row) -> list[str]:
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


def status(row: Row) -> str:
    """“✓ covered (typically)”."""
    therapy = row.therapy
    hedge = f" ({CERTAINTY[therapy.certainty]})" if therapy.certainty else ""
    return f"{SIGN[therapy.status]} {STATUS[therapy.status]}{hedge}"


def source(row: Row) -> str:
    """Basis of the answer; document, place and day for it, for the price and for the limit."""
    therapy = row.therapy
    places = {
        "": (therapy.source, therapy.locator, therapy.checked_on),
        _("price"): (therapy.cost_source, therapy.cost_locator, therapy.cost_checked_on),
        _("limit"): (therapy.limit_source, therapy.limit_locator, therapy.limit_checked_on),
    }
    found = {what: f"{document}, {place} ({day.isoformat()})" for what, (document, place, day) in places.items() if day}
    told = [f"{what}: {place}" for what, place in found.items() if what and place != found.get("")]
    return "; ".join([f"{BASIS[therapy.basis]}{': ' if '' in found else ''}{found.get('', '')}", *told])


def beside(own: str, guide: str) -> str:
    """The general guide's word beside the plan's own, never in its place."""
    if not guide:
        return own
    return _("%(own)s; general guide: %(guide)s") % {"own": own or NOTHING_STATED, "guide": guide}


def named(requirement: str, who: str) -> str:
    """What is required, and from whom."""
    return f"{requirement}: {who}" if who else requirement
