"""One row for each plan and therapy; equal plans are decided once, and never take another's answer."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from benefits.coverage.catalog import Catalog
from benefits.coverage.records import Plan
from benefits.coverage.vocabulary import PlanKind
from benefits.editions import InForce
from benefits.exports import summary
from benefits.exports.choosing import Choice, choice
from benefits.exports.columns import COLUMNS, SummaryRow
from benefits.exports.speaking import spoken
from benefits.exports.summary import rows
from tests.documents import answer
from tests.exports.conftest import TODAY, in_force


def as_cells(row: SummaryRow) -> dict[str, Any]:
    return dict(zip(COLUMNS, row.cells, strict=True))


ASSUMED = [
    pytest.param({}, id="nothing told"),
    pytest.param({"referral": ["pcp"], "condition": ["low-back-pain"]}, id="referred for back pain"),
    pytest.param({"referral": ["none"], "condition": ["stress"], "on": ["2027-06-01"]}, id="stress, next year"),
]


@pytest.mark.parametrize("given", ASSUMED)
def test_every_cell_agrees_with_the_answer(edition: InForce, given: dict[str, list[str]]) -> None:
    chosen = choice(edition.catalog, given, TODAY)
    told = {name: values[0] for name, values in given.items() if name != "on"}

    for row in rows(edition, chosen):
        cells = as_cells(row)
        facts = {"plan": cells["plan"], "therapy": cells["therapy"], "on": chosen.on.isoformat(), **told}
        said = answer(edition, facts)

        for name in ("status", "certainty", "basis", "headline"):
            assert cells[name] == said[name], (facts, name)
        assert (cells["cost"] or None) == said["cost"]["now"]
        assert (cells["cost_text"] or None) == said["cost"]["text"]
        for name in ("low", "high", "percent"):
            assert cells[f"cost_{name}"] == (
                None if said["cost"][name] is None else Decimal(str(said["cost"][name]))
            ), (facts, name)
        assert (cells["edition"], cells["edition_sha256"]) == (said["edition"]["number"], said["edition"]["sha256"])
        limits = {(limit["low"], limit["high"], limit["period"]) for limit in said["limits"]}
        if cells["limit_low"] is not None:
            assert (cells["limit_low"], cells["limit_high"], cells["limit_period"]) in limits


def test_no_figure_without_a_source(edition: InForce, everything: Choice) -> None:
    for row in rows(edition, everything):
        cells = as_cells(row)
        if cells["cost_low"] is not None or cells["cost_percent"] is not None:
            assert cells["cost_source"]
            assert cells["cost_checked_on"]
        if cells["limit_low"] is not None:
            assert cells["limit_source"]
            assert cells["limit_quote"]


def test_equal_plans_are_decided_once_and_alike(edition: InForce, everything: Choice) -> None:
    catalog = edition.catalog

    for row in rows(edition, everything):
        alone = spoken(catalog, row.plan.plan, row.therapy.therapy, everything)
        assert [getattr(alone, name) for name in alone.__struct_fields__] == list(
            row.cells[len(row.plan.__struct_fields__) : len(row.plan.__struct_fields__) + len(alone.__struct_fields__)]
        ), row.plan.plan


def with_twin(catalog: Catalog, **changes: Any) -> Catalog:
    twin = Plan(slug="twin", name="A twin", kind=PlanKind.PLAN, plan_type="hmo", based_on="hmo", **changes)
    other = Plan(slug="other-twin", name="Another", kind=PlanKind.PLAN, plan_type="hmo", based_on="hmo")
    return replace(catalog, plans=(*catalog.plans, twin, other))


@pytest.mark.parametrize(
    ("changes", "shared"),
    [
        pytest.param({}, True, id="equal but for the name"),
        pytest.param({"rich_benefits": True}, False, id="rich benefits"),
        pytest.param({"region": "georgia"}, False, id="another region"),
        pytest.param({"effective_from": date(2027, 1, 1)}, False, id="not yet in force"),
        pytest.param({"effective_from": date(2020, 1, 1)}, True, id="in force too"),
    ],
)
def test_only_equal_plans_share_an_answer(edition: InForce, changes: dict[str, Any], *, shared: bool) -> None:
    twins = in_force(with_twin(edition.catalog, **changes))
    chosen = choice(twins.catalog, {"plan": ["twin", "other-twin"], "therapy": ["massage-therapy"]}, TODAY)

    first, second = rows(twins, chosen)

    assert (first.therapy is second.therapy) == shared


def test_what_is_held_is_bounded(edition: InForce, everything: Choice, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [row.cells for row in rows(edition, everything)]
    monkeypatch.setattr(summary, "MOST_HELD", 2)

    assert [row.cells for row in rows(edition, everything)] == whole
