"""A catalog of many plans, each with records of its own, in some hundred designs; and one of a few plans."""

from decimal import Decimal

from msgspec.structs import replace

from benefits.coverage.catalog import TABLES, Catalog
from benefits.coverage.records import Benefit, CostTier, Plan, PoolMember, VisitLimit
from benefits.coverage.vocabulary import CostKind, CoverageStatus, DeductibleRule, LimitRule, PlanKind

DESIGNS = 200


def big_catalog(catalog: Catalog, count: int, designs: int = DESIGNS) -> Catalog:
    """The catalog with that many more plans."""
    made: dict[str, list[object]] = {"plans": [], "benefits": [], "cost_tiers": [], "visit_limits": []}
    citation = catalog.citations[0].slug
    for number in range(count):
        slug = f"plan-{number:05}"
        made["plans"].append(
            Plan(slug=slug, name=f"Plan {number:05}", kind=PlanKind.PLAN, plan_type="hmo", based_on="hmo")
        )
        for place, therapy in enumerate(catalog.therapy_by_slug):
            _therapy(made, slug, therapy, citation, (number + place) % designs)
    tables = {name: (*getattr(catalog, name), *records) for name, records in made.items()}
    return replace(catalog, **tables)


def only(catalog: Catalog, *plans: str) -> Catalog:
    """The catalog with these plans alone, which are based on each other or on nothing."""
    tables: dict[str, object] = {
        name: tuple(record for record in getattr(catalog, name) if getattr(record, "plan", plans[0]) in plans)
        for name in TABLES
    }
    tables["plans"] = tuple(plan for plan in catalog.plans if plan.slug in plans)
    tables["regions"] = tuple(replace(region, guide=None) for region in catalog.regions)
    tables["contents"] = tuple(content for content in catalog.contents if not content.plans)
    return replace(catalog, **tables)


def _therapy(made: dict[str, list[object]], plan: str, therapy: str, citation: str, design: int) -> None:
    status = CoverageStatus.NOT_COVERED if design % 7 == 0 else CoverageStatus.COVERED
    made["benefits"].append(Benefit(plan=plan, therapy=therapy, status=status, citation=citation))
    price = Decimal(10 + design)
    made["cost_tiers"].append(
        CostTier(
            plan=plan,
            therapy=therapy,
            deductible=DeductibleRule.NOT_SUBJECT,
            kind=CostKind.COPAYMENT,
            low=price,
            high=price,
            citation=citation,
        )
    )
    made["visit_limits"].append(
        VisitLimit(
            plan=plan,
            slug=f"{therapy}-visits",
            rule=LimitRule.STATED,
            low=20 + design,
            high=20 + design,
            members=(PoolMember(therapy=therapy),),
            citation=citation,
        )
    )
