"""What to do next: the steps, documents, alternatives and caveats of the guides that fit a decision."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from benefits.coverage.alternatives import WITH_ALTERNATIVES, OtherTherapy, other_therapies
from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision
from benefits.coverage.gates import Standing
from benefits.coverage.index import index
from benefits.coverage.once import once_a_catalog
from benefits.coverage.records import Content, Delivery
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import (
    ContentKind,
    DeliveryMode,
    GateKind,
    GateState,
    LimitState,
    ReasonCode,
    Stage,
    Status,
)

NEAR_OR_REACHED: Final = (
    LimitState.NEAR,
    LimitState.MAY_BE_REACHED,
    LimitState.LIKELY_REACHED,
    LimitState.REACHED,
)
STAGES: Final = {
    Status.COVERED: (Stage.GET_CARE,),
    Status.COVERED_CONDITIONAL: (Stage.BEFORE_REFERRAL, Stage.GET_CARE),
    Status.MAY_BE_COVERED: (Stage.VERIFY, Stage.BEFORE_REFERRAL, Stage.FIND_PROVIDER),
    Status.LIMIT_REACHED: (),
    Status.NOT_COVERED: (Stage.NOT_COVERED,),
    Status.UNKNOWN: (Stage.VERIFY,),
}


class Guidance(Struct, frozen=True, kw_only=True):
    """The pieces of content that fit one decision, each kind in reading order."""

    steps: tuple[Content, ...]
    documents: tuple[Content, ...]
    claim_documents: tuple[Content, ...]
    claim_deadline: Content | None
    if_denied: tuple[Content, ...]
    alternatives: tuple[Content, ...]
    other_therapies: tuple[OtherTherapy, ...]
    caveats: tuple[Content, ...]
    payments: tuple[Content, ...]
    deliveries: tuple[Delivery, ...]


def guidance(situation: Situation, decision: Decision) -> Guidance:
    """The guides' content for a decision. What is done is left out, and what the plan excludes is no alternative."""
    fitting: dict[ContentKind, list[Content]] = defaultdict(list)
    for content in _in_scope(situation, decision):
        if _is_wanted(content, situation, decision):
            fitting[content.kind].append(content)

    def chosen(kind: ContentKind, *stages: Stage) -> tuple[Content, ...]:
        return tuple(content for content in fitting[kind] if not stages or content.stage in stages)

    alternatives = chosen(ContentKind.ALTERNATIVE) if decision.status in WITH_ALTERNATIVES else ()
    claims = _pays_back(decision)
    steps = [step for stage in _stages(decision) for step in chosen(ContentKind.STEP, stage)]
    return Guidance(
        steps=tuple(steps),
        documents=tuple(
            document
            for stage in _document_stages(situation, decision)
            for document in chosen(ContentKind.DOCUMENT, stage)
        ),
        claim_documents=chosen(ContentKind.DOCUMENT, Stage.CLAIM) if claims else (),
        claim_deadline=next(iter(chosen(ContentKind.STEP, Stage.CLAIM)), None) if claims else None,
        if_denied=chosen(ContentKind.STEP, Stage.APPEAL),
        alternatives=tuple(content for content in alternatives if content.topic is None),
        other_therapies=other_therapies(situation, decision, alternatives),
        caveats=(*chosen(ContentKind.CAVEAT), *chosen(ContentKind.DISCLAIMER)),
        payments=chosen(ContentKind.PAYMENT),
        deliveries=decision.terms.deliveries,
    )


# Plan, therapy, region and status: what is in scope turns on nothing else.
ScopeKey = tuple[str, str, str | None, Status]


def _in_scope(situation: Situation, decision: Decision) -> tuple[Content, ...]:
    """The content for this plan, therapy, region and status. It is looked up once: most turns on no more."""
    spoken = decision.terms
    catalog, region = spoken.catalog, spoken.plan.region or situation.region
    key = (spoken.plan.slug, spoken.therapy.slug, region, decision.status)
    held = _contents_by_scope(catalog)
    found = held.get(key)
    if found is None:
        found = held[key] = tuple(
            content for content in index(catalog).contents if _takes_in(content, situation, decision)
        )
    return found


