"""The sections of a guide, in the order in which they are read, and what goes into each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from django.utils.translation import gettext as _

from benefits.coverage.records import ConditionRule, CostTier, Disagreement, Gate
from benefits.coverage.terms import Terms
from benefits.coverage.vocabulary import (
    ConditionOutcome,
    ContentKind,
    DeductibleRule,
    GateKind,
    NetworkTier,
    PlanKind,
    Stage,
    Subject,
)
from benefits.guides.desk import Desk
from benefits.guides.statements import Group, GuideStatement, Statements, piece, plan_types, regions, stated, together
from benefits.wording import guide as words
from benefits.wording.phrases import at_the_beginning, sentence
from benefits.words.answers import SUBJECT

OUTCOMES: Final = tuple(ConditionOutcome)
TIERS: Final = tuple(NetworkTier)
PHASES: Final = tuple(DeductibleRule)
ON_THE_WAY: Final = (Stage.VERIFY, Stage.BEFORE_REFERRAL, Stage.FIND_PROVIDER, Stage.GET_CARE)
GATES: Final = tuple(Subject(kind.value) for kind in GateKind)
PAPERS: Final = (*ON_THE_WAY, Stage.NEAR_LIMIT, Stage.NOT_COVERED, Stage.CLAIM, Stage.APPEAL)

Layout = Callable[[Desk], Iterable[Group]]


def _all(kind: ContentKind, desk: Desk) -> Iterator[Group]:
    yield Group(desk.pieces(kind))


def _by_stage(kind: ContentKind, stages: Iterable[Stage], desk: Desk) -> Iterator[Group]:
    for stage in stages:
        yield Group(desk.pieces(kind, stage), heading=str(words.STAGES[stage]), ordered=kind is ContentKind.STEP)


def _costs(desk: Desk) -> Iterator[Group]:
    prices = {plan: _prices(found, desk) for plan, found in desk.terms.items()}
    for plans, statements in together(prices):
        yield Group(statements, heading=desk.label(plans) or str(words.EVERY_PLAN), plans=desk.links(plans))
    yield from _differing(desk, Subject.COST)


def _prices(found: Terms, desk: Desk) -> Statements:
    return tuple(_price(record, desk) for record in sorted(found.cost_tiers, key=_phase))


def _differing(desk: Desk, *subjects: Subject) -> Iterator[Group]:
    """What sources of the same rank do not agree on, each side with its own source."""

    def sides_of(found: Terms) -> Statements:
        records = [found.disagreements[subject] for subject in subjects if subject in found.disagreements]
        return tuple(statement for record in records for statement in _sides(record, desk))

    said = {plan: sides_of(found) for plan, found in desk.terms.items()}
    for plans, statements in together(said):
        yield Group(statements, heading=": ".join(filter(None, (desk.label(plans), str(words.SOURCES_DIFFER)))))


def _sides(record: Disagreement, desk: Desk) -> Iterator[GuideStatement]:
    title = str(SUBJECT[record.subject])
    for says, citation in ((record.says, record.citation), (record.other_says, record.other_citation)):
        yield GuideStatement(
            title=at_the_beginning(title), text=sentence(_(says)), source=desk.sources.number(citation)
        )


def _phase(record: CostTier) -> tuple[int, int, int]:
    """What prices are sorted by: Kaiser's own sites come first, and before the deductible comes before after it."""
    return TIERS.index(record.tier), PHASES.index(record.deductible), record.from_visit


def _price(record: CostTier, desk: Desk) -> GuideStatement:
    where = words.when(record)
    return GuideStatement(
        title=at_the_beginning(where),
        text=words.price(record),
        note=_(record.note),
        source=desk.sources.number(record.citation),
    )


def _visits(desk: Desk) -> Iterator[Group]:
    yield from desk.by_plan(lambda found: found.limits, partial(words.limit, catalog=desk.catalog))
    yield from _differing(desk, Subject.VISIT_LIMIT)
    yield from _by_stage(ContentKind.STEP, [Stage.NEAR_LIMIT], desk)


