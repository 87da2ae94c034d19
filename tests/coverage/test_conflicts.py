"""Where two that speak say different things."""

import pytest

from benefits.coverage.decision import Decision, decide
from benefits.coverage.records import Record
from tests.coverage.builders import PT, asked, benefit, catalog, copay, gate, pool


def decided(*records: Record, **facts: object) -> Decision:
    """The decision on these records."""
    built = catalog(*records)
    return decide(built, asked(built, **facts))


@pytest.mark.parametrize(
    ("records", "facts", "status", "left", "conflicts"),
    [
        pytest.param([pool(60)], {"visit_limit": 80, "visits_used": {PT: 60}}, "may_be_covered", None, 1, id="used up"),
        pytest.param([pool(60)], {"visit_limit": 80, "visits_used": {PT: 10}}, "covered", 70, 1, id="left by both"),
        pytest.param([pool(60)], {"visit_limit": 60, "visits_used": {PT: 10}}, "covered", 50, 0, id="the same limit"),
        pytest.param([copay(50)], {"copay": 35}, "covered", None, 1, id="another copay"),
        pytest.param([copay(50)], {"copay": 50}, "covered", None, 0, id="the same copay"),
        pytest.param([], {"copay": 35}, "covered", None, 0, id="no price on file"),
        pytest.param([copay(50, plan="any")], {"copay": 35, "plan": "any"}, "may_be_covered", None, 0, id="a guide's"),
    ],
)
def test_a_figure_of_ones_own_papers_stands_beside_the_documents(
    records: list[Record], facts: dict[str, object], status: str, left: int | None, conflicts: int
) -> None:
    found = decided(benefit(), *records, **facts)

    assert (found.status, found.visits_left, len(found.conflicts)) == (status, left, conflicts)


def test_silence_is_no_conflict() -> None:
    silent = gate("prior_authorization", "not_stated"), gate("prior_authorization", "not_required", plan="any")

    assert decided(benefit(), *silent).conflicts == ()
