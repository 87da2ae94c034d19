"""One cell of a filing."""

from decimal import Decimal

import pytest

from benefits.coverage.vocabulary import CostUnit, DeductibleRule
from benefits.importing.filings.prices import UNREAD, Cell, FiledPrice, coinsurance, copay

AFTER, BEFORE = DeductibleRule.AFTER, DeductibleRule.BEFORE
COPAYS = [
    ("$20", FiledPrice(Cell.PRICE, Decimal(20))),
    ("$30.00", FiledPrice(Cell.PRICE, Decimal("30.00"))),
    ("$2,250", FiledPrice(Cell.PRICE, Decimal(2250))),
    ("$35 Copay before deductible", FiledPrice(Cell.PRICE, Decimal(35), BEFORE)),
    ("$35.50 copay AFTER deductible", FiledPrice(Cell.PRICE, Decimal("35.50"), AFTER)),
    ("$150 Copay per Day", FiledPrice(Cell.PRICE, Decimal(150), per=CostUnit.DAY)),
    ("$500 Copay per Stay after deductible", FiledPrice(Cell.PRICE, Decimal(500), AFTER, per_stay=True)),
    ("$0", FiledPrice(Cell.ZERO)),
    ("$0 Copay after deductible", FiledPrice(Cell.ZERO, deductible=AFTER)),
    ("No Charge", FiledPrice(Cell.ZERO)),
    ("No Charge after deductible", FiledPrice(Cell.ZERO, deductible=AFTER)),
    ("Not Applicable", FiledPrice(Cell.ABSENT)),
    ("", FiledPrice(Cell.ABSENT)),
    *((junk, UNREAD) for junk in ("=#NUM!", "20%", "0%", "20", "$", "$-5", "free", "$20 or 10%", "$1e3")),
]
COINSURANCES = [
    ("20%", FiledPrice(Cell.PRICE, Decimal(20))),
    ("20.00%", FiledPrice(Cell.PRICE, Decimal("20.00"))),
    ("40% Coinsurance after deductible", FiledPrice(Cell.PRICE, Decimal(40), AFTER)),
    ("0% Coinsurance after deductible", FiledPrice(Cell.ZERO, deductible=AFTER)),
    ("100%", FiledPrice(Cell.PRICE, Decimal(100))),
    ("0%", FiledPrice(Cell.ZERO)),
    ("No Charge after deductible", FiledPrice(Cell.ZERO, deductible=AFTER)),
    ("not applicable", FiledPrice(Cell.ABSENT)),
    *((junk, UNREAD) for junk in ("=#NUM!", "$20", "$0", "101%", "20", "-5%")),
]


@pytest.mark.parametrize(("text", "price"), COPAYS)
def test_a_copay_cell(text: str, price: FiledPrice) -> None:
    assert copay(text) == price


@pytest.mark.parametrize(("text", "price"), COINSURANCES)
def test_a_coinsurance_cell(text: str, price: FiledPrice) -> None:
    assert coinsurance(text) == price
