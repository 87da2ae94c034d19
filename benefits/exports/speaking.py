"""What is said of one plan and therapy: a decision and its words as the cells of a row."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from msgspec import Struct

from benefits.coverage.catalog import Catalog
from benefits.coverage.costs import Cost
from benefits.coverage.decision import Decision, decide
from benefits.coverage.figures import Figures, figures, own_limits
from benefits.coverage.limits import Tally
from benefits.coverage.prices import Price
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import (
    ConditionOutcome,
    CostKind,
    DeductibleRule,
    GateKind,
    Referral,
    Status,
)
from benefits.exports.choosing import Choice
from benefits.wording import costs, limits, prices, reasons, summaries


class TherapyCells(Struct, frozen=True, kw_only=True, eq=False):
    """What the plan does for the therapy. Codes are those of the Answer; prices in dollars or percent."""

    therapy: str
    therapy_name: str
    status: str
    certainty: str | None
    basis: str
    headline: str
    cost: str
    cost_low: Decimal | None
    cost_high: Decimal | None
    cost_percent: Decimal | None
    after_deductible_low: Decimal | None
    after_deductible_high: Decimal | None
    after_deductible_percent: Decimal | None
    cost_per: str | None
    deductible_rule: str | None
    cost_text: str
    guide_cost: str
    limit: str
    limit_low: int | None
    limit_high: int | None
    limit_unit: str | None
    limit_period: str
    pool: str
    guide_limit: str
    referral: str
    referrers: str
    prior_authorization: str
    medical_necessity: str
    network: str
    scope: str
    exclusions: str
    note: str
    source: str
    locator: str
    quote: str
    checked_on: date | None
    cost_source: str
    cost_locator: str
    cost_quote: str
    cost_checked_on: date | None
    limit_source: str
    limit_locator: str
    limit_quote: str
    limit_checked_on: date | None
    sources_differ: str


def situation(plan: str, therapy: str, choice: Choice) -> Situation:
    """The member that a summary takes for granted: who tells no more than the filters do."""
    told = {"on"} | ({"referral"} if choice.referral is not Referral.UNSURE else set())
    told |= {"condition"} if choice.condition else set()
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
    catalog, benefit = decision.terms.catalog, decision.terms.benefit
    silent = decision.status is Status.UNKNOWN
    found = figures(decision)
    return TherapyCells(
        therapy=told.therapy,
        therapy_name=_(decision.terms.therapy.name),
        status=decision.status.value,
        certainty=decision.certainty.value if decision.certainty else None,
        basis=decision.basis.value,
        headline=reasons.headline(decision),
        **_cost(decision, told, found),
        **_limits(decision, found),
        referral=summaries.requirement(summaries.gate_of(decision, GateKind.REFERRAL)),
        referrers=summaries.referrers(summaries.gate_of(decision, GateKind.REFERRAL)),
        prior_authorization=summaries.requirement(summaries.gate_of(decision, GateKind.PRIOR_AUTHORIZATION)),
        medical_necessity=summaries.requirement(summaries.gate_of(decision, GateKind.MEDICAL_NECESSITY)),
        network="" if silent else summaries.network(decision.terms.gates.get(GateKind.NETWORK, ())),
        scope="" if silent or benefit is None else _(benefit.scope),
        exclusions="" if silent else _exclusions(decision),
        note="" if silent or benefit is None else _(benefit.note),
        **_place(catalog, "" if silent or benefit is None else benefit.citation),
        sources_differ=summaries.differing(decision),
    )


def _cost(decision: Decision, told: Situation, found: Figures) -> dict[str, Any]:
    """The price of the next visit; where it turns on the deductible, both phases in words and the later in figures."""
    cost = decision.cost
    tiers = [price.tier for price in _prices(cost) if price.tier is not None]
    rules = {tier.deductible for tier in tiers}
    guide = cost.guide if cost and not decision.terms.is_guide else None
    stated = guide is not None and guide.kind is not CostKind.UNSTATED
    cited = tiers[0] if tiers else guide if stated else None
    return {
        "cost": costs.now(cost) if cost else "",
        "cost_low": found.cost_low,
        "cost_high": found.cost_high,
        "cost_percent": found.cost_percent,
        "after_deductible_low": found.after_deductible_low,
        "after_deductible_high": found.after_deductible_high,
        "after_deductible_percent": found.after_deductible_percent,
        "cost_per": tiers[0].per.value if tiers else None,
        "deductible_rule": next((rule.value for rule in RULES_BY_WEIGHT if rule in rules), None),
        "cost_text": costs.text(cost, decision, told) if cost else "",
        "guide_cost": prices.guide_price(guide) if guide and stated else "",
        **_place(decision.terms.catalog, cited.citation if cited else "", "cost_"),
    }


RULES_BY_WEIGHT = (
    DeductibleRule.AFTER,
    DeductibleRule.BEFORE,
    DeductibleRule.UNSTATED,
    DeductibleRule.NOT_SUBJECT,
)


def _prices(cost: Cost | None) -> list[Price]:
    if cost is None:
        return []
    now = [cost.now] if cost.now else []
    return [*now, *(branch.price for branch in cost.branches)]


def _limits(decision: Decision, found: Figures) -> dict[str, Any]:
    """The limits in words, and the tightest in figures. A general guide's stands apart from the plan's own."""
    counted = decision.tallies if decision.status is not Status.NOT_COVERED else ()
    own, tight = own_limits(decision), found.limit
    said = tight or next(iter(own), None) or next(iter(counted), None)
    nothing = decision.status in (Status.NOT_COVERED, Status.UNKNOWN)
    return {
        "limit": "" if nothing else summaries.limits(own, decision),
        "limit_low": found.limit_low,
        "limit_high": found.limit_high,
        "limit_unit": tight.limit.unit.value if tight else None,
        "limit_period": limits.period_phrase(tight.limit) if tight else "",
        "pool": "; ".join(tight.pool) if tight and len(tight.pool) > 1 else "",
        "guide_limit": _guide_limit([tally for tally in counted if tally not in own], decision),
        **_place(decision.terms.catalog, said.limit.citation if said else "", "limit_"),
    }


def _guide_limit(inherited: Sequence[Tally], decision: Decision) -> str:
    return "; ".join(summaries.limit(tally, decision) for tally in inherited)


def _exclusions(decision: Decision) -> str:
    """Techniques that are left out, and conditions that alone are no reason to pay."""
    terms = decision.terms
    catalog, benefit = terms.catalog, terms.benefit
    techniques = [_(catalog.technique_by_slug[slug].name) for slug in benefit.excluded_techniques] if benefit else []
    conditions = [
        _("for this alone: %(condition)s") % {"condition": _(catalog.condition_by_slug[rule.condition].name)}
        for rule in terms.condition_rules.values()
        if rule.outcome is ConditionOutcome.NOT_COVERED
    ]
    return "; ".join([*techniques, *conditions])


def _place(catalog: Catalog, citation: str, prefix: str = "") -> dict[str, Any]:
    """Where a record was read."""
    if not citation:
        return {f"{prefix}source": "", f"{prefix}locator": "", f"{prefix}quote": "", f"{prefix}checked_on": None}
    found = catalog.citation_by_slug[citation]
    return {
        f"{prefix}source": _(catalog.source_by_slug[found.source].title),
        f"{prefix}locator": found.locator,
        f"{prefix}quote": found.quote,
        f"{prefix}checked_on": found.checked_on,
    }
