"""What a document says, before it is a record: nothing is filled in."""

from benefits.coverage.vocabulary import CostKind, CostUnit, DeductibleRule, NetworkTier
from benefits.importing.said import OutOfNetwork, Said, StatedLimit, StatedPrice


def test_what_is_not_said_stays_open() -> None:
    said = Said(document="summary", therapies=("massage-therapy",))

    assert (said.status, said.prices, said.limits, said.out_of_network) == (None, (), (), OutOfNetwork.NOT_STATED)
    assert said.counts_to_out_of_pocket == {}


def test_a_price_is_for_each_visit_from_the_first_on_unless_it_says_otherwise() -> None:
    price = StatedPrice(tier=NetworkTier.KAISER, kind=CostKind.NO_CHARGE, deductible=DeductibleRule.UNSTATED)

    assert (price.from_visit, price.to_visit, price.per, price.amount) == (1, None, CostUnit.VISIT, None)


def test_a_limit_keeps_words_that_we_do_not_have() -> None:
    limit = StatedLimit(quantity=20, unit="sittings", period="fortnight", pool=("massage-therapy",))

    assert (limit.unit, limit.period, limit.exempt) == ("sittings", "fortnight", ())
