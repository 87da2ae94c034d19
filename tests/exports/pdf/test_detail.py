"""Every fact of every plan: nothing that a row holds is left out, and what is empty everywhere takes no room."""

from typing import Any

import pytest

from benefits.editions import InForce
from benefits.exports.choosing import choice
from benefits.exports.columns import COLUMNS, SummaryRow
from benefits.exports.pdf import detail as ours
from benefits.exports.stamp import stamped
from benefits.exports.summary import rows
from tests.exports.conftest import TODAY


@pytest.fixture
def found(edition: InForce) -> list[SummaryRow]:
    """Two plans."""
    return list(rows(edition, choice(edition.catalog, {"plan": ["hmo", "hdhp"]}, TODAY)))


def drawn(edition: InForce, found: list[SummaryRow]) -> dict[str, Any]:
    return ours.detail(found, stamped(edition, choice(edition.catalog, {}, TODAY)))


def test_a_plan_has_a_line_for_each_fact_of_its_therapies(edition: InForce, found: list[SummaryRow]) -> None:
    plan = drawn(edition, found)["plans"][0]

    (part,) = plan["parts"]
    told = {name: cells for name, *cells in part["rows"]}
    own = [row.therapy for row in found if row.plan.plan_name == plan["name"]]
    assert part["heads"] == [therapy.therapy_name for therapy in own]
    for name in set(own[0].__struct_fields__) - {"therapy_name"}:
        words = [ours.written(getattr(therapy, name)) for therapy in own]
        assert told.get(name, [""] * len(own)) == words
        assert (name in told) == any(words)


def test_many_therapies_stand_in_several_tables(
    edition: InForce, found: list[SummaryRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ours, "ACROSS", 4)

    parts = drawn(edition, found)["plans"][0]["parts"]

    assert [len(part["heads"]) for part in parts] == [4, 2]
    assert all(len(line) == len(part["heads"]) + 1 for part in parts for line in part["rows"])


def test_the_legend_explains_every_fact(edition: InForce, found: list[SummaryRow]) -> None:
    legend = drawn(edition, found)["legend"]["rows"]

    assert [name for name, _words in legend[: len(COLUMNS)]] == [*COLUMNS]
    assert all(words for _name, words in legend)


def test_nothing_chosen_is_no_plan(edition: InForce) -> None:
    assert drawn(edition, [])["plans"] == []
    assert ours.written(None) == ""
    assert ours.written(7) == "7"
