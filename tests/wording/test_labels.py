"""Every value that people read has its word; numbers and lists are said in one way."""

from decimal import Decimal
from enum import StrEnum

import pytest

from benefits.coverage.vocabulary import (
    Basis,
    Certainty,
    CostUnit,
    DeliveryMode,
    GateKind,
    GateState,
    LimitPeriod,
    LimitUnit,
    Status,
)
from benefits.wording import labels
from tests.coverage.builders import OT, PT, SPEECH, catalog, guides


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (labels.STATUS, Status),
        (labels.CERTAINTY, Certainty),
        (labels.GATE, GateKind),
        (labels.GATE_STATE, GateState),
        (labels.BASIS, Basis),
        (labels.SPEAKER, Basis),
        (labels.UNIT, LimitUnit),
        (labels.PERIOD, LimitPeriod),
        (labels.COST_UNIT, CostUnit),
        (labels.DELIVERY, DeliveryMode),
    ],
)
def test_every_value_has_its_word(words: labels.Words, values: type[StrEnum]) -> None:
    assert set(words) == set(values)
    assert all(str(word).strip() for word in words.values())


@pytest.mark.parametrize(
    ("amount", "said"),
    [("20", "$20"), ("12.50", "$12.50"), ("0", "$0"), ("1250", "$1,250"), ("1250.05", "$1,250.05")],
)
def test_dollars(amount: str, said: str) -> None:
    assert labels.dollars(Decimal(amount)) == said


@pytest.mark.parametrize(("share", "said"), [("10", "10%"), ("12.5", "12.5%"), ("0", "0%"), ("100", "100%")])
def test_percent(share: str, said: str) -> None:
    assert labels.percent(Decimal(share)) == said


@pytest.mark.parametrize(
    ("parts", "said"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_lists(parts: tuple[str, ...], said: str) -> None:
    assert labels.listed(parts) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("covered", "Covered."), ("Covered.", "Covered."), ("why?", "Why?"), (" at last! ", "At last!"), ("", "")],
)
def test_sentences(text: str, said: str) -> None:
    assert labels.sentence(text) == said


def test_therapies_are_named_within_a_sentence() -> None:
    said = labels.therapies(guides(), (PT, OT, SPEECH))

    assert said == "physical therapy, occupational therapy and speech therapy"


@pytest.mark.parametrize(
    ("citation", "said"),
    [("papers", "Your plan’s document"), ("guide", "The general guide"), ("", "Your own papers")],
)
def test_who_speaks(citation: str, said: str) -> None:
    assert labels.speaker(catalog(), citation) == said
