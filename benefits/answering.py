"""Decision, what would change it, words, edition and id: brought together as the one Answer."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from benefits.answer_ids import answer_id
from benefits.answers import (
    Answer,
    AnswerChange,
    AnswerClaim,
    AnswerConflict,
    AnswerCost,
    AnswerEdition,
    AnswerGate,
    AnswerGates,
    AnswerLimit,
    AnswerReason,
    AnswerUnknown,
    number,
)
from benefits.coverage.catalog import NumberedCatalog
from benefits.coverage.changes import unknowns, would_change
from benefits.coverage.conflicts import cited
from benefits.coverage.courses import CourseCost, course_cost
from benefits.coverage.decision import Decision, decide
from benefits.coverage.gates import Standing
from benefits.coverage.guidance import Guidance, guidance
from benefits.coverage.kinds import plain
from benefits.coverage.limits import Tally
from benefits.coverage.planned import COURSE, read
from benefits.coverage.situation import Situation
from benefits.coverage.telling import situation
from benefits.coverage.vocabulary import (
    GateKind,
    LimitUnit,
    ReasonCode,
    Status,
)
from benefits.wording import advice, branches, conflicts, costs, courses, gates, headlines, limits, reasons, whatif
from benefits.wording.sources import Sources


class Answering(NamedTuple):
    """All that an answer is put into words from."""

    edition: NumberedCatalog
    facts: Mapping[str, object]
    told: Situation
    decision: Decision
    guidance: Guidance
    sources: Sources
    course: CourseCost | None


def answer(edition: NumberedCatalog, facts: Mapping[str, object]) -> Answer:
    """The Answer to facts (with `on`) under an edition. Raises FactError for facts that cannot be used."""
    return in_words(decided(edition, facts))


def decided(edition: NumberedCatalog, facts: Mapping[str, object]) -> Answering:
    """The decision on facts (with `on`) under an edition. Raises FactError for facts that cannot be used."""
    told = situation(edition.catalog, facts)
    decision = decide(edition.catalog, told)
    # Sources are listed in the order in which the parts of the answer lean on them.
    planned = read(edition.catalog, facts[COURSE], told.on) if COURSE in facts else None
    return Answering(
        edition=edition,
        facts=facts,
        told=told,
        decision=decision,
        guidance=guidance(told, decision),
        sources=Sources(edition.catalog),
        course=course_cost(edition.catalog, told, planned) if planned else None,
    )


def in_words(here: Answering) -> Answer:
    """The decision as the Answer that all show."""
    return Answer(
        answer_id=answer_id(here.facts, here.edition.sha256),
        status=here.decision.status,
        certainty=here.decision.certainty,
        basis=here.decision.basis,
        headline=headlines.headline(here.decision),
        reasons=_reasons(here),
        gates=_gates(here),
        conditions_open=tuple(reasons.open_conditions(here.decision)),
        cost=_cost(here),
        limits=tuple(_limit(tally, here) for tally in here.decision.tallies),
        visits_left=here.decision.visits_left,
        caveats=_caveats(here),
        next_steps=tuple(advice.steps(here.guidance, here.decision, here.sources, here.told)),
        documents=tuple(advice.texts(here.guidance.documents, here.sources)),
        claim=_claim(here),
        if_denied=tuple(advice.texts(here.guidance.if_denied, here.sources)),
        delivery=advice.delivery(here.guidance, here.sources),
        hsa_fsa=" ".join(advice.texts(here.guidance.payments, here.sources)) or None,
        alternatives=tuple(advice.alternatives(here.guidance, here.decision, here.sources)),
        unknowns=_unknowns(here),
        would_change=_changes(here),
        conflicts=_conflicts(here),
        course=courses.course(here.course) if here.course else None,
        sources=here.sources.listed(),
        edition=_edition(here.edition),
        on=here.told.on,
        facts=plain(here.facts),
    )


def _reasons(here: Answering) -> tuple[AnswerReason, ...]:
    return tuple(
        AnswerReason(
            code=reason.code,
            text=reasons.reason(reason, here.decision, here.told),
            source=here.sources.cite(reason.citation),
        )
        for reason in here.decision.reasons
    )


def _gates(here: Answering) -> AnswerGates:
    found = {kind.value: _gate(here.decision.gates[kind], here) for kind in GateKind}
    return AnswerGates(**found)


def _gate(standing: Standing, here: Answering) -> AnswerGate:
    return AnswerGate(
        state=standing.state,
        certainty=standing.gate.certainty if standing.gate else None,
        text=gates.gate(standing, here.decision, here.told),
        source=here.sources.cite(standing.gate.citation) if standing.gate else None,
    )


def _cost(here: Answering) -> AnswerCost:
    """What the next visit costs; the source is that of the first price with a record, else the general guide's."""
    cost = here.decision.cost
    if cost is None:
        return AnswerCost(now=None, text=None, branches=(), low=None, high=None, percent=None, source=None)
    now = cost.now
    prices = [price for price in (now, *(branch.price for branch in cost.branches)) if price is not None]
    tier = next((price.tier for price in prices if price.tier is not None), None) or cost.guide
    from_papers = now is not None and now.from_member
    return AnswerCost(
        now=costs.now(cost),
        text=costs.text(cost, here.decision, here.told),
        branches=branches.branches(cost, here.decision.terms.catalog),
        low=number(now.low) if now else None,
        high=number(now.high) if now else None,
        percent=number(now.percent) if now else None,
        source=here.sources.cite(tier.citation) if tier and not from_papers else None,
    )


