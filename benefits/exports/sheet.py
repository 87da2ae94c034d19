"""One plan's therapies on two pages, in the order and the terms of a Summary of Benefits and Coverage."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from benefits.coverage.catalog import NumberedCatalog
from benefits.coverage.vocabulary import Status
from benefits.exports import events, important_questions, typesetting
from benefits.exports.choosing import Choice
from benefits.exports.events import Sheet
from benefits.exports.important_questions import nothing_named
from benefits.exports.stamp import assumed, foot, made_at, stamped

HERE: Final = Path(__file__).parent
TYPE_SIZE: Final = ((8, 9.0), (14, 8.0))
MEDIA_TYPE: Final = "application/pdf"
SMALLEST: Final = 6.6


def drawn(edition: NumberedCatalog, plan: str, choice: Choice) -> bytes:
    """The sheet as a tagged PDF."""
    sheet, stamp = Sheet(edition, plan, choice), stamped(edition, choice)
    questions, lines = list(important_questions.answered(sheet)), list(events.lines(sheet))
    data = {
        "title": _("%(plan)s: what it covers of therapies") % {"plan": sheet.plan.name},
        "lede": [
            _("In the order of a Summary of Benefits and Coverage, but not that document: the plan’s papers decide."),
            f"{_coverage_period(sheet)} {_kind(sheet)} {assumed(edition, stamp)}",
        ],
        "foot": foot(stamp),
        "size": next((size for most, size in TYPE_SIZE if len(lines) <= most), SMALLEST),
        "questions": {
            "heads": [_("Important Questions"), _("Answers"), _("Why This Matters")],
            "widths": (2, 3, 4),
            "rows": questions,
        },
        "events": {
            "title": f"{_('Common Medical Event')}: {events.EVENT}",
            "heads": events.heads(),
            "widths": (3, 2.4, 2.4, 5),
            "rows": lines,
        },
        "lists": list(_lists(sheet)),
    }
    return typesetting.drawn(HERE / "sheet.typ", data, made_at(edition, stamp))


def _coverage_period(sheet: Sheet) -> str:
    first, last = sheet.plan.effective_from, sheet.plan.effective_to
    if first is None and last is None:
        return _("Coverage period: not stated.")
    return _("Coverage period: %(start)s to %(end)s.") % {"start": _day(first), "end": _day(last)}


def _day(day: date | None) -> str:
    return "…" if day is None else date_format(day)


def _kind(sheet: Sheet) -> str:
    names = {kind.slug: _(kind.name) for kind in sheet.catalog.plan_types}
    return _("Plan type: %(kind)s.") % {"kind": names.get(sheet.plan.plan_type or "", _("any"))}


def _lists(sheet: Sheet) -> Iterator[dict[str, Any]]:
    nothing = [nothing_named()]
    yield {
        "title": _("Services Your Plan Generally Does NOT Cover"),
        "lines": sheet.with_status(Status.NOT_COVERED) or nothing,
    }
    yield {
        "title": _("Other Covered Services (Limitations may apply to these services. This isn’t a complete list.)"),
        "lines": sheet.with_status(Status.COVERED, Status.COVERED_CONDITIONAL) or nothing,
    }
    if open_ := sheet.with_status(Status.MAY_BE_COVERED):
        yield {"title": _("Services That May Be Covered (Check with the plan first.)"), "lines": open_}
    yield {"title": _("Your Grievance and Appeals Rights"), "lines": list(_rights(sheet))}
    yield {"title": _("Sources"), "lines": [f"[{number}] {title}" for title, number in sheet.documents.items()]}


def _rights(sheet: Sheet) -> Iterator[str]:
    yield _("You can ask the plan to look again at a no (an appeal). The letter that says no tells how.")
    region = sheet.catalog.region_by_slug.get(sheet.plan.region or "")
    if region is None:
        return
    if region.member_services_phone:
        yield _("Member services: %(phone)s (TTY %(tty)s).") % {
            "phone": region.member_services_phone,
            "tty": region.tty,
        }
    if region.regulator_name:
        yield f"{region.regulator_name}: {region.regulator_phone}".rstrip(": ")
