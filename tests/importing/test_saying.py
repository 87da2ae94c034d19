"""Each kind of record in a few words."""

from decimal import Decimal
from typing import Any

import pytest

from benefits.coverage.records import Benefit, CostTier, Gate, PoolMember, VisitLimit
from benefits.coverage.vocabulary import (
    CostKind,
    CoverageStatus,
    DeductibleRule,
    GateKind,
    LimitRule,
    NetworkTier,
    Purpose,
    Requirement,
)
from benefits.importing.saying import FactRecord, said, with_note
from tests.importing.filings import ground

ABOUT: dict[str, Any] = {"plan": "gold", "therapy": "speech-therapy", "citation": "here"}
POOL = (PoolMember(therapy="speech-therapy", purpose=Purpose.REHABILITATION), PoolMember(tier=NetworkTier.OUTSIDE))


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Benefit(**ABOUT, status=CoverageStatus.COVERED), "speech therapy: covered"),
        (Benefit(**ABOUT, status=CoverageStatus.NOT_COVERED), "speech therapy: not covered"),
        (Benefit(**ABOUT, status=CoverageStatus.VARIES), "speech therapy: not clear, it depends"),
        (
            Gate(**ABOUT, kind=GateKind.REFERRAL, requirement=Requirement.NOT_STATED, purpose=Purpose.HABILITATION),
            "speech therapy (habilitation): Referral: not stated",
        ),
        (
            Gate(**ABOUT, kind=GateKind.NETWORK, requirement=Requirement.REQUIRED, tiers=(NetworkTier.CONTRACTED,)),
            "speech therapy: Network: required (contracted providers)",
        ),
        (
            CostTier(
                **ABOUT,
                kind=CostKind.COPAYMENT,
                low=Decimal(35),
                high=Decimal(35),
                to_visit=3,
                deductible=DeductibleRule.NOT_SUBJECT,
            ),
            "speech therapy: Kaiser’s own sites: $35 per visit, visits 1 to 3, deductible does not apply",
        ),
        (
            CostTier(
                **ABOUT,
                kind=CostKind.COINSURANCE,
                percent=Decimal(20),
                from_visit=4,
                deductible=DeductibleRule.AFTER,
            ),
            "speech therapy: Kaiser’s own sites: 20%, from visit 4 on, after the deductible",
        ),
        (
            CostTier(**ABOUT, kind=CostKind.NO_CHARGE, tier=NetworkTier.OUTSIDE, deductible=DeductibleRule.UNSTATED),
            "speech therapy: outside the network: no charge, deductible not stated",
        ),
        (
            VisitLimit(plan="gold", slug="s", rule=LimitRule.STATED, low=30, high=30, members=POOL, citation="here"),
            "Limit: 30 visits per year, for speech therapy (rehabilitation), any therapy (outside the network)",
        ),
        (
            VisitLimit(plan="gold", slug="s", rule=LimitRule.VARIES, members=POOL[:1], citation="here"),
            "Limit: no number that we can hold, for speech therapy (rehabilitation)",
        ),
    ],
)
def test_a_record_in_words(record: FactRecord, expected: str) -> None:
    assert said(record) == expected


def test_only_facts_are_said() -> None:
    benefit = Benefit(**ABOUT, status=CoverageStatus.COVERED, note="In May.")

    assert with_note(benefit) == ("speech therapy: covered", "In May.")
    assert with_note(SOURCE) == ("", "")


SOURCE = ground.catalog().sources[0]
