"""The words of each fact: its question, what is said where it is not known, and of what another value would change."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


class Option(NamedTuple):
    """One answer on offer."""

    label: StrOrPromise
    hint: StrOrPromise = ""


class Unknown(NamedTuple):
    """What is not known, where to look it up, and what was taken for granted; empty where nothing was."""

    text: StrOrPromise
    where_to_look: StrOrPromise = _(
        "Your plan papers (Evidence of Coverage or Summary of Benefits), or member services."
    )
    assumed: StrOrPromise = ""


class FactWords(NamedTuple):
    """All that is said of one fact.

    Its question: `short` names the fact in a list, `why` says why it is asked, `where` stands below “I’m not sure”,
    `unit` labels a box to type in, and `options` are the answers by value, where the catalog does not name them.
    Its part of an answer: `unknown`, where who does not know it can find it out; `what_if` by value, or `what_if_named`
    with the name of the record, where another value is shown with the answer that it would give.
    """

    heading: StrOrPromise
    short: StrOrPromise
    why: StrOrPromise
    hint: StrOrPromise = ""
    where: StrOrPromise = ""
    unit: StrOrPromise = ""
    options: Mapping[str, Option] = {}
    unknown: Unknown | None = None
    what_if: Mapping[str, StrOrPromise] = {}
    what_if_named: StrOrPromise = ""


UNSURE_WORDS: Final = _("I’m not sure")
# The answer that opens the box for a sum.
DOLLARS: Final = "dollars"

_YES_NO: Final = {"yes": Option(_("Yes")), "no": Option(_("No"))}
_SPENDING: Final = {
    "met": Option(_("Yes")),
    "not-met": Option(_("No, not yet")),
    DOLLARS: Option(_("I know how much I have paid so far")),
}

FACT_WORDS: Final[Mapping[str, FactWords]] = {
    "therapy": FactWords(
        heading=_("Which therapy do you want to check?"),
        short=_("Therapy"),
        why=_("Each therapy has rules and prices of its own."),
    ),
    "plan": FactWords(
        heading=_("What kind of plan do you have?"),
        short=_("Plan"),
        why=_("Plans differ in what they cover, what you pay and whom you must ask first."),
        hint=_("Your member card or your plan papers name it."),
        where=_("Call the number on the back of your card. Until then we show what holds for most plans."),
        unknown=Unknown(
            _("What type of plan you have."),
            where_to_look=_("Your Kaiser member card, or the top of your plan papers."),
        ),
        what_if_named=_("If your plan is: %(name)s"),
    ),
    "region": FactWords(
        heading=_("Where is your plan from?"),
        short=_("Region"),
        why=_("Kaiser Permanente has a health plan of its own in each region, with its own rules."),
        hint=_("Pick the Kaiser Permanente region where you signed up."),
        where=_("Look at the address on your member card."),
        unknown=Unknown(
            _("Which Kaiser region your plan is in."),
            where_to_look=_("Your member card, or the address of your Kaiser site."),
        ),
        what_if_named=_("If your region is %(name)s"),
    ),
    "referral": FactWords(
        heading=_("Do you have a referral?"),
        short=_("Referral"),
        why=_("Some plans pay only if the right doctor sends you."),
        hint=_("A referral is an order from a doctor that sends you to this care."),
        where=_("Look under referrals in your online account, or ask your doctor’s office."),
        options={
            "pcp": Option(_("Yes, from my primary care doctor (PCP)"), _("The doctor you see first for most things.")),
            "specialist": Option(_("Yes, from a specialist"), _("Such as a bone, nerve or pain doctor.")),
            "outside": Option(_("Yes, from a doctor outside Kaiser Permanente")),
            "none": Option(_("No, not yet")),
        },
        unknown=Unknown(
            _("If you have a referral, and from whom."),
            where_to_look=_("Your doctor, or your Kaiser online account."),
            assumed=_("This answer is for someone with no referral yet."),
        ),
        what_if={
            "pcp": _("With a referral from your primary care doctor (PCP)"),
            "specialist": _("With a referral from a specialist"),
            "none": _("With no referral"),
        },
    ),
    "condition": FactWords(
        heading=_("What do you need the care for?"),
        short=_("Reason for care"),
        why=_("Some plans cover this care for some health problems and not for others."),
        hint=_("Pick the one that fits best."),
        where=_("Your doctor can tell you. The answer will show what depends on it."),
        unknown=Unknown(
            _("What health problem the care is for."),
            where_to_look=_("Your doctor, or your visit notes."),
        ),
        what_if_named=_("If your problem is: %(name)s"),
    ),
    "network": FactWords(
        heading=_("Where will you go for care?"),
        short=_("Where you go"),
        why=_("Many plans pay less, or nothing, outside the network."),
        where=_("Ask the clinic if it is in the Kaiser Permanente network."),
        options={
            "kaiser": Option(_("A Kaiser Permanente clinic")),
            "contracted": Option(_("A clinic that works with Kaiser Permanente"), _("It is on the network’s list.")),
            "outside": Option(_("A clinic outside the network")),
        },
        unknown=Unknown(
            _("Where you will get the care."),
            where_to_look=_("The provider’s office, or member services."),
            assumed=_("This answer is for care in the network."),
        ),
        what_if={
            "kaiser": _("At a Kaiser site"),
            "contracted": _("At a provider that works with Kaiser but is not a Kaiser site"),
            "outside": _("Outside the network"),
        },
    ),
    "visits_used": FactWords(
        heading=_("How many visits have you used?"),
        short=_("Visits used"),
        why=_("Many plans cover a set number of visits. We show what is left."),
        where=_("Look at past visits or claims in your online account."),
        unknown=Unknown(
            _("How many visits you have used: %(pool)s."),
            where_to_look=_("Your therapist, your Kaiser online account, or member services."),
            assumed=_("We count no other visits."),
        ),
    ),
    "visits_outside": FactWords(
        heading=_("How many visits outside the network have you used?"),
        short=_("Visits outside the network"),
        why=_("Some plans count visits outside the network apart from the others."),
        where=_("Look at your bills or claims."),
        unit=_("Visits outside the network"),
        unknown=Unknown(
            _("How many visits outside the network you have used."),
            where_to_look=_("Your bills, or member services."),
            assumed=_("We count none of them."),
        ),
    ),
    "visit_limit": FactWords(
        heading=_("How many visits does your plan allow?"),
        short=_("Your plan’s visit limit"),
        why=_("Our source names no number for your plan, or yours may be newer."),
        hint=_("If your plan papers name a number, type it here."),
        where=_("Look for “visit limit” in your Evidence of Coverage."),
        unit=_("Visits allowed"),
        unknown=Unknown(
            _("How many visits your own plan covers."),
        ),
    ),
    "deductible": FactWords(
        heading=_("Have you met your deductible this year?"),
        short=_("Deductible"),
        why=_("Until you have met it, a visit may cost you the full price."),
        hint=_("The deductible is what you pay first each year, before your plan helps to pay. Count your own bills."),
        where=_("Look at costs or claims in your online account."),
        unit=_("Dollars paid so far"),
        options=_SPENDING,
        unknown=Unknown(
            _("How much of your deductible you have met."),
            where_to_look=_("Your Kaiser online account, or your last Explanation of Benefits."),
        ),
        what_if={
            "met": _("If your deductible is met"),
            "not-met": _("If your deductible is not met"),
        },
    ),
    "out_of_pocket": FactWords(
        heading=_("Have you reached your out-of-pocket limit this year?"),
        short=_("Out-of-pocket limit"),
        why=_("Once you have reached it, covered care costs you nothing until the year ends."),
        hint=_("It is the most you pay for covered care in one year. Count your own bills."),
        where=_("Look at costs or claims in your online account."),
        unit=_("Dollars paid so far"),
        options=_SPENDING,
        unknown=Unknown(
            _("If you have met your out-of-pocket limit."),
            where_to_look=_("Your Kaiser online account, or your last Explanation of Benefits."),
        ),
        what_if={
            "met": _("If your out-of-pocket limit is met"),
            "not-met": _("If your out-of-pocket limit is not met"),
        },
    ),
    "family_deductible": FactWords(
        heading=_("Has your family met its deductible this year?"),
        short=_("Your family’s deductible"),
        why=_("In a family, what all of you paid can lower your price too."),
        hint=_("Count what all of you paid together. What you paid for yourself counts too."),
        where=_("Look at costs or claims in your online account."),
        unit=_("Dollars the family paid so far"),
        options=_SPENDING,
        unknown=Unknown(
            _("How much your family has paid toward its deductible."),
            where_to_look=_("Your Kaiser online account, or your last Explanation of Benefits."),
        ),
    ),
    "family_out_of_pocket": FactWords(
        heading=_("Has your family reached its out-of-pocket limit this year?"),
        short=_("The most your family pays"),
        why=_("In a family, what all of you paid can lower your price too."),
        hint=_("Count what all of you paid together. What you paid for yourself counts too."),
        where=_("Look at costs or claims in your online account."),
        unit=_("Dollars the family paid so far"),
        options=_SPENDING,
        unknown=Unknown(
            _("How much your family has paid toward its out-of-pocket limit."),
            where_to_look=_("Your Kaiser online account, or your last Explanation of Benefits."),
        ),
    ),
    "coverage": FactWords(
        heading=_("Who is on your plan?"),
        short=_("Who is covered"),
        why=_("A plan for a family has other amounts than a plan for one person."),
        options={
            "self-only": Option(_("Just me")),
            "family": Option(_("Me and my family")),
        },
        unknown=Unknown(
            _("If your plan covers only you, or your family."),
            assumed=_("This answer is for a plan that covers only you."),
        ),
    ),
    "copay": FactWords(
        heading=_("What copay do your plan papers name?"),
        short=_("Your copay"),
        why=_("Our source names no price for your plan, or yours may be newer."),
        hint=_("A copay is a set price that you pay for each visit."),
        where=_("Look for the therapy in your Summary of Benefits."),
        unit=_("Dollars for one visit"),
    ),
    "allowed_amount": FactWords(
        heading=_("What is the full price of one visit?"),
        short=_("Full price of a visit"),
        why=_("Where you pay a share or the full price, we need it to show dollars."),
        hint=_("Your plan calls it the allowed amount."),
        where=_("Look at an old bill or claim, or ask member services for the price."),
        unit=_("Dollars for one visit"),
    ),
    "prior_authorization": FactWords(
        heading=_("Did your plan approve this care ahead of time?"),
        short=_("Prior authorization"),
        why=_("Some plans pay only for care that they approved before it began."),
        hint=_("This is called prior authorization. It is not the same as a referral."),
        where=_("Look for a letter from your plan, or ask your doctor’s office."),
        options={
            "approved": Option(_("Yes, it is approved")),
            "pending": Option(_("We asked and wait for word")),
            "denied": Option(_("It was denied")),
            "none": Option(_("No, nobody has asked yet")),
        },
        unknown=Unknown(
            _("If your plan has approved the care."),
            where_to_look=_("Your doctor’s office, or your Kaiser online account."),
            assumed=_("This answer is for someone who does not have it."),
        ),
        what_if={
            "approved": _("If your plan approves it"),
            "pending": _("While you wait for your plan to approve it"),
            "none": _("With no approval"),
        },
    ),
    "first_treatments": FactWords(
        heading=_("Have you tried other treatments first?"),
        short=_("Other treatments"),
        why=_("Some plans want you to try other care before this one."),
        hint=_("Such as rest, exercise or medicine."),
        where=_("Ask your doctor what counts as a first treatment."),
        options={
            "tried-not-enough": Option(_("Yes, but they did not help enough")),
            "not-tried": Option(_("No, not yet")),
        },
        unknown=Unknown(
            _("If other care was tried first and did not help enough."),
            where_to_look=_("Your doctor, or your visit notes."),
        ),
        what_if={
            "tried-not-enough": _("If other care was tried and did not help enough"),
            "not-tried": _("If no other care was tried yet"),
        },
    ),
    "improving": FactWords(
        heading=_("Is the care helping you get better?"),
        short=_("Getting better"),
        why=_("Some plans pay only while the care helps you."),
        where=_("Ask your therapist what your notes say."),
        options=_YES_NO,
        unknown=Unknown(
            _("If you are getting better with the care."),
            where_to_look=_("Your therapist or doctor."),
        ),
    ),
    "purpose": FactWords(
        heading=_("Who is it for, and what is the aim?"),
        short=_("Goal of care"),
        why=_("Some plans have other rules for care to learn something for the first time."),
        where=_("Ask the doctor or the therapist. The answer will show both."),
        options={
            "rehabilitation": Option(
                _("For someone who wants to get a skill back"), _("After they were hurt or sick, at any age.")
            ),
            "habilitation": Option(
                _("For someone who wants to learn a skill for the first time"), _("Such as a child who talks late.")
            ),
        },
        unknown=Unknown(
            _("If you want to get a skill back, or to gain it for the first time."),
            where_to_look=_("The doctor or the therapist."),
            assumed=_("This answer is for care to get a skill back."),
        ),
        what_if={
            "rehabilitation": _("To get a skill back"),
            "habilitation": _("To learn a skill for the first time"),
        },
    ),
    "age": FactWords(
        heading=_("How old is the person who needs the care?"),
        short=_("Age"),
        why=_("Your plan’s visit limit does not hold for young people."),
        hint=_("The age in years is enough. We keep nothing."),
        unit=_("Age in years"),
        unknown=Unknown(
            _("How old the person is who needs the care."),
            where_to_look=_("Ask the person who needs the care."),
            assumed=_("This answer is for someone for whom the visit limit holds."),
        ),
        what_if_named=_("At age %(name)s"),
    ),
    "setting": FactWords(
        heading=_("Will you stay in a hospital for the care?"),
        short=_("Setting"),
        why=_("Care during a stay in a hospital has other prices and limits."),
        options={
            "outpatient": Option(_("No, I come for visits and go home")),
            "inpatient": Option(_("Yes, I stay in a hospital or care center")),
        },
        unknown=Unknown(
            _("If you come for visits, or stay in a hospital."),
            assumed=_("This answer is for visits, not for a stay."),
        ),
    ),
    "technique": FactWords(
        heading=_("Does the care use one of these methods?"),
        short=_("Method"),
        why=_("Some plans do not pay for some methods."),
        hint=_("Some plans leave out some methods."),
        where=_("Ask the clinic how they will treat you."),
        unknown=Unknown(
            _("Which technique will be used."),
            assumed=_("We count it as one that your plan covers."),
        ),
    ),
    "payment": FactWords(
        heading=_("How do you want to pay?"),
        short=_("How you pay"),
        why=_("With an HSA or FSA other papers are needed."),
        options={
            "plan": Option(_("Through my plan")),
            "hsa-fsa": Option(_("With my HSA or FSA"), _("A health savings or spending account.")),
        },
    ),
    "necessity_letter": FactWords(
        heading=_("Do you have a letter of medical necessity?"),
        short=_("Letter of medical necessity"),
        why=_("An HSA or FSA may ask for it before it pays."),
        hint=_("It is a letter from your doctor that says you need this care to treat a health problem."),
        where=_("Ask your doctor’s office."),
        options=_YES_NO,
    ),
    "on": FactWords(
        heading=_("On what day do you want the care?"),
        short=_("Day of care"),
        why=_("Rules and prices change from year to year."),
        hint=_("We use today if you pick no other day."),
        unit=_("Day"),
    ),
}

# What is not known though no fact could tell it.
UNKNOWN_BESIDES: Final[Mapping[str, Unknown]] = {
    "plan_document": Unknown(_("What your own plan papers say. That decides.")),
    "medical_necessity": Unknown(
        _("If the care is medically necessary. Your doctor and Kaiser decide."),
        where_to_look=_("Your doctor."),
    ),
}
