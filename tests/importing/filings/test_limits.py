"""Columns and text side by side: agreeing, refining, disagreeing, alone; and who shares."""

import pytest

from benefits.importing.filings.proposals import proposal
from tests import filing

PT, OT, ST, CHIRO = "physical-therapy", "occupational-therapy", "speech-therapy", "chiropractic"
TWO = {"BenefitName": filing.TWO_THERAPIES, **filing.THIRTY}


def read(**values: str) -> tuple[list[str], list[str]]:
    """The limits in words, and why somebody must look."""
    found = proposal(filing.row(**values))
    words = [
        f"{limit.quantity} {limit.unit} {limit.period} {'+'.join(slug.removesuffix('-therapy') for slug in limit.pool)}"
        for limit in found.limits
    ]
    return words, list(found.why)


UNITS = [
    ("Visit(s) per Year", "30 visits year speech"),
    ("Visit(s) per year", "30 visits year speech"),
    ("Visit(s) per Benefit Period", "30 visits benefit_period speech"),
    ("Visit(s) per benefit period", "30 visits benefit_period speech"),
    ("Treatment(s) per Year", "30 treatments year speech"),
    ("Procedure(s) per Year", "30 procedures year speech"),
    ("Days per Year", "30 days year speech"),
    ("Hours per Year", "30 hours year speech"),
    ("Dollars per Year", "30 dollars year speech"),
    ("Visit(s) per Lifetime", "30 visits lifetime speech"),
    ("Visit(s) per Stay", "30 visits admission speech"),
    ("Days per Admission", "30 days admission speech"),
    ("Visit(s) per Month", "30 visits month speech"),
]


@pytest.mark.parametrize(("unit", "limit"), UNITS)
def test_a_unit_of_the_columns(unit: str, limit: str) -> None:
    assert read(**{**filing.THIRTY, "LimitUnit": unit}) == ([limit], [])


OTHER_UNITS = [
    ("Visit(s) per Episode", "30 visits episode speech"),
    ("Hours per Week", "30 hours week speech"),
    ("Visit(s) per 6 Months", "30 visits 6_months speech"),
    ("Months per Year", "30 months year speech"),
    ("=#NUM!", "30 None None speech"),
    ("", "30 None None speech"),
]


@pytest.mark.parametrize(("unit", "limit"), OTHER_UNITS)
def test_a_unit_that_we_have_no_word_for_stays_and_goes_to_review(unit: str, limit: str) -> None:
    found, why = read(**{**filing.THIRTY, "LimitUnit": unit})

    assert found == [limit]
    assert why


@pytest.mark.parametrize("quantity", ["=#NUM!", "many", "9999", "", "-5", "2.5"])
def test_a_quantity_that_cannot_be_is_asked_about(quantity: str) -> None:
    found, why = read(**{**filing.THIRTY, "LimitQty": quantity})

    assert all(limit.startswith("None ") for limit in found)
    assert why


AGREE = [
    pytest.param("", "30 visits year speech", id="columns alone"),
    pytest.param("30 visits per calendar year.", "30 visits calendar_year speech", id="which year"),
    pytest.param("30 visits for ST per plan year", "30 visits plan_year speech", id="which year and therapy"),
    pytest.param("Combined with PT and OT", "30 visits year physical+occupational+speech", id="shared with others"),
    pytest.param(
        "Limit combined with Muscle Manipulations", "30 visits year speech+chiropractic", id="and chiropractic"
    ),
    pytest.param("30 visits combined for PT/OT; 30 visits for ST", "30 visits year speech", id="only its own part"),
    pytest.param("PT, OT and ST have separate 30 visit limits each", "30 visits year speech", id="each its own"),
]


@pytest.mark.parametrize(("text", "limit"), AGREE)
def test_a_text_that_agrees_makes_the_columns_more_exact(text: str, limit: str) -> None:
    assert read(**filing.THIRTY, Explanation=text) == ([limit], [])


DISAGREE = [
    pytest.param("20 visits per year", ["20 visits year speech", "30 visits year speech"], id="another number"),
    pytest.param("30 days per year", ["30 days year speech"], id="another unit"),
    pytest.param("30 visits per benefit period", ["30 visits benefit_period speech"], id="another period"),
    pytest.param("30 visits per condition", ["30 visits condition speech"], id="per condition"),
    pytest.param("Per condition", ["30 visits condition_per_year speech"], id="per condition, in two words"),
    pytest.param("36 visits for Cardiac Rehab", ["30 visits year speech"], id="a number for another service"),
    pytest.param("ST is unlimited", [], id="no limit"),
    pytest.param("Unlimited", ["30 visits year speech"], id="no limit at all"),
    pytest.param("All therapies combined", ["30 visits year physical+occupational+speech"], id="all, unnamed"),
    pytest.param(
        "20 visits for ST, 30 visits for PT", ["20 visits year speech", "30 visits year speech"], id="another's"
    ),
]


@pytest.mark.parametrize(("text", "limits"), DISAGREE)
def test_text_and_columns_that_disagree_are_both_shown(text: str, limits: list[str]) -> None:
    found, why = read(**filing.THIRTY, Explanation=text)

    assert found == limits
    assert any(text in each or "no limit" in each or "per condition" in each for each in why), why


