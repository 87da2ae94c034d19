"""What a case holds for the rules to look at."""

from benefits.coverage.cases import case
from benefits.coverage.terms import terms
from benefits.coverage.vocabulary import GateKind, GateState, LimitState
from tests.coverage.builders import PT, asked, benefit, catalog, gate, pool


def test_a_case_has_every_gate_and_every_limit_as_they_stand() -> None:
    built = catalog(benefit(), gate("referral"), pool(20))
    situation = asked(built, referral="none", visits_used={PT: 20})

    found = case(terms(built, situation), situation)

    assert found.gates.keys() == set(GateKind)
    assert found.gates[GateKind.REFERRAL].state is GateState.TO_DO
    assert [tally.state for tally in found.tallies] == [LimitState.REACHED]
