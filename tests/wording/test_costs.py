"""Costs as sentences."""

from decimal import Decimal
from typing import Any

import pytest

from benefits.coverage.vocabulary import Certainty, NetworkTier, Phase
from benefits.wording import branches
from tests.cases.reading import edition
from tests.coverage.builders import PT, amount, benefit, catalog, copay, plan, pool, price
from tests.documents import answer

AFTER = copay(20, deductible="after")


def cost(*records: Any, **facts: object) -> dict[str, Any]:
    told = {"therapy": PT, "plan": "mine", "on": "2026-11-21", **facts}
    found: dict[str, Any] = answer(edition(catalog(benefit(), *records)), told)["cost"]
    return found


def test_every_phase_but_runs_of_visits_has_words() -> None:
    assert set(branches.WHEN) == set(Phase) - {Phase.LATER_VISITS}


@pytest.mark.parametrize(
    ("records", "facts", "text"),
    [
        pytest.param(
            [copay(20, certainty=Certainty.TYPICALLY)], {}, "You pay typically $20 per visit.", id="with its hedge"
        ),
        pytest.param(
            [AFTER],
            {"deductible": "not-met"},
            "You pay the full cost until your deductible is met, then $20 per visit.",
            id="before the deductible",
        ),
        pytest.param(
            [price("full_cost", "before")],
            {"deductible": "not-met"},
            "until your deductible is met. What you pay after that is not stated in our source.",
            id="before a price that is not stated",
        ),
        pytest.param([AFTER], {"deductible": "met"}, "You pay $20 per visit.", id="after it"),
        pytest.param(
            [AFTER],
            {},
            "before your deductible is met: the full cost; after your deductible is met: $20 per visit.",
            id="both while it is not known",
        ),
        pytest.param(
            [AFTER, amount("deductible", 500, 1000)], {"deductible": 400}, "with $100 to go.", id="what is still to go"
        ),
        pytest.param(
            [AFTER, amount("deductible", 500, 1000)],
            {"coverage": "family"},
            "The deductible is $1,000 for a family a year.",
            id="for a family",
        ),
        pytest.param(
            [copay(20, deductible="unstated")],
            {},
            "Our source does not say if you must meet a deductible first.",
            id="a deductible that is not stated",
        ),
        pytest.param([], {}, "The price is not stated in our source. Check your plan papers.", id="nothing on file"),
        pytest.param(
            [copay(20, 40, plan="any")],
            {},
            "For plans of this type, the general guide says $20-$40 per visit. That is not your plan’s own price.",
            id="the guide's price beside",
        ),
        pytest.param(
            [
                price("partial_reimbursement", plan="any", tier=NetworkTier.OUTSIDE, note="It may pay much less."),
                plan(based_on="any", out_of_network_benefits=True),
            ],
            {"network": "outside"},
            "It may pay much less.",
            id="the guide's word on paying back",
        ),
        pytest.param(
            [copay(20, counts_to_out_of_pocket=False)],
            {},
            "does not count toward your out-of-pocket limit.",
            id="what does not count",
        ),
        pytest.param([copay(20, balance_billing=True)], {}, "may also bill you", id="bills beyond"),
        pytest.param(
            [price("coinsurance", percent=Decimal(20))],
            {"allowed_amount": 150},
            "20% of the allowed amount, about $30",
            id="a share of what one was told",
        ),
        pytest.param(
            [copay(20, counts_to_out_of_pocket=True)],
            {"out_of_pocket": "met"},
            "$0 for covered care in the network until the year ends",
            id="the limit of a year is met",
        ),
        pytest.param(
            [pool(20), copay(20)],
            {"visits_used": {PT: 20}},
            "You pay the full cost, since the plan does not pay.",
            id="used up",
        ),
    ],
)
def test_a_price_in_whole_sentences(records: list[Any], facts: dict[str, object], text: str) -> None:
    assert text in cost(*records, **facts)["text"]


def test_own_figures_are_labelled() -> None:
    assert cost(copay(20, 40), copay=25)["now"] == "$25 per visit (from you)"
    assert "$180 (from you)" in cost(AFTER, allowed_amount=180, deductible="not-met")["text"]


def test_runs_of_visits_are_named() -> None:
    branches = cost(copay(0, to_visit=3), copay(20, from_visit=4, to_visit=9), copay(40, from_visit=10))["branches"]

    assert branches == [
        {"when": "for visits 4 to 9", "text": "$20 per visit"},
        {"when": "from visit 10 on", "text": "$40 per visit"},
    ]
