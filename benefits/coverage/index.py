"""The records of a catalog by the plan and the therapy that they speak of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, Protocol, TypeVar

from msgspec import Struct

from benefits.coverage.catalog import Catalog
from benefits.coverage.once import once_a_catalog
from benefits.coverage.records import (
    Benefit,
    ConditionRule,
    Content,
    CostTier,
    Disagreement,
    Gate,
    PlanAmount,
    VisitLimit,
)

# Under this key stands what speaks of every therapy.
ANY_THERAPY: Final = ""


class OfPlan(Protocol):
    """A record that a plan holds."""

    @property
    def plan(self) -> str: ...


Spoken = TypeVar("Spoken", bound=OfPlan)
ByTherapy = Mapping[tuple[str, str], tuple[Spoken, ...]]


class RecordIndex(Struct, frozen=True, kw_only=True):
    """Each table's records by plan and therapy, in the order of the catalog; and what else is looked up by key.

    `contents` is in reading order; `excluded` names the therapies that the record of each plan leaves out.
    """

    benefits: ByTherapy[Benefit]
    gates: ByTherapy[Gate]
    cost_tiers: ByTherapy[CostTier]
    visit_limits: ByTherapy[VisitLimit]
    condition_rules: ByTherapy[ConditionRule]
    disagreements: ByTherapy[Disagreement]
    amounts: ByTherapy[PlanAmount]
    contents: tuple[Content, ...]
    excluded: Mapping[str, frozenset[str]]


@once_a_catalog
def index(catalog: Catalog) -> RecordIndex:
    """The index of a catalog."""
    return RecordIndex(
        benefits=by_therapy(catalog.benefits),
        gates=by_therapy(catalog.gates),
        cost_tiers=by_therapy(catalog.cost_tiers),
        visit_limits=by_therapy(catalog.visit_limits),
        condition_rules=by_therapy(catalog.condition_rules),
        disagreements=by_therapy(catalog.disagreements),
        amounts=by_therapy(catalog.plan_amounts),
        contents=_in_reading_order(catalog.contents),
        excluded=_excluded(catalog.benefits),
    )


def by_therapy(records: Iterable[Spoken]) -> ByTherapy[Spoken]:
    """The records by plan and therapy; a limit under each therapy that it counts."""
    lists: dict[tuple[str, str], list[Spoken]] = defaultdict(list)
    for record in records:
        for therapy in _therapies(record):
            lists[record.plan, therapy].append(record)
    return {key: tuple(found) for key, found in lists.items()}


def _therapies(record: OfPlan) -> tuple[str, ...]:
    match record:
        case VisitLimit():
            return tuple(dict.fromkeys(member.therapy or ANY_THERAPY for member in record.members))
        case PlanAmount():
            return (ANY_THERAPY,)
        case Benefit() | Gate() | CostTier() | ConditionRule() | Disagreement():
            return (record.therapy,)
        case _:
            raise TypeError(type(record).__name__)


def _in_reading_order(contents: Iterable[Content]) -> tuple[Content, ...]:
    """Pieces of content as a guide has them."""
    return tuple(sorted(contents, key=lambda content: (content.position, content.slug)))


def _excluded(benefits: Iterable[Benefit]) -> Mapping[str, frozenset[str]]:
    """The therapies that the record of each plan leaves out, by plan."""
    found: dict[str, set[str]] = defaultdict(set)
    for benefit in benefits:
        if benefit.status == "not_covered":
            found[benefit.plan].add(benefit.therapy)
    return {plan: frozenset(therapies) for plan, therapies in found.items()}
