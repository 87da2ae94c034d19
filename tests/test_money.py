"""A second opinion on money: the next visit's price by plain arithmetic over cents, apart from the product."""

from decimal import Decimal
from random import Random
from typing import Final, NamedTuple

from benefits.coverage.costs import cost
from benefits.coverage.records import CostTier, PlanAmount
from benefits.coverage.terms import terms
from benefits.coverage.vocabulary import AmountKind
from tests.coverage.builders import asked, benefit, catalog, price

PLANS: Final = 40
VISITS_EACH: Final = 100


class Visit(NamedTuple):
    """One visit under one plan; all in cents, but for the percent. `copay` or `percent`: what is due after the rest."""

    price: int
    deductible: int
    deductible_paid: int
    limit: int
    limit_paid: int
    copay: int | None
    percent: int


def due(visit: Visit) -> int:
    """Cents that the member pays: what is left of the deductible, a share of the rest, and never past the limit."""
    to_deductible = min(visit.price, max(visit.deductible - visit.deductible_paid, 0))
    rest = visit.price - to_deductible
    share = min(visit.copay, rest) if visit.copay is not None else (rest * visit.percent * 2 + 100) // 200
    return min(to_deductible + share, max(visit.limit - visit.limit_paid, 0))


def visits(random: Random) -> list[Visit]:
    """Visits of all kinds under one plan: amounts in cents, at, just below and past every edge."""
    deductible = random.choice([0, 10_000, 150_000, 340_000])
    limit = deductible + random.choice([0, 50_000, 300_000])
    copays = random.choice([None, 0, 2_000, 5_050])
    percent = random.choice([0, 10, 20, 35, 100])
    found = []
    for _ in range(VISITS_EACH):
        price_of_visit = random.choice([1, 1_999, 9_900, 15_000, 20_001, random.randrange(1, 60_000)])
        paid = max(deductible - random.choice([0, 1, 5_000, 15_000, random.randrange(deductible + 1)]), 0)
        counted = max(limit - random.choice([0, 1, 500, 20_000, random.randrange(limit + 1)]), paid)
        found.append(Visit(price_of_visit, deductible, paid, limit, counted, copays, percent))
    return found


def priced(visit: Visit) -> int | None:
    """Cents that the product says."""
    whole = catalog(
        benefit(),
        _share(visit),
        _amount(AmountKind.DEDUCTIBLE, visit.deductible),
        _amount(AmountKind.OUT_OF_POCKET_LIMIT, visit.limit),
    )
    told = {"deductible": visit.deductible_paid, "out_of_pocket": visit.limit_paid, "allowed_amount": visit.price}
    situation = asked(whole, **{name: str(Decimal(cents) / 100) for name, cents in told.items()})
    found = cost(terms(whole, situation), situation).now
    assert found is not None
    assert found.low == found.high
    return None if found.low is None else int(found.low * 100)


def _share(visit: Visit) -> CostTier:
    if visit.copay is None:
        return price("coinsurance", "after", counts_to_out_of_pocket=True, percent=Decimal(visit.percent))
    figure = Decimal(visit.copay) / 100
    return price("copayment", "after", counts_to_out_of_pocket=True, low=figure, high=figure)


def _amount(kind: AmountKind, cents: int) -> PlanAmount:
    return PlanAmount(plan="mine", kind=kind, self_only=Decimal(cents) / 100, citation="papers")


def test_the_next_visit_costs_the_same_by_plain_arithmetic() -> None:
    random = Random(20261130)

    wrong = [
        (visit, due(visit), said)
        for _ in range(PLANS)
        for visit in visits(random)
        if (said := priced(visit)) != due(visit)
    ]

    assert wrong == []


def test_the_arithmetic_is_not_the_products_own() -> None:
    """It sees a forgotten deductible, a share of the whole instead of the rest, and a limit that is passed."""
    visit = Visit(20_000, 10_000, 6_000, 50_000, 45_000, None, 20)

    assert due(visit) == 5_000
    assert due(visit._replace(limit=90_000)) == 4_000 + 3_200
    assert due(visit._replace(deductible=0, limit=90_000)) == 4_000
