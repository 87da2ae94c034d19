"""One case as the rules look at it, and the reason that a rule gives."""

from collections.abc import Mapping

from msgspec import Struct

from benefits.coverage.gates import Standing, standings
from benefits.coverage.limits import Tally, tallies
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms
from benefits.coverage.vocabulary import Certainty, GateKind, ReasonCode, Status


class Reason(Struct, frozen=True, kw_only=True):
    """Why an answer is no better than `at_best`.

    `citation` is where the record that speaks was read; empty where it is the member's own word.
    """

    code: ReasonCode
    at_best: Status
    certainty: Certainty | None = None
    citation: str = ""
    tally: Tally | None = None


class Case(Struct, frozen=True, kw_only=True):
    """One question with what was worked out of it for the rules to look at."""

    terms: Terms
    situation: Situation
    gates: Mapping[GateKind, Standing]
    tallies: tuple[Tally, ...]


def case(terms: Terms, situation: Situation) -> Case:
    """The case for a situation under its terms."""
    return Case(terms=terms, situation=situation, gates=standings(terms, situation), tallies=tallies(terms, situation))
