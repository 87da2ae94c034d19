"""Where care is covered: the rule about places, in the network and outside it."""

from benefits.coverage.cases import Case, Reason
from benefits.coverage.records import Gate, Plan
from benefits.coverage.vocabulary import Certainty, GateKind, NetworkTier, ReasonCode, Requirement, Status


def network(case: Case) -> Reason | None:
    """Care at a place that the plan does not name. Silence about places outside is to be asked: it is not a no."""
    where = case.situation.network
    if where is None or _takes(case, where):
        return None
    gate = case.gates[GateKind.NETWORK].gate
    if where is NetworkTier.OUTSIDE:
        plan = next((link for link in case.terms.links if link.out_of_network_benefits is not None), None)
        if plan is not None:
            return _by_the_plan(plan, gate)
        if gate is None or not _speaks_of(gate, where):
            return Reason(code=ReasonCode.OUTSIDE_NOT_STATED, at_best=Status.MAY_BE_COVERED)
    if gate is None or not _speaks_of(gate, where):
        return None
    if where not in gate.tiers:
        return Reason(code=ReasonCode.OUTSIDE_THE_NETWORK, at_best=Status.NOT_COVERED, record=gate)
    return _by_its_hedge(gate)


def _by_its_hedge(gate: Gate) -> Reason:
    """Outside the network, by a rule that names such places and varies: only a hedge that doubts it is a no."""
    hedge = gate.certainty
    if hedge is not None and hedge.rank >= Certainty.LESS_LIKELY.rank:
        return Reason(code=ReasonCode.OUTSIDE_THE_NETWORK, at_best=Status.NOT_COVERED, certainty=hedge, record=gate)
    return Reason(code=ReasonCode.OUTSIDE_MAY_BE_PAID, at_best=Status.MAY_BE_COVERED, certainty=hedge, record=gate)


def _takes(case: Case, where: NetworkTier) -> bool:
    """Whether the member may go there: by the rule that speaks, or since the plan itself has a price for it."""
    gate = case.gates[GateKind.NETWORK].gate
    is_own = gate is not None and case.terms.is_own(gate)
    if not is_own and any(row.tier is where for row in case.terms.cost_tiers):
        return True
    if gate is None:
        return False
    if gate.requirement is Requirement.REQUIRED:
        return where in gate.tiers
    return gate.requirement is Requirement.NOT_REQUIRED or where is not NetworkTier.OUTSIDE


def _speaks_of(gate: Gate, where: NetworkTier) -> bool:
    """Whether a network rule says anything of a place: one that is required leaves out what it does not name."""
    return where in gate.tiers or gate.requirement is Requirement.REQUIRED


def _by_the_plan(plan: Plan, gate: Gate | None) -> Reason:
    """Outside the network, by a plan's own word on whether it has benefits there."""
    record = gate or plan
    if plan.out_of_network_benefits:
        return Reason(code=ReasonCode.OUTSIDE_MAY_BE_PAID, at_best=Status.MAY_BE_COVERED, record=record)
    return Reason(code=ReasonCode.OUTSIDE_THE_NETWORK, at_best=Status.NOT_COVERED, record=plan)
