"""A pair of cells, by the table of the domain notes: what is a price, what a placeholder, what nobody can tell."""

import pytest

from benefits.importing.filings.costs import costs, out_of_network
from benefits.importing.filings.notes import Notes
from tests import filing


def read(copay: str, coinsurance: str, **more: str) -> tuple[list[str], list[str]]:
    """The prices in network, in words, and why somebody must look."""
    notes = Notes()
    row = filing.row(CopayInnTier1=copay, CoinsInnTier1=coinsurance, **more)
    found = [cost for cost in costs(row, notes) if cost.tier == "kaiser"]
    words = [
        f"{cost.kind} {cost.amount or cost.percent or ''} {cost.deductible} {cost.from_visit}-{cost.to_visit or ''}"
        for cost in found
    ]
    return [" ".join(each.split()) for each in words], notes.why


Y, N = {"IsSubjToDedTier1": "Yes"}, {"IsSubjToDedTier1": "No"}
OLD, ZERO = {"BusinessYear": "2014"}, {"PlanId": "12345OR0010001-02"}
PLAIN = [
    pytest.param("$0", "10% Coinsurance after deductible", Y, "coinsurance 10 after 1-", id="$0 is a placeholder"),
    pytest.param("No Charge", "20% Coinsurance after deductible", {}, "coinsurance 20 after 1-", id="so is no charge"),
    pytest.param(
        "Not Applicable", "30% Coinsurance after deductible", {}, "coinsurance 30 after 1-", id="percent alone"
    ),
    pytest.param("$20", "No Charge", {}, "copayment 20 not_subject 1-", id="a copay, the deductible unsaid"),
    pytest.param("$20", "0%", N, "copayment 20 not_subject 1-", id="a copay, not subject to it"),
    pytest.param("$20", "No Charge", Y, "copayment 20 after 1-", id="a copay, subject to it"),
    pytest.param("$20", "Not Applicable", {}, "copayment 20 not_subject 1-", id="a copay alone"),
    pytest.param("$30.00", "Not Applicable", {}, "copayment 30.00 not_subject 1-", id="a later year's spelling"),
    pytest.param("No Charge", "No Charge after deductible", Y, "no_charge after 1-", id="nothing after the deductible"),
    pytest.param(
        "Not Applicable", "0% Coinsurance after deductible", {}, "no_charge after 1-", id="0 percent after it"
    ),
    pytest.param("$0 Copay after deductible", "Not Applicable", {}, "no_charge after 1-", id="$0 after it"),
    pytest.param(
        "No Charge after deductible", "20% Coinsurance after deductible", {}, "coinsurance 20 after 1-", id="both after"
    ),
    pytest.param(
        "No Charge after deductible", "20%", {}, "coinsurance 20 after 1-", id="after, said in the other cell"
    ),
    pytest.param("$0", "20%", Y, "coinsurance 20 after 1-", id="a percent with a flag"),
    pytest.param("No Charge", "20%", N, "coinsurance 20 not_subject 1-", id="a percent, not subject to it"),
    pytest.param(
        "Not Applicable", "20.00%", {}, "coinsurance 20.00 not_subject 1-", id="a percent alone, 2016 and later"
    ),
    pytest.param("$40 Copay after deductible", "No Charge", Y, "copayment 40 after 1-", id="a copay after it"),
    pytest.param(
        "$40", "No Charge after deductible", Y, "copayment 40 after 1-", id="a copay subject to it, and nothing more"
    ),
    pytest.param(
        "$30 Copay before deductible", "Not Applicable", {}, "copayment 30 not_subject 1-", id="a copay before it"
    ),
    pytest.param("$150 Copay per Day", "Not Applicable", {}, "copayment 150 not_subject 1-", id="a copay for a day"),
    pytest.param("$0", "0%", {**ZERO, **Y}, "no_charge not_subject 1-", id="zero cost sharing is meant in variant 02"),
]


@pytest.mark.parametrize(("copay", "coinsurance", "more", "price"), PLAIN)
def test_a_plain_pair(copay: str, coinsurance: str, more: dict[str, str], price: str) -> None:
    assert read(copay, coinsurance, **more) == ([price], [])


