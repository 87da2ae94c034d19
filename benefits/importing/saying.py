"""A record in a few words, for those who look through an import."""

from typing import assert_never

from django.utils.translation import gettext as _

from benefits.coverage.records import Benefit, CostTier, Gate, PoolMember, Record, VisitLimit
from benefits.coverage.vocabulary import CostKind, CoverageStatus, LimitRule, LimitUnit, NetworkTier
from benefits.wording.phrases import dollars, percent
from benefits.words.answers import COST_UNIT, DEDUCTIBLE, GATE, PERIOD, REQUIREMENT, TIER, UNIT

FactRecord = Benefit | Gate | CostTier | VisitLimit
FACTS = (Benefit, Gate, CostTier, VisitLimit)


def said(record: FactRecord) -> str:
    """What the record says, without its plan and its source."""
    match record:
        case Benefit():
            return _about(record.therapy, record.purpose, _status(record.status))
        case Gate():
            return _about(record.therapy, record.purpose, f"{GATE[record.kind]}: {_requirement(record)}")
        case CostTier():
            words = f"{TIER[record.tier]}: {_price(record)}{_visits(record)}, {DEDUCTIBLE[record.deductible]}"
            return _about(record.therapy, record.purpose, words)
        case VisitLimit():
            return _("Limit: %(limit)s, for %(who)s") % {
                "limit": _limit(record),
                "who": ", ".join(map(_member, record.members)),
            }
        case _:
            assert_never(record)


def with_note(record: Record) -> tuple[str, str]:
    """What the record says, and the note beside it; nothing for a record that is no fact."""
    return (said(record), record.note) if isinstance(record, FACTS) else ("", "")


def _about(therapy: str, purpose: str | None, words: str) -> str:
    about = f"{therapy.replace('-', ' ')} ({purpose})" if purpose else therapy.replace("-", " ")
    return f"{about}: {words}"


def _status(status: CoverageStatus) -> str:
    match status:
        case CoverageStatus.COVERED:
            return _("covered")
        case CoverageStatus.NOT_COVERED:
            return _("not covered")
        case CoverageStatus.VARIES:
            return _("not clear, it depends")


def _requirement(gate: Gate) -> str:
    where = ", ".join(str(TIER[tier]) for tier in gate.tiers)
    return f"{REQUIREMENT[gate.requirement]} ({where})" if where else str(REQUIREMENT[gate.requirement])


def _price(tier: CostTier) -> str:
    match tier.kind:
        case CostKind.COPAYMENT if tier.low is not None:
            return f"{dollars(tier.low)} {COST_UNIT[tier.per]}"
        case CostKind.COINSURANCE if tier.percent is not None:
            return percent(tier.percent)
        case CostKind.NO_CHARGE:
            return _("no charge")
        case CostKind.FULL_COST:
            return _("the full cost")
        case _:
            return _("price not stated")


def _visits(tier: CostTier) -> str:
    if tier.to_visit is not None:
        return _(", visits %(first)s to %(last)s") % {"first": tier.from_visit, "last": tier.to_visit}
    return _(", from visit %(first)s on") % {"first": tier.from_visit} if tier.from_visit > 1 else ""


def _limit(limit: VisitLimit) -> str:
    match limit.rule:
        case LimitRule.STATED:
            unit = _("visits") if limit.unit is LimitUnit.VISITS else str(UNIT[limit.unit])
            return f"{limit.low} {unit} {str(PERIOD[limit.period]) % {'days': limit.period_days}}"
        case LimitRule.NONE_LISTED:
            return _("none listed")
        case LimitRule.VARIES:
            return _("no number that we can hold")


def _member(member: PoolMember) -> str:
    therapy = (member.therapy or _("any therapy")).replace("-", " ")
    where = _("outside the network") if member.tier is NetworkTier.OUTSIDE else ""
    told = ", ".join(part for part in (member.purpose or "", where) if part)
    return f"{therapy} ({told})" if told else therapy
