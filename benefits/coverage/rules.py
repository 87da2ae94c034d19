"""The rule book: one function for each requirement.

A rule looks at a case and returns the reason why the answer can be no better than it says, or None where it has nothing
to say. RULES lists them in the order in which members read their reasons.
"""

from collections.abc import Callable
from typing import Final

from benefits.coverage.cases import Case, Reason
from benefits.coverage.limits import Tally, may_be_shared
from benefits.coverage.places import network
from benefits.coverage.records import ConditionRule
from benefits.coverage.situation import Situation
from benefits.coverage.terms import lineage
from benefits.coverage.vocabulary import (
    Authorization,
    Certainty,
    ConditionOutcome,
    CoverageStatus,
    GateKind,
    LimitState,
    NetworkTier,
    ReasonCode,
    Referral,
    Status,
    Subject,
    Tried,
    YesNo,
)

COVERAGE: Final = {
    CoverageStatus.COVERED: (ReasonCode.COVERED, Status.COVERED),
    CoverageStatus.VARIES: (ReasonCode.VARIES, Status.MAY_BE_COVERED),
    CoverageStatus.NOT_COVERED: (ReasonCode.NOT_COVERED, Status.NOT_COVERED),
}


def benefit(case: Case) -> Reason | None:
    """Whether the record covers the therapy at all."""
    record = case.terms.benefit
    if record is None:
        return Reason(code=ReasonCode.BENEFIT_NOT_STATED, at_best=Status.MAY_BE_COVERED)
    code, at_best = COVERAGE[record.status]
    return Reason(code=code, at_best=at_best, certainty=record.certainty, record=record)


def only_the_guide_speaks(case: Case) -> Reason | None:
    """Where the plan's own record is silent and only a guide speaks, the therapy may be covered and no more."""
    record = case.terms.benefit
    if record is None or case.terms.own_benefit:
        return None
    return Reason(code=ReasonCode.ONLY_THE_GUIDE_SPEAKS, at_best=Status.MAY_BE_COVERED, record=record)


def technique(case: Case) -> Reason | None:
    """A technique that the plan leaves out is not covered."""
    record = case.terms.benefit
    if record is None or case.situation.technique not in record.excluded_techniques:
        return None
    return Reason(code=ReasonCode.TECHNIQUE_EXCLUDED, at_best=Status.NOT_COVERED, record=record)


def improvement(case: Case) -> Reason | None:
    """Treatment that must stop without improvement is not covered for somebody who does not improve."""
    record = case.terms.benefit
    if record is None or not record.stops_without_improvement or case.situation.improving is not YesNo.NO:
        return None
    return Reason(code=ReasonCode.NOT_IMPROVING, at_best=Status.NOT_COVERED, record=record)


CONDITIONS: Final = {
    ConditionOutcome.COVERED: (ReasonCode.CONDITION_COVERED, Status.COVERED),
    ConditionOutcome.MORE_LIKELY: (ReasonCode.CONDITION_MORE_LIKELY, Status.COVERED),
    ConditionOutcome.CONSIDERED: (ReasonCode.CONDITION_CONSIDERED, Status.MAY_BE_COVERED),
    ConditionOutcome.NOT_COVERED: (ReasonCode.CONDITION_NOT_COVERED, Status.NOT_COVERED),
}
HEDGES: Final = {ConditionOutcome.MORE_LIKELY: Certainty.MORE_LIKELY, ConditionOutcome.CONSIDERED: Certainty.MAY}
LISTS: Final = (ConditionOutcome.COVERED, ConditionOutcome.MORE_LIKELY)


def condition(case: Case) -> Reason | None:
    """What the record says of the member's condition, or of the nearest one that it is part of.

    Where the record lists conditions and this is none of them, it may still be covered, unless the benefit is for the
    listed conditions only.
    """
    terms, told = case.terms, case.situation.condition
    rules = terms.condition_rules
    listing = [rule for rule in rules.values() if rule.outcome in LISTS]
    if told is None:
        return _condition(ReasonCode.CONDITION_NOT_KNOWN, Status.MAY_BE_COVERED, listing[0]) if listing else None
    rule = next((rules[name] for name in lineage(terms.catalog, told) if name in rules), None)
    if rule is not None:
        return _ruled(rule, case.situation)
    if not listing:
        return _doubt(case, told)
    only = terms.benefit is not None and terms.benefit.listed_conditions_only
    return _condition(
        ReasonCode.CONDITION_NOT_LISTED, Status.NOT_COVERED if only else Status.MAY_BE_COVERED, listing[0]
    )


def _ruled(rule: ConditionRule, situation: Situation) -> Reason:
    code, at_best = CONDITIONS[rule.outcome]
    if rule.likelier_after_first_treatments and situation.first_treatments is Tried.NOT_TRIED:
        return _condition(ReasonCode.CONDITION_OTHER_TREATMENT_FIRST, Status.MAY_BE_COVERED, rule, Certainty.MAY)
    return _condition(code, at_best, rule, rule.certainty or HEDGES.get(rule.outcome))


def _condition(code: ReasonCode, at_best: Status, rule: ConditionRule, certainty: Certainty | None = None) -> Reason:
    return Reason(code=code, at_best=at_best, certainty=certainty, record=rule)


