"""The kinds of facts: what each takes, and how it is read, whoever sends it: a form, a program or the command line."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, Protocol

from msgspec import Struct

from benefits.coverage.catalog import Catalog
from benefits.coverage.records import MOST_YEARS
from benefits.coverage.situation import UNSURE, FactError, Shaped, ValueShape, visits_therapy
from benefits.coverage.vocabulary import Spending

MOST_VISITS: Final = 999
MOST_DOLLARS: Final = 1_000_000
# Figures as people type them: a dollar sign before them, commas between thousands. A comma is never a decimal point.
TYPED_VISITS: Final = r"\$?\s*[0-9]{1,3}"
TYPED_DOLLARS: Final = r"\$?\s*(?:[0-9]{1,7}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.[0-9]{1,2})?"
TYPED_DAY: Final = "(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}"


class OneWord(Struct, frozen=True):
    """One word of an enum. With `or_unsure`, not being sure is no word of the enum: it is read as None.

    With `assumed` it may be told, too, and is read as that word; a situation then holds the fact as not told.
    """

    words: type[StrEnum]
    or_unsure: bool = False
    assumed: StrEnum | None = None

    @property
    def taken(self) -> tuple[str, ...]:
        """The words, with `unsure` where it may be told."""
        may_be_unsure = self.or_unsure or self.assumed is not None
        return (*self.words, UNSURE) if may_be_unsure else tuple(self.words)

    def assumes(self, value: object) -> bool:
        """Whether the value is not being sure, in whose place a word is assumed."""
        return self.assumed is not None and value == UNSURE

    def read(self, catalog: Catalog, fact: str, value: object) -> StrEnum | None:
        """The word; None for not being sure where none is assumed. Raises FactError."""
        if self.assumes(value):
            return self.assumed
        if self.or_unsure and value == UNSURE:
            return None
        try:
            return self.words(str(value))
        except ValueError:
            raise FactError(fact, value, self.taken) from None


class NamedRecord(Protocol):
    """A record with a name of its own."""

    @property
    def name(self) -> str: ...


class OneRecord(Struct, frozen=True):
    """The slug of one record of a catalog. With `or_unsure`, not being sure is read as None."""

    index: str
    or_unsure: bool = False

    def known(self, catalog: Catalog) -> Mapping[str, NamedRecord]:
        """The records that can be told, by slug."""
        found: Mapping[str, NamedRecord] = getattr(catalog, self.index)
        return found

    def read(self, catalog: Catalog, fact: str, value: object) -> str | None:
        """The slug; None for not being sure. Raises FactError."""
        if self.or_unsure and value == UNSURE:
            return None
        known = self.known(catalog)
        if not isinstance(value, str) or value not in known:
            raise FactError(fact, value, (*known, UNSURE) if self.or_unsure else tuple(known))
        return value


class CountOfVisits(Struct, frozen=True):
    """A whole number of visits from `least` to `most`, or not sure."""

    least: int = 0
    most: int = MOST_VISITS

    def read(self, catalog: Catalog, fact: str, value: object) -> int | None:
        """The number; None for not being sure. Raises FactError for one that is fractional, too small or too large."""
        return _number_between(self.least, self.most, fact, value)


class AgeInYears(Struct, frozen=True):
    """Whole years that somebody is old, or not sure."""

    def read(self, catalog: Catalog, fact: str, value: object) -> int | None:
        """The years; None for not being sure. Raises FactError."""
        return _number_between(0, MOST_YEARS, fact, value)


def _number_between(least: int, most: int, fact: str, value: object) -> int | None:
    """The whole number; None for not being sure. Raises FactError for one that is fractional or out of the range."""
    if isinstance(value, str) and value.strip() == UNSURE:
        return None
    number_told = _whole_number(value)
    if number_told is None or not least <= number_told <= most:
        raise FactError(fact, value, (Shaped(ValueShape.WHOLE_NUMBER, least, most), UNSURE))
    return number_told


def _whole_number(value: object) -> int | None:
    """The number, or the one that was typed; None for what is no whole number."""
    if isinstance(value, str) and re.fullmatch(TYPED_VISITS, value.strip()):
        return int(value.strip().removeprefix("$"))
    return value if isinstance(value, int) and not isinstance(value, bool) else None


class VisitsByTherapy(Struct, frozen=True):
    """Visits used, by therapy: `therapy`, or `therapy/habilitation` and `therapy@90-days` where a limit needs those."""

    visits: CountOfVisits = CountOfVisits()

    def read(self, catalog: Catalog, fact: str, value: object) -> dict[str, int | None]:
        """The number for each key; None for not being sure of one. Raises FactError that names the key."""
        if not isinstance(value, Mapping):
            raise FactError(fact, value, (Shaped(ValueShape.VISITS_BY_THERAPY),))
        for key in value:
            if not isinstance(key, str) or visits_therapy(key) not in catalog.therapy_by_slug:
                raise FactError(f"{fact}.{key!s:.60}", key, tuple(catalog.therapy_by_slug))
        return {key: self.visits.read(catalog, f"{fact}.{key}", used) for key, used in value.items()}


class SumOfMoney(Struct, frozen=True):
    """Dollars and cents, or not sure."""

    def read(self, catalog: Catalog, fact: str, value: object) -> Decimal | None:
        """The dollars; None for not being sure. Raises FactError."""
        if isinstance(value, str) and value.strip() == UNSURE:
            return None
        dollars = _dollars(value)
        if dollars is None:
            raise FactError(fact, value, (Shaped(ValueShape.DOLLARS, most=MOST_DOLLARS), UNSURE))
        return dollars


class SpentSoFar(Struct, frozen=True):
    """Whether an amount of the year is met; or the dollars that count toward it."""

    def read(self, catalog: Catalog, fact: str, value: object) -> Spending | Decimal:
        """The word, or the dollars. Raises FactError."""
        if isinstance(value, str) and value.strip() in tuple(Spending):
            return Spending(value.strip())
        dollars = _dollars(value)
        if dollars is None:
            raise FactError(fact, value, (*Spending, Shaped(ValueShape.DOLLARS_SPENT)))
        return dollars


def _dollars(value: object) -> Decimal | None:
    """Dollars from a number, or from text such as 25, 12.50 or $1,250; None for what is no sum from 0 to a million."""
    if isinstance(value, str):
        typed = value.strip()
        if not re.fullmatch(TYPED_DOLLARS, typed):
            return None
        value = typed.removeprefix("$").strip().replace(",", "")
    elif isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    dollars = Decimal(str(value))
    in_range = dollars.is_finite() and 0 <= dollars <= MOST_DOLLARS
    return dollars if in_range and dollars == round(dollars, 2) else None


class DayOfCare(Struct, frozen=True):
    """A day, as ISO text."""

    def read(self, catalog: Catalog, fact: str, value: object) -> date:
        """The day. Raises FactError for what is no day of the years 1900 to 2199."""
        if isinstance(value, date):
            return value
        if isinstance(value, str) and re.fullmatch(TYPED_DAY, value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise FactError(fact, value, (Shaped(ValueShape.DAY),))


FactKind = OneWord | OneRecord | CountOfVisits | AgeInYears | VisitsByTherapy | SumOfMoney | SpentSoFar | DayOfCare


def number(amount: Decimal) -> int | float:
    """An amount as JSON holds it: whole where it is whole."""
    return int(amount) if amount == int(amount) else float(amount)


def plain(value: object) -> Any:
    """What was read, as JSON, forms and the sealed cookie hold it.

    A number stays a number, a day is ISO text, not being sure is `unsure`.
    """
    match value:
        case None:
            return UNSURE
        case Decimal():
            return number(value)
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case Mapping():
            return {key: plain(part) for key, part in value.items()}
        case _:
            return value
