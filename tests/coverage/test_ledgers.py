"""The year's payments, guessed for the least and for the most."""

from decimal import Decimal

import pytest

from benefits.coverage.ledgers import opened, started_again
from benefits.coverage.terms import terms
from tests.coverage.builders import amount, asked, catalog


@pytest.mark.parametrize(
    ("facts", "left"),
    [
        pytest.param({}, [0, 400], id="not told: nothing or all of it"),
        pytest.param({"deductible": 150}, [250, 250], id="told in dollars"),
        pytest.param({"deductible": "met"}, [0, 0], id="met"),
        pytest.param({"deductible": "not-met"}, [None, 400], id="not met: something, or all of it"),
        pytest.param({"coverage": "family"}, [0, 400, 0, 900], id="a family: read in both ways"),
        pytest.param(
            {"coverage": "family", "deductible": 100, "family_deductible": 300},
            [300, 300, 600, 600],
            id="a family whose rule is not stated",
        ),
    ],
)
def test_what_is_not_told_is_guessed(facts: dict[str, object], left: list[int | None]) -> None:
    built = catalog(amount("deductible", 400, 900))
    situation = asked(built, **facts)

    ledgers = opened(terms(built, situation), situation)

    assert [ledger.deductible.to_go for ledger in ledgers] == left


def test_who_told_no_payments_has_the_whole_limit_to_go() -> None:
    built = catalog(amount("out_of_pocket_limit", 1000))
    situation = asked(built)

    assert {ledger.out_of_pocket.to_go for ledger in opened(terms(built, situation), situation)} == {Decimal(1000)}


def test_a_new_year_begins_with_nothing_paid() -> None:
    built = catalog(amount("deductible", 400), amount("out_of_pocket_limit", 1000))
    situation = asked(built, deductible="met", out_of_pocket="met")
    spoken = terms(built, situation)

    again = [started_again(ledger, spoken, situation) for ledger in opened(spoken, situation)]

    assert {(ledger.deductible.to_go, ledger.out_of_pocket.to_go) for ledger in again} == {
        (Decimal(400), Decimal(1000))
    }
