"""The visits of a course, by the record that they fall into, each priced by the rules of the next visit."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from msgspec.structs import replace

from benefits.coverage.allotments import Allotment, allotments
from benefits.coverage.catalog import Catalog
from benefits.coverage.charges import rates
from benefits.coverage.decision import Decision, decide
from benefits.coverage.ledgers import Bill, Ledger, bill, opened, paid, started_again
from benefits.coverage.periods import accumulation_year
from benefits.coverage.prices import full_price
from benefits.coverage.records import Plan
from benefits.coverage.situation import Situation
from benefits.coverage.telling import of_next_record
from benefits.coverage.terms import Terms
from benefits.coverage.vocabulary import CostKind, CourseRule, Phase, ReasonCode, Status

ONE_DAY: Final = timedelta(days=1)


class Stretch(NamedTuple):
    """The visits that fall into one record, with the decision and the facts on its first day in question."""

    decision: Decision
    situation: Situation
    days: tuple[date, ...]


class PricedVisit(NamedTuple):
    """One visit as each ledger pays it."""

    on: date
    since: date | None
    allotment: Allotment
    bills: tuple[Bill, ...]


def stretches(catalog: Catalog, decision: Decision, situation: Situation, days: Sequence[date]) -> Iterator[Stretch]:
    """The visits of the record in force, then those of the plan's next records, as far as any are held."""
    held: Plan | None = decision.terms.plan
    while held is not None:
        here = tuple(day for day in days if held.in_force(day))
        if here or held is decision.terms.plan:
            yield Stretch(decision, situation, here)
        following = next_record(catalog, held)
        if following is None or following.effective_from is None or days[-1] < following.effective_from:
            return
        situation = of_next_record(situation, following.slug, following.effective_from)
        held, decision = following, decide(catalog, situation)


def next_record(catalog: Catalog, plan: Plan) -> Plan | None:
    """The record of the same plan that begins the day after this one ends, and its count of payments with it."""
    if not plan.hios_id or plan.effective_to is None:
        return None
    for other in catalog.plans:
        follows = other.hios_id == plan.hios_id and other.effective_from == plan.effective_to + ONE_DAY
        if follows and other.accumulation_starts in ("", f"{other.effective_from:%m-%d}"):
            return other
    return None


def priced(stretch: Stretch) -> list[PricedVisit]:
    """The visits of one record, as each way of reading what was told pays them."""
    spoken, situation = stretch.decision.terms, stretch.situation
    standings = _standings(stretch)
    ledgers = opened(spoken, situation)
    year = accumulation_year(spoken, situation.on)
    found = []
    for day, allotment in zip(stretch.days, standings, strict=True):
        if year is not None and day >= year[1]:
            year = accumulation_year(spoken, day)
            situation = _in_a_new_year(situation)
            ledgers = tuple(started_again(ledger, spoken, situation) for ledger in ledgers)
        steps = [_step(spoken, situation, ledger, allotment) for ledger in ledgers]
        found.append(PricedVisit(day, year and year[0], allotment, tuple(made for made, _ledger in steps)))
        ledgers = tuple(ledger for _made, ledger in steps)
        situation = _one_visit_on(situation)
    return found


def _step(spoken: Terms, situation: Situation, ledger: Ledger, allotment: Allotment) -> tuple[Bill, Ledger]:
    """What one visit costs in a ledger, and the ledger after it."""
    full = full_price(situation, None)
    if allotment in (Allotment.PAST, Allotment.REFUSED):
        dollars = full.high if ledger.pays_most else full.low
        return Bill(dollars=dollars, price=full, phase=Phase.NOT_COVERED), ledger
    known = rates(spoken, situation)
    made = bill(ledger, known, [full] if allotment is Allotment.UNSURE else [], situation)
    return made, paid(ledger, known, made)


def _standings(stretch: Stretch) -> tuple[Allotment, ...]:
    """Where each visit stands; refused, where the plan does not pay at all."""
    decision = stretch.decision
    if _refuses(decision):
        return (Allotment.REFUSED,) * len(stretch.days)
    return allotments(decision.terms, decision.tallies, stretch.situation.on, stretch.days)


def _refuses(decision: Decision) -> bool:
    """Whether the plan does not pay for any visit, whatever is left of a limit."""
    noes = [reason.code for reason in decision.reasons if reason.at_best is Status.NOT_COVERED]
    return any(code is not ReasonCode.OUTSIDE_LIMIT_REACHED for code in noes)


def _one_visit_on(situation: Situation) -> Situation:
    used = situation.visits_used.get(situation.therapy) or 0
    return replace(situation, visits_used={**situation.visits_used, situation.therapy: used + 1})


def _in_a_new_year(situation: Situation) -> Situation:
    return replace(situation, visits_used=dict.fromkeys(situation.visits_used, 0))


OF_KIND: Final = {
    CostKind.COPAYMENT: CourseRule.COPAYMENT,
    CostKind.COINSURANCE: CourseRule.COINSURANCE,
    CostKind.NO_CHARGE: CourseRule.NO_CHARGE,
    CostKind.FULL_COST: CourseRule.FULL_COST,
    CostKind.PARTIAL_REIMBURSEMENT: CourseRule.NOT_STATED,
    CostKind.UNSTATED: CourseRule.NOT_STATED,
}


def rule(made: Bill, allotment: Allotment) -> CourseRule:
    """What makes the price that was paid."""
    if allotment is Allotment.UNSURE:
        return CourseRule.MAY_BE_PAST_LIMIT
    if allotment is Allotment.REFUSED:
        return CourseRule.NOT_COVERED
    if made.phase is Phase.NOT_COVERED:
        return CourseRule.PAST_LIMIT
    if made.phase is Phase.OUT_OF_POCKET_MET:
        return CourseRule.OUT_OF_POCKET_MET
    if made.price.is_capped and made.dollars is not None:
        return CourseRule.REACHES_OUT_OF_POCKET
    if made.price.deductible_part is not None:
        return CourseRule.MEETS_DEDUCTIBLE
    is_toward_deductible = made.phase is Phase.BEFORE_DEDUCTIBLE and made.price.kind is CostKind.FULL_COST
    return CourseRule.DEDUCTIBLE if is_toward_deductible else OF_KIND[made.price.kind]
