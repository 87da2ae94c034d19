"""The price of one visit in words."""

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from benefits.coverage.prices import Price, stated_price
from benefits.coverage.vocabulary import CostKind, CostUnit
from benefits.wording import prices
from tests.coverage.builders import asked, catalog, copay, price

SEVENTY = Price(kind=CostKind.NO_CHARGE, low=Decimal(70), high=Decimal(70), deductible_part=Decimal(50))


@pytest.mark.parametrize(
    ("record", "now"),
    [
        (copay(20, 40), "$20-$40 per visit"),
        (copay(20), "$20 per visit"),
        (copay(0), "$0 per visit"),
        (copay(20, per=CostUnit.DAY), "$20 per day"),
        (copay(20, cap=Decimal(100)), "$20 per visit, up to $100"),
        (price("coinsurance", percent=Decimal("12.5")), "12.5% of the allowed amount"),
        (price("no_charge"), "$0"),
        (price("full_cost"), "the full cost"),
        (price("partial_reimbursement"), "part may be paid back; how much is not stated"),
        (price("unstated"), "not stated in our source"),
    ],
)
def test_a_price_in_a_few_words(record: Any, now: str) -> None:
    assert prices.price(stated_price(record, asked(catalog()))) == now


def test_every_kind_of_price_has_words() -> None:
    assert all(prices.price(Price(kind=kind, low=Decimal(1), high=Decimal(1), percent=Decimal(1))) for kind in CostKind)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        pytest.param("no_charge", "$70, which is all that is left of your deductible", id="and nothing more"),
        pytest.param("copayment", "$70: the $50 left of your deductible, and then a copay", id="and a copay"),
        pytest.param(
            "coinsurance", "about $70: the $50 left of your deductible, and 20% of the rest", id="and a percentage"
        ),
        pytest.param(
            "unstated",
            "$70: the $50 left of your deductible, and a share that our source does not state",
            id="and what nobody states",
        ),
    ],
)
def test_a_visit_that_meets_the_deductible(kind: str, words: str) -> None:
    percent = Decimal(20) if kind == "coinsurance" else None

    assert prices.price(replace(SEVENTY, kind=CostKind(kind), percent=percent)) == words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        pytest.param(Price(kind=CostKind.FULL_COST), "the full cost, but no more than $5", id="the full cost"),
        pytest.param(
            Price(kind=CostKind.COINSURANCE, percent=Decimal(20)),
            "20% of the allowed amount, but no more than $5",
            id="a percentage",
        ),
    ],
)
def test_what_is_left_to_the_limit_bounds_a_price_that_nobody_knows(found: Price, words: str) -> None:
    assert prices.price(replace(found, high=Decimal(5), is_capped=True)) == words
