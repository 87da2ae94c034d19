"""One plan's therapies on two pages, in the order and the terms of a Summary of Benefits and Coverage."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from benefits.coverage.catalog import NumberedCatalog
from benefits.coverage.records import CostTier, PlanAmount, Region
from benefits.coverage.vocabulary import AmountKind, DeductibleRule, NetworkTier, Purpose, Status
from benefits.exports import events, typesetting
from benefits.exports.choosing import Choice
from benefits.exports.events import Sheet
from benefits.exports.stamp import assumed, foot, made_at, stamped
from benefits.wording.phrases import dollars, listed, sentence
from benefits.wording.summaries import NOTHING_STATED

HERE: Final = Path(__file__).parent
TYPE_SIZE: Final = ((8, 9.0), (14, 8.0))
MEDIA_TYPE: Final = "application/pdf"
SMALLEST: Final = 6.6


def drawn(edition: NumberedCatalog, plan: str, choice: Choice) -> bytes:
    """The sheet as a tagged PDF."""
    sheet, stamp = Sheet(edition, plan, choice), stamped(edition, choice)
    questions, lines = [list(row) for row in _questions(sheet)], list(events.lines(sheet))
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
    plan = sheet.plan
    if plan.effective_from is None and plan.effective_to is None:
        return _("Coverage period: not stated.")
    return _("Coverage period: %(start)s to %(end)s.") % {
        "start": date_format(plan.effective_from) if plan.effective_from else "…",
        "end": date_format(plan.effective_to) if plan.effective_to else "…",
    }


def _kind(sheet: Sheet) -> str:
    named = {kind.slug: kind.name for kind in sheet.catalog.plan_types}
    return _("Plan type: %(kind)s.") % {"kind": _(named[sheet.plan.plan_type]) if sheet.plan.plan_type else _("any")}


def _questions(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    yield (
        _("What is the overall deductible?"),
        _amount(sheet, AmountKind.DEDUCTIBLE),
        _("You pay the full price of care that the deductible applies to, until you have paid this much in a year."),
    )
    yield (
        _("Are there services covered before you meet your deductible?"),
        _before_deductible(sheet),
        _("A copayment or coinsurance may apply all the same."),
    )
    yield (
        _("Are there other deductibles for specific services?"),
        _silence(),
        _("A plan can have a deductible of its own for some services."),
    )
    yield (
        _("What is the out-of-pocket limit for this plan?"),
        _amount(sheet, AmountKind.OUT_OF_POCKET_LIMIT),
        _("The most that you pay in a year for covered care."),
    )
    yield (
        _("What is not included in the out-of-pocket limit?"),
        _not_included(sheet),
        _("You pay for these all year, also once you have reached the limit."),
    )
    yield (
        _("Will you pay less if you use a network provider?"),
        _by_therapy(sheet, "network"),
        _("Care outside the network is covered only where the plan says so."),
    )
    yield (
        _("Do you need a referral to see a specialist (here: a therapist)?"),
        _by_therapy(sheet, "referral"),
        _("Where one is required, see the doctor first: without it the plan may not pay."),
    )


def _amount(sheet: Sheet, kind: AmountKind) -> str:
    decision = next(iter(sheet.decisions.values()), None)
    found: PlanAmount | None = decision.terms.amounts.get((kind, NetworkTier.KAISER)) if decision else None
    if found is None:
        return _silence()
    parts = {_("individual"): found.self_only, _("family"): found.family}
    said = " / ".join(f"{dollars(amount)} {whose}" for whose, amount in parts.items() if isinstance(amount, Decimal))
    return f"{said} {_place(sheet, found.citation)}"


def _place(sheet: Sheet, citation: str) -> str:
    found = sheet.catalog.citation_by_slug[citation]
    return f"({sheet.place(_(sheet.catalog.source_by_slug[found.source].title), found.locator)})"


def _before_deductible(sheet: Sheet) -> str:
    """The therapies that the deductible does not hold up, and those that it does; silence where no price says."""
    yes = [name for name, rules in _rules(sheet) if DeductibleRule.NOT_SUBJECT in rules]
    no = [name for name, rules in _rules(sheet) if DeductibleRule.AFTER in rules and name not in yes]
    told = [_("Yes: %(therapies)s.") % {"therapies": listed(yes)}] if yes else []
    told += [_("No: %(therapies)s.") % {"therapies": listed(no)}] if no else []
    return " ".join(told) or _silence()


def _rules(sheet: Sheet) -> Iterator[tuple[str, set[DeductibleRule]]]:
    for name, tiers in _prices(sheet):
        yield name, {tier.deductible for tier in tiers}


def _not_included(sheet: Sheet) -> str:
    """The therapies whose price does not count; silence where no price says whether it does."""
    said = [(name, {tier.counts_to_out_of_pocket for tier in tiers}) for name, tiers in _prices(sheet)]
    if names := [name for name, counts in said if False in counts]:
        return sentence(listed(names))
    return _("None that our sources name.") if any(True in counts for _name, counts in said) else _silence()


def _silence() -> str:
    return sentence(str(NOTHING_STATED))


def _prices(sheet: Sheet) -> Iterator[tuple[str, list[CostTier]]]:
    """Each therapy that the plan may pay for, with its prices in the network."""
    for therapy, decision in sheet.decisions.items():
        if decision.status not in (Status.NOT_COVERED, Status.UNKNOWN):
            yield sheet.name(therapy), [t for t in decision.terms.cost_tiers if t.tier is not NetworkTier.OUTSIDE]


def _by_therapy(sheet: Sheet, field: str) -> str:
    """Therapies with the same words stand together."""
    said: dict[str, list[str]] = {}
    for therapy, decision in sheet.decisions.items():
        if decision.status in (Status.NOT_COVERED, Status.UNKNOWN):
            continue
        cells = sheet.cells(therapy, Purpose.REHABILITATION)
        said.setdefault(getattr(cells, field) or str(NOTHING_STATED), []).append(sheet.name(therapy))
    return " ".join(sentence(f"{listed(names)}: {words}") for words, names in said.items()) or _(
        "No therapy is covered."
    )


def _lists(sheet: Sheet) -> Iterator[dict[str, Any]]:
    nothing = [_("None that our sources name.")]
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
    region: Region | None = sheet.catalog.region_by_slug.get(sheet.plan.region or "")
    yield _("You can ask the plan to look again at a no (an appeal). The letter that says no tells how.")
    if region is not None and region.member_services_phone:
        yield _("Member services: %(phone)s (TTY %(tty)s).") % {
            "phone": region.member_services_phone,
            "tty": region.tty,
        }
    if region is not None and region.regulator_name:
        yield f"{region.regulator_name}: {region.regulator_phone}".rstrip(": ")
