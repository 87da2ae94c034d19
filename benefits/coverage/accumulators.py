"""What is left to pay of a deductible or an out-of-pocket limit, in dollars, on the day of the question.

In a family, the dollars told may be this person's own or the family's together. The plan may count each person's
own amount inside the family's (embedded), or only the family's (aggregate). What is not told apart, or not stated,
has two readings, and each gives its own answer. The rules are those of the federal Uniform Glossary and of the
summaries of benefits ("each family member must meet their own individual deductible until ...").
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from typing import Final

from msgspec import Struct

from benefits.coverage.records import PlanAmount
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms
from benefits.coverage.vocabulary import AmountKind, Coverage, FamilyRule, NetworkTier, Spending

NOTHING: Final = Decimal(0)


class Reading(Enum):
    """Whose payments count, where a family's dollars are not told apart or the record does not say."""

    OWN = "own"
    FAMILY = "family"


class Remainder(Struct, frozen=True, kw_only=True):
    """What is left of one amount.

    `to_go` is dollars, None where it is not known; `is_met` is None where nobody can tell.
    """

    is_met: bool | None
    to_go: Decimal | None = None


UNKNOWN: Final = Remainder(is_met=None)
MET: Final = Remainder(is_met=True, to_go=NOTHING)
NOT_MET: Final = Remainder(is_met=False)


def amount_at(terms: Terms, kind: AmountKind, tier: NetworkTier) -> PlanAmount | None:
    """The plan's amount at a network tier. Inside the network, Kaiser's own speaks where the tier has none."""
    inside = tier if tier is NetworkTier.OUTSIDE else NetworkTier.KAISER
    return terms.amounts.get((kind, tier)) or terms.amounts.get((kind, inside))


def readings(situation: Situation) -> tuple[Reading, ...]:
    """The ways in which the dollars told can be read; for one person alone there is one."""
    told = (situation.deductible, situation.out_of_pocket, situation.family_deductible, situation.family_out_of_pocket)
    in_a_family = situation.coverage is Coverage.FAMILY
    has_dollars = any(isinstance(spending, Decimal) for spending in told)
    return (Reading.OWN, Reading.FAMILY) if in_a_family and has_dollars else (Reading.OWN,)


def deductible_left(amount: PlanAmount | None, situation: Situation, reading: Reading) -> Remainder:
    """What is left of the deductible under one reading of what was told."""
    return _left(amount, situation.coverage, situation.deductible, situation.family_deductible, reading)


def out_of_pocket_left(amount: PlanAmount | None, situation: Situation, reading: Reading) -> Remainder:
    """What is left to the out-of-pocket limit under one reading of what was told."""
    return _left(amount, situation.coverage, situation.out_of_pocket, situation.family_out_of_pocket, reading)


def untouched(amount: PlanAmount | None, coverage: Coverage, reading: Reading) -> Remainder:
    """What is left of an amount when the year begins: nothing is paid yet."""
    return _left(amount, coverage, NOTHING, NOTHING, reading)


def after_paying(left: Remainder, paid: Decimal) -> Remainder:
    """What is left once so many more dollars are paid toward the amount. What is not known stays so."""
    return left if left.to_go is None else _to_go([left.to_go - paid])


def _left(
    amount: PlanAmount | None,
    coverage: Coverage,
    own: Spending | Decimal,
    family: Spending | Decimal,
    reading: Reading,
) -> Remainder:
    if coverage is Coverage.SELF_ONLY:
        return _of_one(None if amount is None else amount.self_only, own)
    if Spending.MET in (own, family) or (amount is not None and amount.family == NOTHING):
        return MET
    spent = [spending for spending in (own, family) if isinstance(spending, Decimal)]
    if not spent:
        return NOT_MET if Spending.NOT_MET in (own, family) else UNKNOWN
    if amount is None:
        return UNKNOWN
    return _of_a_family(amount, own, family, reading)


def _of_one(full: Decimal | None, told: Spending | Decimal) -> Remainder:
    """One amount, and what was told of it. A deductible of $0 is met."""
    if full == NOTHING or told is Spending.MET:
        return MET
    if isinstance(told, Decimal):
        return UNKNOWN if full is None else _to_go([full - told])
    return NOT_MET if told is Spending.NOT_MET else UNKNOWN


def _of_a_family(
    amount: PlanAmount, own: Spending | Decimal, family: Spending | Decimal, reading: Reading
) -> Remainder:
    """The least that is left of the amounts that count; whichever is met first is enough."""
    own_spent, family_spent = _told_apart(own, family, reading)
    own_counts = amount.family_rule is FamilyRule.EMBEDDED or (amount.family_rule is None and reading is Reading.OWN)
    left = []
    if own_counts and amount.self_only is not None and isinstance(own_spent, Decimal):
        left.append(amount.self_only - own_spent)
    if amount.family is not None and isinstance(family_spent, Decimal):
        left.append(amount.family - family_spent)
    if left:
        return _to_go(left)
    return NOT_MET if Spending.NOT_MET in (own, family) else UNKNOWN


def _told_apart(
    own: Spending | Decimal, family: Spending | Decimal, reading: Reading
) -> tuple[Spending | Decimal, Spending | Decimal]:
    """What this person and the family have paid. One sum alone is this person's own, or spread over the others."""
    if Spending.UNSURE not in (own, family):
        return own, family
    one_sum = own if isinstance(own, Decimal) else family
    return one_sum if reading is Reading.OWN else NOTHING, one_sum


def _to_go(left: Sequence[Decimal]) -> Remainder:
    least = max(min(left), NOTHING)
    return MET if least == NOTHING else Remainder(is_met=False, to_go=least)
