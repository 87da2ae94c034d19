"""What two records say that do not agree: both are said, each with its speaker."""

from typing import Final

import pytest

from tests.cases.reading import edition
from tests.coverage.builders import PT, benefit, catalog, copay, pool
from tests.documents import answer

FACTS: Final = {"therapy": PT, "plan": "mine", "on": "2026-11-21"}


def test_a_conflict_says_both() -> None:
    (found,) = answer(edition(catalog(benefit("not_covered"), benefit(plan="any"))), FACTS)["conflicts"]

    assert found["text"] == ("Your plan: Physical therapy is not covered. General guide: Physical therapy is covered.")
    assert found["sources"] == ["papers", "guide"]


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        pytest.param(
            {"copay": "30"},
            "Your own papers say $30 per visit (from you). "
            "Your plan’s document says $20 per visit. Ask which is right.",
            id="a price",
        ),
        pytest.param(
            {"visit_limit": 40},
            "Your own papers say 40 visits (from you). "
            "Your plan’s document says 20 visits per year. Ask which is right.",
            id="a limit",
        ),
    ],
)
def test_the_members_own_figure_stands_beside_the_documents(fact: dict[str, object], said: str) -> None:
    found = answer(edition(catalog(benefit(), copay(20), pool(20))), FACTS | fact)

    assert [conflict["text"] for conflict in found["conflicts"]] == [said]
