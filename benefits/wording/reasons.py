"""The one-line answer, the reasons behind it, the gates and where records disagree."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.coverage.cases import Reason
from benefits.coverage.decision import Decision
from benefits.coverage.records import Disagreement
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import (
    Certainty,
    ConditionOutcome,
    GateKind,
    NetworkTier,
    ReasonCode,
    Status,
    Subject,
)
from benefits.wording import differing
from benefits.wording.gates import network_rule, open_condition, own_condition, referrers
from benefits.wording.limits import pool_phrase, quantity_phrase
from benefits.wording.phrases import (
    at_the_beginning,
    day_in_words,
    hedge_after,
    in_a_sentence,
    listed,
    sentence,
    speaker,
    therapy,
)
from benefits.words.answers import Words

HEADLINES: Final[Mapping[tuple[Status, Certainty | None], str | Promise]] = {
    (Status.COVERED, None): gettext_lazy("%(Therapy)s is covered."),
    (Status.COVERED_CONDITIONAL, None): gettext_lazy("%(Therapy)s is covered once you have: %(open)s."),
    (Status.MAY_BE_COVERED, None): gettext_lazy("%(Therapy)s may be covered."),
    (Status.MAY_BE_COVERED, Certainty.MORE_LIKELY): gettext_lazy(
        "%(Therapy)s may be covered. A yes is more likely here."
    ),
    (Status.MAY_BE_COVERED, Certainty.LESS_LIKELY): gettext_lazy(
        "%(Therapy)s may be covered, but it is less likely on this kind of plan."
    ),
    (Status.LIMIT_REACHED, None): gettext_lazy("You have used all the visits for %(therapy)s that are covered."),
    (Status.LIMIT_REACHED, Certainty.LIKELY): gettext_lazy(
        "You have likely used all the visits for %(therapy)s that are covered."
    ),
    (Status.NOT_COVERED, None): gettext_lazy("%(Therapy)s is not covered here."),
    (Status.NOT_COVERED, Certainty.GENERALLY): gettext_lazy("%(Therapy)s is generally not covered here."),
    (Status.NOT_COVERED, Certainty.TYPICALLY): gettext_lazy("%(Therapy)s is typically not covered here."),
    (Status.NOT_COVERED, Certainty.UNLIKELY): gettext_lazy("%(Therapy)s is unlikely to be covered here."),
    (Status.UNKNOWN, None): gettext_lazy("We have no rules on file for this plan on that day."),
}

# Who has no referral yet is not told that a yes is likely.
NOT_YET: Final = gettext_lazy("%(Therapy)s may be covered. First you need %(open)s.")

SENTENCES: Final[Words] = {
    ReasonCode.NO_RECORD_IN_FORCE: gettext_lazy("Our record of %(plan)s %(dates)s. It says nothing about %(on)s."),
    ReasonCode.BENEFIT_NOT_STATED: gettext_lazy("No record that we hold says if your plan covers %(therapy)s."),
    ReasonCode.COVERED: gettext_lazy("%(Speaker)s says that %(therapy)s is%(hedge)s covered."),
    ReasonCode.VARIES: gettext_lazy(
        "%(Speaker)s says that cover for %(therapy)s is not the same for all. It depends on your plan."
    ),
    ReasonCode.NOT_COVERED: gettext_lazy("%(Speaker)s says that %(therapy)s is%(hedge)s not covered."),
    ReasonCode.NOT_COVERED_BY_THE_GUIDE: gettext_lazy(
        "Our record of your plan says nothing about %(therapy)s. The general guide says that it is not covered."
    ),
    ReasonCode.ONLY_THE_GUIDE_SPEAKS: gettext_lazy(
        "Our record of your plan says nothing about %(therapy)s. Only the general guide does."
    ),
    ReasonCode.TECHNIQUE_EXCLUDED: gettext_lazy(
        "%(Speaker)s leaves out this technique: %(technique)s. It does not pay for: %(techniques)s."
    ),
    ReasonCode.NOT_IMPROVING: gettext_lazy("%(Speaker)s says that treatment must stop if you are not getting better."),
    ReasonCode.OUTSIDE_THE_NETWORK: gettext_lazy("This place is outside the network. %(where)s"),
    ReasonCode.OUTSIDE_BY_THE_GUIDE: gettext_lazy(
        "Your plan’s record does not say if you can go there. The general guide says: %(where)s"
    ),
    ReasonCode.OUTSIDE_NOT_STATED: gettext_lazy(
        "Our source does not say if your plan pays outside the network. Ask before you go."
    ),
    ReasonCode.OUTSIDE_MAY_BE_PAID: gettext_lazy(
        "This place is outside the network. %(Speaker)s says that your plan may pay part of it back."
    ),
    ReasonCode.OUTSIDE_LIMIT_REACHED: gettext_lazy(
        "Outside the network, your plan covers %(quantity)s. You have used them."
    ),
    ReasonCode.CONDITION_COVERED: gettext_lazy("%(Speaker)s names your problem: %(condition)s.%(qualifier)s"),
    ReasonCode.CONDITION_MORE_LIKELY: gettext_lazy(
        "%(Speaker)s says that a yes is more likely for this problem: %(condition)s."
    ),
    ReasonCode.CONDITION_OTHER_TREATMENT_FIRST: gettext_lazy(
        "%(Speaker)s says that a yes is more likely once other care did not help enough. Your doctor will "
        "look at other care first."
    ),
    ReasonCode.CONDITION_CONSIDERED: gettext_lazy(
        "%(Speaker)s says that it might be considered for this problem: %(condition)s.%(qualifier)s"
    ),
    ReasonCode.CONDITION_NOT_COVERED: gettext_lazy(
        "%(Speaker)s says that it is%(hedge)s not covered for this reason alone: %(condition)s."
    ),
    ReasonCode.CONDITION_NOT_LISTED: gettext_lazy(
        "%(Speaker)s speaks only of some problems. It names: %(conditions)s. Yours is not one that it names."
    ),
    ReasonCode.CONDITION_NOT_KNOWN: gettext_lazy(
        "It depends on your health problem. %(Speaker)s names %(conditions)s."
    ),
    ReasonCode.CONDITION_DOUBTED_BY_GUIDE: gettext_lazy(
        "Your plan’s record names no problem that it leaves out. But the general guide says that this one is "
        "not covered: %(condition)s."
    ),
    ReasonCode.REFERRAL_MISSING: gettext_lazy("You need a referral first, from %(referrers)s."),
    ReasonCode.REFERRAL_NOT_FROM_THE_RIGHT_DOCTOR: gettext_lazy("The referral must come from %(referrers)s."),
    ReasonCode.AUTHORIZATION_MISSING: gettext_lazy("Your plan must approve this care before you get it.%(note)s"),
    ReasonCode.AUTHORIZATION_DENIED: gettext_lazy("Your plan said no to this care. You can appeal."),
    ReasonCode.NECESSITY_OPEN: gettext_lazy("%(necessity)s"),
    ReasonCode.SOURCES_DIFFER: gettext_lazy(
        "Our sources differ on %(differing)s, and we cannot tell which is right. Ask member services."
    ),
    ReasonCode.LIMIT_MAY_BE_REACHED: gettext_lazy(
        "You have used %(used)s visits. Plans cover %(quantity)s. Some plans would be used up, and some not."
    ),
    ReasonCode.LIMIT_OF_PLAN_NOT_STATED: gettext_lazy(
        "You have used %(used)s visits. Our record of your plan does not state a limit. The general guide "
        "says %(quantity)s."
    ),
    ReasonCode.SHARED_LIMIT_MAY_BE_REACHED: gettext_lazy(
        "Some plans count %(pool)s visits as one. You have used %(used)s in all, so the limit may be reached."
    ),
    ReasonCode.LIMIT_LIKELY_REACHED: gettext_lazy("You have used %(used)s visits. Plans cover %(quantity)s."),
    ReasonCode.LIMIT_REACHED: gettext_lazy("You have used %(used)s of %(high)s visits%(shared)s."),
    ReasonCode.LIMIT_FIGURES_DIFFER: gettext_lazy(
        "You have used %(used)s visits. Your own papers name a limit of %(high)s (from you). %(Speaker)s names "
        "%(stated)s. By one of them your visits are used up."
    ),
}


def headline(decision: Decision) -> str:
    """The answer in one line, with its hedge."""
    name = therapy(decision.terms.catalog, decision.terms.therapy.slug)
    words = HEADLINES.get((decision.status, decision.certainty)) or HEADLINES[decision.status, None]
    waits_for_referral = decision.gates[GateKind.REFERRAL].is_open
    if decision.status is Status.MAY_BE_COVERED and waits_for_referral:
        words = NOT_YET
    open_now = listed(open_conditions(decision, noted=False))
    verdict = str(words) % {"therapy": name, "Therapy": at_the_beginning(name), "open": open_now}
    return " ".join((verdict, *_besides(decision)))


def _besides(decision: Decision) -> Iterator[str]:
    """How sure the record is, in sentences of their own."""
    if decision.status is not Status.UNKNOWN and decision.terms.is_undated:
        yield _("Our record has no date, and we do not know if this still holds.")
    if decision.status is not Status.UNKNOWN and decision.terms.is_inferred:
        yield _("This is inferred: the plan’s papers do not say it in so many words.")


def necessity_in_words(decision: Decision) -> str:
    """What the care must be, in the words of the plan's own record where it has some."""
    own = own_condition(decision.gates[GateKind.MEDICAL_NECESSITY])
    return own or _("It must be medically necessary. Your doctor and Kaiser decide that.")


