"""One cell of a filing."""

from decimal import Decimal

import pytest

from benefits.coverage.vocabulary import CostUnit, DeductibleRule
from benefits.importing.filings.prices import UNREAD, Cell, Price, coinsurance, copay

AFTER, BEFORE = DeductibleRule.AFTER, DeductibleRule.BEFORE
COPAYS = [
    ("$20", Price(Cell.PRICE, Decimal(20))),
    ("$30.00", Price(Cell.PRICE, Decimal("30.00"))),
    ("$2,250", Price(Cell.PRICE, Decimal(2250))),
    ("$35 Copay before deductible", Price(Cell.PRICE, Decimal(35), BEFORE)),
    ("$35.50 copay AFTER deductible", Price(Cell.PRICE, Decimal("35.50"), AFTER)),
    ("$150 Copay per Day", Price(Cell.PRICE, Decimal(150), per=CostUnit.DAY)),
    ("$500 Copay per Stay after deductible", Price(Cell.PRICE, Decimal(500), AFTER, per_stay=True)),
    ("$0", Price(Cell.ZERO)),
    ("$0 Copay after deductible", Price(Cell.ZERO, deductible=AFTER)),
    ("No Charge", Price(Cell.ZERO)),
    ("No Charge after deductible", Price(Cell.ZERO, deductible=AFTER)),
    ("Not Applicable", Price(Cell.ABSENT)),
    ("", Price(Cell.ABSENT)),
    *((junk, UNREAD) for junk in ("=#NUM!", "20%", "0%", "20", "$", "$-5", "free", "$20 or 10%", "$1e3")),
]
COINSURANCES = [
    ("20%", Price(Cell.PRICE, Decimal(20))),
    ("20.00%", Price(Cell.PRICE, Decimal("20.00"))),
    ("40% Coinsurance after deductible", Price(Cell.PRICE, Decimal(40), AFTER)),
    ("0% Coinsurance after deductible", Price(Cell.ZERO, deductible=AFTER)),
    ("100%", Price(Cell.PRICE, Decimal(100))),
    ("0%", Price(Cell.ZERO)),
    ("No Charge after deductible", Price(Cell.ZERO, deductible=AFTER)),
    ("not applicable", Price(Cell.ABSENT)),
    *((junk, UNREAD) for junk in ("=#NUM!", "$20", "$0", "101%", "20", "-5%")),
]


@pytest.mark.parametrize(("text", "price"), COPAYS)
def test_a_copay_cell(text: str, price: Price) -> None:
    assert copay(text) == price


@pytest.mark.parametrize(("text", "price"), COINSURANCES)
def test_a_coinsurance_cell(text: str, price: Price) -> None:
    assert coinsurance(text) == price
