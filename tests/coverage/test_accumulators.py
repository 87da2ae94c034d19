"""What is left of a deductible or an out-of-pocket limit, of one person and in a family."""

from decimal import Decimal

import pytest

from benefits.coverage.accumulators import Reading, deductible_left, readings
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import Coverage, FamilyRule
from tests.coverage.builders import PT, TODAY, amount

EMBEDDED, AGGREGATE = FamilyRule.EMBEDDED, FamilyRule.AGGREGATE


def told(**facts: object) -> Situation:
    """A situation with these facts; whole numbers are dollars."""
    known = {name: Decimal(value) if isinstance(value, int) else value for name, value in facts.items()}
    return Situation(therapy=PT, plan="mine", on=TODAY, **known)  # type: ignore[arg-type]


def left(rule: FamilyRule | None, situation: Situation) -> list[int | str]:
    """Dollars to go under each reading: of $3,400 for each member and $6,800 for the family."""
    record = amount("deductible", 3400, 6800, family_rule=rule)
    remainders = [deductible_left(record, situation, reading) for reading in readings(situation)]
    return ["?" if remainder.to_go is None else int(remainder.to_go) for remainder in remainders]


@pytest.mark.parametrize(
    ("rule", "own", "family", "to_go"),
    [
        pytest.param(EMBEDDED, 3400, None, [0, 3400], id="embedded, not told apart: met, or all of the own to go"),
        pytest.param(EMBEDDED, 3400, 3400, [0, 0], id="embedded, the own is met"),
        pytest.param(EMBEDDED, 0, 6800, [0, 0], id="embedded, the family's is met by the others"),
        pytest.param(EMBEDDED, 1000, 6000, [800, 800], id="embedded, the family's is nearer"),
        pytest.param(EMBEDDED, 3000, 3500, [400, 400], id="embedded, the own is nearer"),
        pytest.param(EMBEDDED, None, 3400, [0, 3400], id="embedded, only the family's told"),
        pytest.param(AGGREGATE, 3400, None, [3400, 3400], id="aggregate, not told apart: the family's counts"),
        pytest.param(AGGREGATE, 3400, 5000, [1800, 1800], id="aggregate, the own does not count"),
        pytest.param(AGGREGATE, 100, 6800, [0, 0], id="aggregate, met together"),
        pytest.param(None, 3400, None, [0, 3400], id="not stated, not told apart"),
        pytest.param(None, 3400, 5000, [0, 1800], id="not stated, told apart: each rule has its reading"),
        pytest.param(None, 100, 6800, [0, 0], id="not stated, met under both"),
        pytest.param(None, 9000, None, [0, 0], id="more than all"),
    ],
)
def test_a_family(rule: FamilyRule | None, own: int | None, family: int | None, to_go: list[int]) -> None:
    facts = {"deductible": own, "family_deductible": family}
    known = {name: value for name, value in facts.items() if value is not None}

    assert left(rule, told(coverage=Coverage.FAMILY, **known)) == to_go


@pytest.mark.parametrize(
    ("facts", "to_go"),
    [
        pytest.param({"deductible": 400}, [3000], id="one person has one reading"),
        pytest.param({"deductible": 400, "family_deductible": 6800}, [3000], id="the family's is nothing to one alone"),
        pytest.param({"deductible": 3400}, [0], id="met to the dollar"),
        pytest.param({}, ["?"], id="not told"),
    ],
)
def test_one_person(facts: dict[str, object], to_go: list[object]) -> None:
    assert left(EMBEDDED, told(**facts)) == to_go


def test_an_amount_that_is_not_on_file_leaves_dollars_unread() -> None:
    assert deductible_left(None, told(deductible=400), Reading.OWN).is_met is None
