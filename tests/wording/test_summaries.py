"""The few words of a table."""

from typing import Any

import pytest

from benefits.coverage.records import Gate
from benefits.coverage.vocabulary import (
    Certainty,
    GateKind,
    NetworkTier,
    Referral,
    Requirement,
    Status,
)
from benefits.wording import summaries


def gate(kind: GateKind = GateKind.REFERRAL, **told: Any) -> Gate:
    return Gate(plan="hmo", therapy="massage", kind=kind, citation="p-21", **told)


NETWORK = GateKind.NETWORK
REQUIRED = Requirement.REQUIRED


@pytest.mark.parametrize(
    ("record", "said"),
    [
        pytest.param(None, "", id="no record"),
        pytest.param(gate(requirement=Requirement.NOT_STATED), "not stated", id="silence"),
        pytest.param(gate(requirement=REQUIRED, referrers=(Referral.PCP,)), "required", id="required"),
        pytest.param(
            gate(GateKind.PRIOR_AUTHORIZATION, requirement=Requirement.NOT_REQUIRED, certainty=Certainty.USUALLY),
            "not required (usually)",
            id="with a hedge",
        ),
        pytest.param(
            gate(GateKind.PRIOR_AUTHORIZATION, requirement=REQUIRED, from_visit=7),
            "required from visit 7 on",
            id="from a visit on",
        ),
    ],
)
def test_what_a_gate_asks_for(record: Gate | None, said: str) -> None:
    assert summaries.requirement(record) == said


def test_who_may_refer() -> None:
    both = gate(requirement=REQUIRED, referrers=(Referral.PCP, Referral.SPECIALIST))

    assert summaries.referrers(both) == "primary care doctor (PCP) and specialist"
    assert summaries.referrers(None) == ""


@pytest.mark.parametrize(
    ("told", "said"),
    [
        pytest.param(
            {"requirement": REQUIRED, "tiers": (NetworkTier.KAISER,)}, "only Kaiser’s own sites", id="one place"
        ),
        pytest.param(
            {"requirement": REQUIRED, "tiers": (NetworkTier.CONTRACTED,), "network_name": "CHP"},
            "only contracted providers (CHP)",
            id="a network with a name",
        ),
        pytest.param(
            {"requirement": Requirement.VARIES, "tiers": (NetworkTier.OUTSIDE,), "certainty": Certainty.UNLIKELY},
            "outside the network: not the same on all plans (unlikely)",
            id="varies",
        ),
        pytest.param({"requirement": Requirement.VARIES}, "not the same on all plans", id="varies everywhere"),
        pytest.param({"requirement": Requirement.NOT_STATED}, "not stated", id="silence"),
    ],
)
def test_where_care_is_covered(told: dict[str, Any], said: str) -> None:
    assert summaries.network([gate(NETWORK, **told)]) == said


def test_every_status_has_its_sign() -> None:
    assert set(summaries.SIGN) == set(Status)
