"""The four gates in words: what each asks, who may meet it, and where the member stands."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision
from benefits.coverage.gates import Standing
from benefits.coverage.records import Gate
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import (
    Authorization,
    GateKind,
    GateState,
    NetworkTier,
    PlanKind,
    Referral,
    Requirement,
    Subject,
)
from benefits.wording.differing import about
from benefits.wording.phrases import hedge_after, listed, speaker, therapies
from benefits.words.answers import SUBJECT, Words

REFERRERS: Final[Words] = {
    Referral.PCP: gettext_lazy("your primary care doctor (PCP)"),
    Referral.SPECIALIST: gettext_lazy("a specialist"),
    Referral.OUTSIDE: gettext_lazy("a doctor outside Kaiser"),
}
TIERS: Final[Words] = {
    NetworkTier.KAISER: gettext_lazy("Kaiser’s own sites"),
    NetworkTier.CONTRACTED: gettext_lazy("providers that work with Kaiser"),
    NetworkTier.OUTSIDE: gettext_lazy("places outside the network"),
}
OPEN: Final[Words] = {
    GateKind.REFERRAL: gettext_lazy("a referral from %(referrers)s"),
    GateKind.PRIOR_AUTHORIZATION: gettext_lazy("approval from your plan (prior authorization)%(note)s"),
    GateKind.MEDICAL_NECESSITY: gettext_lazy("proof that you need it (medical necessity)%(note)s"),
    GateKind.NETWORK: gettext_lazy("a provider in the network"),
}


def own_condition(standing: Standing) -> str:
    """What a plan's own record asks of the care in its own words; empty where it only says that care must be needed.

    Such a condition need not be medical necessity: a state's list of services is none.
    """
    gate = standing.gate
    is_stated = standing.kind is GateKind.MEDICAL_NECESSITY and not standing.is_guides_word
    if gate is None or not is_stated or gate.purpose is None:
        return ""
    return str(_(gate.note)) if gate.note else ""


def open_condition(standing: Standing, *, noted: bool = True) -> str:
    """What an open gate still asks for, as a part of a sentence; with the record's note where it is `noted`."""
    if standing.doubt is not None:
        return _("word from member services on %(subject)s") % {"subject": SUBJECT[standing.doubt.subject]}
    gate = standing.gate
    words = gate.note if gate is not None and noted else ""
    if own := own_condition(standing):
        return _("word from member services on this: “%(condition)s”") % {"condition": own.rstrip(".")}
    note = f" – {_(words).rstrip('.')}" if words else ""
    return str(OPEN[standing.kind]) % {"referrers": referrers(gate), "note": note}


def network_rule(gate: Gate) -> str:
    """Where care is covered. Kaiser’s sites and contracted providers together are called the plan’s network."""
    named = f" ({gate.network_name})" if gate.network_name else ""
    if set(gate.tiers) == {NetworkTier.KAISER, NetworkTier.CONTRACTED}:
        return _("You have cover in the plan’s network only%(named)s.") % {"named": named}
    where = listed([str(TIERS[tier]) for tier in gate.tiers])
    return _("You have cover at %(where)s only%(named)s.") % {"where": where, "named": named}


def referrers(gate: Gate | None) -> str:
    """Who may refer: “your primary care doctor (PCP) or a specialist”; “your doctor” where no record says it."""
    if gate is None or not gate.referrers:
        return _("your doctor")
    names = [str(REFERRERS[referrer]) for referrer in gate.referrers]
    return _(" or ").join(names)


def gate(standing: Standing, decision: Decision, situation: Situation) -> str:
    """What a gate asks and where the member stands, in a sentence or two. Nothing is said twice."""
    record = standing.gate
    differing = about(Subject(standing.kind.value), decision)
    stands = _standing(standing, situation)
    if record is None:
        return differing or _no_rule(standing, stands)
    rule = _joined(_whose(record, decision), gate_rule(record, decision.terms.catalog), _(record.note))
    is_said_already = (differing or rule).endswith(stands)
    return _joined(rule, "" if is_said_already else stands, differing)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _no_rule(standing: Standing, stands: str) -> str:
    """Where no record speaks: where the member stands all the same, or whom to ask, or that it would not help."""
    match standing.state:
        case GateState.ASK:
            return _("No rule on this is on file. Ask member services.")
        case GateState.NOT_NEEDED:
            return _("Your plan does not cover this care, so there is nothing to do here.")
        case _:
            return stands


