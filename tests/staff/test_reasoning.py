"""Each rule that spoke, from which record, and what it overruled."""

from collections.abc import Callable
from datetime import date

import pytest

from benefits.coverage import decision as decision_module
from benefits.coverage.cases import Case, Reason
from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import decide
from benefits.coverage.records import Plan
from benefits.coverage.rules import RULES
from benefits.coverage.telling import situation
from benefits.coverage.vocabulary import PlanKind, ReasonCode, Status
from benefits.importing import loading
from benefits.staff import reasoning as reasoning_module
from benefits.staff.reasoning import reasoning
from tests.coverage import builders
from tests.staff.conftest import ROOT

ON = {"on": "2026-11-21"}
TODAY = date(2026, 11, 21)

RuleFunction = Callable[[Case], Reason | None]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """What is shipped."""
    return loading.shipped(ROOT / "fixtures")


def test_the_rule_that_decides_is_marked(catalog: Catalog) -> None:
    facts = {"plan": "hmo", "therapy": "physical-therapy", "referral": "none", "condition": "joint-pain", **ON}

    steps = reasoning(catalog, facts)

    assert [step.rule for step in steps if step.decides] == ["referral"]
    (referral,) = [step for step in steps if step.rule == "referral"]
    assert referral.record.startswith("gate: unsure / physical-therapy / referral")
    assert "P:" in referral.source


def test_what_was_passed_and_counted_is_there_too(catalog: Catalog) -> None:
    facts = {"plan": "hmo", "therapy": "physical-therapy", "referral": "pcp", "condition": "joint-pain", **ON}

    steps = {step.rule: step for step in reasoning(catalog, facts)}

    assert steps["Referral"].text == "done"
    assert "P:" in steps["Referral"].source
    assert "typically 20-60 visits per year" in {step.text for step in reasoning(catalog, facts)}
    assert not any("False" in step.record for step in steps.values())


def test_a_day_without_a_record_has_no_rule(catalog: Catalog) -> None:
    assert reasoning(catalog, {"plan": "wa-pebb-cdhp-2024", "therapy": "physical-therapy", **ON}) == []


@pytest.mark.parametrize("condition", ["stress", "low-back-pain", "other"])
def test_every_reason_of_the_answer_is_there(catalog: Catalog, condition: str) -> None:
    for plan in catalog.plans:
        for therapy in catalog.therapy_by_slug:
            facts = {"plan": plan.slug, "therapy": therapy, "condition": condition, "referral": "none", **ON}
            decision = decide(catalog, situation(catalog, facts))
            steps = reasoning(catalog, facts)
            if plan.kind is PlanKind.GUIDE:
                assert len(steps) >= len(decision.reasons)
                assert any(step.decides for step in steps)


@pytest.mark.parametrize("subject", ["coverage", "referral"])
def test_what_sources_differ_on_is_named(subject: str) -> None:
    built = builders.catalog(builders.benefit(), builders.gate("referral", "not_required"), builders.differing(subject))

    steps = reasoning(built, {"plan": "mine", "therapy": builders.PT, **ON})

    (told,) = [step for step in steps if step.rule == "sources differ"]
    assert told.decides
    assert told.record == f"open disagreement: mine / {builders.PT} / {subject}"
    assert told.source.startswith("Evidence of Coverage")


def tries_home_exercise(case: Case) -> Reason | None:
    """A rule that nobody has written yet."""
    return Reason(code=ReasonCode.VARIES, at_best=Status.MAY_BE_COVERED, record=case.terms.benefit)


def asks_nobody(case: Case) -> Reason | None:
    """A rule that no record speaks for."""
    return Reason(code=ReasonCode.NOT_IMPROVING, at_best=Status.NOT_COVERED)


def reads_the_price(case: Case) -> Reason | None:
    """A rule that speaks from the plan itself."""
    return Reason(code=ReasonCode.VARIES, at_best=Status.MAY_BE_COVERED, record=case.terms.plan)


@pytest.mark.parametrize(
    ("rule", "record"),
    [
        pytest.param(tries_home_exercise, f"benefit: mine / {builders.PT}", id="from a record of its own kind"),
        pytest.param(asks_nobody, "", id="from no record"),
        pytest.param(reads_the_price, "plan: mine", id="from a record that no rule spoke from before"),
    ],
)
def test_a_rule_that_is_new_is_shown_like_the_others(
    rule: RuleFunction, record: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (decision_module, reasoning_module):
        monkeypatch.setattr(module, "RULES", (*RULES, rule))
    built = builders.catalog(builders.benefit())

    steps = reasoning(built, {"plan": "mine", "therapy": builders.PT, **ON})

    (told,) = [step for step in steps if step.rule == rule.__name__.replace("_", " ")]
    assert told.record == record
    assert told.decides
    assert told.text


def test_what_a_plan_overrules_is_named(catalog: Catalog) -> None:
    own = {benefit.plan for benefit in catalog.benefits if catalog.plan_by_slug[benefit.plan].kind is PlanKind.PLAN}
    plan: Plan = next(catalog.plan_by_slug[slug] for slug in sorted(own) if catalog.plan_by_slug[slug].in_force(TODAY))

    steps = [
        step
        for therapy in catalog.therapy_by_slug
        for step in reasoning(catalog, {"plan": plan.slug, "therapy": therapy, **ON})
    ]

    assert any(step.overruled for step in steps)
