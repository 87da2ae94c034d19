"""The words of the questions: heading, hints, answers, where to look when unsure. A catalog names its own records."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from benefits.coverage.catalog import Catalog
from benefits.coverage.situation import UNSURE, visits_therapy
from benefits.coverage.vocabulary import PlanKind, Purpose


class Option(NamedTuple):
    """One answer on offer."""

    label: StrOrPromise
    hint: StrOrPromise = ""


class Question(NamedTuple):
    """One question. `short` names the fact in a list; `where` says where to look; `unit` labels a box to type in."""

    heading: StrOrPromise
    short: StrOrPromise
    hint: StrOrPromise = ""
    where: StrOrPromise = ""
    unit: StrOrPromise = ""
    options: Mapping[str, Option] = {}


UNSURE_WORDS: Final = _("I’m not sure")
DOLLARS: Final = "dollars"
PRICES: Final = (
    "deductible",
    "out_of_pocket",
    "family_deductible",
    "family_out_of_pocket",
    "copay",
    "allowed_amount",
)

_YES_NO: Final = {"yes": Option(_("Yes")), "no": Option(_("No"))}
_SPENDING: Final = {
    "met": Option(_("Yes")),
    "not-met": Option(_("No, not yet")),
    DOLLARS: Option(_("I know how much I have paid so far")),
}

QUESTIONS: Final[Mapping[str, Question]] = {
    "therapy": Question(
        heading=_("Which therapy do you want to check?"),
        short=_("Therapy"),
    ),
    "plan": Question(
        heading=_("What kind of plan do you have?"),
        short=_("Plan"),
        hint=_("Your member card or your plan papers name it."),
        where=_("Call the number on the back of your card. Until then we show what holds for most plans."),
    ),
    "region": Question(
        heading=_("Where is your plan from?"),
        short=_("Region"),
        hint=_("Pick the Kaiser Permanente region where you signed up."),
        where=_("Look at the address on your member card."),
    ),
    "referral": Question(
        heading=_("Do you have a referral?"),
        short=_("Referral"),
        hint=_("A referral is an order from a doctor that sends you to this care."),
        where=_("Look under referrals in your online account, or ask your doctor’s office."),
        options={
            "pcp": Option(_("Yes, from my primary care doctor (PCP)"), _("The doctor you see first for most things.")),
            "specialist": Option(_("Yes, from a specialist"), _("Such as a bone, nerve or pain doctor.")),
            "outside": Option(_("Yes, from a doctor outside Kaiser Permanente")),
            "none": Option(_("No, not yet")),
        },
    ),
    "condition": Question(
        heading=_("What do you need the care for?"),
        short=_("Reason for care"),
        hint=_("Pick the one that fits best."),
        where=_("Your doctor can tell you. The answer will show what depends on it."),
    ),
    "network": Question(
        heading=_("Where will you go for care?"),
        short=_("Where you go"),
        where=_("Ask the clinic if it is in the Kaiser Permanente network."),
        options={
            "kaiser": Option(_("A Kaiser Permanente clinic")),
            "contracted": Option(_("A clinic that works with Kaiser Permanente"), _("It is on the network’s list.")),
            "outside": Option(_("A clinic outside the network")),
        },
    ),
    "visits_used": Question(
        heading=_("How many visits have you used?"),
        short=_("Visits used"),
        hint=_("Count the visits for this problem in this plan year. Some kinds of care share one limit."),
        where=_("Look at past visits or claims in your online account."),
    ),
    "visit_limit": Question(
        heading=_("How many visits does your plan allow?"),
        short=_("Your plan’s visit limit"),
        hint=_("If your plan papers name a number, type it here."),
        where=_("Look for “visit limit” in your Evidence of Coverage."),
        unit=_("Visits allowed"),
    ),
    "deductible": Question(
        heading=_("Have you met your deductible this year?"),
        short=_("Deductible"),
        hint=_("The deductible is what you pay first each year, before your plan helps to pay. Count your own bills."),
        where=_("Look at costs or claims in your online account."),
        unit=_("Dollars paid so far"),
        options=_SPENDING,
    ),
    "out_of_pocket": Question(
        heading=_("Have you reached your out-of-pocket limit this year?"),
        short=_("Out-of-pocket limit"),
        hint=_("It is the most you pay for covered care in one year. Count your own bills."),
        where=_("Look at costs or claims in your online account."),
        unit=_("Dollars paid so far"),
        options=_SPENDING,
    ),
    "family_deductible": Question(
        heading=_("Has your family met its deductible this year?"),
        short=_("Your family’s deductible"),
        hint=_("Count what all of you paid together. What you paid for yourself counts too."),
        where=_("Look at costs or claims in your online account."),
        unit=_("Dollars the family paid so far"),
        options=_SPENDING,
    ),
    "family_out_of_pocket": Question(
        heading=_("Has your family reached its out-of-pocket limit this year?"),
        short=_("The most your family pays"),
        hint=_("Count what all of you paid together. What you paid for yourself counts too."),
        where=_("Look at costs or claims in your online account."),
        unit=_("Dollars the family paid so far"),
        options=_SPENDING,
    ),
    "coverage": Question(
        heading=_("Who is on your plan?"),
        short=_("Who is covered"),
        options={"self-only": Option(_("Just me")), "family": Option(_("Me and my family"))},
    ),
    "copay": Question(
        heading=_("What copay do your plan papers name?"),
        short=_("Your copay"),
        hint=_("A copay is a set price that you pay for each visit."),
        where=_("Look for the therapy in your Summary of Benefits."),
        unit=_("Dollars for one visit"),
    ),
    "allowed_amount": Question(
        heading=_("What is the full price of one visit?"),
        short=_("Full price of a visit"),
        hint=_("Your plan calls it the allowed amount."),
        where=_("Look at an old bill or claim, or ask member services for the price."),
        unit=_("Dollars for one visit"),
    ),
    "prior_authorization": Question(
        heading=_("Did your plan approve this care ahead of time?"),
        short=_("Prior authorization"),
        hint=_("This is called prior authorization. It is not the same as a referral."),
        where=_("Look for a letter from your plan, or ask your doctor’s office."),
        options={
            "approved": Option(_("Yes, it is approved")),
            "pending": Option(_("We asked and wait for word")),
            "denied": Option(_("It was denied")),
            "none": Option(_("No, nobody has asked yet")),
        },
    ),
    "first_treatments": Question(
        heading=_("Have you tried other treatments first?"),
        short=_("Other treatments"),
        hint=_("Such as rest, exercise or medicine."),
        where=_("Ask your doctor what counts as a first treatment."),
        options={
            "tried-not-enough": Option(_("Yes, but they did not help enough")),
            "not-tried": Option(_("No, not yet")),
        },
    ),
    "improving": Question(
        heading=_("Is the care helping you get better?"),
        short=_("Getting better"),
        where=_("Ask your therapist what your notes say."),
        options=_YES_NO,
    ),
    "purpose": Question(
        heading=_("What should the care do for you?"),
        short=_("Goal of care"),
        options={
            "rehabilitation": Option(_("Get back what I could do before"), _("After you were hurt or sick.")),
            "habilitation": Option(_("Learn something for the first time"), _("Such as a child who talks late.")),
        },
    ),
    "setting": Question(
        heading=_("Will you stay in a hospital for the care?"),
        short=_("Setting"),
        options={
            "outpatient": Option(_("No, I come for visits and go home")),
            "inpatient": Option(_("Yes, I stay in a hospital or care center")),
        },
    ),
    "technique": Question(
        heading=_("Does the care use one of these methods?"),
        short=_("Method"),
        hint=_("Some plans leave out some methods."),
        where=_("Ask the clinic how they will treat you."),
    ),
    "visits_outside": Question(
        heading=_("How many visits outside the network have you used?"),
        short=_("Visits outside the network"),
        where=_("Look at your claims for this plan year."),
        unit=_("Visits outside the network"),
    ),
    "payment": Question(
        heading=_("How do you want to pay?"),
        short=_("How you pay"),
        options={
            "plan": Option(_("Through my plan")),
            "hsa-fsa": Option(_("With my HSA or FSA"), _("A health savings or spending account.")),
        },
    ),
    "necessity_letter": Question(
        heading=_("Do you have a letter of medical necessity?"),
        short=_("Letter of medical necessity"),
        hint=_("It is a letter from your doctor that says you need this care to treat a health problem."),
        where=_("Ask your doctor’s office."),
        options=_YES_NO,
    ),
    "on": Question(
        heading=_("On what day do you want the care?"),
        short=_("Day of care"),
        hint=_("We use today if you pick no other day."),
        unit=_("Day"),
    ),
}

NAMED: Final[Mapping[str, str]] = {
    "therapy": "therapy_by_slug",
    "plan": "plan_by_slug",
    "region": "region_by_slug",
    "condition": "condition_by_slug",
    "technique": "technique_by_slug",
}


def option(catalog: Catalog, fact: str, value: str) -> Option:
    """One answer in words: ours, or the catalog's where it names what is on offer."""
    if value == UNSURE:
        return Option(UNSURE_WORDS, QUESTIONS[fact].where)
    if fact not in NAMED:
        return QUESTIONS[fact].options[value]
    record = getattr(catalog, NAMED[fact])[value]
    if fact == "plan" and record.kind is PlanKind.GUIDE:
        record = next((kind for kind in catalog.plan_types if kind.slug == value), record)
    return Option(record.name, getattr(record, "hint", ""))


def visits_label(catalog: Catalog, key: str) -> str:
    """What a key of visits_used counts."""
    therapy = catalog.therapy_by_slug[visits_therapy(key)].name
    if key.endswith(f"/{Purpose.HABILITATION}"):
        return gettext("%(therapy)s to learn something new") % {"therapy": therapy}
    days = key.partition("@")[2].removesuffix("-days")
    return gettext("%(therapy)s in the last %(days)s days") % {"therapy": therapy, "days": days} if days else therapy


def said(catalog: Catalog, fact: str, value: Any) -> str:
    """An answer given, in a few words."""
    if isinstance(value, Mapping):
        return ", ".join(f"{visits_label(catalog, key)}: {said(catalog, fact, used)}" for key, used in value.items())
    if value == UNSURE:
        return str(UNSURE_WORDS)
    if fact == "on":
        return date_format(date.fromisoformat(value))
    if isinstance(value, int | float):
        return f"${value:,.2f}".removesuffix(".00") if fact in PRICES else str(value)
    return str(option(catalog, fact, value).label)
