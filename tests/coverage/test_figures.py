"""What an answer comes to in figures."""

from decimal import Decimal

import pytest

from benefits.coverage.decision import decide
from benefits.coverage.figures import FIGURES, Figures, figures
from benefits.coverage.records import Record
from benefits.coverage.vocabulary import Status
from tests.coverage.builders import PT, SPEECH, asked, benefit, catalog, copay, guide, plan, pool, price

OWN = (guide("hmo"), plan("gold", based_on="hmo"), benefit(plan="gold"))
OF_THE_GUIDE = (*OWN, pool(20, plan="hmo"))


def found(*records: Record, **facts: object) -> Figures:
    """The figures of the plan “gold” with these records."""
    built = catalog(*records)
    return figures(decide(built, asked(built, plan="gold", **facts)))


LIMITS = [
    pytest.param(OWN, {}, None, id="none where no record states one"),
    pytest.param((*OWN, pool(30, plan="gold")), {}, 30, id="the plan's own"),
    pytest.param(
        (*OWN, pool(30, PT, SPEECH, plan="gold"), pool(12, plan="gold", slug="tight")), {}, 12, id="the tightest"
    ),
    pytest.param(OF_THE_GUIDE, {}, None, id="none where only the general guide states one"),
    pytest.param(OF_THE_GUIDE, {"visit_limit": 15}, 15, id="the member's own, whatever the guide says"),
    pytest.param((*OWN[:2], benefit("not_covered", plan="gold"), pool(30, plan="gold")), {}, None, id="none of a no"),
]


@pytest.mark.parametrize(("records", "facts", "limit"), LIMITS)
def test_the_limit_is(records: tuple[Record, ...], facts: dict[str, object], limit: int | None) -> None:
    assert found(*records, **facts).limit_low == limit


PRICES = [
    pytest.param((), {}, (None, None, None), id="nowhere on file"),
    pytest.param((copay(20, 40, plan="gold"),), {}, (20, None, None), id="the same all year"),
    pytest.param((copay(20, plan="gold", deductible="after"),), {}, (None, None, 20), id="after the deductible only"),
    pytest.param(
        (copay(20, plan="gold", deductible="after"),), {"deductible": "met"}, (20, None, 20), id="now that it is met"
    ),
    pytest.param(
        (price("coinsurance", plan="gold", percent=Decimal(15)),), {}, (None, 15, None), id="a share of the amount"
    ),
]


@pytest.mark.parametrize(("records", "facts", "expected"), PRICES)
def test_the_price_is(records: tuple[Record, ...], facts: dict[str, object], expected: tuple[int | None, ...]) -> None:
    given = found(*OWN, *records, **facts)

    assert (given.cost_low, given.cost_percent, given.after_deductible_low) == expected


def test_every_figure_has_its_name() -> None:
    empty = Figures(status=Status.UNKNOWN, now=None, after_deductible=None, limit=None)

    assert [getattr(empty, name) for name in FIGURES] == [None] * 8
