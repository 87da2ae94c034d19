"""What a row says, as records; and what it does not say, said."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

import pytest

from benefits.coverage.records import Benefit, CostTier, Gate, PoolMember, VisitLimit
from benefits.coverage.vocabulary import (
    CitedWords,
    CostKind,
    CoverageStatus,
    DeductibleRule,
    GateKind,
    LimitPeriod,
    LimitRule,
    NetworkTier,
    Purpose,
    Requirement,
)
from benefits.importing.facts import facts as facts_of
from benefits.importing.filings import records
from benefits.importing.filings.proposals import proposal
from benefits.importing.filings.reading import FiledRow
from benefits.importing.saying import FactRecord
from tests import filing
from tests.importing.filings.test_plans import FILE

REHAB = Purpose.REHABILITATION
UMBRELLA = "Outpatient Rehabilitation Services"


def said(row: FiledRow, but: Collection[str] = ()) -> tuple[FactRecord, ...]:
    return facts_of(records.said_of(proposal(row), but=frozenset(but)), "gold", "here")


def facts(kind: type, **values: str) -> list[Any]:
    found = said(filing.row(**values))
    assert all(record.citation == "here" and record.plan == "gold" for record in found)
    return [record for record in found if isinstance(record, kind)]


def test_a_price() -> None:
    [tier] = facts(CostTier, IsExclFromInnMOOP="No")

    assert (tier.tier, tier.kind, tier.low, tier.high) == (NetworkTier.KAISER, CostKind.COPAYMENT, 20, 20)
    assert tier.deductible is DeductibleRule.NOT_SUBJECT
    assert tier.counts_to_out_of_pocket is True


def test_a_placeholder_is_no_price() -> None:
    [tier] = facts(CostTier, CopayInnTier1="$0", CoinsInnTier1="20% Coinsurance after deductible")

    assert (tier.kind, tier.percent, tier.low) == (CostKind.COINSURANCE, Decimal(20), None)
    assert tier.deductible is DeductibleRule.AFTER


def test_two_prices_at_once_are_no_price() -> None:
    [tier] = facts(CostTier, CoinsInnTier1="20% Coinsurance after deductible")

    assert tier.kind is CostKind.UNSTATED
    assert tier.note == (
        "The filing gives copayment $20 and coinsurance 20% after the deductible. It does not say which applies when."
    )


def test_whoever_pays_all_outside_is_not_covered_there() -> None:
    network = {gate.kind: gate for gate in facts(Gate)}[GateKind.NETWORK]

    assert network.requirement is Requirement.REQUIRED
    assert network.tiers == (NetworkTier.KAISER, NetworkTier.CONTRACTED)


@pytest.mark.parametrize(
    ("outside", "expected"),
    [("50%", Requirement.NOT_REQUIRED), ("", Requirement.NOT_STATED)],
    ids=["a share outside", "nothing said"],
)
def test_outside_the_network(outside: str, expected: Requirement) -> None:
    network = {gate.kind: gate for gate in facts(Gate, CoinsOutofNet=outside, CopayOutofNet="")}[GateKind.NETWORK]

    assert (network.requirement, network.tiers) == (expected, ())


def test_silence_is_said_never_filled() -> None:
    gates = {gate.kind: gate.requirement for gate in facts(Gate)}

    silent = {GateKind.REFERRAL, GateKind.PRIOR_AUTHORIZATION, GateKind.MEDICAL_NECESSITY}
    assert {kind: gates[kind] for kind in silent} == dict.fromkeys(silent, Requirement.NOT_STATED)
    assert len(gates) == 4


def test_a_word_on_authorization_is_not_silence() -> None:
    gates = {gate.kind: gate for gate in facts(Gate, Explanation="PA required after 8 visits.")}

    found = gates[GateKind.PRIOR_AUTHORIZATION]
    assert found.requirement is Requirement.VARIES
    assert "PA required after 8 visits" in found.note


def test_the_words_of_the_filing_stay_with_the_benefit() -> None:
    [benefit] = facts(Benefit, Exclusions="Maintenance care", Explanation="See the brochure")

    assert (benefit.status, benefit.purpose) == (CoverageStatus.COVERED, REHAB)
    assert benefit.note == (
        "In the words of the filing: “See the brochure”. Not covered, in the words of the filing: “Maintenance care”."
    )


def test_what_is_not_covered_has_no_price_and_no_gate() -> None:
    found = said(filing.row(IsCovered="Not Covered", CopayInnTier1=""))

    assert [type(record) for record in found] == [Benefit]


def test_a_row_that_does_not_say_whether_says_nothing() -> None:
    assert said(filing.row(IsCovered="")) == ()


def test_a_shared_limit_is_one_pool() -> None:
    [limit] = facts(
        VisitLimit,
        **filing.THIRTY,
        BenefitName=filing.TWO_THERAPIES,
        Explanation="30 visits per year for PT and OT combined",
    )

    assert (limit.slug, limit.low, limit.high) == ("physical-occupational-rehabilitation", 30, 30)
    assert [(member.therapy, member.purpose) for member in limit.members] == [
        ("physical-therapy", REHAB),
        ("occupational-therapy", REHAB),
    ]


def test_purposes_that_count_together_are_no_purpose() -> None:
    text = "30 combined visits per year for habilitative and rehabilitative speech therapy"
    found = facts(VisitLimit, **filing.THIRTY, Explanation=text)

    assert [limit.members for limit in found] == [(PoolMember(therapy="speech-therapy"),)]


@pytest.mark.parametrize(
    ("values", "note"),
    [
        pytest.param({"QuantLimitOnSvc": "Yes"}, "a limit applies, but not which", id="no figure"),
        pytest.param({"LimitQty": "20", "LimitUnit": "Hours per Week"}, "20 hours per week", id="no word of ours"),
        pytest.param({"Explanation": "Limited to 90 consecutive days"}, "90 days in a row", id="days in a row"),
    ],
)
def test_a_limit_that_our_words_cannot_hold_has_no_number(values: dict[str, str], note: str) -> None:
    limit = facts(VisitLimit, **values)[0]

    assert (limit.rule, limit.low, limit.period) == (LimitRule.VARIES, None, LimitPeriod.YEAR)
    assert note in limit.note


def test_two_limits_of_one_pool_have_two_names() -> None:
    text = "60 visits per year, limited to 90 consecutive days"
    found = facts(VisitLimit, Explanation=text, LimitQty="60", LimitUnit="Visit(s) per Year")

    assert len({limit.slug for limit in found}) == len(found) == 2


def test_whom_a_limit_does_not_bind_is_said() -> None:
    text = "Limit does not apply to autism"
    [limit] = facts(VisitLimit, **filing.THIRTY, Explanation=text)

    assert limit.note == "Not counted: autism spectrum disorder."


def test_therapies_with_a_row_of_their_own_are_left_to_it() -> None:
    row = filing.row(BenefitName=UMBRELLA)

    found = said(row, but={"speech-therapy"})

    assert {fact.therapy for fact in found if isinstance(fact, Benefit)} == {"physical-therapy", "occupational-therapy"}
    assert said(row, but=proposal(row).meaning.therapies) == ()


def test_a_row_is_cited_by_file_and_line() -> None:
    row = filing.row(**filing.THIRTY)
    found = records.citation(row, "gold", FILE)

    assert found.locator == "filing.csv, line 2"
    assert found.quote == "Rehabilitative Speech Therapy: Covered; $20; Not Applicable; 30.0; Visit(s) per Year"
    assert found.source == FILE.source().slug
    assert found.words is CitedWords.PARAPHRASED
    assert found.slug == records.citation(filing.row(), "gold", FILE).slug
    assert len(records.citation(filing.row(BenefitName="x" * 3000), "g" * 30, FILE).slug) <= 80