ALONE = [
    pytest.param("20 visits per year", ["20 visits year speech"], id="a number"),
    pytest.param(
        "20 visits per year for PT, OT and ST combined", ["20 visits year physical+occupational+speech"], id="shared"
    ),
    pytest.param(
        "Combined with PT and OT", ["None None None physical+occupational+speech"], id="shared, of unknown size"
    ),
    pytest.param("Quantitative limit units apply, see EHB", ["None None None speech"], id="somewhere else"),
    pytest.param("20 visits", ["20 visits None speech"], id="over an unknown time"),
    pytest.param("$1,500 maximum per year", ["1500 dollars year speech"], id="in dollars"),
]


@pytest.mark.parametrize("asked", ["", "No"])
@pytest.mark.parametrize(("text", "limits"), ALONE)
def test_a_limit_in_the_text_only_is_proposed_and_goes_to_review(text: str, limits: list[str], asked: str) -> None:
    found, why = read(QuantLimitOnSvc=asked, Explanation=text)

    assert found == limits
    assert why


def test_a_limit_that_the_flag_alone_knows_is_not_no_limit() -> None:
    found, why = read(QuantLimitOnSvc="yes")

    assert found == ["None None None speech"]
    assert why


def test_a_flag_that_denies_the_columns_goes_to_review() -> None:
    found, why = read(**{**filing.THIRTY, "QuantLimitOnSvc": "NO"})

    assert found == ["30 visits year speech"]
    assert why


def test_no_word_of_a_limit_is_no_limit_proposed() -> None:
    assert read() == ([], [])


SHARING = [
    pytest.param("", ["30 visits year physical", "30 visits year occupational"], True, id="not said, not assumed"),
    pytest.param("30 visits combined for PT/OT", ["30 visits year physical+occupational"], False, id="said"),
    pytest.param("Combined with ST", ["30 visits year physical+occupational+speech"], False, id="with another"),
    pytest.param(
        "30 visits each therapy", ["30 visits year physical", "30 visits year occupational"], False, id="each"
    ),
    pytest.param(
        "15 PT visits and 15 OT visits", ["15 visits year physical", "15 visits year occupational"], False, id="a sum"
    ),
    pytest.param(
        "15 visits per therapy type",
        ["15 visits year physical", "15 visits year occupational"],
        False,
        id="a sum of equals",
    ),
    pytest.param("30 visits for PT", ["30 visits year physical"], True, id="one of the two"),
    pytest.param(
        "30 visit limit each for PT/OT (combined), Speech Therapy (PT/OT/ST are in combination) and chiropractic",
        ["30 visits year physical+occupational"],
        False,
        id="a pool among limits of their own",
    ),
    pytest.param(
        "30 visits each for PT and OT, network and non-network combined",
        ["30 visits year physical", "30 visits year occupational"],
        False,
        id="what the networks share, the therapies do not",
    ),
    pytest.param(
        "Care by a physical or occupational therapist. 30 visits combined",
        ["30 visits year physical+occupational"],
        True,
        id="named by the sentence before",
    ),
    pytest.param(
        "30 visits for PT and OT",
        ["30 visits year physical", "30 visits year occupational"],
        True,
        id="named, sharing unsaid",
    ),
]


@pytest.mark.parametrize(("text", "limits", "open_"), SHARING)
def test_two_therapies_share_only_where_the_text_says_so(text: str, limits: list[str], open_: bool) -> None:
    found, why = read(**TWO, Explanation=text)

    assert sorted(found) == sorted(limits)
    assert bool(why) == open_


DAILY = ["Limit of 1 visit per day, 30 visits per year", "Not to exceed 3 modalities per day; 30 visits per year"]


@pytest.mark.parametrize("text", DAILY)
def test_what_one_day_may_hold_is_no_limit_of_the_year(text: str) -> None:
    assert read(**filing.THIRTY, Explanation=text)[0] == ["30 visits year speech"]


@pytest.mark.parametrize(
    ("words", "quantity"), [("twelve", 12), ("thirty-six", 36), ("forty-five (45)", 45), ("Ninety", 90)]
)
def test_a_figure_may_be_words(words: str, quantity: int) -> None:
    assert read(Explanation=f"{words} visits per year")[0] == [f"{quantity} visits year speech"]


@pytest.mark.parametrize(
    "text", ["Initial evaluation is not subject to the limit", "Evaluation visits do not count toward the limit"]
)
def test_visits_may_be_apart_from_the_limit(text: str) -> None:
    found = proposal(filing.row(**filing.THIRTY, Explanation=text))

    assert [limit.exempt for limit in found.limits] == [(" ".join(text.split()[:2]),)]
    assert not found.needs_review


def test_a_figure_for_another_service_alone_is_no_limit_of_this_one() -> None:
    found, why = read(Explanation="36 visits for Cardiac Rehab")

    assert found == []
    assert why == ['The text gives figures for other services only: "36 visits for Cardiac Rehab".']


def test_an_exemption_is_kept_with_the_limit() -> None:
    found = proposal(filing.row(**filing.THIRTY, Explanation="Limits do not apply to mental health conditions"))

    assert [limit.exempt for limit in found.limits] == [("mental health",)]
    assert not found.needs_review