def _limit(tally: Tally, here: Answering) -> AnswerLimit:
    return AnswerLimit(
        text=limits.limit(tally, here.decision, here.told),
        low=tally.low,
        high=tally.high,
        unit=tally.limit.unit,
        period=limits.period_phrase(tally.limit),
        pool=tally.pool,
        used=tally.used if tally.is_told and tally.limit.unit is LimitUnit.VISITS else None,
        left=tally.left if here.decision.leaves_visits else None,
        left_is_at_most=tally.left_is_at_most and here.decision.leaves_visits,
        resets_on=tally.resets_on,
        source=None if tally.from_member else here.sources.cite(tally.limit.citation),
    )


def _caveats(here: Answering) -> tuple[str, ...]:
    """What the records themselves limit, then the guide's caveats, each once."""
    own = advice.caveats(here.told, here.decision)
    return tuple(dict.fromkeys((*own, *advice.texts(here.guidance.caveats, here.sources))))


def _claim(here: Answering) -> AnswerClaim:
    deadline = here.guidance.claim_deadline
    return AnswerClaim(
        documents=tuple(advice.texts(here.guidance.claim_documents, here.sources)),
        deadline=advice.text(deadline, here.sources) if deadline else None,
    )


def _unknowns(here: Answering) -> tuple[AnswerUnknown, ...]:
    return tuple(whatif.unknown(fact, here.decision) for fact in _unknown_facts(here))


def _changes(here: Answering) -> tuple[AnswerChange, ...]:
    catalog = here.edition.catalog
    return tuple(whatif.change(change) for change in would_change(catalog, here.told, here.decision))


def _conflicts(here: Answering) -> tuple[AnswerConflict, ...]:
    return tuple(
        AnswerConflict(
            text=conflicts.conflict(conflict, here.decision),
            sources=tuple(here.sources.cite(citation) for citation in cited(conflict)),
        )
        for conflict in here.decision.conflicts
    )


# What leaves an answer to the plan's own papers.
LEFT_TO_THE_PAPERS: Final = (
    ReasonCode.VARIES,
    ReasonCode.BENEFIT_NOT_STATED,
    ReasonCode.ONLY_THE_GUIDE_SPEAKS,
    ReasonCode.CONDITION_NOT_LISTED,
    ReasonCode.CONDITION_CONSIDERED,
    ReasonCode.CONDITION_DOUBTED_BY_GUIDE,
    ReasonCode.LIMIT_MAY_BE_REACHED,
    ReasonCode.LIMIT_OF_PLAN_NOT_STATED,
    ReasonCode.SHARED_LIMIT_MAY_BE_REACHED,
    ReasonCode.NOT_COVERED_BY_THE_GUIDE,
    ReasonCode.OUTSIDE_BY_THE_GUIDE,
    ReasonCode.OUTSIDE_NOT_STATED,
    ReasonCode.OUTSIDE_MAY_BE_PAID,
)


def _unknown_facts(here: Answering) -> Iterator[str]:
    """The facts that could change the answer, then what only papers or doctors can say."""
    decision = here.decision
    yield from unknowns(here.edition.catalog, here.told, decision)
    if decision.status is Status.UNKNOWN or decision.disagreements or decision.has(*LEFT_TO_THE_PAPERS):
        yield "plan_document"
    settled = decision.status in (Status.NOT_COVERED, Status.UNKNOWN)
    if decision.gates[GateKind.MEDICAL_NECESSITY].is_open and not settled:
        yield "medical_necessity"


def _edition(edition: NumberedCatalog) -> AnswerEdition:
    return AnswerEdition(number=edition.number, sha256=edition.sha256, published_at=edition.published_at)
