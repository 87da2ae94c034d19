"""Visits from which on an approval or a price holds, over the therapies that count together."""

import pytest

from benefits.coverage.facts import BANDS
from benefits.coverage.terms import terms
from benefits.coverage.thresholds import counted_together, last_visits_before, visits_toward
from tests.coverage.builders import OT, PT, SPEECH, asked, benefit, catalog, copay, gate

POOLED = gate("prior_authorization", from_visit=61, counted_with=(OT, SPEECH))


def test_the_asked_therapy_comes_first_and_once() -> None:
    assert counted_together(POOLED, PT) == (PT, OT, SPEECH)
    assert counted_together(POOLED, OT) == (OT, SPEECH)


def test_visits_are_added_up_and_those_not_known_are_named() -> None:
    told = asked(catalog(benefit(), POOLED), visits_used={PT: 40, OT: "unsure"})

    assert visits_toward(POOLED, told) == (40, (OT,), (SPEECH,), True)


@pytest.mark.parametrize(
    ("used", "before"),
    [
        pytest.param({PT: 40, OT: 5, SPEECH: 5}, [(PT, 50)], id="others leave the asked one so many"),
        pytest.param({PT: 40, OT: 70, SPEECH: 0}, [(PT, 0)], id="others are past it"),
        pytest.param({PT: 40, OT: 5}, [(PT, 55), (SPEECH, 0), (SPEECH, 15)], id="one is not told"),
    ],
)
def test_the_last_visits_before_it_holds(used: dict[str, int], before: list[tuple[str, int]]) -> None:
    told = asked(catalog(benefit(), POOLED), visits_used=used)

    assert list(last_visits_before([POOLED, copay(20)], told)) == before


def test_visits_around_a_threshold_are_split_over_the_therapies_that_count_together() -> None:
    built = catalog(benefit(), gate("prior_authorization", from_visit=13, counted_with=(OT,)))
    case = asked(built)

    around = BANDS["visits_used"](case, terms(built, case))

    assert [{PT: 1, OT: other} for other in (10, 11, 12)] == [used for used in around if OT in used]
