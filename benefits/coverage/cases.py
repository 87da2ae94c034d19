"""One case as the rules look at it, and the reason that a rule gives."""

from collections.abc import Mapping

from msgspec import Struct

from benefits.coverage.gates import Standing, standings
from benefits.coverage.limits import Tally, tallies
from benefits.coverage.records import Benefit, ConditionRule, Disagreement, Gate, Plan, VisitLimit
from benefits.coverage.situation import Situation
from benefits.coverage.terms import Terms
from benefits.coverage.vocabulary import Certainty, GateKind, ReasonCode, Status

# A record that a rule can speak from.
Speaking = Benefit | Gate | ConditionRule | VisitLimit | Disagreement | Plan


class Reason(Struct, frozen=True, kw_only=True):
    """Why an answer is no better than `at_best`, and the record that says so.

    `record` is None where no record speaks: where all are silent, or where it is the member's own word.
    """

    code: ReasonCode
    at_best: Status
    certainty: Certainty | None = None
    record: Speaking | None = None
    tally: Tally | None = None

    @property
    def citation(self) -> str:
        """The slug of the citation where the record was read; empty where there is none."""
        return (self.record.citation or "") if self.record else ""


class Case(Struct, frozen=True, kw_only=True):
    """One question with what was worked out of it for the rules to look at."""

    terms: Terms
    situation: Situation
    gates: Mapping[GateKind, Standing]
    tallies: tuple[Tally, ...]


def case(terms: Terms, situation: Situation) -> Case:
    """The case for a situation under its terms."""
    return Case(terms=terms, situation=situation, gates=standings(terms, situation), tallies=tallies(terms, situation))