OPEN = [
    pytest.param("$0", "0%", {}, ["no_charge not_subject 1-"], id="zeros in a variant that has prices"),
    pytest.param("No Charge", "No Charge", Y, ["no_charge after 1-"], id="zeros, subject to the deductible"),
    pytest.param("$0", "20%", OLD, ["coinsurance 20 unstated 1-"], id="an old percent without a flag"),
    pytest.param(
        "No Charge", "30% Coinsurance after deductible", N, ["coinsurance 30 after 1-"], id="cell against flag"
    ),
    pytest.param("", "", {}, ["unstated unstated 1-"], id="no price"),
    pytest.param("Not Applicable", "Not Applicable", {}, ["unstated unstated 1-"], id="no price, in words"),
    pytest.param(
        "$30", "No Charge after deductible", {}, ["copayment 30 not_subject 1-"], id="a copay, and nothing after it"
    ),
    pytest.param(
        "$30 Copay before deductible",
        "0% Coinsurance after deductible",
        {},
        ["copayment 30 not_subject 1-"],
        id="a copay before it, and nothing after it",
    ),
    pytest.param("=#NUM!", "20%", {}, ["unstated unstated 1-"], id="junk"),
    pytest.param("20%", "Not Applicable", {}, ["unstated unstated 1-"], id="a percent in the copay cell"),
    pytest.param("Not Applicable", "$20", {}, ["unstated unstated 1-"], id="a sum in the coinsurance cell"),
    pytest.param("$500 Copay per Stay", "No Charge", {}, ["copayment 500 not_subject 1-"], id="a copay for a stay"),
    pytest.param("No Charge", "100%", {}, ["full_cost not_subject 1-"], id="the member pays all of it"),
    pytest.param(
        "$35 Copay after deductible",
        "20% Coinsurance after deductible",
        {},
        ["copayment 35 after 1-", "coinsurance 20 after 1-"],
        id="two prices after the deductible",
    ),
    pytest.param(
        "$35 Copay before deductible",
        "20% Coinsurance after deductible",
        {},
        ["copayment 35 not_subject 1-", "coinsurance 20 after 1-"],
        id="two prices, and no text",
    ),
]


@pytest.mark.parametrize(("copay", "coinsurance", "more", "prices"), OPEN)
def test_an_open_pair_goes_to_review(copay: str, coinsurance: str, more: dict[str, str], prices: list[str]) -> None:
    found, why = read(copay, coinsurance, **more)

    assert found == prices
    assert why


STEPS = "Copay first {} visits; beginning with {}th visit, Deductible and Coinsurance apply"


@pytest.mark.parametrize("last", [1, 3, 30])
def test_the_text_may_say_which_visits_have_the_copay(last: int) -> None:
    pair = "$35 Copay before deductible", "30% Coinsurance after deductible"

    found, why = read(*pair, Explanation=STEPS.format(last, last + 1))

    assert found == [f"copayment 35 not_subject 1-{last}", f"coinsurance 30 after {last + 1}-"]
    assert why == []


def test_a_step_over_all_office_visits_is_not_this_therapys_alone() -> None:
    text = "First 3 office visits have a copay. Subsequent visits are subject to deductible and coinsurance."

    found, why = read("$35 Copay before deductible", "30% Coinsurance after deductible", Explanation=text)

    assert found == ["copayment 35 not_subject 1-3", "coinsurance 30 after 4-"]
    assert "all office visits" in why[0]


def test_a_step_that_the_columns_do_not_show_goes_to_review() -> None:
    found, why = read("$35", "Not Applicable", Explanation=STEPS.format(3, 4))

    assert found == ["copayment 35 not_subject 1-"]
    assert why


def test_a_copayment_may_change_with_the_visits() -> None:
    found, why = read("$50 Copay after deductible", "0%", Explanation="$50 for first 15 visits, $125 thereafter.")

    assert found == ["copayment 50 after 1-15", "copayment 125 after 16-"]
    assert why


def test_the_second_tier_is_read_like_the_first() -> None:
    row = filing.row(CopayInnTier2="No Charge", CoinsInnTier2="40%", IsSubjToDedTier2="Yes")

    second = [cost for cost in costs(row, Notes()) if cost.tier == "contracted"]

    assert [f"{cost.kind} {cost.percent} {cost.deductible}" for cost in second] == ["coinsurance 40 after"]


OUTSIDE: list[tuple[str, str, str, int]] = [
    ("Not Applicable", "100%", "not_covered", 0),
    ("$0", "100%", "not_covered", 0),
    ("No Charge", "100% Coinsurance after deductible", "not_covered", 0),
    ("", "100.00%", "not_covered", 0),
    ("No Charge", "50% Coinsurance after deductible", "covered", 1),
    ("$30 Copay after deductible", "No Charge", "covered", 1),
    ("Not Applicable", "99%", "covered", 1),
    ("Not Applicable", "Not Applicable", "not_stated", 0),
    ("", "", "not_stated", 0),
    ("=#NUM!", "", "not_stated", 1),
    ("$20", "100%", "not_stated", 2),
]


@pytest.mark.parametrize(("copay", "coinsurance", "said", "prices"), OUTSIDE)
def test_outside_the_network(copay: str, coinsurance: str, said: str, prices: int) -> None:
    row = filing.row(CopayOutofNet=copay, CoinsOutofNet=coinsurance)

    assert out_of_network(row) == said
    assert len([cost for cost in costs(row, Notes()) if cost.tier == "outside"]) == prices
