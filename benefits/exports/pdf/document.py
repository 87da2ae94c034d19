"""PDF for people and for screen readers: tagged, with language, title, page numbers and heads that repeat."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final
from zipfile import ZipFile, ZipInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.coverage.catalog import NumberedCatalog
from benefits.exports.choosing import Choice
from benefits.exports.columns import SummaryRow
from benefits.exports.formats import FileKind, SummaryFormat, Tell, in_small_pieces, summary_stem
from benefits.exports.pdf.detail import detail
from benefits.exports.stamp import Stamp, assumed, foot, made_at, stamped
from benefits.exports.summary import rows
from benefits.exports.typesetting import drawn, forget
from benefits.wording.summaries import SIGN, beside_guide, required_from
from benefits.words.answers import BASIS, CERTAINTY, STATUS

HERE: Final = Path(__file__).parent
WIDTHS: Final = (13, 9, 11, 13, 14, 10, 10, 12, 24)
STATUS_COLUMN: Final = 2
# Some 75 pages, laid out in a second or so: nobody can see how far that is. Longer summaries are several documents.
MOST_ROWS: Final = 240
# A ZIP knows no earlier day.
EARLIEST: Final = (1980, 1, 1, 0, 0, 0)


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
        "foot": foot(stamp),
        "heads": heads(),
        "widths": WIDTHS,
        "toned": STATUS_COLUMN,
        "rows": [{"status": row.therapy.status, "cells": cells(row)} for row in found],
        "detail": detail(found, stamp),
        "sources": [
            f"{source.title}. {source.publisher}. {source.url}".strip(". ") for source in edition.catalog.sources
        ],
    }
    return drawn(HERE / "summary.typ", data, made_at(edition, stamp))


def _title(number: int, all_: int) -> str:
    title = _("What plans cover, by plan and therapy")
    if all_ == 1:
        return title
    return _("%(title)s (part %(number)s of %(all)s)") % {"title": title, "number": number, "all": all_}


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
        beside_guide(therapy.cost, therapy.guide_cost),
        beside_guide(therapy.limit, therapy.guide_limit),
        required_from(therapy.referral, therapy.referrers),
        therapy.prior_authorization,
        therapy.network,
        source(row),
    ]


def status(row: SummaryRow) -> str:
    """“✓ covered (typically)”."""
    therapy = row.therapy
    words = f"{SIGN[therapy.status]} {STATUS[therapy.status]}"
    if therapy.certainty is None:
        return words
    return f"{words} ({CERTAINTY[therapy.certainty]})"


def source(row: SummaryRow) -> str:
    """Basis of the answer; document, place and day for it, for the price and for the limit; what sources differ on."""
    therapy = row.therapy
    of_answer = _place(therapy.source, therapy.locator, therapy.checked_on)
    others = {
        _("price"): _place(therapy.cost_source, therapy.cost_locator, therapy.cost_checked_on),
        _("limit"): _place(therapy.limit_source, therapy.limit_locator, therapy.limit_checked_on),
    }
    told = [": ".join(filter(None, (str(BASIS[therapy.basis]), of_answer)))]
    told += [f"{what}: {place}" for what, place in others.items() if place not in ("", of_answer)]
    if therapy.sources_differ:
        told.append(_("sources differ: %(both)s") % {"both": therapy.sources_differ})
    return "; ".join(told)


def _place(document: str, locator: str, checked_on: date | None) -> str:
    """“document, place (day)”; nothing where nothing is cited."""
    return "" if checked_on is None else f"{document}, {locator} ({checked_on.isoformat()})"


def content(edition: NumberedCatalog, choice: Choice, tell: Tell) -> Iterator[bytes]:
    """One document; a longer summary is several in a ZIP, each of a length that can be laid out, read and printed.

    Raises TooLong.
    """
    found = documents(edition, choice, tell)
    if takes_several(choice):
        yield from _zipped(found, edition, choice)
    else:
        yield from found


def _zipped(found: Iterator[bytes], edition: NumberedCatalog, choice: Choice) -> Iterator[bytes]:
    stem = summary_stem(edition, choice)
    moment = max(made_at(edition, stamped(edition, choice)).timetuple()[:6], EARLIEST)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "summary.zip"
        with ZipFile(path, "w") as archive:
            for number, document in enumerate(found, start=1):
                archive.writestr(ZipInfo(f"{stem}-part-{number:03}.pdf", moment), document)
        yield from in_small_pieces(path)


def takes_several(choice: Choice) -> bool:
    """Whether a summary of the choice is too long for one document."""
    return parts(choice) > 1


PDF: Final = SummaryFormat(
    name="pdf",
    kind=FileKind("pdf", "application/pdf"),
    several=FileKind("zip", "application/zip"),
    takes_several=takes_several,
    content=content,
    at_once=MOST_ROWS,
    label_when_long=gettext_lazy("PDFs in a ZIP"),
)
