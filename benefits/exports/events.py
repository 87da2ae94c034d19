"""One plan’s therapies as the lines of a Summary of Benefits and Coverage: what one pays where, and what limits it."""

from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from benefits.coverage.catalog import NumberedCatalog
from benefits.coverage.decision import Decision, decide
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import CostKind, GateKind, NetworkTier, Purpose, Status
from benefits.exports.choosing import Choice
from benefits.exports.columns import TherapyCells
from benefits.exports.speaking import of_decision, situation
from benefits.wording.phrases import sentence
from benefits.wording.summaries import gate_of, referrers, requirement
from benefits.words.answers import STATUS

# The two lines of a Summary of Benefits and Coverage that name these therapies; the others stand among the rest.
REHABILITATION: Final = ("physical-therapy", "occupational-therapy", "speech-therapy")
EVENT: Final = gettext_lazy("If you need help recovering or have other special health needs")
SERVICES: Final = {
    Purpose.REHABILITATION: gettext_lazy("Rehabilitation services: %(therapy)s"),
    Purpose.HABILITATION: gettext_lazy("Habilitation services: %(therapy)s"),
}
SAID_BY_THE_LIST: Final = (Status.COVERED, Status.NOT_COVERED, Status.MAY_BE_COVERED)
TERMS: Final = {
    CostKind.COPAYMENT: gettext_lazy("copayment"),
    CostKind.COINSURANCE: gettext_lazy("coinsurance"),
}


class Sheet:
    """One plan on one day: its decisions, asked as they are needed."""

    def __init__(self, edition: NumberedCatalog, plan: str, choice: Choice) -> None:
        self.edition, self.catalog, self.choice = edition, edition.catalog, choice
        self.plan = self.catalog.plan_by_slug[plan]
        self.decisions = {therapy: self.decision(therapy) for therapy in choice.therapies}
        self.documents: dict[str, int] = {}

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

    def place(self, document: str, locator: str) -> str:
        """A place in a document, by the number under which the sheet lists it."""
        return f"[{self.documents.setdefault(document, len(self.documents) + 1)}] {locator}"

    def with_status(self, *statuses: Status) -> list[str]:
        """The therapies whose answer is one of these, with what is still open."""
        return [
            self.name_with_status(slug, decision.status)
            for slug, decision in self.decisions.items()
            if decision.status in statuses
        ]

    def name_with_status(self, therapy: str, status: Status) -> str:
        """The therapy’s name, with the status where the list that it stands in does not say it all."""
        if status in SAID_BY_THE_LIST:
            return self.name(therapy)
        return f"{self.name(therapy)}: {STATUS[status]}"


def heads() -> list[str]:
    """The heads of the form."""
    return [
        _("Services You May Need"),
        _("What You Will Pay: Network Provider (You will pay the least)"),
        _("What You Will Pay: Out-of-Network Provider (You will pay the most)"),
        _("Limitations, Exceptions, and Other Important Information"),
    ]


def lines(sheet: Sheet) -> Iterator[list[str]]:
    """A line for each therapy; rehabilitation and habilitation apart, as the form has it, where they differ."""
    for purpose, words in SERVICES.items():
        for therapy in sheet.choice.therapies:
            if therapy in REHABILITATION:
                yield _line(sheet, therapy, str(words) % {"therapy": sheet.name(therapy)}, purpose)
    for therapy in sheet.choice.therapies:
        if therapy not in REHABILITATION:
            yield _line(sheet, therapy, sheet.name(therapy), Purpose.REHABILITATION)


def _line(sheet: Sheet, therapy: str, name: str, purpose: Purpose) -> list[str]:
    inside = sheet.cells(therapy, purpose)
    return [
        name,
        _pays(sheet, therapy, purpose),
        _pays(sheet, therapy, purpose, NetworkTier.OUTSIDE),
        " ".join(_limitations(sheet, therapy, purpose, inside)),
    ]


def _pays(sheet: Sheet, therapy: str, purpose: Purpose, network: NetworkTier | None = None) -> str:
    """The price in the form’s own terms, and the answer."""
    cells = sheet.cells(therapy, purpose, network)
    words = str(STATUS[cells.status])
    if cells.status in (Status.NOT_COVERED, Status.UNKNOWN):
        return sentence(words)
    term = _term(sheet.decision(therapy, purpose=purpose, network=network))
    parts = [_with_term(cells.cost, term), _guide(cells.guide_cost), words]
    return " ".join(sentence(part) for part in parts if part)


def _with_term(cost: str, term: str) -> str:
    return f"{cost} ({term})" if cost and term else cost


def _guide(cost: str) -> str:
    return _("general guide: %(guide)s") % {"guide": cost} if cost else ""


def _term(decision: Decision) -> str:
    """“copayment” or “coinsurance”, where the answer has prices of one of them only."""
    kinds = {price.kind for price in decision.prices} & set(TERMS)
    return str(TERMS[kinds.pop()]) if len(kinds) == 1 else ""


def _limitations(sheet: Sheet, therapy: str, purpose: Purpose, cells: TherapyCells) -> Iterator[str]:
    decision = sheet.decision(therapy, purpose=purpose)
    parts: Mapping[str, str] = {
        _("Limit"): cells.limit,
        _("General guide"): cells.guide_limit,
        _("Prior authorization"): requirement(gate_of(decision, GateKind.PRIOR_AUTHORIZATION)),
        _("Referral"): f"{cells.referral}{_from(referrers(gate_of(decision, GateKind.REFERRAL)))}",
        _("Not covered"): cells.exclusions,
        _("Sources differ"): cells.sources_differ,
    }
    yield from (sentence(f"{name}: {words}") for name, words in parts.items() if words)
    if places := _places(sheet, cells):
        yield _("Source: %(places)s.") % {"places": "; ".join(places)}


def _places(sheet: Sheet, cells: TherapyCells) -> list[str]:
    """Where it was read, each place once, by the number of its document."""
    cited = (
        (cells.source, cells.locator),
        (cells.cost_source, cells.cost_locator),
        (cells.limit_source, cells.limit_locator),
    )
    return list(dict.fromkeys(sheet.place(document, place) for document, place in cited if document))


def _from(who: str) -> str:
    return f" ({who})" if who else ""
