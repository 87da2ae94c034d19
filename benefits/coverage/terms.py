"""What a plan's records say of a therapy.

Of each kind of record, the first link of the plan's chain that has any speaks: the plan, then what it is based on, then
the guides. What the general guide says is held beside it, so that an answer can show both.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from benefits.coverage.catalog import Catalog
from benefits.coverage.index import ANY_THERAPY, index
from benefits.coverage.links import disagreements, first, links, most_specific, said
from benefits.coverage.once import once_a_catalog
from benefits.coverage.records import (
    Benefit,
    ConditionRule,
    CostTier,
    Delivery,
    Disagreement,
    Gate,
    Plan,
    PlanAmount,
    Therapy,
    VisitLimit,
)
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import (
    AmountKind,
    CitedWords,
    DeliveryMode,
    GateKind,
    NetworkTier,
    PlanKind,
    Purpose,
    Setting,
    Subject,
)


class Terms(Struct, frozen=True, kw_only=True):
    """The records that speak for one plan, therapy, purpose and setting.

    The fields `guide_…` hold what the general guide says where the plan's own records speak, too. `disagreements` are
    what sources differ on and nobody has settled.
    `is_undated`: the plan's record does not say for which time it holds. `is_inferred`: that it covers the therapy
    was concluded from its words, not read in them. `own_plans` are the slugs of the records that may speak in the name
    of what was asked.
    """

    catalog: Catalog
    plan: Plan
    therapy: Therapy
    links: tuple[Plan, ...]
    benefit: Benefit | None
    guide_benefit: Benefit | None
    gates: Mapping[GateKind, tuple[Gate, ...]]
    guide_gates: Mapping[GateKind, tuple[Gate, ...]]
    cost_tiers: tuple[CostTier, ...]
    guide_cost_tiers: tuple[CostTier, ...]
    limits: tuple[VisitLimit, ...]
    guide_limits: tuple[VisitLimit, ...]
    condition_rules: Mapping[str, ConditionRule]
    guide_condition_rules: Mapping[str, ConditionRule]
    amounts: Mapping[tuple[AmountKind, NetworkTier], PlanAmount]
    deliveries: tuple[Delivery, ...]
    region: str | None
    disagreements: Mapping[Subject, Disagreement]
    own_plans: frozenset[str] = frozenset()
    is_undated: bool = False
    is_inferred: bool = False

    @property
    def is_guide(self) -> bool:
        """Whether the question is asked of a general guide rather than of a plan on file."""
        return self.plan.kind is PlanKind.GUIDE

    @property
    def own_benefit(self) -> bool:
        """Whether the plan asked about, or a plan it is based on, speaks of the therapy itself."""
        return self.benefit is not None and (self.is_guide or self.kind_of(self.benefit) is PlanKind.PLAN)

    def is_own(self, record: Benefit | ConditionRule | Gate | CostTier | VisitLimit) -> bool:
        """Whether the record may speak in the name of what was asked: the plan's own, or the guide's that was asked."""
        return record.plan in self.own_plans

    def kind_of(self, record: Benefit | Gate | CostTier | VisitLimit) -> PlanKind:
        """Whether the record is a plan's or a guide's."""
        return self.catalog.plan_by_slug[record.plan].kind

    def in_force(self, on: date) -> bool:
        """Whether the plan asked about has a record for that day."""
        return self.plan.in_force(on)


# Plan, therapy, region, purpose and setting: the records that speak turn on nothing else.
TermsKey = tuple[str, str, str | None, Purpose, Setting]


def terms(catalog: Catalog, situation: Situation) -> Terms:
    """The records that speak in a situation. They are looked up once for each plan, therapy, region and purpose."""
    region = catalog.plan_by_slug[situation.plan].region or situation.region
    key = (situation.plan, situation.therapy, region, situation.purpose, situation.setting)
    held = _terms_by_key(catalog)
    found = held.get(key)
    if found is None:
        found = held[key] = _compile(catalog, situation)
    return found


@once_a_catalog
def _terms_by_key(_catalog: Catalog) -> dict[TermsKey, Terms]:
    return {}


def _compile(catalog: Catalog, situation: Situation) -> Terms:
    plan = catalog.plan_by_slug[situation.plan]
    therapy, records = situation.therapy, index(catalog)
    region = plan.region or situation.region
    chain = links(catalog, situation.plan, region)
    own = tuple(link for link in chain if link.kind is plan.kind) if plan.kind is PlanKind.PLAN else chain
    guides = () if plan.kind is PlanKind.GUIDE else chain[len(own) :]

    rules = _condition_rules(catalog, own, therapy)
    own_benefit = _benefit(most_specific(first(records.benefits, own, situation)), plan)
    guide_benefit = _benefit(most_specific(first(records.benefits, guides, situation)), plan)
    if not rules and own_benefit is None:
        rules = _condition_rules(catalog, guides, therapy)
    own_gates, guide_gates = _gates(catalog, own, situation), _gates(catalog, guides, situation)
    return Terms(
        catalog=catalog,
        plan=plan,
        therapy=catalog.therapy_by_slug[therapy],
        links=chain,
        benefit=own_benefit or guide_benefit,
        guide_benefit=guide_benefit if own_benefit else None,
        gates={**guide_gates, **own_gates},
        guide_gates={kind: gates for kind, gates in guide_gates.items() if kind in own_gates},
        cost_tiers=most_specific(first(records.cost_tiers, own, situation)),
        guide_cost_tiers=most_specific(first(records.cost_tiers, guides, situation)),
        limits=first(records.visit_limits, own, situation),
        guide_limits=first(records.visit_limits, guides, situation),
        condition_rules=rules,
        guide_condition_rules=_condition_rules(catalog, guides, therapy) if own_benefit else {},
        amounts=_amounts(catalog, own),
        deliveries=_deliveries(catalog, therapy, region),
        region=region,
        disagreements=disagreements(catalog, chain, situation),
        own_plans=frozenset(link.slug for link in own),
        is_undated=own_benefit is not None and plan.kind is PlanKind.PLAN and not plan.is_dated,
        is_inferred=own_benefit is not None and _is_inferred(catalog, own_benefit),
    )


def _is_inferred(catalog: Catalog, benefit: Benefit) -> bool:
    return catalog.citation_by_slug[benefit.citation].words is CitedWords.INFERRED


def _benefit(benefits: Sequence[Benefit], plan: Plan) -> Benefit | None:
    """The benefit that speaks for the plan; None where none does.

    A record for rich benefits speaks only for plans that have them, and then before the plain one.
    """
    fitting = [benefit for benefit in benefits if plan.rich_benefits or not benefit.for_rich_benefits]
    return max(fitting, key=lambda benefit: benefit.for_rich_benefits, default=None)


def _gates(catalog: Catalog, among: Sequence[Plan], situation: Situation) -> dict[GateKind, tuple[Gate, ...]]:
    found: dict[GateKind, tuple[Gate, ...]] = {}
    for link in among:
        here = said(index(catalog).gates, link, situation)
        for kind in GateKind:
            gates = [gate for gate in here if gate.kind is kind]
            if gates and kind not in found:
                found[kind] = most_specific(gates)
    return found


def _condition_rules(catalog: Catalog, among: Sequence[Plan], therapy: str) -> Mapping[str, ConditionRule]:
    """The rules by condition. For each condition the first link that has a rule speaks."""
    found: dict[str, ConditionRule] = {}
    for link in among:
        for rule in index(catalog).condition_rules.get((link.slug, therapy), ()):
            found.setdefault(rule.condition, rule)
    return found


def _amounts(catalog: Catalog, among: Sequence[Plan]) -> Mapping[tuple[AmountKind, NetworkTier], PlanAmount]:
    found: dict[tuple[AmountKind, NetworkTier], PlanAmount] = {}
    for link in among:
        for amount in index(catalog).amounts.get((link.slug, ANY_THERAPY), ()):
            found.setdefault((amount.kind, amount.tier), amount)
    return found


def _deliveries(catalog: Catalog, therapy: str, region: str | None) -> tuple[Delivery, ...]:
    """How the region offers the therapy; where that is not on file, what the guide says of all regions."""
    here = [
        record
        for record in catalog.deliveries
        if record.therapy == therapy and record.mode is not DeliveryMode.DISCOUNT_PROGRAM
    ]
    while region is not None:
        own = tuple(record for record in here if record.region == region)
        if own:
            return own
        region = catalog.region_by_slug[region].part_of
    return tuple(record for record in here if record.region is None)


def lineage(catalog: Catalog, condition: str) -> tuple[str, ...]:
    """The condition and what it is part of, nearest first."""
    return _lineages(catalog)[condition]


@once_a_catalog
def _lineages(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    return {slug: tuple(_upwards(catalog, slug)) for slug in catalog.condition_by_slug}


def _upwards(catalog: Catalog, condition: str) -> Iterator[str]:
    following: str | None = condition
    while following is not None:
        yield following
        following = catalog.condition_by_slug[following].part_of
