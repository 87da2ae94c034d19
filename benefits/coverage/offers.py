"""What a question offers to pick from, and when a question is offered on which no decision turns."""

from collections.abc import Iterable, Mapping
from typing import Any

from benefits.coverage.catalog import Catalog
from benefits.coverage.situation import UNSURE, Situation
from benefits.coverage.vocabulary import ContentKind, Payment, Stage

# Facts by name, as told or as kept.
ToldFacts = Mapping[str, object]


def _by_position(records: Iterable[Any]) -> tuple[str, ...]:
    ordered = sorted(records, key=lambda record: (record.position, record.slug))
    return tuple(record.slug for record in ordered)


def therapies(catalog: Catalog, _told: ToldFacts) -> Iterable[str]:
    return _by_position(catalog.therapies)


def plan_types(catalog: Catalog, _told: ToldFacts) -> Iterable[str]:
    """The types of plan that have a guide. Who knows the plan itself finds it by them."""
    with_guide = [plan_type for plan_type in catalog.plan_types if plan_type.slug in catalog.plan_by_slug]
    return (*_by_position(with_guide), UNSURE)


def regions(catalog: Catalog, _told: ToldFacts) -> Iterable[str]:
    return (*catalog.region_by_slug, UNSURE)


def conditions(catalog: Catalog, _told: ToldFacts) -> Iterable[str]:
    return (*_by_position(catalog.conditions), UNSURE)


def techniques(catalog: Catalog, told: ToldFacts) -> Iterable[str]:
    """The techniques of the therapy that was told."""
    own = [technique.slug for technique in catalog.techniques if technique.therapy == told.get("therapy")]
    return (*own, UNSURE)


def can_pay_otherwise(catalog: Catalog, told: Situation) -> bool:
    """Whether a piece of content speaks of other ways to pay for the therapy."""
    return any(
        content.kind is ContentKind.PAYMENT and (not content.therapies or told.therapy in content.therapies)
        for content in catalog.contents
    )


def pays_from_account(catalog: Catalog, told: Situation) -> bool:
    """Whether the member pays from an HSA or FSA, of which the catalog has something to say."""
    return told.payment is Payment.HSA_FSA and any(content.stage is Stage.HSA_FSA for content in catalog.contents)


def is_dated(catalog: Catalog, told: Situation) -> bool:
    """Whether the plan, or what it is based on, holds for some days only."""
    return any(link.effective_from or link.effective_to for link in catalog.chain(told.plan))
