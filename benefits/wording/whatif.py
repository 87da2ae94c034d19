"""What is not known and where to look it up; what would change the answer."""

from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from benefits.answers import AnswerChange, AnswerUnknown
from benefits.coverage.catalog import Catalog
from benefits.coverage.changes import Change
from benefits.coverage.costs import Cost
from benefits.coverage.decision import Decision
from benefits.coverage.facts import FACT
from benefits.coverage.kinds import AgeInYears, OneRecord, OneWord, SpentSoFar, VisitsByTherapy, plain
from benefits.coverage.situation import visits_therapy
from benefits.coverage.vocabulary import CostKind, GateKind, LimitState, Status
from benefits.wording import branches, costs
from benefits.wording.gates import own_condition
from benefits.wording.headlines import ADVERBS
from benefits.wording.phrases import sentence, therapies
from benefits.words.answers import CERTAINTY, STATUS
from benefits.words.facts import FACT_WORDS, UNKNOWN_BESIDES

# A hedge within the words of a status, as a verb's adverb or as “unlikely to be covered”; elsewhere it stands behind.
HEDGED: Final[Mapping[tuple[Status, bool], str | Promise]] = {
    (Status.COVERED, True): gettext_lazy("%(hedge)s covered"),
    (Status.NOT_COVERED, True): gettext_lazy("%(hedge)s not covered"),
    (Status.NOT_COVERED, False): gettext_lazy("%(hedge)s to be covered"),
    (Status.LIMIT_REACHED, True): gettext_lazy("visit limit %(hedge)s reached"),
}


def unknown(fact: str, decision: Decision) -> AnswerUnknown:
    """One thing that is not known: what it is, where to look it up, and what was assumed in its place.

    Raises LookupError for a fact that has no such words.
    """
    words = UNKNOWN_BESIDES.get(fact) or FACT_WORDS[fact].unknown
    if words is None:
        raise LookupError(f"{fact} has no words for not being known")
    own = own_condition(decision.gates[GateKind.MEDICAL_NECESSITY]) if fact == "medical_necessity" else ""
    return AnswerUnknown(
        fact=fact,
        text=own or str(words.text) % {"pool": _pool(decision)},
        where_to_look=str(words.where_to_look),
        assumed=str(words.assumed) or None,
    )


def _pool(decision: Decision) -> str:
    """The therapies whose visits are not told, as a list."""
    missing = [key for tally in decision.tallies for key in (*tally.untold, *tally.unsure) if key != "visits_outside"]
    slugs = list(dict.fromkeys(visits_therapy(key) for key in missing)) or [decision.terms.therapy.slug]
    return therapies(decision.terms.catalog, slugs)


def change(found: Change) -> AnswerChange:
    """What another value of a fact would give: “With a referral from your PCP: covered, $20-$40 per visit.”"""
    return AnswerChange(
        fact=found.fact,
        to=plain(found.to),
        status=found.decision.status,
        text=sentence(f"{_with(found)}: {_outcome(found.decision)}"),
    )


def _with(found: Change) -> str:
    """The other value in words: one of our answers, a record by its name, or a number of visits."""
    words = FACT_WORDS[found.fact]
    match FACT[found.fact].kind:
        case OneWord() | SpentSoFar():
            return str(words.what_if[str(found.to)])
        case OneRecord() as kind:
            name = _(kind.known(found.decision.terms.catalog)[found.to].name)
            return str(words.what_if_named) % {"name": name.lower() if found.fact == "condition" else name}
        case AgeInYears():
            return str(words.what_if_named) % {"name": found.to}
        case VisitsByTherapy():
            return _after_visits_of(found)
        case _:
            return _after_visits(int(found.to))


def _after_visits(used: int) -> str:
    return ngettext("Once you have used %(used)s visit", "Once you have used %(used)s visits", used) % {"used": used}


def _after_visits_of(found: Change) -> str:
    """So many visits of the therapy that was asked about; those of others in a shared limit stay as they are told."""
    therapy = found.decision.terms.therapy
    own = (visits for key, visits in found.to.items() if visits_therapy(key) == therapy.slug)
    used = next((visits for visits in own if visits is not None), 0)
    told = {"used": used, "therapy": therapies(found.decision.terms.catalog, [therapy.slug])}
    if used == 0:
        return _("If you have used no visit of %(therapy)s yet") % told
    return (
        ngettext(
            "Once you have used %(used)s visit of %(therapy)s",
            "Once you have used %(used)s visits of %(therapy)s",
            used,
        )
        % told
    )


def _outcome(decision: Decision) -> str:
    """What the answer then is: the status with its hedge, and what a visit costs."""
    words = _status(decision)
    cost = decision.cost
    if cost is None or decision.status in (Status.NOT_COVERED, Status.LIMIT_REACHED):
        return words
    if cost.now is None:
        return " ".join((sentence(words), *_prices(cost, decision.terms.catalog)))
    if cost.now.kind in (CostKind.UNSTATED, CostKind.PARTIAL_REIMBURSEMENT):
        return words
    return _("%(status)s, you pay %(price)s") % {"status": words, "price": costs.now(cost)}


def _status(decision: Decision) -> str:
    """The status with its hedge, unless its words have the hedge already."""
    words = str(STATUS[decision.status])
    limit_may_be_reached = any(tally.state is LimitState.MAY_BE_REACHED for tally in decision.tallies)
    if decision.status is Status.MAY_BE_COVERED and limit_may_be_reached:
        return _("may be covered, since the limit may be reached")
    hedge = "" if decision.certainty is None else str(CERTAINTY[decision.certainty])
    if hedge in words:
        return words
    hedged = HEDGED.get((decision.status, decision.certainty in ADVERBS), _("%(status)s (%(hedge)s)"))
    return str(hedged) % {"status": words, "hedge": hedge}


def _prices(cost: Cost, catalog: Catalog) -> Iterator[str]:
    """The prices, each with the circumstances in which it holds."""
    for branch in branches.branches(cost, catalog):
        yield sentence(f"{branch.when}: {branch.text}")
