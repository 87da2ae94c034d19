"""The prices that hold for a visit, and the one that what is left to pay picks."""

from decimal import Decimal

import pytest

from benefits.coverage.accumulators import MET, NOT_MET, UNKNOWN, Remainder
from benefits.coverage.charges import charge, rates
from benefits.coverage.terms import terms
from benefits.coverage.vocabulary import Phase
from tests.coverage.builders import amount, asked, benefit, catalog, copay

TEN_TO_GO = Remainder(is_met=False, to_go=Decimal(10))


@pytest.mark.parametrize(
    ("deductible", "limit", "dollars", "phase"),
    [
        pytest.param(MET, NOT_MET, 20, Phase.AFTER_DEDUCTIBLE, id="the deductible is met"),
        pytest.param(NOT_MET, NOT_MET, 150, Phase.BEFORE_DEDUCTIBLE, id="it is not"),
        pytest.param(TEN_TO_GO, NOT_MET, 30, Phase.BEFORE_DEDUCTIBLE, id="it is met by this visit"),
        pytest.param(MET, TEN_TO_GO, 10, Phase.AFTER_DEDUCTIBLE, id="ten dollars to the limit"),
        pytest.param(NOT_MET, MET, 0, Phase.OUT_OF_POCKET_MET, id="the limit is met"),
        pytest.param(UNKNOWN, NOT_MET, None, Phase.ALWAYS, id="nobody can tell"),
    ],
)
def test_what_is_left_to_pay_picks_the_price(
    deductible: Remainder, limit: Remainder, dollars: int | None, phase: Phase
) -> None:
    built = catalog(benefit(), copay(20, deductible="after", counts_to_out_of_pocket=True), amount("deductible", 400))
    situation = asked(built, allowed_amount=150)

    found = charge(rates(terms(built, situation), situation), deductible, limit, situation)

    assert (found.price and found.price.high, found.phase) == (dollars, phase)


def test_without_a_record_it_is_the_members_own_figure_or_not_stated() -> None:
    built = catalog(benefit())

    prices = [
        rates(terms(built, asked(built, **told)), asked(built, **told)).after.high for told in ({}, {"copay": 25})
    ]

    assert prices == [None, Decimal(25)]
