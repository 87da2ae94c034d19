"""A line for each group of answers that change."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from benefits.coverage.aspects import IN_REVIEWS, ToldLimit
from benefits.coverage.costs import Branch
from benefits.coverage.prices import Price
from benefits.coverage.vocabulary import (
    Basis,
    Certainty,
    CostKind,
    DeliveryMode,
    GateKind,
    GateState,
    LimitPeriod,
    LimitRule,
    LimitUnit,
    Phase,
    Status,
    Subject,
)
from benefits.wording import changes
from tests.coverage import builders
from tests.coverage.builders import OT, PT

CATALOG = builders.catalog()


def limit(visits: int, *pool: str, **told: Any) -> ToldLimit:
    given = {"rule": LimitRule.STATED, "low": visits, "high": visits, "certainty": None, "inherited": False, **told}
    return ToldLimit(unit=LimitUnit.VISITS, period=LimitPeriod.YEAR, period_days=None, pool=pool or (PT,), **given)


def copay(dollars: int) -> Price:
    return Price(kind=CostKind.COPAYMENT, low=Decimal(dollars), high=Decimal(dollars))


def said(*parts: tuple[str, Any, Any]) -> str:
    """As it comes back from where findings are kept."""
    kept = msgspec.json.decode(msgspec.json.encode({"parts": parts}))
    return changes.group(kept, CATALOG)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        pytest.param(
            ("status", Status.COVERED, Status.COVERED_CONDITIONAL),
            "covered → covered once the open steps are done",
            id="another answer",
        ),
        pytest.param(("status", None, Status.COVERED), "new: covered", id="a new plan"),
        pytest.param(("status", Status.COVERED, None), "no answer any more, was: covered", id="a plan that is gone"),
        pytest.param(("certainty", None, Certainty.LIKELY), "how sure: said flatly → likely", id="a hedge"),
        pytest.param(("price", copay(20), copay(30)), "price now: $20 per visit → $30 per visit", id="another price"),
        pytest.param(
            ("price", None, copay(30)), "price now: depends on the deductible → $30 per visit", id="one price at last"
        ),
        pytest.param(
            ("branches", (), (Branch(phase=Phase.AFTER_DEDUCTIBLE, price=copay(30)),)),
            "other prices: none → after your deductible is met: $30 per visit",
            id="a price under a condition",
        ),
        pytest.param(
            ("limits", (limit(20),), (limit(30),)),
            "visit limit: 20 visits per year → 30 visits per year",
            id="another limit",
        ),
        pytest.param(
            ("limits", (), (limit(20, PT, OT, certainty=Certainty.TYPICALLY, inherited=True),)),
            "visit limit: not stated in our source → typically 20 visits per year, "
            "shared by physical therapy and occupational therapy (general guide)",
            id="a shared limit of the guide",
        ),
        pytest.param(
            (
                "limits",
                (limit(1, rule=LimitRule.NONE_LISTED, low=None),),
                (limit(1, "gone", "lost", rule=LimitRule.VARIES),),
            ),
            "visit limit: no limit listed → depends on the plan",
            id="a limit without a figure",
        ),
        pytest.param(("visits_left", 4, None), "visits left: 4 → not counted", id="visits"),
        pytest.param(("deductible_to_go", None, Decimal(250)), "deductible to go: none → $250", id="dollars"),
        pytest.param(("resets_on", (), (date(2027, 1, 1),)), "count starts again on: none → Jan. 1, 2027", id="a day"),
        pytest.param(("referral", GateState.NOT_NEEDED, GateState.TO_DO), "referral: not needed → to do", id="a gate"),
        pytest.param(
            ("deliveries", (), (DeliveryMode.CONTRACTED,)),
            "how it is offered: none → by contracted providers",
            id="a way of offering",
        ),
        pytest.param(
            ("conflicts", (), (("Gate", "referral", "required"), ("Benefit", "covered"), ("ConditionRule", "covered"))),
            "sources differ on: none → referral, coverage, the member’s condition",
            id="what plan and guide differ on",
        ),
        pytest.param(
            ("conflicts", (("Disagreement", "visit_limit", "20 visits.", "30 visits."),), ()),
            "sources differ on: visit limit → none",
            id="what two sources differ on, settled",
        ),
        pytest.param(
            ("basis", Basis.GENERAL_GUIDE, Basis.PLAN_DOCUMENT),
            "rests on: general guide → plan document",
            id="another basis",
        ),
        pytest.param(("reasons", ("covered",), ("varies",)), "other reasons are given", id="other reasons"),
    ],
)
def test_it_says(part: tuple[str, Any, Any], words: str) -> None:
    assert said(part) == words


def test_a_line_names_how_many_where_and_what() -> None:
    what = {"parts": [["status", "covered", "not_covered"], ["visits_left", 20, None]]}

    assert changes.line(212, "mine", PT, what, CATALOG) == (
        "212 answers: Plan mine, physical therapy: covered → not covered; visits left: 20 → not counted"
    )
    assert changes.line(1, "gone", "lost", what, CATALOG).startswith("1 answer: gone, lost: ")


def test_a_line_names_another_purpose_and_setting() -> None:
    what = {"case": ["habilitation", "inpatient"], "parts": [["status", "covered", "not_covered"]]}

    assert changes.line(2, "mine", PT, what, CATALOG) == (
        "2 answers: Plan mine, physical therapy (habilitation, inpatient): covered → not covered"
    )


@pytest.mark.parametrize("aspect", [name for name in IN_REVIEWS.aspects if name not in ("status", "reasons")])
def test_every_aspect_has_words_even_for_nothing(aspect: str) -> None:
    assert " → " in said((aspect, None, None))


@pytest.mark.parametrize("kind", list(GateKind))
def test_every_gate_is_an_aspect(kind: GateKind) -> None:
    assert kind.value in changes.ASPECT
    assert kind.value in IN_REVIEWS.aspects


def test_every_subject_has_words() -> None:
    assert set(changes.SUBJECT) == set(Subject)


def test_every_way_of_offering_has_words() -> None:
    assert set(changes.OFFERED) == set(DeliveryMode)
