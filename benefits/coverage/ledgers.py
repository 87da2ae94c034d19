"""What is left to pay in a year, visit after visit, when what is not told is guessed in one way.

Each ledger is one way in which it can go. Of what is not known, one ledger takes what makes the member pay the least,
its twin what makes them pay the most: the truth lies between the two.
"""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage.accumulators import (
    MET,
    NOT_MET,
    Reading,
    Remainder,
    after_paying,
    amount_at,
    deductible_left,
    out_of_pocket_left,
    untouched,
)
from benefits.coverage.charges import Charge, Rates, charge
from benefits.coverage.prices import Price
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms
from benefits.coverage.vocabulary import AmountKind, CostKind, CostUnit, Coverage, NetworkTier, Phase

# What one price pays for, where that is one visit: no course here has two visits a day.
ONE_VISIT = (CostUnit.VISIT, CostUnit.DAY)


class Ledger(Struct, frozen=True, kw_only=True):
    """One way in which the year's payments can stand.

    `pays_most`: what is not known is taken as what costs the member the most; else as what costs the least.
    `is_settled`: the deductible is known, and not guessed.
    """

    reading: Reading
    pays_most: bool
    deductible: Remainder
    out_of_pocket: Remainder
    is_settled: bool


class Bill(Struct, frozen=True, kw_only=True):
    """What one visit costs in one ledger: dollars, None where nobody can tell, with the price and when it holds."""

    dollars: Decimal | None
    price: Price
    phase: Phase


def opened(terms: Terms, situation: Situation) -> tuple[Ledger, ...]:
    """The ways in which the payments told so far can stand on the day of the question."""
    return tuple(
        _opened(terms, situation, reading, pays_most=pays_most)
        for reading in _readings(situation)
        for pays_most in (False, True)
    )


def started_again(ledger: Ledger, terms: Terms, situation: Situation) -> Ledger:
    """The ledger on the day on which payments start to count again."""
    nothing_paid = {
        kind: untouched(amount_at(terms, kind, _tier(situation)), situation.coverage, ledger.reading)
        for kind in AmountKind
    }
    deductible = nothing_paid[AmountKind.DEDUCTIBLE]
    return replace(
        ledger,
        deductible=_guessed(deductible, deductible, pays_most=ledger.pays_most),
        out_of_pocket=nothing_paid[AmountKind.OUT_OF_POCKET_LIMIT],
        is_settled=deductible.is_met is not None,
    )


def bill(ledger: Ledger, known: Rates, others: Sequence[Price], situation: Situation) -> Bill:
    """What the next visit costs in this ledger. `others` are the prices that may hold instead: not covered."""
    charges = [(found.price, found.phase) for found in _charges(ledger, known, situation) if found.price is not None]
    bills = [
        Bill(dollars=_dollars(price, pays_most=ledger.pays_most), price=price, phase=phase)
        for price, phase in (*charges, *((price, Phase.NOT_COVERED) for price in others))
    ]
    unknown = next((found for found in bills if found.dollars is None), None)
    if unknown is not None:
        return unknown
    return (max if ledger.pays_most else min)(bills, key=lambda found: found.dollars or Decimal(0))


def paid(ledger: Ledger, known: Rates, made: Bill) -> Ledger:
    """The ledger after a visit. What is paid where the plan does not pay counts toward nothing."""
    if made.phase is Phase.NOT_COVERED:
        return ledger
    if known.count_to_the_limit and made.dollars is not None:
        ledger = replace(ledger, out_of_pocket=after_paying(ledger.out_of_pocket, made.dollars))
    if not known.turn_on_deductible or made.phase is not Phase.BEFORE_DEDUCTIBLE:
        return ledger
    if known.before.kind is not CostKind.FULL_COST:
        # No source says if a copayment or a share counts toward the deductible.
        return replace(ledger, is_settled=False)
    return replace(ledger, deductible=_toward_deductible(ledger, made))


def _toward_deductible(ledger: Ledger, made: Bill) -> Remainder:
    """What is left of the deductible after a visit at full price. Of an unknown price nobody can tell."""
    if made.dollars is None or ledger.deductible.to_go is None:
        return ledger.deductible if ledger.pays_most else MET
    part = made.price.deductible_part
    return after_paying(ledger.deductible, made.dollars if part is None else min(part, made.dollars))


def _readings(situation: Situation) -> tuple[Reading, ...]:
    return tuple(Reading) if situation.coverage is Coverage.FAMILY else (Reading.OWN,)


def _tier(situation: Situation) -> NetworkTier:
    return situation.network or NetworkTier.KAISER


def _opened(terms: Terms, situation: Situation, reading: Reading, *, pays_most: bool) -> Ledger:
    amounts = {kind: amount_at(terms, kind, _tier(situation)) for kind in AmountKind}
    wholes = {kind: untouched(amount, situation.coverage, reading) for kind, amount in amounts.items()}
    deductible = deductible_left(amounts[AmountKind.DEDUCTIBLE], situation, reading)
    limit = out_of_pocket_left(amounts[AmountKind.OUT_OF_POCKET_LIMIT], situation, reading)
    is_told = limit.is_met or limit.to_go is not None
    return Ledger(
        reading=reading,
        pays_most=pays_most,
        deductible=_guessed(deductible, wholes[AmountKind.DEDUCTIBLE], pays_most=pays_most),
        # Who did not tell what they paid has, as far as anybody knows, paid nothing.
        out_of_pocket=limit if is_told else wholes[AmountKind.OUT_OF_POCKET_LIMIT],
        is_settled=deductible.is_met is not None,
    )


def _guessed(left: Remainder, whole: Remainder, *, pays_most: bool) -> Remainder:
    """What is left where it is known; else all of it or nothing, whichever way the ledger guesses."""
    if left.is_met or left.to_go is not None:
        return left
    if pays_most:
        return whole if whole.to_go is not None else NOT_MET
    return MET if left.is_met is None else left


def _charges(ledger: Ledger, known: Rates, situation: Situation) -> tuple[Charge, ...]:
    """What the visit may cost: both prices, where nobody knows if the deductible is met nor what counts toward it."""
    is_either = not ledger.is_settled and known.turn_on_deductible and known.before.kind is not CostKind.FULL_COST
    deductibles = (MET, NOT_MET) if is_either else (ledger.deductible,)
    return tuple(charge(known, deductible, ledger.out_of_pocket, situation) for deductible in deductibles)


def _dollars(price: Price, *, pays_most: bool) -> Decimal | None:
    is_known = price.low is not None and price.high is not None and price.per in ONE_VISIT
    if not is_known:
        return None
    return price.high if pays_most else price.low
