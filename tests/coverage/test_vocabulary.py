"""The words of the field, and the order in which they rank."""

from decimal import Decimal

import pytest

from benefits.coverage.vocabulary import Certainty, Refused, Status, dollars


def test_statuses_rank_from_covered_to_unknown() -> None:
    ranked = sorted(Status, key=lambda status: status.rank)

    assert [status.value for status in ranked] == [
        "covered",
        "covered_conditional",
        "may_be_covered",
        "limit_reached",
        "not_covered",
        "unknown",
    ]


def test_hedges_rank_from_always_to_never() -> None:
    ranked = sorted(Certainty, key=lambda certainty: certainty.rank)

    assert (ranked[0], ranked[-1]) == (Certainty.ALWAYS, Certainty.NEVER)
    assert Certainty.MORE_LIKELY.rank < Certainty.MAY.rank < Certainty.LESS_LIKELY.rank < Certainty.UNLIKELY.rank


@pytest.mark.parametrize(
    ("given", "spelled"),
    [
        pytest.param("0", "0", id="nothing"),
        pytest.param("20.00", "20", id="whole dollars lose their cents"),
        pytest.param("2E+1", "20", id="an exponent is spelled out"),
        pytest.param("12.5", "12.50", id="half a dollar has two digits"),
        pytest.param("1000000", "1000000", id="a million is the most"),
    ],
)
def test_dollars_have_one_spelling(given: str, spelled: str) -> None:
    assert str(dollars(Decimal(given), "low")) == spelled


@pytest.mark.parametrize("given", ["-0.01", "1000000.01", "0.001", "NaN", "Infinity"])
def test_dollars_refuse_nonsense(given: str) -> None:
    with pytest.raises(Refused) as refused:
        dollars(Decimal(given), "low")

    assert refused.value.field == "low"
