"""One cost cell of a filing: a sum, a percent, a placeholder, or junk."""

import re
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from msgspec import Struct

from benefits.coverage.vocabulary import CostUnit, DeductibleRule

COPAY: Final = re.compile(
    r"\$\s?(?P<amount>\d+(?:\.\d+)?)(?: copay)?(?: per (?P<per>day|stay|visit))?(?: (?P<when>before|after) deductible)?"
)
COINSURANCE: Final = re.compile(
    r"(?P<amount>\d+(?:\.\d+)?)\s?%(?: coinsurance)?(?: per (?P<per>day|stay|visit))?"
    r"(?: (?P<when>before|after) deductible)?"
)
NO_CHARGE: Final = re.compile(r"no charge(?: (?P<when>before|after) deductible)?")
ABSENT: Final = frozenset({"", "not applicable", "n/a"})
WHEN: Final = {"before": DeductibleRule.BEFORE, "after": DeductibleRule.AFTER}
PER: Final = {"day": CostUnit.DAY}


class Cell(StrEnum):
    """What a cell holds."""

    ABSENT = "absent"
    ZERO = "zero"
    PRICE = "price"
    UNREAD = "unread"


class FiledPrice(Struct, frozen=True):
    """A cell as read. `deductible` is None when the cell does not speak of it."""

    cell: Cell
    figure: Decimal = Decimal(0)
    deductible: DeductibleRule | None = None
    per: CostUnit = CostUnit.VISIT
    per_stay: bool = False

    @property
    def zero(self) -> bool:
        """A zero or nothing: beside a real price it is a placeholder, not a price."""
        return self.cell in {Cell.ZERO, Cell.ABSENT}

    @property
    def real(self) -> bool:
        """A sum or a percent above zero."""
        return self.cell is Cell.PRICE


UNREAD: Final = FiledPrice(Cell.UNREAD)


@lru_cache(maxsize=1024)
def copay(text: str) -> FiledPrice:
    """What a copay cell says; a percent there is junk."""
    return _price(text, COPAY.fullmatch)


@lru_cache(maxsize=1024)
def coinsurance(text: str) -> FiledPrice:
    """What a coinsurance cell says; a sum there, or a percent over 100, is junk."""
    price = _price(text, COINSURANCE.fullmatch)
    return price if price.figure <= 100 else UNREAD


def _price(text: str, read: Callable[[str], re.Match[str] | None]) -> FiledPrice:
    plain = " ".join(text.casefold().replace(",", "").split())
    if plain in ABSENT:
        return FiledPrice(Cell.ABSENT)
    if found := NO_CHARGE.fullmatch(plain):
        return FiledPrice(Cell.ZERO, deductible=WHEN.get(found["when"]))
    if not (found := read(plain)):
        return UNREAD
    figure = Decimal(found["amount"])
    return FiledPrice(
        Cell.PRICE if figure else Cell.ZERO,
        figure,
        WHEN.get(found["when"]),
        PER.get(found["per"], CostUnit.VISIT),
        found["per"] == "stay",
    )
