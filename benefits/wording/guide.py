"""The words of a guide page: its headings, and what each record says of everyone, whatever the reader's own case."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import structs

from benefits.coverage.catalog import Catalog
from benefits.coverage.limits import Tally
from benefits.coverage.records import Benefit, ConditionRule, CostTier, Delivery, Gate, VisitLimit
from benefits.coverage.vocabulary import (
    CostKind,
    DeductibleRule,
    DeliveryMode,
    GateKind,
    LimitState,
    NetworkTier,
    Phase,
    Requirement,
    Stage,
)
from benefits.wording import branches, conflicts, gates, limits, prices
from benefits.wording.phrases import listed, sentence, therapy
from benefits.words.answers import DELIVERY, GATE, Words

HEADINGS: Final[Words] = {
    "in-short": gettext_lazy("In short"),
    "how-it-works": gettext_lazy("How it works"),
    "steps": gettext_lazy("What to do, step by step"),
    "cost": gettext_lazy("What you pay"),
    "visits": gettext_lazy("How many visits you get"),
    "coverage": gettext_lazy("What it is covered for"),
    "gates": gettext_lazy("What must be in place"),
    "delivery": gettext_lazy("How it is offered"),
    "tips": gettext_lazy("Tips"),
    "mistakes": gettext_lazy("Common mistakes"),
    "questions": gettext_lazy("Questions and answers"),
    "documents": gettext_lazy("Papers you need"),
    "payment": gettext_lazy("Paying with an HSA or FSA"),
    "denied": gettext_lazy("If the plan says no"),
    "alternatives": gettext_lazy("If it is not covered"),
    "resources": gettext_lazy("Where to find help"),
    "good-to-know": gettext_lazy("Good to know"),
    "why": gettext_lazy("The reasons behind it"),
    "background": gettext_lazy("Background"),
    "health-benefits": gettext_lazy("How it may help you"),
    "words": gettext_lazy("Words to know"),
}
STAGES: Final[Words] = {
    Stage.VERIFY: gettext_lazy("Check with your plan"),
    Stage.BEFORE_REFERRAL: gettext_lazy("Get a referral"),
    Stage.FIND_PROVIDER: gettext_lazy("Find someone to go to"),
    Stage.GET_CARE: gettext_lazy("Get the care"),
    Stage.NEAR_LIMIT: gettext_lazy("When few visits are left"),
    Stage.NOT_COVERED: gettext_lazy("What you can do"),
    Stage.CLAIM: gettext_lazy("To get money back"),
    Stage.HSA_FSA: gettext_lazy("To pay with an HSA or FSA"),
    Stage.APPEAL: gettext_lazy("To appeal"),
}
RICH_BENEFITS: Final = gettext_lazy("Plans with richer benefits")
EVERY_PLAN: Final = gettext_lazy("All kinds of plans")
PLAN_NOT_KNOWN: Final = gettext_lazy("Plan not known")
BY_PROBLEM: Final = gettext_lazy("By health problem")
SOURCES_DIFFER: Final = gettext_lazy("Our sources differ. Ask member services which is right")
OTHER_CARE: Final = gettext_lazy("Other care to ask about")


def benefit(record: Benefit, catalog: Catalog) -> str:
    """Whether a therapy is covered, what the cover is for, and the record's note."""
    words = str(conflicts.BENEFIT_WORDS[record.status]) % {"therapy": therapy(catalog, record.therapy)}
    scope = _("It covers: %(scope)s") % {"scope": _(record.scope)} if record.scope else ""
    return _together(words, scope, _(record.note))


def price(record: CostTier) -> str:
    """A price with its hedge. One that “may be paid back” has its hedge in these words."""
    if record.kind is CostKind.PARTIAL_REIMBURSEMENT:
        record = structs.replace(record, certainty=None)
    return sentence(prices.guide_price(record))


def when(record: CostTier) -> str:
    """At which place and in which phase of the deductible a price holds; nothing where it always does."""
    phases = {
        DeductibleRule.BEFORE: branches.WHEN[Phase.BEFORE_DEDUCTIBLE],
        DeductibleRule.AFTER: branches.WHEN[Phase.AFTER_DEDUCTIBLE],
    }
    place = "" if record.tier is NetworkTier.KAISER else str(gates.TIERS[record.tier])
    return ", ".join(str(part) for part in (place, phases.get(record.deductible, "")) if part)


def limit(record: VisitLimit, catalog: Catalog) -> str:
    """A visit limit, and how to get more."""
    pool = tuple(dict.fromkeys(member.therapy for member in record.members if member.therapy is not None))
    tally = Tally(limit=record, state=LimitState.OPEN, low=record.low, high=record.high, used=0, left=None, pool=pool)
    return _together(limits.rule(tally, catalog), _(record.note), limits.extension(record))


def condition(record: ConditionRule, catalog: Catalog) -> str:
    """What is said of one health problem."""
    more = _("More so once other care did not help enough.") if record.likelier_after_first_treatments else ""
    return _together(conflicts.outcome(record, catalog), _(record.qualifier), more)


def gate_name(record: Gate) -> str:
    """The name of what coverage waits for. A network may have several rules: each says where it holds."""
    name = str(GATE[record.kind])
    says_where_itself = record.requirement is Requirement.REQUIRED or not record.tiers
    if record.kind is not GateKind.NETWORK or says_where_itself:
        return name
    where = listed([str(gates.TIERS[tier]) for tier in record.tiers])
    return _("%(name)s: %(where)s") % {"name": name, "where": where}


def gate(record: Gate, catalog: Catalog) -> str:
    """What a gate asks of everyone, with the record's note."""
    return _together(gates.gate_rule(record, catalog), _(record.note))


def delivery(record: Delivery) -> str:
    """How a region offers the care: our words where the record has no note, and both for a discount program."""
    needs_our_words = record.mode is DeliveryMode.DISCOUNT_PROGRAM or not record.note
    told = str(DELIVERY[record.mode]) if needs_our_words else ""
    return _together(told, _(record.note))


def _together(*parts: str) -> str:
    return " ".join(sentence(part) for part in parts if part)
