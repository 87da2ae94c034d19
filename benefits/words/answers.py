"""The words that admins choose from lists and members read in answers and tables: a column for each."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from benefits.coverage.vocabulary import (
    Basis,
    Certainty,
    CostUnit,
    DeductibleRule,
    DeliveryMode,
    GateKind,
    GateState,
    LimitPeriod,
    LimitUnit,
    NetworkTier,
    Referral,
    Requirement,
    Status,
    Subject,
)

Words = Mapping[str, StrOrPromise]


class Label(NamedTuple):
    """One member of a vocabulary: what an admin reads in a list of choices, and what a member reads."""

    admin: StrOrPromise
    member: StrOrPromise


def _same(words: StrOrPromise) -> Label:
    return Label(admin=words, member=words)


LABELS: Final[Mapping[type[StrEnum], Mapping[str, Label]]] = {
    Status: {
        Status.COVERED: _same(_("covered")),
        Status.COVERED_CONDITIONAL: Label(
            _("covered once conditions are met"), _("covered once the open steps are done")
        ),
        Status.MAY_BE_COVERED: _same(_("may be covered")),
        Status.LIMIT_REACHED: Label(_("limit reached"), _("visit limit reached")),
        Status.NOT_COVERED: _same(_("not covered")),
        Status.UNKNOWN: Label(_("unknown"), _("not known")),
    },
    Certainty: {
        Certainty.ALWAYS: _same(_("always")),
        Certainty.USUALLY: _same(_("usually")),
        Certainty.TYPICALLY: _same(_("typically")),
        Certainty.GENERALLY: _same(_("generally")),
        Certainty.LIKELY: _same(_("likely")),
        Certainty.MORE_LIKELY: _same(_("more likely")),
        Certainty.MAY: Label(_("may"), _("may be")),
        Certainty.LESS_LIKELY: _same(_("less likely")),
        Certainty.UNLIKELY: _same(_("unlikely")),
        Certainty.GENERALLY_NOT: _same(_("generally not")),
        Certainty.NEVER: _same(_("never")),
    },
    Basis: {
        Basis.PLAN_DOCUMENT: _same(_("plan document")),
        Basis.ISSUER_FILING: Label(_("issuer's filing"), _("filing of the plan")),
        Basis.REGIONAL_PAGE: Label(_("regional page"), _("page for the region")),
        Basis.GENERAL_GUIDE: _same(_("general guide")),
        Basis.ADMIN_ENTRY: Label(_("entered by an admin"), _("entry by our staff")),
    },
    GateKind: {
        GateKind.REFERRAL: Label(_("referral"), _("Referral")),
        GateKind.PRIOR_AUTHORIZATION: Label(_("prior authorization"), _("Prior authorization")),
        GateKind.MEDICAL_NECESSITY: Label(_("medical necessity"), _("Medical necessity")),
        GateKind.NETWORK: Label(_("network"), _("Network")),
    },
    GateState: {
        GateState.DONE: _same(_("done")),
        GateState.TO_DO: _same(_("to do")),
        GateState.NOT_NEEDED: _same(_("not needed")),
        GateState.ASK: _same(_("ask")),
    },
    Requirement: {
        Requirement.REQUIRED: _same(_("required")),
        Requirement.NOT_REQUIRED: _same(_("not required")),
        Requirement.VARIES: Label(_("varies"), _("not the same on all plans")),
        Requirement.NOT_STATED: _same(_("not stated")),
    },
    Referral: {
        Referral.PCP: Label(_("primary care doctor"), _("from the primary care doctor (PCP)")),
        Referral.SPECIALIST: Label(_("specialist"), _("from a specialist")),
        Referral.OUTSIDE: Label(_("doctor outside Kaiser"), _("from a doctor outside Kaiser")),
        Referral.NONE: Label(_("nobody"), pgettext_lazy("referral", "none")),
        Referral.UNSURE: Label(_("not sure"), _("not known")),
    },
    NetworkTier: {
        NetworkTier.KAISER: Label(_("Kaiser's own facilities"), _("Kaiser’s own sites")),
        NetworkTier.CONTRACTED: _same(_("contracted providers")),
        NetworkTier.OUTSIDE: _same(_("outside the network")),
    },
    Subject: {
        Subject.COVERAGE: Label(_("coverage"), _("whether it is covered")),
        Subject.REFERRAL: Label(_("referral"), _("the referral")),
        Subject.PRIOR_AUTHORIZATION: _same(_("prior authorization")),
        Subject.MEDICAL_NECESSITY: _same(_("medical necessity")),
        Subject.NETWORK: Label(_("network"), _("the network")),
        Subject.COST: Label(_("cost"), _("the price")),
        Subject.VISIT_LIMIT: Label(_("visit limit"), _("the visit limit")),
    },
    LimitUnit: {
        LimitUnit.VISITS: _same(_("visits")),
        LimitUnit.DAYS: _same(_("days")),
        LimitUnit.HOURS: _same(_("hours")),
        LimitUnit.DOLLARS: _same(_("dollars")),
        LimitUnit.TREATMENTS: _same(_("treatments")),
        LimitUnit.PROCEDURES: _same(_("procedures")),
    },
    LimitPeriod: {
        LimitPeriod.YEAR: Label(_("year"), _("per year")),
        LimitPeriod.CALENDAR_YEAR: Label(_("calendar year"), _("per calendar year")),
        LimitPeriod.PLAN_YEAR: Label(_("plan year"), _("per plan year")),
        LimitPeriod.CONTRACT_YEAR: Label(_("contract year"), _("per contract year")),
        LimitPeriod.BENEFIT_PERIOD: Label(_("benefit period"), _("per benefit period")),
        LimitPeriod.CONDITION: Label(_("condition"), _("per condition")),
        LimitPeriod.CONDITION_PER_YEAR: Label(_("condition and year"), _("per condition per calendar year")),
        LimitPeriod.ROLLING_DAYS: Label(_("any run of days"), _("in any %(days)s days")),
        LimitPeriod.ADMISSION: Label(_("admission"), _("per hospital stay")),
        LimitPeriod.MONTH: Label(_("month"), _("per month")),
        LimitPeriod.LIFETIME: Label(_("lifetime"), _("in a lifetime")),
    },
    DeductibleRule: {
        DeductibleRule.NOT_SUBJECT: Label(_("whatever the deductible"), _("deductible does not apply")),
        DeductibleRule.BEFORE: Label(_("before the deductible is met"), _("only before the deductible is met")),
        DeductibleRule.AFTER: Label(_("after the deductible is met"), _("after the deductible")),
        DeductibleRule.UNSTATED: Label(_("not stated"), _("deductible not stated")),
    },
    CostUnit: {
        CostUnit.VISIT: Label(_("visit"), pgettext_lazy("price", "per visit")),
        CostUnit.DAY: Label(_("day"), pgettext_lazy("price", "per day")),
        CostUnit.SERVICE: Label(_("service"), pgettext_lazy("price", "per service")),
        CostUnit.TREATMENT: Label(_("treatment"), pgettext_lazy("price", "per treatment")),
    },
    DeliveryMode: {
        DeliveryMode.EMPLOYED: Label(
            _("by employed therapists"),
            _("Kaiser medical centers in your region have their own therapists for this. A doctor must refer you."),
        ),
        DeliveryMode.CONTRACTED: Label(
            _("by contracted providers"),
            _("In your region, outside practices in Kaiser’s network give this care."),
        ),
        DeliveryMode.REIMBURSED: Label(
            _("reimbursed"),
            _(
                "In your region, you go to a licensed therapist and pay first. Some plans pay part of it back, "
                "more so if a doctor ordered it for a set problem, such as chronic pain."
            ),
        ),
        DeliveryMode.DISCOUNT_PROGRAM: Label(
            _("discount program"),
            _("In your region, members get a lower price. The plan does not pay."),
        ),
        DeliveryMode.NOT_OFFERED: Label(_("not offered"), _("Kaiser does not offer this care in your region.")),
    },
}


def _for_members(vocabulary: type[StrEnum]) -> Words:
    return {word: label.member for word, label in LABELS[vocabulary].items()}


STATUS: Final = _for_members(Status)
CERTAINTY: Final = _for_members(Certainty)
BASIS: Final = _for_members(Basis)
GATE: Final = _for_members(GateKind)
GATE_STATE: Final = _for_members(GateState)
REQUIREMENT: Final = _for_members(Requirement)
REFERRAL: Final = _for_members(Referral)
TIER: Final = _for_members(NetworkTier)
DEDUCTIBLE: Final = _for_members(DeductibleRule)
SUBJECT: Final = _for_members(Subject)
UNIT: Final = _for_members(LimitUnit)
PERIOD: Final = _for_members(LimitPeriod)
COST_UNIT: Final = _for_members(CostUnit)
DELIVERY: Final = _for_members(DeliveryMode)

# Who says so, at the beginning of a sentence.
SPEAKER: Final[Words] = {
    Basis.PLAN_DOCUMENT: _("Your plan’s document"),
    Basis.ISSUER_FILING: _("Your plan’s filing"),
    Basis.REGIONAL_PAGE: _("The page for your region"),
    Basis.GENERAL_GUIDE: _("The general guide"),
    Basis.ADMIN_ENTRY: _("Your plan’s record"),
}
