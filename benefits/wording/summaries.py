"""The few words that stand in the cells of a table: what a record asks for, who may refer, what limits visits."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.coverage.decision import Decision
from benefits.coverage.limits import Tally, may_be_shared
from benefits.coverage.records import Disagreement, Gate
from benefits.coverage.vocabulary import (
    Certainty,
    ConditionOutcome,
    GateKind,
    LimitRule,
    Referral,
    Requirement,
    Status,
)
from benefits.wording.limits import pool_phrase, quantity_phrase
from benefits.wording.phrases import listed, sentence
from benefits.words.answers import CERTAINTY, REQUIREMENT, SUBJECT, TIER, Words

REFERRER: Final[Words] = {
    Referral.PCP: gettext_lazy("primary care doctor (PCP)"),
    Referral.SPECIALIST: gettext_lazy("specialist"),
    Referral.OUTSIDE: gettext_lazy("doctor outside Kaiser"),
}
NOTHING_STATED: Final = gettext_lazy("not stated in our source")

# Never by colour alone: the sign stands beside the words.
SIGN: Final[Mapping[str, str]] = {
    Status.COVERED: "✓",
    Status.COVERED_CONDITIONAL: "→",
    Status.MAY_BE_COVERED: "?",
    Status.LIMIT_REACHED: "■",
    Status.NOT_COVERED: "✕",
    Status.UNKNOWN: "?",
}


def hedged(words: str, certainty: Certainty | None) -> str:
    """Words with the source's own hedge, if it has one: “required (typically)”."""
    if certainty is None:
        return words
    return _("%(words)s (%(hedge)s)") % {"words": words, "hedge": CERTAINTY[certainty]}


def requirement(gate: Gate | None) -> str:
    """What a gate asks for, with its hedge; nothing where no record speaks."""
    if gate is None:
        return ""
    words = str(REQUIREMENT[gate.requirement])
    if gate.from_visit is not None:
        words = _("%(words)s from visit %(visit)s on") % {"words": words, "visit": gate.from_visit}
    return hedged(words, gate.certainty)


def referrers(gate: Gate | None) -> str:
    """The doctors who may refer, as a list; nothing where no record speaks."""
    return listed([str(REFERRER[who]) for who in gate.referrers]) if gate else ""


def beside_guide(own: str, guide: str) -> str:
    """What the plan's own record says with what the general guide says beside it; either may be empty."""
    if not guide:
        return own
    return _("%(own)s; general guide: %(guide)s") % {"own": own or NOTHING_STATED, "guide": guide}


def required_from(words: str, who: str) -> str:
    """What is required, and from whom: “required: primary care doctor (PCP)”."""
    return f"{words}: {who}" if who else words


def exclusions(decision: Decision) -> str:
    """The techniques that the plan leaves out, and the conditions for which alone it does not pay."""
    terms = decision.terms
    catalog = terms.catalog
    techniques = () if terms.benefit is None else terms.benefit.excluded_techniques
    refused = [rule for rule in terms.condition_rules.values() if rule.outcome is ConditionOutcome.NOT_COVERED]
    conditions = (
        _("for this alone: %(condition)s") % {"condition": _(catalog.condition_by_slug[rule.condition].name)}
        for rule in refused
    )
    return "; ".join([*(_(catalog.technique_by_slug[slug].name) for slug in techniques), *conditions])


def network(gates: Sequence[Gate]) -> str:
    """Where care is covered, each rule in a few words."""
    return "; ".join(dict.fromkeys(_network(gate) for gate in gates))


def _network(gate: Gate) -> str:
    where = listed([str(TIER[tier]) for tier in gate.tiers])
    named = f" ({gate.network_name})" if gate.network_name else ""
    match gate.requirement:
        case Requirement.REQUIRED:
            return hedged(_("only %(where)s") % {"where": where}, gate.certainty) + named
        case Requirement.NOT_REQUIRED | Requirement.NOT_STATED:
            return requirement(gate)
        case Requirement.VARIES if not where:
            return requirement(gate) + named
        case Requirement.VARIES:
            words = _("%(where)s: not the same on all plans") % {"where": where}
            return hedged(words, gate.certainty) + named


def limit(tally: Tally, decision: Decision) -> str:
    """A limit in a few words, with the therapies that share it."""
    match tally.limit.rule:
        case LimitRule.NONE_LISTED:
            return _("no limit listed")
        case LimitRule.VARIES if may_be_shared(tally.limit):
            return _("some plans: one limit for %(pool)s together") % {"pool": pool_phrase(tally, decision)}
        case LimitRule.VARIES:
            return _("depends on the plan")
        case LimitRule.STATED if len(tally.pool) > 1:
            return _("%(quantity)s, shared by %(pool)s") % {
                "quantity": quantity_phrase(tally),
                "pool": pool_phrase(tally, decision),
            }
        case LimitRule.STATED:
            return quantity_phrase(tally)


def limits(tallies: Sequence[Tally], decision: Decision) -> str:
    """All limits in a few words; where there is none, that our source does not state one."""
    return "; ".join(limit(tally, decision) for tally in tallies) or str(NOTHING_STATED)


def gate_of(decision: Decision, kind: GateKind) -> Gate | None:
    """The record that speaks of a gate; None where none does."""
    return decision.gates[kind].gate


def differing(decision: Decision) -> str:
    """What sources of the same rank differ on: what each says, with the place where it was read."""
    return " ".join(_both(found, decision) for found in decision.disagreements)


def _both(found: Disagreement, decision: Decision) -> str:
    words = _("%(subject)s: “%(says)s” (%(place)s), but “%(other)s” (%(other_place)s)") % {
        "subject": SUBJECT[found.subject],
        "says": _(found.says).rstrip("."),
        "place": _place(found.citation, decision),
        "other": _(found.other_says).rstrip("."),
        "other_place": _place(found.other_citation, decision),
    }
    return sentence(words)


def _place(citation: str, decision: Decision) -> str:
    catalog = decision.terms.catalog
    found = catalog.citation_by_slug[citation]
    return f"{_(catalog.source_by_slug[found.source].title)}, {found.locator}"