def _coverage(desk: Desk) -> Iterator[Group]:
    say = partial(words.benefit, catalog=desk.catalog)
    yield from desk.by_plan(lambda found: (found.benefit,) if found.benefit else (), say)
    rich = (found for found in desk.catalog.benefits if found.therapy == desk.therapy and found.for_rich_benefits)
    ours = [found for found in rich if desk.catalog.plan_by_slug[found.plan].kind is PlanKind.GUIDE]
    yield Group(tuple(stated(record, desk.sources, say) for record in ours), heading=str(words.RICH_BENEFITS))
    yield from _differing(desk, Subject.COVERAGE)
    for group in desk.by_plan(partial(_rules, desk), partial(words.condition, catalog=desk.catalog)):
        yield replace(group, heading=": ".join(filter(None, (group.heading, str(words.BY_PROBLEM)))))


def _rules(desk: Desk, found: Terms) -> list[ConditionRule]:
    """The rules on conditions, those with the best outcome first."""
    places = desk.catalog.condition_by_slug
    return sorted(
        found.condition_rules.values(),
        key=lambda rule: (OUTCOMES.index(rule.outcome), places[rule.condition].position),
    )


def _gates(desk: Desk) -> Iterator[Group]:
    def gates(found: Terms) -> list[Gate]:
        return [gate for kind in GateKind for gate in found.gates.get(kind, ())]

    yield from desk.by_plan(gates, partial(words.gate, catalog=desk.catalog), words.gate_name)
    yield from _differing(desk, *GATES)


def _deliveries(desk: Desk) -> Iterator[Group]:
    places = desk.catalog.region_by_slug
    found = [record for record in desk.catalog.deliveries if record.therapy == desk.therapy]
    for region in dict.fromkeys(record.region for record in found):
        said = [stated(record, desk.sources, words.delivery) for record in found if record.region == region]
        yield Group(tuple(said), heading=_(places[region].name) if region else "")


def _denied(desk: Desk) -> Iterator[Group]:
    """What to do after a no, which is not the same for all types of plan and all regions."""
    steps = [found for found in desk.contents if found.kind is ContentKind.STEP and found.stage is Stage.APPEAL]
    for kinds in dict.fromkeys(plan_types(step, desk.catalog) for step in steps):
        mine = [step for step in steps if plan_types(step, desk.catalog) == kinds]
        for where in dict.fromkeys(regions(step, desk.catalog) for step in mine):
            here = [step for step in mine if regions(step, desk.catalog) == where]
            said = tuple(replace(piece(step, desk.catalog, desk.sources), scope="") for step in here)
            yield Group(said, heading=": ".join(filter(None, (kinds, where))), ordered=True)


def _alternatives(desk: Desk) -> Iterator[Group]:
    yield from _by_stage(ContentKind.STEP, [Stage.NOT_COVERED], desk)
    yield Group(desk.pieces(ContentKind.ALTERNATIVE), heading=str(words.OTHER_CARE))


def _documents(desk: Desk) -> Iterator[Group]:
    yield from _by_stage(ContentKind.DOCUMENT, PAPERS, desk)
    yield Group(desk.pieces(ContentKind.STEP, Stage.CLAIM))


def _payment(desk: Desk) -> Iterator[Group]:
    yield Group(desk.pieces(ContentKind.PAYMENT))
    yield from _by_stage(ContentKind.DOCUMENT, [Stage.HSA_FSA], desk)


LAYOUT: Final[Mapping[str, Layout]] = {
    "in-short": partial(_all, ContentKind.QUICK_FACT),
    "how-it-works": partial(_all, ContentKind.HOW_IT_WORKS),
    "steps": partial(_by_stage, ContentKind.STEP, ON_THE_WAY),
    "cost": _costs,
    "visits": _visits,
    "coverage": _coverage,
    "gates": _gates,
    "delivery": _deliveries,
    "tips": partial(_all, ContentKind.TIP),
    "mistakes": partial(_all, ContentKind.MISCONCEPTION),
    "questions": partial(_all, ContentKind.QUESTION),
    "documents": _documents,
    "payment": _payment,
    "denied": _denied,
    "alternatives": _alternatives,
    "resources": partial(_all, ContentKind.RESOURCE),
    "good-to-know": partial(_all, ContentKind.CAVEAT),
    "why": partial(_all, ContentKind.WHY),
    "background": partial(_all, ContentKind.BACKGROUND),
    "health-benefits": partial(_all, ContentKind.HEALTH_BENEFIT),
    "words": partial(_all, ContentKind.GLOSSARY),
}
