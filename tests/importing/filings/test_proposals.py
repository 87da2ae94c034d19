"""Real rows of CMS filings, each with what it must become."""

import json
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from benefits.bounds import FILING_PLAN, FILING_TEXT, FILING_VALUE, TooMuch
from benefits.importing.filings import FiledProposal, proposed, rows
from benefits.importing.filings.proposals import proposal
from tests import filing

CASES = Path(__file__).parents[2] / "cases"
REVIEWED = json.loads((CASES / "filings.json").read_text(encoding="utf-8"))
PT, OT, ST = "physical-therapy", "occupational-therapy", "speech-therapy"


def document(found: FiledProposal) -> dict[str, Any]:
    """As a program gets it."""
    return dict(json.loads(found.to_json()))


@pytest.fixture(scope="module")
def case_rows() -> list[FiledProposal]:
    """One proposal for each case, in their order."""
    return list(proposed(rows(CASES / "filing_rows.csv")))


@pytest.fixture(scope="module")
def sample() -> list[FiledProposal]:
    """Of the whole sample file."""
    return list(proposed(rows(CASES / "filing_sample.csv")))


def test_every_case_has_its_row(case_rows: list[FiledProposal]) -> None:
    found = [(each.row["PlanId"], each.row["BenefitName"]) for each in case_rows]

    assert found == [(case["plan_id"], case["benefit_name"]) for case in REVIEWED]


@pytest.mark.parametrize(
    ("number", "case"), [*enumerate(REVIEWED)], ids=[f"{case['id']}: {case['title']}" for case in REVIEWED]
)
def test_a_real_row_becomes_what_was_reviewed(
    number: int, case: dict[str, Any], case_rows: list[FiledProposal]
) -> None:
    found = document(case_rows[number])

    assert {name: found[name] for name in case["expect"]} == case["expect"]
    assert found["needs_review"] == bool(found["why"])


def test_a_document_has_every_key_in_its_order() -> None:
    found = document(proposal(filing.row()))

    assert list(found) == [
        *("file", "line", "plan_id", "benefit_name", "therapies", "status", "cost", "limits", "out_of_network"),
        *("caveats", "needs_review", "why"),
    ]
    assert found["cost"] == [
        {
            "tier": "kaiser",
            "kind": "copayment",
            "amount": 20,
            "percent": None,
            "deductible": "not_subject",
            "from_visit": 1,
            "to_visit": None,
        }
    ]


def test_no_row_of_the_sample_is_dropped(sample: list[FiledProposal]) -> None:
    assert [each.row.line for each in sample] == list(range(2, 842))
    assert {
        "read": len(sample),
        "to review": sum(each.needs_review for each in sample),
        "unmapped": sum(not each.meaning.therapies for each in sample),
    } == {"read": 840, "to review": 480, "unmapped": 48}


def test_the_sample_knows_no_price_that_the_columns_do_not_have(sample: list[FiledProposal]) -> None:
    for each in sample:
        columns = " ".join(value for name, value in each.row.values.items() if name.startswith(("Copay", "Coins")))
        figures = [str(cost.amount or cost.percent) for cost in each.cost if cost.amount or cost.percent]
        told = columns.replace(",", "") + each.row["Explanation"]
        assert all(figure in told for figure in figures), each.to_json()


def test_a_stated_number_is_never_lost(sample: list[FiledProposal]) -> None:
    """Each number of the columns is a limit's, or a sum that the text takes apart, or is asked about."""
    for each in sample:
        if each.row["LimitQty"] and each.meaning.therapies and not each.needs_review:
            quantity = int(float(each.row["LimitQty"]))
            assert any(limit.quantity == quantity for limit in each.limits) or each.row["Explanation"], each.to_json()


def test_a_text_that_names_a_number_is_read_or_goes_to_review(sample: list[FiledProposal]) -> None:
    silent = Counter(
        each.row["Explanation"]
        for each in sample
        if any(sign.isdigit() for sign in each.row["Explanation"])
        and not each.limits
        and not each.needs_review
        and each.meaning.therapies
    )

    assert not silent


def test_a_proposal_keeps_the_row_verbatim() -> None:
    path = CASES / "filing_rows.csv"
    raw = path.read_bytes().splitlines()[1]

    first = next(proposed(rows(path)))

    assert (first.row.file, first.row.line, first.row.raw) == (path.name, 2, raw)
    assert first.row.sha256 == sha256(raw).hexdigest()


OUTPATIENT = {"BenefitName": "Outpatient Rehabilitation Services", "Explanation": "Combined limit for PT, OT and ST."}
JOINED = {"Explanation": "Combined with Outpatient Rehabilitation Services limitation."}


