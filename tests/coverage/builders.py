"""Small catalogs for tests: a plan, a guide, a few therapies. Each builder fills in what a test leaves out."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from benefits.coverage.catalog import Catalog, from_json
from benefits.coverage.records import (
    Benefit,
    Citation,
    Condition,
    ConditionRule,
    Content,
    CostTier,
    Delivery,
    Disagreement,
    Gate,
    Plan,
    PlanAmount,
    PlanType,
    PoolMember,
    Record,
    Region,
    Source,
    Technique,
    Therapy,
    VisitLimit,
)
from benefits.coverage.situation import Situation
from benefits.coverage.telling import situation
from benefits.coverage.vocabulary import (
    AmountKind,
    Basis,
    ConditionOutcome,
    ContentKind,
    CostKind,
    CoverageStatus,
    DeductibleRule,
    DeliveryMode,
    GateKind,
    LimitRule,
    NetworkTier,
    PlanKind,
    Referral,
    Requirement,
    SourceKind,
    Subject,
)

LONG_AGO: Final = date(2001, 1, 1)
TODAY: Final = date(2026, 11, 21)
PT, OT, SPEECH, MASSAGE = "physical-therapy", "occupational-therapy", "speech-therapy", "massage-therapy"
ACUPUNCTURE: Final = "acupuncture"
GUIDES: Final = Path(__file__).resolve().parents[2] / "fixtures/guides.json"

TABLE: Final[dict[type[Record], str]] = {
    Source: "sources",
    Citation: "citations",
    Region: "regions",
    PlanType: "plan_types",
    Plan: "plans",
    PlanAmount: "plan_amounts",
    Therapy: "therapies",
    Technique: "techniques",
    Condition: "conditions",
    Benefit: "benefits",
    Gate: "gates",
    CostTier: "cost_tiers",
    VisitLimit: "visit_limits",
    ConditionRule: "condition_rules",
    Disagreement: "disagreements",
    Delivery: "deliveries",
    Content: "contents",
}


@cache
def guides() -> Catalog:
    """The catalog of the two guides as it is shipped."""
    return from_json(GUIDES.read_bytes())


@cache
def general() -> tuple[str, ...]:
    """The general guides: those that speak for a type of plan, and the one for who does not know."""
    return tuple(plan.slug for plan in guides().plans if plan.region is None)


def catalog(*records: Record) -> Catalog:
    """A catalog of these records in a world of one plan (`mine`, an HMO) and one guide for any plan (`any`)."""
    tables: defaultdict[str, list[Record]] = defaultdict(list)
    here = {(type(record), record.key) for record in records}
    for record in (*records, *(record for record in WORLD if (type(record), record.key) not in here)):
        tables[TABLE[type(record)]].append(record)
    return Catalog(**{name: tuple(rows) for name, rows in tables.items()})  # type: ignore[arg-type]


def asked(catalog: Catalog, **facts: object) -> Situation:
    """A question about physical therapy under `mine`, today, unless the facts say otherwise."""
    return situation(catalog, {"therapy": PT, "plan": "mine", "on": TODAY, **facts})


def plan(slug: str = "mine", **given: Any) -> Plan:
    """A marketed plan, with a record that is dated: of one that is not, nothing is more than likely."""
    kind = given.pop("kind", PlanKind.PLAN)
    if kind is PlanKind.PLAN:
        given.setdefault("effective_from", LONG_AGO)
    plan_type = given.pop("plan_type", "hmo" if kind is PlanKind.PLAN else None)
    return Plan(slug=slug, name=f"Plan {slug}", kind=kind, plan_type=plan_type, **given)


def guide(slug: str = "any", **given: Any) -> Plan:
    """A general guide."""
    return plan(slug, kind=PlanKind.GUIDE, **given)


def _cited(plan: str) -> str:
    return "guide" if plan == "any" else "papers"


def benefit(status: str = "covered", plan: str = "mine", therapy: str = PT, **given: Any) -> Benefit:
    """What a plan says of a therapy."""
    return Benefit(plan=plan, therapy=therapy, status=CoverageStatus(status), citation=_cited(plan), **given)


def gate(kind: str, requirement: str = "required", plan: str = "mine", therapy: str = PT, **given: Any) -> Gate:
    """A gate; a required referral is the PCP's, a required network Kaiser's own."""
    found = GateKind(kind)
    if requirement == "required" and found is GateKind.REFERRAL:
        given.setdefault("referrers", (Referral.PCP,))
    if requirement == "required" and found is GateKind.NETWORK:
        given.setdefault("tiers", (NetworkTier.KAISER,))
    return Gate(
        plan=plan, therapy=therapy, kind=found, requirement=Requirement(requirement), citation=_cited(plan), **given
    )


def copay(low: int, high: int | None = None, deductible: str = "not_subject", **given: Any) -> CostTier:
    """A price in dollars."""
    return price("copayment", deductible, low=Decimal(low), high=Decimal(low if high is None else high), **given)


def price(kind: str, deductible: str = "not_subject", plan: str = "mine", therapy: str = PT, **given: Any) -> CostTier:
    """A price of any kind."""
    return CostTier(
        plan=plan,
        therapy=therapy,
        kind=CostKind(kind),
        deductible=DeductibleRule(deductible),
        citation=_cited(plan),
        **given,
    )


def amount(kind: str, self_only: int | None, family: int | None = None, plan: str = "mine", **given: Any) -> PlanAmount:
    """A deductible or an out-of-pocket limit."""
    dollars = [None if figure is None else Decimal(figure) for figure in (self_only, family)]
    return PlanAmount(
        plan=plan, kind=AmountKind(kind), self_only=dollars[0], family=dollars[1], citation=_cited(plan), **given
    )


def pool(low: int | None, *therapies: str, high: int | None = None, plan: str = "mine", **given: Any) -> VisitLimit:
    """A limit that the therapies share; without a figure it varies."""
    given.setdefault("members", tuple(PoolMember(therapy=therapy) for therapy in therapies or (PT,)))
    given.setdefault("rule", LimitRule.VARIES if low is None else LimitRule.STATED)
    given.setdefault("slug", "visits")
    return VisitLimit(plan=plan, low=low, high=low if high is None else high, citation=_cited(plan), **given)


def rule(
    condition: str, outcome: str = "covered", plan: str = "mine", therapy: str = PT, **given: Any
) -> ConditionRule:
    """What a plan says of a condition."""
    return ConditionRule(
        plan=plan,
        therapy=therapy,
        condition=condition,
        outcome=ConditionOutcome(outcome),
        citation=_cited(plan),
        **given,
    )


def differing(subject: str, plan: str = "mine", therapy: str = PT) -> Disagreement:
    """Two papers of a plan that do not say the same."""
    return Disagreement(
        plan=plan,
        therapy=therapy,
        subject=Subject(subject),
        says="one thing",
        citation=_cited(plan),
        other_says="another",
        other_citation="summary",
    )


def delivery(mode: str, region: str | None = None, therapy: str = PT, **given: Any) -> Delivery:
    """How a region offers a therapy."""
    return Delivery(region=region, therapy=therapy, mode=DeliveryMode(mode), citation="guide", **given)


def content(slug: str, kind: str = "step", **given: Any) -> Content:
    """A piece of guide text, which says its own slug."""
    return Content(slug=slug, kind=ContentKind(kind), text=given.pop("text", slug), citation="guide", **given)


def therapy(slug: str, **given: Any) -> Therapy:
    """A therapy."""
    return Therapy(slug=slug, name=slug.replace("-", " ").capitalize(), **given)


def condition(slug: str, **given: Any) -> Condition:
    """A condition."""
    return Condition(slug=slug, name=slug.replace("-", " ").capitalize(), **given)


WORLD: Final[tuple[Record, ...]] = (
    Source(
        slug="papers",
        title="Evidence of Coverage",
        kind=SourceKind.EVIDENCE_OF_COVERAGE,
        basis=Basis.PLAN_DOCUMENT,
        reliability=1,
        retrieved_on=TODAY,
    ),
    Source(
        slug="summary",
        title="Summary of Benefits",
        kind=SourceKind.SBC,
        basis=Basis.PLAN_DOCUMENT,
        reliability=1,
        retrieved_on=TODAY,
    ),
    Source(
        slug="guide",
        title="A guide",
        kind=SourceKind.GUIDE,
        basis=Basis.GENERAL_GUIDE,
        reliability=3,
        retrieved_on=TODAY,
    ),
    Citation(slug="papers", source="papers", locator="page 1", quote="as it says", checked_on=TODAY),
    Citation(slug="summary", source="summary", locator="page 2", quote="as it also says", checked_on=TODAY),
    Citation(slug="guide", source="guide", locator="line 1", quote="as it says", checked_on=TODAY),
    Region(slug="valley", name="Valley", part_of="land"),
    Region(slug="land", name="Land"),
    PlanType(slug="hmo", name="HMO"),
    PlanType(slug="hdhp", name="High-deductible plan"),
    guide(),
    plan(based_on="any"),
    therapy(PT),
    therapy(OT),
    therapy(SPEECH),
    therapy(MASSAGE, group="relief"),
    therapy(ACUPUNCTURE, group="relief"),
    Technique(slug="dry-needling", therapy=PT, name="Dry needling"),
    condition("musculoskeletal"),
    condition("joint-pain", part_of="musculoskeletal"),
    condition("headache"),
    condition("stress", is_diagnosis=False),
)
