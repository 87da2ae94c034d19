"""The call to member services: the numbers to dial, and what to ask, in words that one can say."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision
from benefits.coverage.records import Region
from benefits.coverage.vocabulary import CostKind, GateKind, GateState, LimitRule, ReasonCode, Status
from benefits.wording.phrases import therapy

COUNTRY: Final = "+1"
# As many as one can keep in mind on the phone.
QUESTIONS: Final = 3
GATE_QUESTIONS: Final = {
    GateKind.REFERRAL: gettext_lazy("Do I need a referral, and who must write it?"),
    GateKind.PRIOR_AUTHORIZATION: gettext_lazy("Must my plan approve this care before I start?"),
    GateKind.MEDICAL_NECESSITY: gettext_lazy("What must my doctor write, so that my plan pays?"),
    GateKind.NETWORK: gettext_lazy("Where can I go, so that my plan pays?"),
}


class Line(NamedTuple):
    """A telephone number of member services: the region it is for, as printed, as a phone dials it, and the relay."""

    region: str
    number: str
    dialed: str
    tty: str


def lines(catalog: Catalog, region: str | None) -> tuple[Line, ...]:
    """The number of a region; where the region is not known or has none, the numbers of all that have one."""
    home = catalog.region_by_slug.get(region or "")
    if home is not None and home.member_services_phone:
        return (_line(home),)
    return tuple(_line(place) for place in catalog.regions if place.member_services_phone)


def _line(region: Region) -> Line:
    number = region.member_services_phone
    digits = re.sub(r"\D", "", number).removeprefix("1")
    return Line(_(region.name), number, f"{COUNTRY}{digits}", region.tty)


def questions(decision: Decision) -> tuple[str, ...]:
    """What to ask on the phone, made of what the answer leaves open; the most important first."""
    return tuple(_open_questions(decision))[:QUESTIONS]


def _open_questions(decision: Decision) -> Iterator[str]:
    name = {"therapy": therapy(decision.terms.catalog, decision.terms.therapy.slug)}
    match decision.status:
        case Status.NOT_COVERED if decision.has(ReasonCode.AUTHORIZATION_DENIED):
            yield _("Why did my plan say no, and by when can I appeal?")
            return
        case Status.NOT_COVERED:
            yield _("Does my plan have another benefit, or a lower price, for %(therapy)s?") % name
            yield _("What else does my plan cover that could help me?")
            return
        case Status.LIMIT_REACHED:
            yield _("Can my plan approve more visits this year? Who must ask, and how?")
            yield _("What is the full price of a visit until then?")
        case Status.MAY_BE_COVERED | Status.UNKNOWN:
            yield _("Does my plan cover %(therapy)s for my problem?") % name
        case _:
            pass
    yield from (str(GATE_QUESTIONS[kind]) for kind, gate in decision.gates.items() if gate.state is GateState.ASK)
    if decision.status is not Status.LIMIT_REACHED and _price_is_open(decision):
        yield _("What do I pay for each visit? Must I meet a deductible first?")
    if decision.status is not Status.LIMIT_REACHED and _limit_is_open(decision):
        yield _("How many visits do I get, and what else counts in them?")


def _price_is_open(decision: Decision) -> bool:
    """Whether no price of the plan's own is known: none is stated, or only a guide states one."""
    if decision.terms.is_guide or decision.cost is None or decision.cost.now is None:
        return True
    return decision.cost.now.kind in (CostKind.UNSTATED, CostKind.PARTIAL_REIMBURSEMENT)


def _limit_is_open(decision: Decision) -> bool:
    """Whether the plan's own limit is not known exactly."""
    exact = (tally for tally in decision.tallies if tally.low is not None and tally.low == tally.high)
    is_known = any(not tally.inherited for tally in exact)
    none_listed = any(tally.limit.rule is LimitRule.NONE_LISTED for tally in decision.tallies)
    return decision.terms.is_guide or not (is_known or none_listed)
