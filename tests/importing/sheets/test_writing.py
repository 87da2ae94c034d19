"""Sheets hold every record, text that stays text, and a legend that leaves no column out."""

from io import BytesIO
from typing import Any

import msgspec
import pytest
from openpyxl import load_workbook

from benefits.coverage import records as r
from benefits.coverage.catalog import TABLES, Catalog
from benefits.coverage.vocabulary import Refused
from benefits.importing.sheets import writing
from benefits.models import ROWS
from tests import whole
from tests.exports.payloads import PAYLOADS


def opened(catalog: Catalog) -> Any:
    return load_workbook(BytesIO(b"".join(writing.xlsx(catalog))))


def test_each_noun_has_its_sheet_and_the_legend_comes_first() -> None:
    book = opened(whole.catalog())

    assert book.sheetnames == ["Legend", *TABLES]
    for table in TABLES:
        assert [cell.value for cell in book[table][1]] == writing.heads(table)
        assert book[table].max_row == 1 + len(getattr(whole.catalog(), table))
        assert book[table].freeze_panes == "A2"


def test_the_legend_leaves_no_column_out() -> None:
    told = {(sheet, column): (meaning, what) for sheet, column, meaning, what, _needed in writing.legend()}

    assert set(told) == {(table, name) for table in ROWS for name in writing.heads(table)}
    assert all(meaning and what for meaning, what in told.values())
    assert "referral" in told["gates", "kind"][1]


def test_numbers_are_numbers_and_days_are_days() -> None:
    sheet = opened(whole.catalog())["citations"]
    days = {cell.column_letter for cell in sheet[1] if cell.value == "checked_on"}

    assert all(sheet[f"{letter}2"].is_date for letter in days)
    amounts = opened(whole.catalog())["plan_amounts"]
    assert 1500.5 in {cell.value for cell in amounts[2]}


@pytest.mark.parametrize("payload", [text for text in PAYLOADS if text.strip() and "\0" not in text])
def test_text_stays_text(payload: str) -> None:
    therapy = r.Therapy(slug="a", name=payload, aliases=(payload.strip(),))

    row = opened(Catalog(therapies=(therapy,)))["therapies"][2]

    assert {cell.data_type for cell in row if cell.value is not None} <= {"s", "n"}
    assert all(cell.data_type != "f" for cell in row)


def test_the_same_records_give_the_same_bytes() -> None:
    assert b"".join(writing.xlsx(whole.catalog())) == b"".join(writing.xlsx(whole.catalog()))


def test_a_cell_that_would_be_cut_off_is_refused() -> None:
    plans = tuple(r.Plan(slug=f"a-plan-{number:05}", name="A", kind="guide") for number in range(3000))  # type: ignore[arg-type]
    content = msgspec.structs.replace(whole.catalog().contents[0], plans=tuple(plan.slug for plan in plans))

    with pytest.raises(Refused, match="take CSV"):
        list(
            writing.xlsx(
                msgspec.structs.replace(whole.catalog(), plans=(*whole.catalog().plans, *plans), contents=(content,))
            )
        )
