"""What a member has told us. Unknown is a value; nonsense is refused with the fact and the values that it takes."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final

from msgspec import Struct

from benefits.coverage.catalog import Catalog
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
MOST_VISITS: Final = 999
MOST_DOLLARS: Final = 1_000_000
ROLLING: Final = re.compile(r"(?P<therapy>[^/@]+)@[1-9][0-9]{0,2}-days")


class FactError(ValueError):
    """A fact that cannot be used: which one, why, and the values that it takes (as text)."""

    def __init__(self, fact: str, value: object, allowed: tuple[str, ...]) -> None:
        super().__init__(f"{fact}: {value!s:.60} is not one of: {', '.join(allowed)}")
        self.fact = fact
        self.value = value
        self.allowed = allowed


class Situation(Struct, frozen=True, kw_only=True):
    """The facts of one question, with what is assumed of those not told.

    Visits and dollars are whole or None: not sure.
    """

    therapy: str
    plan: str
    on: date
    region: str | None = None
    referral: Referral = Referral.UNSURE
    prior_authorization: Authorization = Authorization.UNSURE
    condition: str | None = None
    network: NetworkTier | None = None
    visits_used: Mapping[str, int | None] = {}
    visits_outside: int | None = None
    deductible: Spending | Decimal = Spending.UNSURE
    out_of_pocket: Spending | Decimal = Spending.UNSURE
    coverage: Coverage = Coverage.SELF_ONLY
    purpose: Purpose = Purpose.REHABILITATION
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


Reader = Callable[[Catalog, str, object], Any]


def _refuse(fact: str, value: object, allowed: tuple[str, ...]) -> FactError:
    return FactError(fact, value, allowed)


def _slug_of(table: str, *others: str) -> Reader:
    def read(catalog: Catalog, fact: str, value: object) -> str | None:
        known: Mapping[str, object] = getattr(catalog, table)
        if not isinstance(value, str) or (value not in known and value not in others):
            raise _refuse(fact, value, (*known, *others))
        return None if value in others else value

    return read


def _one_of(words: type[StrEnum]) -> Reader:
    def read(catalog: Catalog, fact: str, value: object) -> StrEnum:
        try:
            return words(str(value))
        except ValueError:
            raise _refuse(fact, value, tuple(words)) from None

    return read


def _network(catalog: Catalog, fact: str, value: object) -> NetworkTier | None:
    if value == UNSURE:
        return None
    try:
        return NetworkTier(str(value))
    except ValueError:
        raise _refuse(fact, value, (*NetworkTier, UNSURE)) from None


def whole(fact: str, value: object, *, least: int = 0) -> int:
    """A whole number of visits, given as a number or as plain digits. Refused when negative, fractional or over 999."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 3:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= MOST_VISITS:
        raise _refuse(fact, value, (f"a whole number from {least} to {MOST_VISITS}", UNSURE))
    return value


def _visits(catalog: Catalog, fact: str, value: object) -> int | None:
    return None if value == UNSURE else whole(fact, value)


def _limit(catalog: Catalog, fact: str, value: object) -> int | None:
    return None if value == UNSURE else whole(fact, value, least=1)


def _visits_used(catalog: Catalog, fact: str, value: object) -> dict[str, int | None]:
    if not isinstance(value, Mapping):
        raise _refuse(fact, value, ("visits for each therapy, such as visits_used.physical-therapy=18",))
    for name in value:
        if not isinstance(name, str) or visits_therapy(name) not in catalog.therapy_by_slug:
            raise _refuse(f"{fact}.{name!s:.60}", name, tuple(catalog.therapy_by_slug))
    return {name: _visits(catalog, f"{fact}.{name}", used) for name, used in value.items()}


def visits_therapy(name: str) -> str:
    """The therapy that a key of visits_used counts: `therapy`, `therapy/habilitation` or `therapy@90-days`."""
    rolling = ROLLING.fullmatch(name)
    return rolling["therapy"] if rolling else name.removesuffix(f"/{Purpose.HABILITATION}")


def amount(fact: str, value: object) -> Decimal:
    """Dollars, given as a number or as plain text such as 25 or 12.50.

    Refused when negative, over a million or finer than cents.
    """
    plain = isinstance(value, str) and re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,2})?", value)
    if plain or (isinstance(value, int | float | Decimal) and not isinstance(value, bool)):
        try:
            sum_of_money = Decimal(str(value))
        except InvalidOperation:
            sum_of_money = Decimal(-1)
        if sum_of_money.is_finite() and 0 <= sum_of_money <= MOST_DOLLARS and sum_of_money == round(sum_of_money, 2):
            return sum_of_money
    raise _refuse(fact, value, (f"dollars from 0 to {MOST_DOLLARS:,}", UNSURE))


def _amount(catalog: Catalog, fact: str, value: object) -> Decimal | None:
    return None if value == UNSURE else amount(fact, value)


def _spending(catalog: Catalog, fact: str, value: object) -> Spending | Decimal:
    if isinstance(value, str) and value in tuple(Spending):
        return Spending(value)
    try:
        return amount(fact, value)
    except FactError:
        raise _refuse(fact, value, (*Spending, "dollars spent")) from None


def _day(catalog: Catalog, fact: str, value: object) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _refuse(fact, value, ("a date such as 2026-11-21",))


FACTS: Final[Mapping[str, Reader]] = {
    "therapy": _slug_of("therapy_by_slug"),
    "plan": _slug_of("plan_by_slug"),
    "region": _slug_of("region_by_slug", UNSURE),
    "referral": _one_of(Referral),
    "prior_authorization": _one_of(Authorization),
    "condition": _slug_of("condition_by_slug", UNSURE),
    "network": _network,
    "visits_used": _visits_used,
    "visits_outside": _visits,
    "deductible": _spending,
    "out_of_pocket": _spending,
    "coverage": _one_of(Coverage),
    "purpose": _one_of(Purpose),
    "setting": _one_of(Setting),
    "technique": _slug_of("technique_by_slug", UNSURE),
    "first_treatments": _one_of(Tried),
    "improving": _one_of(YesNo),
    "necessity_letter": _one_of(YesNo),
    "payment": _one_of(Payment),
    "visit_limit": _limit,
    "copay": _amount,
    "allowed_amount": _amount,
    "on": _day,
}
REQUIRED: Final = ("therapy", "plan", "on")


def situation(catalog: Catalog, facts: Mapping[str, object]) -> Situation:
    """The situation that the facts tell.

    Raises FactError for a fact we do not know, a value it does not take, or a required one that is missing.
    """
    for fact in facts:
        if fact not in FACTS:
            raise _refuse("fact", fact, tuple(FACTS))
    for fact in REQUIRED:
        if fact not in facts:
            raise _refuse(fact, "nothing", _choices(catalog, fact))
    read = {fact: FACTS[fact](catalog, fact, value) for fact, value in facts.items()}
    return Situation(**read, told=frozenset(facts))


def _choices(catalog: Catalog, fact: str) -> tuple[str, ...]:
    try:
        FACTS[fact](catalog, fact, None)
    except FactError as problem:
        return problem.allowed
    return ()


def facts(asked: Situation) -> dict[str, object]:
    """The facts of a situation as plain values: what is not known is left out, but for visits that are not sure."""
    used = {name: UNSURE if visits is None else visits for name, visits in asked.visits_used.items()}
    known = {name: used if name == "visits_used" else getattr(asked, name) for name in (*REQUIRED, *asked.told)}
    return {name: _plain(known[name]) for name in FACTS if known.get(name) not in (None, {}, UNSURE)}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | StrEnum) else value
