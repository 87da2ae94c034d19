"""What a member has told us. Unknown is a value; nonsense is refused with the fact and the values that it takes."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import astuple, replace

from benefits.coverage.vocabulary import (
    Authorization,
    Coverage,
    NetworkTier,
    Payment,
    Purpose,
    Referral,
    Setting,
    Spending,
    Tried,
    YesNo,
)

UNSURE: Final = "unsure"
ROLLING: Final = re.compile(r"(?P<therapy>[^/@]+)@[1-9][0-9]{0,2}-days")


class ValueShape(StrEnum):
    """What a value must be that is no word of a list. Each has its words in `benefits.words.refusals`."""

    WHOLE_NUMBER = "whole_number"
    DOLLARS = "dollars"
    DOLLARS_SPENT = "dollars_spent"
    DAY = "day"
    VISITS_BY_THERAPY = "visits_by_therapy"
    COURSE = "course"
    DAY_FROM_ON = "day_from_on"


class Shaped(Struct, frozen=True):
    """Any value of a shape; for a number, from `least` to `most` of its unit."""

    shape: ValueShape
    least: int = 0
    most: int = 0


class FactError(ValueError):
    """A fact that cannot be used: which one, the value given (None: none), and what it takes, words and shapes."""

    def __init__(self, fact: str, value: object, allowed: tuple[str | Shaped, ...]) -> None:
        super().__init__(f"{fact}: {value!s:.60}")
        self.fact = fact
        self.value = value
        self.allowed = allowed


class Situation(Struct, frozen=True, kw_only=True):
    """The facts of one question, with what is assumed of those not told.

    Visits, years and dollars are whole or None: not sure.
    """

    therapy: str
    plan: str
    on: date
    region: str | None = None
    referral: Referral = Referral.UNSURE
    condition: str | None = None
    network: NetworkTier | None = None
    prior_authorization: Authorization = Authorization.UNSURE
    visits_used: Mapping[str, int | None] = {}
    visits_outside: int | None = None
    deductible: Spending | Decimal = Spending.UNSURE
    out_of_pocket: Spending | Decimal = Spending.UNSURE
    family_deductible: Spending | Decimal = Spending.UNSURE
    family_out_of_pocket: Spending | Decimal = Spending.UNSURE
    coverage: Coverage = Coverage.SELF_ONLY
    purpose: Purpose = Purpose.REHABILITATION
    age: int | None = None
    setting: Setting = Setting.OUTPATIENT
    technique: str | None = None
    first_treatments: Tried = Tried.UNSURE
    improving: YesNo = YesNo.UNSURE
    necessity_letter: YesNo = YesNo.UNSURE
    payment: Payment = Payment.PLAN
    visit_limit: int | None = None
    copay: Decimal | None = None
    allowed_amount: Decimal | None = None
    told: frozenset[str] = frozenset()

    def text(self, fact: str) -> str:
        """The fact as its text value; `unsure` where it is not known."""
        value = getattr(self, fact)
        return UNSURE if value is None else str(value)


def with_fact(situation: Situation, fact: str, value: object) -> Situation:
    """The same situation with one fact told."""
    return replace(situation, **{fact: value, "told": situation.told | {fact}})


def is_known(situation: Situation, fact: str) -> bool:
    """Whether the member told the fact, and is sure of it."""
    value = getattr(situation, fact)
    if fact == "visits_used":
        return value.get(situation.therapy) is not None
    return fact in situation.told and value is not None and str(value) != UNSURE


def identity(situation: Situation) -> tuple[object, ...]:
    """What tells a situation from every other that may be answered otherwise: all that it holds, whatever that is.

    Only whether the member said that they are not sure, or said nothing, makes no difference.
    """
    used = frozenset(situation.visits_used.items())
    return astuple(replace(situation, visits_used=used, told=frozenset()))


def visits_therapy(name: str) -> str:
    """The therapy that a key of visits_used counts: `therapy`, `therapy/habilitation` or `therapy@90-days`."""
    rolling = ROLLING.fullmatch(name)
    return rolling["therapy"] if rolling else name.removesuffix(f"/{Purpose.HABILITATION}")