def _whose(record: Gate, decision: Decision) -> str:
    """Whose rule it is, where it is a guide's and the plan's own record does not say; else nothing."""
    own = decision.terms.is_guide or decision.terms.kind_of(record) is PlanKind.PLAN
    if own or record.requirement is Requirement.NOT_STATED:
        return ""
    says = speaker(decision.terms.catalog, record.citation)
    return _("Your plan’s record does not say. %(says)s says:") % {"says": says}


def _from_a_visit_on(record: Gate, catalog: Catalog) -> str:
    """From which visit on a gate is required, and whose visits bring it."""
    told = {
        "name": str(GATE_NAMES[record.kind]),
        "visit": record.from_visit,
        "others": therapies(catalog, record.counted_with),
    }
    if not record.counted_with:
        return _("%(name)s is required from visit %(visit)s on.") % told
    return _("%(name)s is required from visit %(visit)s on. Visits for %(others)s count too.") % told


def gate_rule(record: Gate, catalog: Catalog) -> str:
    """What a gate asks of everyone, whoever says so."""
    says = speaker(catalog, record.citation)
    hedge = hedge_after(record.certainty)
    name = str(GATE_NAMES[record.kind])
    match record.requirement:
        case Requirement.REQUIRED if record.kind is GateKind.NETWORK:
            return network_rule(record)
        case Requirement.REQUIRED if record.kind is GateKind.REFERRAL:
            return _("A referral from %(referrers)s is%(hedge)s required.") % {
                "referrers": referrers(record),
                "hedge": hedge,
            }
        case Requirement.REQUIRED if record.from_visit is not None:
            return _from_a_visit_on(record, catalog)
        case Requirement.REQUIRED:
            return _("%(name)s is%(hedge)s required.") % {"name": name, "hedge": hedge}
        case Requirement.NOT_REQUIRED:
            return _("%(name)s is not%(hedge)s required.") % {"name": name, "hedge": hedge}
        case Requirement.VARIES if record.kind is GateKind.MEDICAL_NECESSITY:
            return _("The plan may look at each case (medical necessity).")
        case Requirement.VARIES:
            return _("%(name)s: not the same on all plans.") % {"name": name}
        case Requirement.NOT_STATED:
            return _("Not stated.") if record.note else _("Not stated. %(says)s does not say.") % {"says": says}


GATE_NAMES: Final[Words] = {
    GateKind.REFERRAL: gettext_lazy("A referral"),
    GateKind.PRIOR_AUTHORIZATION: gettext_lazy("Prior authorization"),
    GateKind.MEDICAL_NECESSITY: gettext_lazy("Medical necessity"),
    GateKind.NETWORK: gettext_lazy("The network"),
}


def _standing(standing: Standing, situation: Situation) -> str:
    """Where the member stands; nothing where the rule has said it all."""
    match standing.kind, standing.state:
        case GateKind.REFERRAL, GateState.DONE:
            return _("You have it.")
        case GateKind.REFERRAL, GateState.TO_DO:
            return _("You do not have it yet.")
        case GateKind.PRIOR_AUTHORIZATION, GateState.DONE:
            return _("You have it.")
        case GateKind.PRIOR_AUTHORIZATION, GateState.TO_DO if situation.prior_authorization is Authorization.DENIED:
            return _("Your plan said no. You can appeal.")
        case GateKind.PRIOR_AUTHORIZATION, GateState.TO_DO if situation.prior_authorization is Authorization.PENDING:
            return _("Your plan has not answered yet.")
        case GateKind.PRIOR_AUTHORIZATION, GateState.TO_DO:
            return _("You do not have it yet.")
        case GateKind.NETWORK, GateState.ASK if situation.network is None:
            return _("This answer is for care in the network.")
        case _, GateState.ASK:
            return _("Ask member services.")
        case _:
            return ""


def gate_word(record: Gate) -> str:
    """What a gate asks, in one short sentence, to stand beside what another record says."""
    hedge = hedge_after(record.certainty)
    name = str(GATE_NAMES[record.kind])
    match record.requirement:
        case Requirement.REQUIRED if record.kind is GateKind.NETWORK:
            return network_rule(record)
        case Requirement.REQUIRED:
            return _("%(name)s is%(hedge)s required.") % {"name": name, "hedge": hedge}
        case Requirement.NOT_REQUIRED:
            return _("%(name)s is not%(hedge)s required.") % {"name": name, "hedge": hedge}
        case Requirement.VARIES if record.kind is GateKind.MEDICAL_NECESSITY:
            return _("The plan may look at each case (medical necessity).")
        case Requirement.VARIES:
            return _("%(name)s: not the same on all plans.") % {"name": name}
        case Requirement.NOT_STATED:
            return _("%(name)s is not stated.") % {"name": name}
