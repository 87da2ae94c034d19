"""Each law holds on a plain case, and notices an answer that was spoilt on purpose."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from msgspec.structs import replace

from benefits.coverage.cases import Reason
from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision, decide
from benefits.coverage.laws import LAWS
from benefits.coverage.records import Plan
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import GateKind, GateState, ReasonCode, Referral, Status
from benefits.importing.loading import shipped
from tests.coverage import builders

ROOT: Final = Path(__file__).resolve().parents[2]


@cache
def catalog() -> Catalog:
    return shipped(ROOT / "fixtures")


def first(slug: str, therapy: str) -> Situation:
    plan: Plan = catalog().plan_by_slug[slug]
    return Situation(therapy=therapy, plan=slug, on=plan.effective_from or date(2026, 11, 21))


def spoilt(decision: Decision, **parts: object) -> Decision:
    return replace(decision, **parts)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_law_holds_on_a_plain_case(law: object) -> None:
    situation = first("hmo", "physical-therapy")

    assert callable(law)
    assert law(catalog(), situation, decide(catalog(), situation))


def test_a_law_notices_a_wrong_answer() -> None:
    """Answers spoilt on purpose: each law below must say so."""
    laws = {law.__name__: law for law in LAWS}
    situation = replace(
        first("hmo", "physical-therapy"),
        referral=Referral.PCP,
        condition="joint-pain",
        visits_used={"physical-therapy": 5},
    )
    right = decide(catalog(), situation)
    assert right.cost
    unsourced = replace(right.cost, now=replace(right.cost.now, tier=None)) if right.cost.now else right.cost
    closed = {kind: replace(standing, gate=None) for kind, standing in right.gates.items()}
    wrong = {
        "referral_never_worse": spoilt(right, status=Status.NOT_COVERED),
        "every_figure_has_a_source": spoilt(right, cost=unsourced),
        "depends_names_what_decides": spoilt(right, status=Status.COVERED_CONDITIONAL, gates=closed),
        "not_covered_has_no_price": spoilt(right, status=Status.NOT_COVERED),
        "more_visits_never_better": spoilt(right, status=Status.NOT_COVERED),
    }

    assert [name for name, decision in wrong.items() if laws[name](catalog(), situation, decision)] == []
    assert GateKind.REFERRAL in right.gates


def test_a_guides_word_in_a_plans_name_is_noticed() -> None:
    laws = {law.__name__: law for law in LAWS}
    under_a_plan = first("wa-sound-trust", "physical-therapy")
    silent = decide(catalog(), under_a_plan)
    guides_record = decide(catalog(), first("hmo", "physical-therapy")).terms.benefit
    said_by_guide = Reason(code=ReasonCode.NOT_COVERED, at_best=Status.NOT_COVERED, record=guides_record)
    let_through = {
        kind: replace(standing, state=GateState.NOT_NEEDED, is_guides_word=True)
        for kind, standing in silent.gates.items()
    }
    guides_no = spoilt(silent, status=Status.NOT_COVERED, reasons=(said_by_guide,))

    assert not laws["a_no_is_the_plans_own"](catalog(), under_a_plan, guides_no)
    assert not laws["no_guides_word_is_the_plans"](catalog(), under_a_plan, spoilt(silent, gates=let_through))


def test_a_price_past_the_limit_is_noticed() -> None:
    (law,) = [law for law in LAWS if law.__name__ == "a_price_is_within_the_limit"]
    built = builders.catalog(
        builders.benefit(),
        builders.copay(20, counts_to_out_of_pocket=True),
        builders.amount("out_of_pocket_limit", 3000),
    )
    situation = builders.asked(built, out_of_pocket=2995)
    right = decide(built, situation)
    assert right.cost
    assert right.cost.now
    past = replace(right.cost, now=replace(right.cost.now, high=Decimal(20)))

    assert law(built, situation, right)
    assert not law(built, situation, spoilt(right, cost=past))


def test_what_sources_differ_on_must_not_be_settled() -> None:
    """The law is shown an answer that says yes, one whose gate is open to all, and one that keeps silent."""
    (law,) = [law for law in LAWS if law.__name__ == "differing_sources_settle_nothing"]
    built = builders.catalog(
        builders.benefit(),
        builders.gate("referral", "not_required"),
        builders.differing("coverage"),
        builders.differing("referral"),
    )
    situation = builders.asked(built)
    right = decide(built, situation)
    referral = right.gates[GateKind.REFERRAL]
    let_through = {**right.gates, GateKind.REFERRAL: replace(referral, state=GateState.NOT_NEEDED)}

    assert law(built, situation, right)
    assert not law(built, situation, spoilt(right, status=Status.COVERED))
    assert not law(built, situation, spoilt(right, gates=let_through))
    assert not law(built, situation, spoilt(right, conflicts=()))
