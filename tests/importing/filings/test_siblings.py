"""Rows of one plan beside each other."""

from benefits.importing.filings.proposals import proposed
from benefits.importing.filings.reading import FiledRow
from benefits.importing.filings.siblings import Taken, taken
from tests import filing

UMBRELLA = {"BenefitName": "Outpatient Rehabilitation Services"}


def beside(*rows: dict[str, str]) -> list[Taken]:
    """Rows from line 2 on."""
    made = (filing.row(**values) for values in rows)
    return [*taken(proposed(FiledRow("filing.csv", line, b"", row.values) for line, row in enumerate(made, start=2)))]


def test_a_row_of_its_own_speaks_for_a_therapy() -> None:
    umbrella, speech = beside(UMBRELLA, {})

    assert umbrella.but == {"speech-therapy"}
    assert umbrella.why == ("speech-therapy has a row of its own, on line 3: that row speaks for it.",)
    assert (speech.but, speech.why) == (frozenset(), ())


def test_a_row_for_habilitation_is_another_thing() -> None:
    umbrella, _speech = beside(UMBRELLA, {"BenefitName": "Habilitative Speech Therapy"})

    assert umbrella.but == frozenset()


def test_a_row_that_is_there_twice_is_refused_once() -> None:
    first, second = beside({"RowNumber": "1"}, {"RowNumber": "2"})

    assert (first.refused, second.refused) == ("", "The row repeats line 2.")


def test_two_prices_for_the_same_are_shown_to_somebody() -> None:
    first, second = beside({"CopayInnTier1": "$20"}, {"CopayInnTier1": "$30"})

    assert "Line 3 says otherwise of the same thing: take one of them." in first.why
    assert "Line 2 has the same plan and benefit." in second.why


def test_one_pool_with_two_figures_is_shown_to_somebody() -> None:
    text = {"Explanation": "%s visits per year for PT, OT and ST combined"}
    rows = [
        {"BenefitName": name, **filing.THIRTY, "LimitQty": quantity, "Explanation": text["Explanation"] % quantity}
        for name, quantity in ((filing.TWO_THERAPIES, "30"), ("Rehabilitative Speech Therapy", "20"))
    ]

    first, second = beside(*rows)

    assert first.why == ("Line 3 says otherwise of the same thing: take one of them.",)
    assert second.why == ("Line 2 says otherwise of the same thing: take one of them.",)
    alike = {**rows[1], **filing.THIRTY, "Explanation": rows[0]["Explanation"]}
    assert [each.why for each in beside(rows[0], alike)] == [(), ()]


def test_a_name_that_nobody_mapped_is_left_out() -> None:
    assert beside({"BenefitName": "Dental"}) == []
