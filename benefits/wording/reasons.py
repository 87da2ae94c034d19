"""The reasons behind an answer, and what it still waits for."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.coverage.cases import Reason
from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision
from benefits.coverage.records import ConditionRule, Disagreement
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
    day_in_words,
    hedge_after,
    in_a_sentence,
    listed,
    sentence,
    speaker,
    therapy,
)
from benefits.words.answers import Words

SENTENCES: Final[Words] = {
    ReasonCode.NO_RECORD_IN_FORCE: gettext_lazy("Our record of %(plan)s %(dates)s. It says nothing about %(on)s."),
    ReasonCode.BENEFIT_NOT_STATED: gettext_lazy("No record that we hold says if your plan covers %(therapy)s."),
    ReasonCode.COVERED: gettext_lazy("%(Speaker)s says that %(therapy)s is%(hedge)s covered."),
    ReasonCode.VARIES: gettext_lazy("%(Speaker)s says that what you get for %(therapy)s depends on your plan."),
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
    ReasonCode.CONDITION_COVERED: gettext_lazy("%(Speaker)s names this kind of problem: %(named)s.%(qualifier)s"),
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
        "%(Speaker)s speaks only of some problems. It names: %(conditions)s.%(also)s Yours is not one that it names."
    ),
    ReasonCode.CONDITION_NOT_KNOWN: gettext_lazy(
        "It depends on your health problem. %(Speaker)s names %(conditions)s.%(also)s"
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


# Where a source does not rule out what is outside the network, but doubts it.
OUTSIDE_DOUBTED: Final[Mapping[Certainty | None, str | Promise]] = {
    Certainty.LESS_LIKELY: gettext_lazy(
        "This place is outside the network. %(Speaker)s says that your plan is less likely to pay there."
    ),
    Certainty.UNLIKELY: gettext_lazy(
        "This place is outside the network. %(Speaker)s says that your plan is unlikely to pay there."
    ),
}


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
    is_a_doubt = found.code is ReasonCode.OUTSIDE_THE_NETWORK and found.certainty in OUTSIDE_DOUBTED
    words = OUTSIDE_DOUBTED[found.certainty] if is_a_doubt else SENTENCES[found.code]
    return str(words) % _parts(found, decision, situation)


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
        "named": _named(found, catalog),
        "conditions": _listed_conditions(decision, ConditionOutcome.COVERED, ConditionOutcome.MORE_LIKELY),
        "also": _also_considered(decision),
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


def _named(found: Reason, catalog: Catalog) -> str:
    """The problem that the record itself names: the member's may be one of its kind."""
    rule = found.record
    return in_a_sentence(_(catalog.condition_by_slug[rule.condition].name)) if isinstance(rule, ConditionRule) else ""


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


def _listed_conditions(decision: Decision, *outcomes: ConditionOutcome) -> str:
    names = [
        _(decision.terms.catalog.condition_by_slug[rule.condition].name)
        for rule in decision.terms.condition_rules.values()
        if rule.outcome in outcomes
    ]
    return listed([in_a_sentence(name) for name in names])


def _also_considered(decision: Decision) -> str:
    """The problems for which the care might be considered, in a sentence of their own, if there are any."""
    considered = _listed_conditions(decision, ConditionOutcome.CONSIDERED)
    return " " + _("It might be for these too: %(conditions)s.") % {"conditions": considered} if considered else ""


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
