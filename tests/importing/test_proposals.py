"""A proposal names its record, its place and the plan that it speaks of."""

import pytest

from benefits.coverage import records as r
from benefits.importing.proposals import plan_of, proposal_of
from tests import whole

CATALOG = whole.catalog()
CUPS = r.Technique(slug="cups", therapy="massage", name="Cups")


@pytest.mark.parametrize(
    ("record", "plan"),
    [
        pytest.param(CATALOG.gates[0], "gold", id="what speaks of a plan"),
        pytest.param(next(plan for plan in CATALOG.plans if plan.slug == "gold"), "gold", id="the plan itself"),
        pytest.param(CUPS, "", id="what speaks of none"),
    ],
)
def test_the_plan_of_a_record(record: r.Record, plan: str) -> None:
    assert plan_of(record) == plan


def test_a_record_as_it_is() -> None:
    found = proposal_of(CATALOG.gates[0], "gates", place="gates, row 2")

    assert (found.place, found.table, found.plan) == ("gates, row 2", "gates", "gold")
    assert found.title == " / ".join(CATALOG.gates[0].key)
    assert found.records == (CATALOG.gates[0],)
    assert (found.why, found.refused, found.printed) == ((), (), None)
