"""The other prices of a visit in words, and when each holds."""

from benefits.coverage.decision import decide
from benefits.wording.branches import branches
from tests.coverage.builders import OT, asked, benefit, catalog, copay


def test_what_counts_toward_a_run_of_visits_is_named() -> None:
    built = catalog(benefit(), copay(0, to_visit=3, counted_with=(OT,)), copay(20, from_visit=4, counted_with=(OT,)))
    cost = decide(built, asked(built)).cost

    assert cost is not None
    assert [(branch.when, branch.text) for branch in branches(cost, built)] == [
        ("from visit 4 on (visits for occupational therapy count too)", "$20 per visit")
    ]
