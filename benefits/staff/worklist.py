"""Which missing fact costs us most: what members read as “depends” or “not stated”, and for want of which record."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision, decide
from benefits.coverage.records import Plan
from benefits.coverage.universe import situations
from benefits.coverage.vocabulary import CostKind, GateKind, LimitRule, ReasonCode, Requirement, Status

# Which record is wanting where a reason leaves an answer open.
WANTED: Final = {
    ReasonCode.BENEFIT_NOT_STATED: "benefit",
    ReasonCode.VARIES: "benefit",
    ReasonCode.ONLY_THE_GUIDE_SPEAKS: "benefit",
    ReasonCode.CONDITION_NOT_KNOWN: "condition",
    ReasonCode.CONDITION_NOT_LISTED: "condition",
    ReasonCode.CONDITION_CONSIDERED: "condition",
    ReasonCode.CONDITION_DOUBTED_BY_GUIDE: "condition",
    ReasonCode.CONDITION_OTHER_TREATMENT_FIRST: "condition",
    ReasonCode.SOURCES_DIFFER: "benefit",
    ReasonCode.NOT_COVERED_BY_THE_GUIDE: "benefit",
    ReasonCode.OUTSIDE_BY_THE_GUIDE: "network",
    ReasonCode.OUTSIDE_NOT_STATED: "network",
    ReasonCode.OUTSIDE_MAY_BE_PAID: "network",
    ReasonCode.LIMIT_MAY_BE_REACHED: "visit_limit",
    ReasonCode.LIMIT_OF_PLAN_NOT_STATED: "visit_limit",
    ReasonCode.SHARED_LIMIT_MAY_BE_REACHED: "visit_limit",
}


UNSTATED: Final = (CostKind.UNSTATED, CostKind.PARTIAL_REIMBURSEMENT)


class Wanting(Struct, frozen=True, kw_only=True):
    """Of so many situations of a plan and therapy, how many end in a “may be” or a “not stated” for want of a field."""

    therapy: str
    of: int
    fields: Mapping[str, int]


def wanting(catalog: Catalog, plan: Plan, therapy: str, today: date) -> Wanting:
    """What is wanting for one plan and therapy, most costly first."""
    counted: Counter[str] = Counter()
    total = 0
    for situation in situations(catalog, plan, therapy, today):
        total += 1
        counted.update(set(_fields(decide(catalog, situation))))
    return Wanting(therapy=therapy, of=total, fields=dict(counted.most_common()))


def _fields(decision: Decision) -> Iterator[str]:
    if decision.status is Status.UNKNOWN:
        return
    if decision.status is Status.MAY_BE_COVERED:
        yield from (WANTED[reason.code] for reason in decision.reasons if _leaves_open(reason.code, reason.at_best))
    if decision.status is not Status.NOT_COVERED:
        yield from _not_stated(decision)


def _leaves_open(code: ReasonCode, at_best: Status) -> bool:
    return at_best is Status.MAY_BE_COVERED and code in WANTED


def _not_stated(decision: Decision) -> Iterator[str]:
    if any(price.kind in UNSTATED for price in decision.prices):
        yield "price"
    own = [tally for tally in decision.tallies if not tally.inherited]
    if not own or all(tally.limit.rule is LimitRule.VARIES for tally in own):
        yield "visit_limit"
    for kind in GateKind:
        gate = decision.gates[kind].gate
        if gate is None or gate.requirement is Requirement.NOT_STATED:
            yield kind.value
