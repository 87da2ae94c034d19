"""What is said of one plan and therapy: a decision and its words as the cells of a row."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Protocol

from django.utils.translation import gettext as _

from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision, decide
from benefits.coverage.figures import Figures, figures, own_limits
from benefits.coverage.limits import Tally
from benefits.coverage.records import Benefit, CostTier
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import (
    CostKind,
    DeductibleRule,
    GateKind,
    Referral,
    Status,
)
from benefits.exports.choosing import Choice
from benefits.exports.columns import TherapyCells
from benefits.wording import costs, headlines, limits, prices, summaries


def situation(plan: str, therapy: str, choice: Choice) -> Situation:
    """The member that a summary takes for granted: who tells no more than the filters do."""
    told = {"on"}
    if choice.referral is not Referral.UNSURE:
        told.add("referral")
    if choice.condition:
        told.add("condition")
    return Situation(
        plan=plan,
        therapy=therapy,
        on=choice.on,
        referral=choice.referral,
        condition=choice.condition,
        told=frozenset(told),
    )


def spoken(catalog: Catalog, plan: str, therapy: str, choice: Choice) -> TherapyCells:
    """The cells for one plan and therapy."""
    told = situation(plan, therapy, choice)
    return of_decision(decide(catalog, told), told)


def of_decision(decision: Decision, told: Situation) -> TherapyCells:
    """The cells that a decision fills."""
    found, benefit = figures(decision), _spoken_benefit(decision)
    scope, note = _own_words(benefit)
    referral = summaries.gate_of(decision, GateKind.REFERRAL)
    return TherapyCells(
        therapy=told.therapy,
        therapy_name=_(decision.terms.therapy.name),
        status=decision.status.value,
        certainty=_code(decision.certainty),
        basis=decision.basis.value,
        headline=headlines.headline(decision),
        **_cost(decision, told, found),
        **_limits(decision, found),
        referral=summaries.requirement(referral),
        referrers=summaries.referrers(referral),
        prior_authorization=summaries.requirement(summaries.gate_of(decision, GateKind.PRIOR_AUTHORIZATION)),
        medical_necessity=summaries.requirement(summaries.gate_of(decision, GateKind.MEDICAL_NECESSITY)),
        network=_network(decision),
        scope=scope,
        exclusions=_exclusions(decision),
        note=note,
        **_place(decision.terms.catalog, benefit),
        sources_differ=summaries.differing(decision),
    )


def _code(code: StrEnum | None) -> str | None:
    return None if code is None else code.value


def _spoken_benefit(decision: Decision) -> Benefit | None:
    """The benefit; None where no record was in force on the day of care."""
    return None if decision.status is Status.UNKNOWN else decision.terms.benefit


def _own_words(benefit: Benefit | None) -> tuple[str, str]:
    """The scope and the note, in the record's own words."""
    return ("", "") if benefit is None else (_(benefit.scope), _(benefit.note))


def _network(decision: Decision) -> str:
    if decision.status is Status.UNKNOWN:
        return ""
    return summaries.network(decision.terms.gates.get(GateKind.NETWORK, ()))


def _exclusions(decision: Decision) -> str:
    return "" if decision.status is Status.UNKNOWN else summaries.exclusions(decision)


def _cost(decision: Decision, told: Situation, found: Figures) -> dict[str, Any]:
    """The price of the next visit; where it turns on the deductible, both phases in words and the later in figures."""
    tiers = [price.tier for price in decision.prices if price.tier is not None]
    first_tier = next(iter(tiers), None)
    guide = _stated_guide(decision)
    return {
        **_cost_in_words(decision, told),
        "cost_low": found.cost_low,
        "cost_high": found.cost_high,
        "cost_percent": found.cost_percent,
        "after_deductible_low": found.after_deductible_low,
        "after_deductible_high": found.after_deductible_high,
        "after_deductible_percent": found.after_deductible_percent,
        "cost_per": None if first_tier is None else first_tier.per.value,
        "deductible_rule": _weightiest_rule(tiers),
        "guide_cost": "" if guide is None else prices.guide_price(guide),
        **_place(decision.terms.catalog, first_tier or guide, "cost_"),
    }


def _cost_in_words(decision: Decision, told: Situation) -> dict[str, str]:
    cost = decision.cost
    if cost is None:
        return {"cost": "", "cost_text": ""}
    return {"cost": costs.now(cost), "cost_text": costs.text(cost, decision, told)}


def _stated_guide(decision: Decision) -> CostTier | None:
    """The general guide's price beside a plan's own; None for a guide itself, and where the guide states none."""
    if decision.cost is None or decision.terms.is_guide:
        return None
    guide = decision.cost.guide
    if guide is None or guide.kind is CostKind.UNSTATED:
        return None
    return guide


RULES_BY_WEIGHT = (
    DeductibleRule.AFTER,
    DeductibleRule.BEFORE,
    DeductibleRule.UNSTATED,
    DeductibleRule.NOT_SUBJECT,
)


def _weightiest_rule(tiers: Sequence[CostTier]) -> str | None:
    rules = {tier.deductible for tier in tiers}
    return next((rule.value for rule in RULES_BY_WEIGHT if rule in rules), None)


def _limits(decision: Decision, found: Figures) -> dict[str, Any]:
    """The limits in words, and the tightest in figures. A general guide's stands apart from the plan's own."""
    own, tallies = own_limits(decision), _counted(decision)
    spoken_of = [tally.limit for tally in (found.limit, *own, *tallies) if tally is not None]
    return {
        "limit": _own_limits_in_words(own, decision),
        "limit_low": found.limit_low,
        "limit_high": found.limit_high,
        **_tightest(found.limit),
        "guide_limit": "; ".join(summaries.limit(tally, decision) for tally in tallies if tally not in own),
        **_place(decision.terms.catalog, next(iter(spoken_of), None), "limit_"),
    }


def _counted(decision: Decision) -> Sequence[Tally]:
    return () if decision.status is Status.NOT_COVERED else decision.tallies


def _own_limits_in_words(own: Sequence[Tally], decision: Decision) -> str:
    if decision.status in (Status.NOT_COVERED, Status.UNKNOWN):
        return ""
    return summaries.limits(own, decision)


def _tightest(tally: Tally | None) -> dict[str, str | None]:
    if tally is None:
        return {"limit_unit": None, "limit_period": "", "pool": ""}
    shared_with = tally.pool if len(tally.pool) > 1 else ()
    return {
        "limit_unit": tally.limit.unit.value,
        "limit_period": limits.period_phrase(tally.limit),
        "pool": "; ".join(shared_with),
    }


class WithCitation(Protocol):
    """A record that says where it was read."""

    @property
    def citation(self) -> str: ...


def _place(catalog: Catalog, record: WithCitation | None, prefix: str = "") -> dict[str, Any]:
    """Where a record was read; empty cells where there is none, or it is the member's own word."""
    if record is None or not record.citation:
        return {f"{prefix}source": "", f"{prefix}locator": "", f"{prefix}quote": "", f"{prefix}checked_on": None}
    found = catalog.citation_by_slug[record.citation]
    return {
        f"{prefix}source": _(catalog.source_by_slug[found.source].title),
        f"{prefix}locator": found.locator,
        f"{prefix}quote": found.quote,
        f"{prefix}checked_on": found.checked_on,
    }