def test_a_limit_of_another_row_is_looked_up_among_the_plans_rows() -> None:
    joined, outpatient = proposed([filing.row(**JOINED), filing.row(**OUTPATIENT, **filing.THIRTY)])

    assert [(limit.quantity, limit.pool) for limit in joined.limits] == [(30, (PT, OT, ST))]
    assert "on line 2" in joined.why[-1]
    assert joined.limits == outpatient.limits


def test_the_limit_of_another_plan_is_not_borrowed() -> None:
    other = {**OUTPATIENT, **filing.THIRTY, "PlanId": "12345OR0010002-01"}

    joined, _other = proposed([filing.row(**JOINED), filing.row(**other)])

    assert [limit.quantity for limit in joined.limits] == [None]
    assert "not in this file" in joined.why[-1]


def test_two_numbers_for_one_shared_limit_are_both_kept() -> None:
    own = {**filing.THIRTY, "LimitQty": "20"}

    joined, _outpatient = proposed([filing.row(**JOINED, **own), filing.row(**OUTPATIENT, **filing.THIRTY)])

    assert sorted(limit.quantity or 0 for limit in joined.limits) == [20, 30]
    assert joined.needs_review


@pytest.mark.parametrize(
    ("values", "why"),
    [
        pytest.param({"PlanId": "12345"}, "not a plan id", id="no plan id"),
        pytest.param({"IssuerId": "1", "IssuerId2": "2"}, "but IssuerId2 is", id="two issuers in one row"),
        pytest.param({"BenefitName": "Hearing Aids"}, "No therapy of ours", id="a name that nobody mapped"),
        pytest.param({"BenefitName": "Habilitation Services"}, "several therapies", id="a name over several therapies"),
        pytest.param({"IsCovered": ""}, "not said", id="no word on coverage"),
        pytest.param({"IsCovered": "=#NUM!"}, "not said", id="junk for coverage"),
        pytest.param({"IsCovered": "NOT COVERED"}, "with a price", id="not covered, with a price"),
    ],
)
def test_what_makes_no_sense_goes_to_review(values: dict[str, str], why: str) -> None:
    found = proposal(filing.row(**values))

    assert any(why in each for each in found.why), found.why


@pytest.mark.parametrize(
    ("values", "caveat"),
    [
        pytest.param({"IsExclFromInnMOOP": "Yes"}, "Does not count toward the in-network", id="not to the maximum"),
        pytest.param(
            {"IsExclFromOonMOOP": "YES"}, "Does not count toward the out-of-network", id="outside, in capitals"
        ),
        pytest.param({"EHBVarReason": "above EHB"}, "Above the essential health benefits.", id="above the essential"),
        pytest.param({"IsStateMandate": "Yes"}, "Required by state law.", id="a state's mandate"),
        pytest.param({"Exclusions": "No group therapy"}, "Exclusions in the filing: No group", id="what is excluded"),
        pytest.param({"BenefitName": "Habilitative Speech Therapy"}, "For habilitation", id="habilitation"),
    ],
)
def test_flags_and_texts_become_caveats(values: dict[str, str], caveat: str) -> None:
    found = proposal(filing.row(**values))

    assert any(each.startswith(caveat) for each in found.caveats), found.caveats
    assert not found.why


@pytest.mark.parametrize(
    ("column", "most"),
    [
        pytest.param("Explanation", FILING_TEXT.most, id="an explanation"),
        pytest.param("Exclusions", FILING_TEXT.most, id="exclusions"),
        pytest.param("BenefitName", FILING_VALUE.most, id="a name"),
        pytest.param("CopayInnTier1", FILING_VALUE.most, id="a price"),
        pytest.param("LimitUnit", FILING_VALUE.most, id="a unit"),
    ],
)
def test_what_is_too_long_to_be_read_goes_to_review_unread(column: str, most: int) -> None:
    read, unread = (proposal(filing.row(**{column: "PT. " * (most // 4) + more})) for more in ("", "a"))

    why = f"Not read: {column}: it is longer than {most:,} characters. Read it in the row as filed."
    assert why not in read.why
    assert why in unread.why
    assert unread.row[column].startswith("PT. PT. ")
    assert not any(each.count("PT") > 1 for each in unread.why)


def test_more_rows_than_a_plan_has_are_refused() -> None:
    many = [filing.row() for _number in range(FILING_PLAN.most + 1)]

    assert len([*proposed(many[1:])]) == FILING_PLAN.most
    with pytest.raises(TooMuch, match="line 2: a plan has more than 500 rows"):
        next(proposed(many))
