"""What can be asked about, and facts that come as text."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from benefits import offering
from benefits.coverage.situation import FactError
from tests.coverage.builders import guides


def test_every_plan_is_listed_with_all_its_keys() -> None:
    listed = {plan["slug"]: plan for plan in offering.LISTS["plans"](guides())}

    assert {"hmo", "hdhp", "senior-advantage", "other", "unsure"} <= set(listed)
    assert listed["hmo"] == {
        "slug": "hmo",
        "name": guides().plan_by_slug["hmo"].name,
        "kind": "guide",
        "plan_type": "hmo",
        "region": None,
        "hios_id": None,
        "effective_from": None,
        "effective_to": None,
    }


@pytest.mark.parametrize("name", ["therapies", "conditions", "regions"])
def test_the_other_lists_have_slugs_and_names(name: str) -> None:
    for entry in offering.LISTS[name](guides()):
        assert set(entry) == {"slug", "name"}
        assert all(entry.values())


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        pytest.param({"region": "hawaii"}, "2026-11-20", id="still the day before in Hawaii"),
        pytest.param({"region": "georgia"}, "2026-11-21", id="already the day in Georgia"),
        pytest.param({}, "2026-11-20", id="no region: the zone of the settings"),
        pytest.param({"plan": "no-such-plan"}, "2026-11-20", id="a plan that is not there"),
    ],
)
def test_a_day_begins_where_the_plan_is(facts: dict[str, object], day: str) -> None:
    with time_machine.travel(datetime(2026, 11, 21, 6, 0, tzinfo=UTC)):
        assert offering.today(guides(), facts) == day


@pytest.mark.parametrize(
    ("pairs", "facts"),
    [
        pytest.param([("plan", "hmo")], {"plan": "hmo"}, id="a word"),
        pytest.param([("visit_limit", "20")], {"visit_limit": "20"}, id="a figure as it was typed"),
        pytest.param(
            [("visits_used.physical-therapy", "18"), ("visits_used.speech-therapy", "unsure")],
            {"visits_used": {"physical-therapy": "18", "speech-therapy": "unsure"}},
            id="visits of two therapies",
        ),
    ],
)
def test_facts_from_text(pairs: list[tuple[str, str]], facts: dict[str, Any]) -> None:
    assert offering.facts_of(pairs) == facts


@pytest.mark.parametrize(
    "pairs",
    [
        pytest.param([("plan", "hmo"), ("plan", "hdhp")], id="twice"),
        pytest.param(
            [("visits_used.speech-therapy", "1"), ("visits_used.speech-therapy", "2")], id="one therapy twice"
        ),
        pytest.param([("plan", "hmo"), ("plan.name", "x")], id="a word and its part"),
    ],
)
def test_one_value_for_each_fact(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(FactError):
        offering.facts_of(pairs)
