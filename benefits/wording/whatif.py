"""What is not known and where to look it up; what would change the answer."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from benefits.answers import AnswerChange, AnswerUnknown, plain
from benefits.coverage.changes import Change
from benefits.coverage.costs import Cost
from benefits.coverage.decision import Decision
from benefits.coverage.situation import visits_therapy
from benefits.coverage.vocabulary import LimitState, Status
from benefits.wording import costs
from benefits.wording.phrases import sentence, therapies
from benefits.words.answers import CERTAINTY, STATUS, Words

PAPERS: Final = gettext_lazy("Your plan papers (Evidence of Coverage or Summary of Benefits), or member services.")

UNKNOWN: Final[Words] = {
    "plan": gettext_lazy("What type of plan you have."),
    "region": gettext_lazy("Which Kaiser region your plan is in."),
    "referral": gettext_lazy("If you have a referral, and from whom."),
    "condition": gettext_lazy("What health problem the care is for."),
    "network": gettext_lazy("Where you will get the care."),
    "visits_used": gettext_lazy("How many visits you have used: %(pool)s."),
    "visits_outside": gettext_lazy("How many visits outside the network you have used."),
    "visit_limit": gettext_lazy("How many visits your own plan covers."),
    "deductible": gettext_lazy("How much of your deductible you have met."),
    "out_of_pocket": gettext_lazy("If you have met your out-of-pocket limit."),
    "family_deductible": gettext_lazy("How much your family has paid toward its deductible."),
    "family_out_of_pocket": gettext_lazy("How much your family has paid toward its out-of-pocket limit."),
    "coverage": gettext_lazy("If your plan covers only you, or your family."),
    "prior_authorization": gettext_lazy("If your plan has approved the care."),
    "first_treatments": gettext_lazy("If other care was tried first and did not help enough."),
    "improving": gettext_lazy("If you are getting better with the care."),
    "purpose": gettext_lazy("If you want to get a skill back, or to gain it for the first time."),
    "setting": gettext_lazy("If you come for visits, or stay in a hospital."),
    "technique": gettext_lazy("Which technique will be used."),
    "plan_document": gettext_lazy("What your own plan papers say. That decides."),
    "medical_necessity": gettext_lazy("If the care is medically necessary. Your doctor and Kaiser decide."),
}
WHERE: Final[Words] = {
    "plan": gettext_lazy("Your Kaiser member card, or the top of your plan papers."),
    "region": gettext_lazy("Your member card, or the address of your Kaiser site."),
    "referral": gettext_lazy("Your doctor, or your Kaiser online account."),
    "condition": gettext_lazy("Your doctor, or your visit notes."),
    "network": gettext_lazy("The provider’s office, or member services."),
    "visits_used": gettext_lazy("Your therapist, your Kaiser online account, or member services."),
    "visits_outside": gettext_lazy("Your bills, or member services."),
    "deductible": gettext_lazy("Your Kaiser online account, or your last Explanation of Benefits."),
    "out_of_pocket": gettext_lazy("Your Kaiser online account, or your last Explanation of Benefits."),
    "family_deductible": gettext_lazy("Your Kaiser online account, or your last Explanation of Benefits."),
    "family_out_of_pocket": gettext_lazy("Your Kaiser online account, or your last Explanation of Benefits."),
    "prior_authorization": gettext_lazy("Your doctor’s office, or your Kaiser online account."),
    "first_treatments": gettext_lazy("Your doctor, or your visit notes."),
    "improving": gettext_lazy("Your therapist or doctor."),
    "medical_necessity": gettext_lazy("Your doctor."),
}
ASSUMED: Final[Words] = {
    "referral": gettext_lazy("We took it that you have no referral."),
    "network": gettext_lazy("We took it that you stay in the network."),
    "visits_used": gettext_lazy("We took it that no other visits are used."),
    "visits_outside": gettext_lazy("We took it that none are used."),
    "coverage": gettext_lazy("We took it that your plan covers only you."),
    "prior_authorization": gettext_lazy("We took it that you do not have it."),
    "purpose": gettext_lazy("We took it that you want to get a skill back."),
    "setting": gettext_lazy("We took it that you come for visits."),
    "technique": gettext_lazy("We took it that the plan does not leave it out."),
}

WITH: Final[Mapping[tuple[str, str], str | Promise]] = {
    ("referral", "pcp"): gettext_lazy("With a referral from your primary care doctor (PCP)"),
    ("referral", "specialist"): gettext_lazy("With a referral from a specialist"),
    ("referral", "none"): gettext_lazy("With no referral"),
    ("network", "kaiser"): gettext_lazy("At a Kaiser site"),
    ("network", "contracted"): gettext_lazy("At a provider that works with Kaiser but is not a Kaiser site"),
    ("network", "outside"): gettext_lazy("Outside the network"),
    ("deductible", "met"): gettext_lazy("If your deductible is met"),
    ("deductible", "not-met"): gettext_lazy("If your deductible is not met"),
    ("out_of_pocket", "met"): gettext_lazy("If your out-of-pocket limit is met"),
    ("out_of_pocket", "not-met"): gettext_lazy("If your out-of-pocket limit is not met"),
    ("prior_authorization", "approved"): gettext_lazy("If your plan approves it"),
    ("prior_authorization", "pending"): gettext_lazy("While you wait for your plan to approve it"),
    ("prior_authorization", "none"): gettext_lazy("With no approval"),
    ("first_treatments", "tried-not-enough"): gettext_lazy("If other care was tried and did not help enough"),
    ("first_treatments", "not-tried"): gettext_lazy("If no other care was tried yet"),
}


def unknown(fact: str, decision: Decision) -> AnswerUnknown:
    """One thing that is not known: what, where to look, what was taken for granted."""
    return AnswerUnknown(
        fact=fact,
        text=str(UNKNOWN[fact]) % {"pool": _pool(decision)},
        where_to_look=str(WHERE.get(fact, PAPERS)),
        assumed=str(ASSUMED[fact]) if fact in ASSUMED else None,
    )


def _pool(decision: Decision) -> str:
    """The therapies whose visits are not told."""
    missing = [key for tally in decision.tallies for key in (*tally.untold, *tally.unsure) if key != "visits_outside"]
    slugs = list(dict.fromkeys(visits_therapy(key) for key in missing)) or [decision.terms.therapy.slug]
    return therapies(decision.terms.catalog, slugs)


def change(found: Change) -> AnswerChange:
    """“With a referral from your PCP: covered, $20-$40 per visit.”"""
    return AnswerChange(
        fact=found.fact,
        to=plain(found.to),
        status=found.decision.status,
        text=sentence(f"{_with(found)}: {_outcome(found.decision)}"),
    )


def _with(found: Change) -> str:
    words = WITH.get((found.fact, str(found.to)))
    if words is not None:
        return str(words)
    catalog = found.decision.terms.catalog
    match found.fact:
        case "plan":
            return _("If your plan is: %(plan)s") % {"plan": _(catalog.plan_by_slug[found.to].name)}
        case "region":
            return _("If your region is %(region)s") % {"region": _(catalog.region_by_slug[found.to].name)}
        case "condition":
            return _("If your problem is: %(condition)s") % {
                "condition": _(catalog.condition_by_slug[found.to].name).lower()
            }
        case _:
            return _after_visits(found.to)


def _after_visits(to: Any) -> str:
    used = max((visits or 0 for visits in to.values()), default=0) if isinstance(to, Mapping) else int(to)
    return ngettext("Once you have used %(used)s visit", "Once you have used %(used)s visits", used) % {"used": used}


def _outcome(decision: Decision) -> str:
    """Status with its hedge, and what a visit then costs."""
    words = str(STATUS[decision.status])
    if decision.status is Status.MAY_BE_COVERED and any(
        tally.state is LimitState.MAY_BE_REACHED for tally in decision.tallies
    ):
        words = _("may be covered, since the limit may be reached")
    elif decision.certainty is not None and str(CERTAINTY[decision.certainty]) not in words:
        words = _("%(status)s (%(hedge)s)") % {"status": words, "hedge": CERTAINTY[decision.certainty]}
    cost = decision.cost
    if cost is None or decision.status in (Status.NOT_COVERED, Status.LIMIT_REACHED):
        return words
    if cost.now is None:
        return " ".join((sentence(words), *_prices(cost)))
    return (
        _("%(status)s, you pay %(price)s") % {"status": words, "price": costs.now(cost)} if _priced(decision) else words
    )


def _prices(cost: Cost) -> Iterator[str]:
    """What is paid before the deductible is met, and what after it."""
    for branch in costs.branches(cost):
        yield sentence(f"{branch.when}: {branch.text}")


def _priced(decision: Decision) -> bool:
    cost = decision.cost
    return cost is not None and (cost.now is None or cost.now.kind not in ("unstated", "partial_reimbursement"))
