"""What a spreadsheet program would calculate is known by its beginning, and stays text."""

from datetime import date
from decimal import Decimal

import pytest

from benefits.cells import FORMULA, CellValue, csv_lines, inert
from tests.exports.payloads import PAYLOADS


@pytest.mark.parametrize("text", PAYLOADS)
def test_formulas_are_known(text: str) -> None:
    assert FORMULA.match(text)
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "plan", "1+1", "a=b", "'=1+1", "20-60 visits"])
def test_plain_text_is_plain(text: str) -> None:
    assert not FORMULA.match(text)


@pytest.mark.parametrize("cell", [Decimal("-1.5"), -1, date(2026, 1, 1), None, "", "20-40", "$20", "a=b", "’tis"])
def test_what_is_harmless_stays_as_it_is(cell: CellValue) -> None:
    assert inert(cell) == cell


def test_rows_become_lines_that_end_as_the_standard_has_it() -> None:
    rows: list[list[CellValue]] = [["plan", 20, None], ['a "b", c', date(2026, 1, 31), "=1+1"]]

    assert csv_lines(rows) == 'plan,20,\r\n"a ""b"", c",2026-01-31,\'=1+1\r\n'
