"""Plan data that must not be published, one defect at a time, each planted in the shipped catalog."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from msgspec.structs import replace

from benefits.coverage.catalog import TABLES, Catalog
from benefits.coverage.gaps import disagreements, gaps, silences
from benefits.coverage.records import Disagreement, Plan, PlanType, Therapy
from benefits.coverage.vocabulary import GateKind, PlanKind, Refused, Subject
from benefits.importing.loading import shipped
from benefits.words.gaps import sentence

FIXTURES: Final = Path(__file__).resolve().parents[2] / "fixtures"
TWIN: Final = Plan(
    slug="twin",
    name="The same plan once more",
    kind=PlanKind.PLAN,
    plan_type="hmo",
    hios_id="89942GA0130002-03",
    effective_from=date(2026, 12, 31),
)
DIFFERING: Final = Disagreement(
    plan="ga-hmo-2026",
    therapy="physical-therapy",
    subject=Subject.VISIT_LIMIT,
    says="40 visits",
    citation="p-2",
    other_says="20 visits",
    other_citation="p-6",
)


@cache
def catalog() -> Catalog:
    return shipped(FIXTURES)


def changed(**tables: Any) -> Catalog:
    return Catalog(**{**{table: getattr(catalog(), table) for table in TABLES}, **tables})


def without_gates(kind: GateKind, therapy: str) -> Catalog:
    kept = tuple(gate for gate in catalog().gates if gate.kind is not kind or gate.therapy != therapy)
    return changed(gates=kept)


def test_a_citation_carried_over_is_named_once_however_often_it_is_cited() -> None:
    cited = catalog().citations[0]
    found = gaps(changed(citations=(replace(cited, to_confirm=True), *catalog().citations[1:])))

    assert [(gap.table, gap.key, gap.field) for gap in found] == [("citations", (cited.slug,), "to_confirm")]


def test_nothing_shipped_bars_publication() -> None:
    assert gaps(catalog()) == ()


@pytest.mark.parametrize(
    ("planted", "table", "field"),
    [
        pytest.param(
            lambda: changed(plans=(*catalog().plans, TWIN)), "plans", "effective_from", id="two records overlap in time"
        ),
        pytest.param(
            lambda: changed(plans=(*catalog().plans, replace(TWIN, effective_from=None, effective_to=None))),
            "plans",
            "effective_from",
            id="a record without dates beside one with dates",
        ),
        pytest.param(
            lambda: changed(cost_tiers=(replace(catalog().cost_tiers[0], citation=""), *catalog().cost_tiers[1:])),
            "cost_tiers",
            "citation",
            id="a price without a source",
        ),
        pytest.param(
            lambda: changed(
                visit_limits=(replace(catalog().visit_limits[0], citation=""), *catalog().visit_limits[1:])
            ),
            "visit_limits",
            "citation",
            id="a limit without a source",
        ),
        pytest.param(
            lambda: changed(disagreements=(replace(DIFFERING, other_citation=""),)),
            "disagreements",
            "other_citation",
            id="a disagreement with one source",
        ),
        pytest.param(
            lambda: without_gates(GateKind.REFERRAL, "physical-therapy"), "benefits", "referral", id="a silent gate"
        ),
        pytest.param(
            lambda: changed(plan_types=(*catalog().plan_types, PlanType(slug="ppo", name="PPO"))),
            "plan_types",
            "slug",
            id="a plan type without a guide",
        ),
        pytest.param(
            lambda: changed(therapies=(*catalog().therapies, Therapy(slug="yoga", name="Yoga"))),
            "plans",
            "benefits",
            id="a therapy that no guide speaks of",
        ),
    ],
)
def test_a_defect_is_named(planted: Callable[[], Catalog], table: str, field: str) -> None:
    found = gaps(planted())

    assert (table, field) in {(gap.table, gap.field) for gap in found}
    assert all(sentence(gap) and all(gap.key[:1]) for gap in found)


@pytest.mark.parametrize(
    ("planted", "field"),
    [
        pytest.param(
            lambda: changed(
                plans=tuple(
                    replace(plan, based_on=None if plan.slug != "unsure" else "hmo")
                    if plan.slug != "hmo"
                    else replace(plan, based_on="unsure")
                    for plan in catalog().plans
                )
            ),
            "based_on",
            id="a circle of plans",
        ),
        pytest.param(lambda: changed(plans=(*catalog().plans, catalog().plans[0])), "Plan", id="the same plan twice"),
        pytest.param(
            lambda: changed(gates=(replace(catalog().gates[0], plan="nobody"),)), "plan", id="a gate of no plan"
        ),
    ],
)
def test_what_makes_no_sense_is_no_catalog(planted: Callable[[], Catalog], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        planted()

    assert refusal.value.field == field


def test_what_documents_do_not_say_is_listed_and_bars_nothing() -> None:
    listed = {(gap.key[0], gap.key[1], gap.field) for gap in silences(catalog())}

    assert ("wa-pebb-value-2024", "acupuncture", "cost_tiers") in listed
    assert not any(catalog().plan_by_slug[plan].kind is PlanKind.GUIDE for plan, _therapy, _field in listed)


def test_what_sources_differ_on_is_work_and_bars_nothing() -> None:
    planted = changed(disagreements=(DIFFERING,))

    (found,) = disagreements(planted)

    assert (found.table, found.key, found.field) == ("disagreements", DIFFERING.key, "visit_limit")
    assert (found.parts["says"], found.parts["other_says"]) == ("40 visits", "20 visits")
    assert gaps(planted) == ()
    assert disagreements(catalog()) == ()
