"""One plan's therapies on two pages, in the order and the terms of a Summary of Benefits and Coverage."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from benefits.coverage.decision import Decision, decide
from benefits.coverage.records import PlanAmount, Region
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import AmountKind, DeductibleRule, GateKind, NetworkTier, Purpose, Status
from benefits.exports import pdf, typesetting
from benefits.exports.choosing import Choice
from benefits.exports.speaking import TherapyCells, of_decision, situation
from benefits.exports.summary import Edition, stamped
from benefits.wording.labels import STATUS, dollars, listed, sentence
from benefits.wording.summaries import NOTHING_STATED, gate_of, referrers, requirement

# The two lines of a Summary of Benefits and Coverage that name these therapies; the others stand among the rest.
REHABILITATION: Final = ("physical-therapy", "occupational-therapy", "speech-therapy")
EVENT: Final = gettext_lazy("If you need help recovering or have other special health needs")
SERVICES: Final = {
    Purpose.REHABILITATION: gettext_lazy("Rehabilitation services: %(therapy)s"),
    Purpose.HABILITATION: gettext_lazy("Habilitation services: %(therapy)s"),
}
TYPE_SIZE: Final = ((8, 8.0), (14, 7.2))
SMALLEST: Final = 6.4


class Sheet:
    """One plan on one day: its decisions, asked as they are needed."""

    def __init__(self, edition: Edition, plan: str, choice: Choice) -> None:
        self.edition, self.catalog, self.choice = edition, edition.catalog, choice
        self.plan = self.catalog.plan_by_slug[plan]
        self.decisions = {therapy: self.decision(therapy) for therapy in choice.therapies}

    def decision(
        self, therapy: str, *, purpose: Purpose = Purpose.REHABILITATION, network: NetworkTier | None = None
    ) -> Decision:
        """What the plan does for the therapy, for a purpose and at a place."""
        return decide(self.catalog, self.told(therapy, purpose=purpose, network=network))

    def told(self, therapy: str, *, purpose: Purpose, network: NetworkTier | None) -> Situation:
        """The member that is taken for granted."""
        return replace(situation(self.plan.slug, therapy, self.choice), purpose=purpose, network=network)

    def cells(self, therapy: str, purpose: Purpose, network: NetworkTier | None = None) -> TherapyCells:
        """The cells for a therapy."""
        told = self.told(therapy, purpose=purpose, network=network)
        return of_decision(decide(self.catalog, told), told)

    def name(self, therapy: str) -> str:
        """The therapy's name."""
        return _(self.catalog.therapy_by_slug[therapy].name)

    def with_status(self, *statuses: Status) -> list[str]:
        """The therapies whose answer is one of these."""
        return [self.name(slug) for slug, decision in self.decisions.items() if decision.status in statuses]


def drawn(edition: Edition, plan: str, choice: Choice) -> bytes:
    """The sheet as a tagged PDF."""
    sheet, stamp = Sheet(edition, plan, choice), stamped(edition, choice)
    events = list(_events(sheet))
    data = {
        "title": _("%(plan)s: what it covers of therapies") % {"plan": sheet.plan.name},
        "lede": [
            _("In the order of a Summary of Benefits and Coverage, but not that document: the plan’s papers decide."),
            f"{_coverage_period(sheet)} {pdf.assumed(edition, stamp)}",
        ],
        "foot": pdf.foot(edition, stamp),
        "size": next((size for most, size in TYPE_SIZE if len(events) <= most), SMALLEST),
        "questions": {
            "heads": [_("Important Questions"), _("Answers"), _("Why This Matters")],
            "widths": (2, 3, 4),
            "rows": [list(row) for row in _questions(sheet)],
        },
        "events": {
            "title": f"{_('Common Medical Event')}: {EVENT}",
            "heads": _heads(),
            "widths": (3, 2.4, 2.4, 5),
            "rows": events,
        },
        "lists": list(_lists(sheet)),
    }
    return typesetting.drawn("sheet.typ", data, pdf.made_at(edition, stamp))


def _coverage_period(sheet: Sheet) -> str:
    plan = sheet.plan
    if plan.effective_from is None and plan.effective_to is None:
        return _("Coverage period: not stated.")
    start = plan.effective_from.isoformat() if plan.effective_from else "…"
    return _("Coverage period: %(start)s to %(end)s.") % {
        "start": start,
        "end": plan.effective_to.isoformat() if plan.effective_to else "…",
    }