@once_a_catalog
def _contents_by_scope(_catalog: Catalog) -> dict[ScopeKey, tuple[Content, ...]]:
    return {}


def _takes_in(content: Content, situation: Situation, decision: Decision) -> bool:
    """Whether the content is for this plan, therapy, region, way of delivery and status."""
    terms = decision.terms
    return (
        _within(content.therapies, (terms.therapy.slug,))
        and _within(content.plan_types, (terms.plan.plan_type,))
        and _within(content.plans, (link.slug for link in terms.links if _speaks(link.slug, decision)))
        and _within(content.regions, _regions(situation, decision))
        and _within(content.modes, _own_modes(decision))
        and _within(content.statuses, (decision.status,))
    )


def _is_wanted(content: Content, situation: Situation, decision: Decision) -> bool:
    """Whether its gate still asks something of the member, and the facts that it waits for are as it wants them."""
    if content.gate is not None and not _still_asks(decision.gates[content.gate]):
        return False
    return all(situation.text(when.fact) in when.values for when in content.when)


def _still_asks(standing: Standing) -> bool:
    """Whether steps to meet the gate are wanted. Where sources differ they are not: the first step is to ask."""
    return standing.doubt is None and standing.state in (GateState.TO_DO, GateState.ASK)


def _own_modes(decision: Decision) -> tuple[DeliveryMode, ...]:
    """How the member's own region offers the therapy. What is said of all regions is no promise for one."""
    return tuple(delivery.mode for delivery in decision.terms.deliveries if delivery.region is not None)


def _within(scope: tuple[object, ...], values: Iterable[object]) -> bool:
    return not scope or any(value in scope for value in values)


def _speaks(link: str, decision: Decision) -> bool:
    """Whether content for this link of the chain is for the plan asked about.

    The last link stands for plans that are not known: its content is for who asks that guide, and for no other plan.
    """
    general = decision.terms.links[-1].slug
    return link != general or decision.terms.plan.slug == general


def _regions(situation: Situation, decision: Decision) -> tuple[str, ...]:
    catalog = decision.terms.catalog
    region = decision.terms.plan.region or situation.region
    found = []
    while region is not None:
        found.append(region)
        region = catalog.region_by_slug[region].part_of
    return tuple(found)


def _stages(decision: Decision) -> tuple[Stage, ...]:
    """The stages whose steps are wanted, in order.

    Near a limit the steps to get more visits come first, but for the referral without which there is no visit at all.
    """
    own_limit_is_near = any(tally.state in NEAR_OR_REACHED for tally in decision.tallies)
    is_near = own_limit_is_near or decision.has(ReasonCode.SHARED_LIMIT_MAY_BE_REACHED)
    stages = STAGES[decision.status]
    wants_more = is_near and decision.status is not Status.NOT_COVERED
    if not wants_more:
        return stages
    first = [stage for stage in stages if stage is Stage.BEFORE_REFERRAL and decision.gates[GateKind.REFERRAL].is_open]
    return (*first, Stage.NEAR_LIMIT, *(stage for stage in stages if stage not in first))


def _document_stages(situation: Situation, decision: Decision) -> tuple[Stage, ...]:
    claim = decision.has(ReasonCode.OUTSIDE_MAY_BE_PAID) or set(_own_modes(decision)) == {DeliveryMode.REIMBURSED}
    stages = (
        (Stage.BEFORE_REFERRAL, decision.status is not Status.NOT_COVERED),
        (Stage.CLAIM, claim),
        (Stage.HSA_FSA, situation.payment == "hsa-fsa"),
        (Stage.NEAR_LIMIT, decision.status is Status.LIMIT_REACHED),
    )
    return tuple(stage for stage, wanted in stages if wanted)


def _pays_back(decision: Decision) -> bool:
    """Whether a member can pay first and be paid back."""
    if any(link.out_of_network_benefits for link in decision.terms.links):
        return True
    modes = {delivery.mode for delivery in decision.terms.deliveries}
    return DeliveryMode.REIMBURSED in modes and decision.status is not Status.NOT_COVERED
