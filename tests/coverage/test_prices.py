"""The price of one visit: as a record states it, and as the member's own figures and what is left to pay make it."""

from decimal import Decimal

import pytest

from benefits.coverage.prices import Price, across, capped, from_papers, phases, stated_price
from benefits.coverage.records import CostTier
from benefits.coverage.vocabulary import CostKind
from tests.coverage.builders import asked, catalog, copay, price

FULL = Price(kind=CostKind.FULL_COST)
PERCENT = price("coinsurance", percent=Decimal(20))


@pytest.mark.parametrize(
    ("row", "facts", "low", "high"),
    [
        pytest.param(price("no_charge"), {}, 0, 0, id="no charge is the price 0, not silence"),
        pytest.param(price("unstated"), {}, None, None, id="silence has no figure"),
        pytest.param(copay(20, 40), {}, 20, 40, id="a range"),
        pytest.param(copay(20, 40), {"allowed_amount": 30}, 20, 30, id="no more than the visit costs"),
        pytest.param(copay(20, per="day"), {"allowed_amount": 5}, 20, 20, id="a price for a day is not one visit's"),
        pytest.param(PERCENT, {}, None, None, id="a percentage alone"),
        pytest.param(PERCENT, {"allowed_amount": "99.99"}, Decimal("20.00"), Decimal("20.00"), id="to the cent"),
        pytest.param(
            price("coinsurance", percent=Decimal(20), cap=Decimal(10)), {"allowed_amount": 100}, 10, 10, id="its cap"
        ),
    ],
)
def test_a_stated_price(row: CostTier, facts: dict[str, object], low: object, high: object) -> None:
    found = stated_price(row, asked(catalog(), **facts))

    assert (found.low, found.high) == (low, high)


def test_a_price_for_after_the_deductible_leaves_the_full_price_before() -> None:
    before, after = phases([copay(20, deductible="after")], asked(catalog()))

    assert (before.kind, after.kind) == (CostKind.FULL_COST, CostKind.COPAYMENT)


def test_what_the_papers_name_has_its_label() -> None:
    assert from_papers(FULL, asked(catalog(), copay=25)).from_member


@pytest.mark.parametrize(
    ("to_go", "whole", "low"),
    [
        pytest.param(40, 200, 72, id="40 of the deductible and 20% of 160"),
        pytest.param(200, 200, None, id="all of it is left"),
        pytest.param(None, 200, None, id="what is left is not known"),
        pytest.param(40, None, None, id="what the visit costs is not known"),
    ],
)
def test_a_visit_across_the_deductible(to_go: int | None, whole: int | None, low: int | None) -> None:
    facts = {} if whole is None else {"allowed_amount": whole}
    situation = asked(catalog(), **facts)

    found = across(FULL, stated_price(PERCENT, situation), None if to_go is None else Decimal(to_go), situation)

    assert found.low == low


def test_a_price_within_what_is_left_to_the_limit_stays() -> None:
    paid = Price(kind=CostKind.COPAYMENT, low=Decimal(20), high=Decimal(40))

    assert capped(paid, Decimal(40)) is paid
    assert (capped(paid, Decimal(30)).low, capped(paid, Decimal(30)).high) == (Decimal(20), Decimal(30))
    assert capped(paid, Decimal(5)).high == Decimal(5)