def _questions(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    yield (
        _("What is the overall deductible?"),
        _amount(sheet, AmountKind.DEDUCTIBLE),
        _("You pay the full price of care that the deductible applies to, until you have paid this much in a year."),
    )
    before = [sheet.name(slug) for slug, decision in sheet.decisions.items() if _before_deductible(decision)]
    yield (
        _("Are there services covered before you meet your deductible?"),
        _("Yes: %(therapies)s.") % {"therapies": listed(before)} if before else sentence(str(NOTHING_STATED)),
        _("A copay or coinsurance may apply all the same."),
    )
    yield (
        _("What is the out-of-pocket limit for this plan?"),
        _amount(sheet, AmountKind.OUT_OF_POCKET_LIMIT),
        _("The most that you pay in a year for covered care. Some therapies do not count toward it."),
    )
    yield (
        _("Will you pay less if you use a network provider?"),
        _by_therapy(sheet, "network"),
        _("Care outside the network is covered only where the plan says so."),
    )
    yield (
        _("Do you need a referral?"),
        _by_therapy(sheet, "referral"),
        _("Where one is required, see the doctor first: without it the plan may not pay."),
    )


def _amount(sheet: Sheet, kind: AmountKind) -> str:
    decision = next(iter(sheet.decisions.values()), None)
    found: PlanAmount | None = decision.terms.amounts.get((kind, NetworkTier.KAISER)) if decision else None
    if found is None:
        return sentence(str(NOTHING_STATED))
    parts = {_("individual"): found.self_only, _("family"): found.family}
    said = " / ".join(f"{dollars(amount)} {whose}" for whose, amount in parts.items() if isinstance(amount, Decimal))
    return f"{said} {_place(sheet, found.citation)}"


def _place(sheet: Sheet, citation: str) -> str:
    found = sheet.catalog.citation_by_slug[citation]
    return f"({_(sheet.catalog.source_by_slug[found.source].title)}, {found.locator})"


def _before_deductible(decision: Decision) -> bool:
    rules = {tier.deductible for tier in decision.terms.cost_tiers if tier.tier is not NetworkTier.OUTSIDE}
    covered = decision.status not in (Status.NOT_COVERED, Status.UNKNOWN)
    return covered and DeductibleRule.NOT_SUBJECT in rules


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


def _heads() -> list[str]:
    return [
        _("Services You May Need"),
        _("Network Provider (You will pay the least)"),
        _("Out-of-Network Provider (You will pay the most)"),
        _("Limitations, Exceptions, and Other Important Information"),
    ]


def _events(sheet: Sheet) -> Iterator[list[str]]:
    """A line for each therapy; rehabilitation and habilitation apart, as the form has it, where they differ."""
    for purpose, words in SERVICES.items():
        for therapy in sheet.choice.therapies:
            if therapy in REHABILITATION:
                yield _event(sheet, therapy, str(words) % {"therapy": sheet.name(therapy)}, purpose)
    for therapy in sheet.choice.therapies:
        if therapy not in REHABILITATION:
            yield _event(sheet, therapy, sheet.name(therapy), Purpose.REHABILITATION)


def _event(sheet: Sheet, therapy: str, name: str, purpose: Purpose) -> list[str]:
    inside, outside = sheet.cells(therapy, purpose), sheet.cells(therapy, purpose, NetworkTier.OUTSIDE)
    return [name, _pays(inside), _pays(outside), " ".join(_limitations(sheet, therapy, purpose, inside))]


def _pays(cells: TherapyCells) -> str:
    words = str(STATUS[cells.status])
    if cells.status in (Status.NOT_COVERED, Status.UNKNOWN):
        return sentence(words)
    guide = _("general guide: %(guide)s") % {"guide": cells.guide_cost} if cells.guide_cost else ""
    return " ".join(sentence(part) for part in (cells.cost, guide, words) if part)


def _limitations(sheet: Sheet, therapy: str, purpose: Purpose, cells: TherapyCells) -> Iterator[str]:
    decision = sheet.decision(therapy, purpose=purpose)
    parts: Mapping[str, str] = {
        _("Limit"): cells.limit,
        _("General guide"): cells.guide_limit,
        _("Prior authorization"): requirement(gate_of(decision, GateKind.PRIOR_AUTHORIZATION)),
        _("Referral"): f"{cells.referral}{_from(referrers(gate_of(decision, GateKind.REFERRAL)))}",
        _("Not covered"): cells.exclusions,
    }
    yield from (sentence(f"{name}: {words}") for name, words in parts.items() if words)
    places = dict.fromkeys(
        f"{document}, {place}"
        for document, place in (
            (cells.source, cells.locator),
            (cells.cost_source, cells.cost_locator),
            (cells.limit_source, cells.limit_locator),
        )
        if document
    )
    if places:
        yield _("Source: %(places)s.") % {"places": "; ".join(places)}


def _from(who: str) -> str:
    return f" ({who})" if who else ""


def _lists(sheet: Sheet) -> Iterator[dict[str, Any]]:
    nothing = [_("None that our sources name.")]
    yield {
        "title": _("Services Your Plan Generally Does NOT Cover"),
        "lines": sheet.with_status(Status.NOT_COVERED) or nothing,
    }
    yield {
        "title": _("Other Covered Services (Limitations may apply to these services. This isn’t a complete list.)"),
        "lines": sheet.with_status(Status.COVERED, Status.COVERED_CONDITIONAL, Status.MAY_BE_COVERED) or nothing,
    }
    yield {"title": _("Your Grievance and Appeals Rights"), "lines": list(_rights(sheet))}


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