def open_conditions(decision: Decision, *, noted: bool = True) -> list[str]:
    """What coverage still waits for, as parts of a sentence; nothing where meeting it would change nothing."""
    if decision.status is Status.NOT_COVERED:
        return []
    return [open_condition(standing, noted=noted) for standing in decision.gates.values() if standing.is_open]


def reason(found: Reason, decision: Decision, situation: Situation) -> str:
    """A reason in a sentence or two."""
    return str(SENTENCES[found.code]) % _parts(found, decision, situation)


def _parts(found: Reason, decision: Decision, situation: Situation) -> dict[str, object]:
    terms = decision.terms
    catalog = terms.catalog
    name = therapy(catalog, terms.therapy.slug)
    condition = _(catalog.condition_by_slug[situation.condition].name) if situation.condition else ""
    referral = decision.gates[GateKind.REFERRAL].gate
    authorization = decision.gates[GateKind.PRIOR_AUTHORIZATION].gate
    technique = catalog.technique_by_slug.get(situation.technique or "")
    excluded = terms.benefit.excluded_techniques if terms.benefit else ()
    return {
        "therapy": name,
        "Speaker": speaker(catalog, found.citation),
        "hedge": hedge_after(found.certainty),
        "condition": in_a_sentence(condition),
        "conditions": _listed_conditions(decision),
        "qualifier": _qualifier(decision, situation),
        "necessity": necessity_in_words(decision),
        "referrers": referrers(referral),
        "note": f" {_(authorization.note)}" if authorization and authorization.note else "",
        "technique": _(technique.name) if technique else "",
        "techniques": listed([_(catalog.technique_by_slug[slug].name) for slug in excluded]),
        "where": _where(decision),
        "plan": _(terms.plan.name),
        "dates": _dates(decision, situation.on),
        "on": day_in_words(situation.on),
        "differing": differing.subjects(_weighing(decision)),
        **_limit_parts(found, decision),
    }


