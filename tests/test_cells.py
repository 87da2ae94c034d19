"""What a spreadsheet program would calculate is known by its beginning."""

import pytest

from benefits.cells import FORMULA
from tests.exports.payloads import PAYLOADS


@pytest.mark.parametrize("text", PAYLOADS)
def test_formulas_are_known(text: str) -> None:
    assert FORMULA.match(text)


@pytest.mark.parametrize("text", ["", "plan", "1+1", "a=b", "'=1+1", "20-60 visits"])
def test_plain_text_is_plain(text: str) -> None:
    assert not FORMULA.match(text)
