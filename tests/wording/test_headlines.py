"""The answer in one line: each status, each no by its reason, each hedge, for a plan and for a general guide."""

from typing import Any

import pytest

from benefits.coverage.vocabulary import Certainty, NetworkTier, Status
from benefits.wording import headlines
from tests.cases.reading import edition
from tests.coverage.builders import MASSAGE, PT, benefit, catalog, gate, plan, pool, rule
from tests.documents import answer

SETTLED = [gate(kind, "not_required") for kind in ("referral", "prior_authorization", "medical_necessity")]


def headline(*records: Any, **facts: object) -> str:
    """The headline under a small catalog."""
    told = {"therapy": PT, "plan": "mine", "on": "2026-11-21", **facts}
    return str(answer(edition(catalog(*records)), told)["headline"])


def test_every_status_has_a_plain_headline() -> None:
    assert {status for status, hedge in headlines.OF_A_PLAN if hedge is None} == set(Status)


@pytest.mark.parametrize(
    ("records", "facts", "said"),
    [
        pytest.param([benefit(), *SETTLED], {}, "Your plan covers physical therapy.", id="a yes"),
        pytest.param(
            [benefit(certainty=Certainty.USUALLY), *SETTLED],
            {},
            "Your plan usually covers physical therapy.",
            id="a hedged yes",
        ),
        pytest.param(
            [benefit()],
            {},
            "Your plan covers physical therapy. Before you book, ask what else your plan needs.",
            id="a yes that leaves something to ask",
        ),
        pytest.param(
            [benefit(), gate("referral")],
            {"referral": "none"},
            "Your plan covers physical therapy. First, you need a referral from your primary care doctor (PCP).",
            id="a step first",
        ),
        pytest.param([benefit("varies")], {}, "Your plan may cover physical therapy.", id="it varies"),
        pytest.param(
            [benefit("varies", certainty=Certainty.MORE_LIKELY)],
            {},
            "Your plan may cover physical therapy. A yes is more likely here.",
            id="more likely",
        ),
        pytest.param(
            [benefit("varies", certainty=Certainty.LESS_LIKELY)],
            {},
            "Your plan may cover physical therapy, but a yes is less likely on this kind of plan.",
            id="less likely",
        ),
        pytest.param(
            [benefit(), pool(20)],
            {"visits_used": {PT: 20}},
            "You have used all the visits for physical therapy that your plan covers.",
            id="used up",
        ),
        pytest.param([benefit("not_covered")], {}, "Your plan does not cover physical therapy.", id="a no"),
        pytest.param(
            [benefit("not_covered", certainty=Certainty.GENERALLY)],
            {},
            "Your plan generally does not cover physical therapy.",
            id="a hedged no",
        ),
        pytest.param(
            [benefit()],
            {"prior_authorization": "denied"},
            "Your plan said no to physical therapy. You can appeal.",
            id="the plan's own no",
        ),
        pytest.param(
            [benefit(), gate("network")],
            {"network": "outside"},
            "Your plan does not pay for physical therapy at that place.",
            id="outside the network",
        ),
        pytest.param(
            [benefit(), gate("network", "varies", tiers=(NetworkTier.OUTSIDE,), certainty=Certainty.UNLIKELY)],
            {"network": "outside"},
            "Your plan is unlikely to pay for physical therapy at that place.",
            id="outside the network, with a doubt",
        ),
        pytest.param(
            [benefit(), rule("stress", "not_covered", certainty=Certainty.GENERALLY)],
            {"condition": "stress"},
            "Your plan generally does not cover physical therapy for this reason alone.",
            id="not for this reason",
        ),
        pytest.param(
            [benefit(stops_without_improvement=True)],
            {"improving": "no"},
            "Your plan does not cover physical therapy that does not make you better.",
            id="it does not help",
        ),
        pytest.param(
            [plan(plan_type="hmo"), benefit("covered", "any")],
            {"plan": "any"},
            "Plans of this kind cover physical therapy. Before you book, ask what else your plan needs.",
            id="a guide's yes",
        ),
        pytest.param(
            [benefit("not_covered", "any", MASSAGE)],
            {"plan": "any", "therapy": MASSAGE},
            "Plans of this kind do not cover massage therapy.",
            id="a guide's no",
        ),
    ],
)
def test_the_headline(records: list[Any], facts: dict[str, object], said: str) -> None:
    assert headline(*records, **facts) == said