def _doubt(case: Case, told: str) -> Reason | None:
    """The doubt that a guide raises by ruling the condition out, where the plan's own record names no conditions.

    A plan that covers the therapy and names no conditions does not ask for one.
    """
    rules = case.terms.guide_condition_rules
    rule = next((rules[name] for name in lineage(case.terms.catalog, told) if name in rules), None)
    if rule is None or rule.outcome is not ConditionOutcome.NOT_COVERED:
        return None
    return _condition(ReasonCode.CONDITION_DOUBTED_BY_GUIDE, Status.MAY_BE_COVERED, rule)


def referral(case: Case) -> Reason | None:
    """A required referral is missing, or came from a doctor who may not refer."""
    standing = case.gates[GateKind.REFERRAL]
    if not standing.is_unmet or standing.gate is None:
        return None
    missing = case.situation.referral in (Referral.NONE, Referral.UNSURE)
    code = ReasonCode.REFERRAL_MISSING if missing else ReasonCode.REFERRAL_NOT_FROM_THE_RIGHT_DOCTOR
    return Reason(code=code, at_best=Status.COVERED_CONDITIONAL, record=standing.gate)


def prior_authorization(case: Case) -> Reason | None:
    """A required authorization is missing. One that was denied ends it, required or not: the plan has said no."""
    standing = case.gates[GateKind.PRIOR_AUTHORIZATION]
    if case.situation.prior_authorization is Authorization.DENIED:
        # The plan said so to the member: no record of ours is the source of it.
        return Reason(code=ReasonCode.AUTHORIZATION_DENIED, at_best=Status.NOT_COVERED)
    if not standing.is_unmet:
        return None
    return Reason(code=ReasonCode.AUTHORIZATION_MISSING, at_best=Status.COVERED_CONDITIONAL, record=standing.gate)


def medical_necessity(case: Case) -> Reason | None:
    """The record asks for medical necessity, which the doctor and the plan have yet to find."""
    standing = case.gates[GateKind.MEDICAL_NECESSITY]
    if not standing.is_unmet or standing.gate is None:
        return None
    return Reason(code=ReasonCode.NECESSITY_OPEN, at_best=Status.COVERED_CONDITIONAL, record=standing.gate)


def sources_differ(case: Case) -> Reason | None:
    """Sources of the same rank differ on whether it is covered, or on a gate that one of them opens."""
    if not case.terms.disagreements:
        return None
    cover = case.terms.disagreements.get(Subject.COVERAGE)
    if cover is not None:
        return Reason(code=ReasonCode.SOURCES_DIFFER, at_best=Status.MAY_BE_COVERED, record=cover)
    doubt = next((standing.doubt for standing in case.gates.values() if standing.doubt is not None), None)
    if doubt is None:
        return None
    return Reason(code=ReasonCode.SOURCES_DIFFER, at_best=Status.COVERED_CONDITIONAL, record=doubt)


LIMITS: Final = {
    LimitState.MAY_BE_REACHED: (ReasonCode.LIMIT_MAY_BE_REACHED, Status.MAY_BE_COVERED, Certainty.MAY),
    LimitState.LIKELY_REACHED: (ReasonCode.LIMIT_LIKELY_REACHED, Status.LIMIT_REACHED, Certainty.LIKELY),
    LimitState.REACHED: (ReasonCode.LIMIT_REACHED, Status.LIMIT_REACHED, None),
}


def limit(case: Case) -> Reason | None:
    """A limit is used up, or may be. Of several the one that leaves the worst status speaks."""
    reached = [_limit(tally) for tally in case.tallies if {tally.state, tally.by_the_record} & set(LIMITS)]
    return max(reached, key=lambda reason: reason.at_best.rank, default=None)


def _limit(tally: Tally) -> Reason:
    if tally.by_the_record is not None and _outcome(tally.state) is not _outcome(tally.by_the_record):
        return Reason(
            code=ReasonCode.LIMIT_FIGURES_DIFFER, at_best=Status.MAY_BE_COVERED, record=tally.limit, tally=tally
        )
    code, at_best, certainty = LIMITS[tally.state]
    if tally.inherited and not tally.from_member:
        code = ReasonCode.LIMIT_OF_PLAN_NOT_STATED
    elif at_best is Status.LIMIT_REACHED and all(member.tier is NetworkTier.OUTSIDE for member in tally.limit.members):
        code, at_best = ReasonCode.OUTSIDE_LIMIT_REACHED, Status.NOT_COVERED
    return Reason(code=code, at_best=at_best, certainty=certainty, record=tally.limit, tally=tally)


def _outcome(state: LimitState) -> Status:
    """What is left of an answer where a limit stands so."""
    return LIMITS[state][1] if state in LIMITS else Status.COVERED


def shared_limit(case: Case) -> Reason | None:
    """Only some plans count these therapies together, and all their visits reach a limit that one's alone do not."""
    ranges = [tally for tally in case.tallies if tally.low is not None and not tally.inherited]
    for pool in case.tallies:
        if may_be_shared(pool.limit) and any(tally.used < (tally.low or 0) <= pool.used for tally in ranges):
            return Reason(
                code=ReasonCode.SHARED_LIMIT_MAY_BE_REACHED,
                at_best=Status.MAY_BE_COVERED,
                certainty=Certainty.MAY,
                record=pool.limit,
                tally=pool,
            )
    return None


RULES: Final[tuple[Callable[[Case], Reason | None], ...]] = (
    benefit,
    only_the_guide_speaks,
    technique,
    improvement,
    condition,
    network,
    referral,
    prior_authorization,
    medical_necessity,
    sources_differ,
    limit,
    shared_limit,
)