def _weighing(decision: Decision) -> list[Disagreement]:
    """The disagreements between sources that keep the answer from a plain yes."""
    doubts = [standing.doubt for standing in decision.gates.values() if standing.doubt is not None]
    return [found for found in decision.disagreements if found.subject is Subject.COVERAGE or found in doubts]


def _limit_parts(found: Reason, decision: Decision) -> dict[str, object]:
    tally = found.tally
    if tally is None:
        return {}
    return {
        "used": tally.used,
        "high": tally.high,
        "quantity": quantity_phrase(tally),
        "stated": tally.limit.low,
        "pool": pool_phrase(tally, decision),
        "shared": _(", shared by %(pool)s") % {"pool": pool_phrase(tally, decision)} if len(tally.pool) > 1 else "",
    }


def _listed_conditions(decision: Decision) -> str:
    names = [
        _(decision.terms.catalog.condition_by_slug[rule.condition].name)
        for rule in decision.terms.condition_rules.values()
        if rule.outcome in (ConditionOutcome.COVERED, ConditionOutcome.MORE_LIKELY)
    ]
    return listed([in_a_sentence(name) for name in names])


def _qualifier(decision: Decision, situation: Situation) -> str:
    rule = decision.terms.condition_rules.get(situation.condition or "")
    return f" {sentence(_(rule.qualifier))}" if rule and rule.qualifier else ""


def _dates(decision: Decision, on: date) -> str:
    """When the record ended, or when it starts: whichever keeps it from speaking of the day."""
    starts, ends = decision.terms.plan.effective_from, decision.terms.plan.effective_to
    if ends is not None and ends < on:
        return _("ended on %(day)s") % {"day": day_in_words(ends)}
    return _("starts on %(day)s") % {"day": day_in_words(starts)} if starts is not None else ""


def _where(decision: Decision) -> str:
    gates = decision.terms.gates.get(GateKind.NETWORK, ())
    inside = next((gate for gate in gates if gate.tiers and gate.tiers != (NetworkTier.OUTSIDE,)), None)
    return network_rule(inside) if inside else _("Your plan covers care in its network.")
