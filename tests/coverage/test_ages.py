"""The ages worth trying: one for all at which the same limits hold."""

import pytest

from benefits.coverage import ages
from benefits.coverage.decision import decide
from benefits.coverage.records import Record
from benefits.coverage.terms import terms
from tests.coverage.builders import asked, benefit, catalog, pool


@pytest.mark.parametrize(
    ("records", "tried"),
    [
        pytest.param([pool(20)], (), id="none where limits hold at any age"),
        pytest.param([pool(20, exempt_below_age=21)], (20,), id="the greatest at which a limit does not hold"),
        pytest.param(
            [pool(20, slug="a", exempt_below_age=21), pool(9, slug="b", exempt_below_age=18)], (17, 20), id="two limits"
        ),
        pytest.param([pool(20, plan="any", exempt_below_age=21)], (20,), id="of a guide's limit, too"),
    ],
)
def test_the_ages_to_try(records: list[Record], tried: tuple[int, ...]) -> None:
    built = catalog(benefit(), *records)
    situation = asked(built)

    assert ages.at_bounds(situation, decide(built, situation)) == tried
    assert ages.around_bounds(situation, terms(built, situation)) == (None, *tried)
