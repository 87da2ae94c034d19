"""The short words for statuses, hedges, gates and values, and how numbers and lists are said."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from benefits.coverage.catalog import Catalog
from benefits.coverage.vocabulary import (
    Basis,
    Certainty,
    CostUnit,
    DeliveryMode,
    GateKind,
    GateState,
    LimitPeriod,
    LimitUnit,
    Status,
    Subject,
)

Words = Mapping[str, str | Promise]

STATUS: Final[Words] = {
    Status.COVERED: gettext_lazy("covered"),
    Status.COVERED_CONDITIONAL: gettext_lazy("covered once the open steps are done"),
    Status.MAY_BE_COVERED: gettext_lazy("may be covered"),
    Status.LIMIT_REACHED: gettext_lazy("visit limit reached"),
    Status.NOT_COVERED: gettext_lazy("not covered"),
    Status.UNKNOWN: gettext_lazy("not known"),
}
CERTAINTY: Final[Words] = {
    Certainty.ALWAYS: gettext_lazy("always"),
    Certainty.USUALLY: gettext_lazy("usually"),
    Certainty.TYPICALLY: gettext_lazy("typically"),
    Certainty.GENERALLY: gettext_lazy("generally"),
    Certainty.LIKELY: gettext_lazy("likely"),
    Certainty.MORE_LIKELY: gettext_lazy("more likely"),
    Certainty.MAY: gettext_lazy("may be"),
    Certainty.LESS_LIKELY: gettext_lazy("less likely"),
    Certainty.UNLIKELY: gettext_lazy("unlikely"),
    Certainty.GENERALLY_NOT: gettext_lazy("generally not"),
    Certainty.NEVER: gettext_lazy("never"),
}
GATE: Final[Words] = {
    GateKind.REFERRAL: gettext_lazy("Referral"),
    GateKind.PRIOR_AUTHORIZATION: gettext_lazy("Prior authorization"),
    GateKind.MEDICAL_NECESSITY: gettext_lazy("Medical necessity"),
    GateKind.NETWORK: gettext_lazy("Network"),
}
GATE_STATE: Final[Words] = {
    GateState.DONE: gettext_lazy("done"),
    GateState.TO_DO: gettext_lazy("to do"),
    GateState.NOT_NEEDED: gettext_lazy("not needed"),
    GateState.ASK: gettext_lazy("ask"),
}
SUBJECT: Final[Words] = {
    Subject.COVERAGE: gettext_lazy("whether it is covered"),
    Subject.REFERRAL: gettext_lazy("the referral"),
    Subject.PRIOR_AUTHORIZATION: gettext_lazy("prior authorization"),
    Subject.MEDICAL_NECESSITY: gettext_lazy("medical necessity"),
    Subject.NETWORK: gettext_lazy("the network"),
    Subject.COST: gettext_lazy("the price"),
    Subject.VISIT_LIMIT: gettext_lazy("the visit limit"),
}
BASIS: Final[Words] = {
    Basis.PLAN_DOCUMENT: gettext_lazy("plan document"),
    Basis.ISSUER_FILING: gettext_lazy("filing of the plan"),
    Basis.REGIONAL_PAGE: gettext_lazy("page for the region"),
    Basis.GENERAL_GUIDE: gettext_lazy("general guide"),
    Basis.ADMIN_ENTRY: gettext_lazy("entry by our staff"),
}
SPEAKER: Final[Words] = {
    Basis.PLAN_DOCUMENT: gettext_lazy("Your plan’s document"),
    Basis.ISSUER_FILING: gettext_lazy("Your plan’s filing"),
    Basis.REGIONAL_PAGE: gettext_lazy("The page for your region"),
    Basis.GENERAL_GUIDE: gettext_lazy("The general guide"),
    Basis.ADMIN_ENTRY: gettext_lazy("Your plan’s record"),
}
UNIT: Final[Words] = {
    LimitUnit.VISITS: gettext_lazy("visits"),
    LimitUnit.DAYS: gettext_lazy("days"),
    LimitUnit.HOURS: gettext_lazy("hours"),
    LimitUnit.DOLLARS: gettext_lazy("dollars"),
    LimitUnit.TREATMENTS: gettext_lazy("treatments"),
    LimitUnit.PROCEDURES: gettext_lazy("procedures"),
}
PERIOD: Final[Words] = {
    LimitPeriod.YEAR: gettext_lazy("per year"),
    LimitPeriod.CALENDAR_YEAR: gettext_lazy("per calendar year"),
    LimitPeriod.PLAN_YEAR: gettext_lazy("per plan year"),
    LimitPeriod.CONTRACT_YEAR: gettext_lazy("per contract year"),
    LimitPeriod.BENEFIT_PERIOD: gettext_lazy("per benefit period"),
    LimitPeriod.CONDITION: gettext_lazy("per condition"),
    LimitPeriod.CONDITION_PER_YEAR: gettext_lazy("per condition per calendar year"),
    LimitPeriod.ROLLING_DAYS: gettext_lazy("in any %(days)s days"),
    LimitPeriod.ADMISSION: gettext_lazy("per hospital stay"),
    LimitPeriod.MONTH: gettext_lazy("per month"),
    LimitPeriod.LIFETIME: gettext_lazy("in a lifetime"),
}
DELIVERY: Final[Words] = {
    DeliveryMode.EMPLOYED: gettext_lazy(
        "Kaiser medical centers in your region have their own therapists for this. A doctor must refer you."
    ),
    DeliveryMode.CONTRACTED: gettext_lazy("In your region, outside practices in Kaiser’s network give this care."),
    DeliveryMode.REIMBURSED: gettext_lazy(
        "In your region, you go to a licensed therapist and pay first. Some plans pay part of it back, "
        "more so if a doctor ordered it for a set problem, such as chronic pain."
    ),
    DeliveryMode.DISCOUNT_PROGRAM: gettext_lazy("In your region, members get a lower price. The plan does not pay."),
    DeliveryMode.NOT_OFFERED: gettext_lazy("Kaiser does not offer this care in your region."),
}
COST_UNIT: Final[Words] = {
    CostUnit.VISIT: pgettext_lazy("price", "per visit"),
    CostUnit.DAY: pgettext_lazy("price", "per day"),
    CostUnit.SERVICE: pgettext_lazy("price", "per service"),
    CostUnit.TREATMENT: pgettext_lazy("price", "per treatment"),
}


def day_in_words(day: date) -> str:
    """Nov. 21, 2026."""
    return date_format(day, "DATE_FORMAT")


def dollars(amount: Decimal) -> str:
    """$20, $12.50, $1,250."""
    return f"${amount:,.0f}" if amount == int(amount) else f"${amount:,.2f}"


def percent(share: Decimal) -> str:
    """10%, 12.5%."""
    return f"{share.normalize():f}%"


def therapy(catalog: Catalog, slug: str) -> str:
    """The therapy's name within a sentence."""
    name = _(catalog.therapy_by_slug[slug].name)
    return name[:1].lower() + name[1:]


def therapies(catalog: Catalog, slugs: Sequence[str]) -> str:
    """Therapies as a list in a sentence: “physical, occupational and speech therapy” needs no clever joining.

    Names in full.
    """
    return listed([therapy(catalog, slug) for slug in slugs])


def listed(parts: Sequence[str]) -> str:
    """a; a and b; a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def speaker(catalog: Catalog, citation: str) -> str:
    """Who says so: the plan's document, the general guide …; the member, where there is no citation."""
    if not citation:
        return _("Your own papers")
    return str(SPEAKER[catalog.source_by_slug[catalog.citation_by_slug[citation].source].basis])


def sentence(text: str) -> str:
    """With a capital first letter and a full stop."""
    text = text.strip()
    return text if not text else text[:1].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")
