"""Numbers, lists, sentences and names are said in one way."""

from decimal import Decimal

import pytest

from benefits.wording import phrases
from tests.coverage.builders import OT, PT, SPEECH, catalog, guides


@pytest.mark.parametrize(
    ("amount", "said"),
    [("20", "$20"), ("12.50", "$12.50"), ("0", "$0"), ("1250", "$1,250"), ("1250.05", "$1,250.05")],
)
def test_dollars(amount: str, said: str) -> None:
    assert phrases.dollars(Decimal(amount)) == said


@pytest.mark.parametrize(("share", "said"), [("10", "10%"), ("12.5", "12.5%"), ("0", "0%"), ("100", "100%")])
def test_percent(share: str, said: str) -> None:
    assert phrases.percent(Decimal(share)) == said


@pytest.mark.parametrize(
    ("parts", "said"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_lists(parts: tuple[str, ...], said: str) -> None:
    assert phrases.listed(parts) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("covered", "Covered."), ("Covered.", "Covered."), ("why?", "Why?"), (" at last! ", "At last!"), ("", "")],
)
def test_sentences(text: str, said: str) -> None:
    assert phrases.sentence(text) == said


def test_therapies_are_named_within_a_sentence() -> None:
    said = phrases.therapies(guides(), (PT, OT, SPEECH))

    assert said == "physical therapy, occupational therapy and speech therapy"


@pytest.mark.parametrize(
    ("citation", "said"),
    [("papers", "Your plan’s document"), ("guide", "The general guide"), ("", "Your own papers")],
)
def test_who_speaks(citation: str, said: str) -> None:
    assert phrases.speaker(catalog(), citation) == said
