"""The reader of sheets: one at a time or all together, and the same to take away."""

from pathlib import Path

import pytest

from benefits.importing.sheets.reader import READER, read
from benefits.models import ROWS
from tests import whole
from tests.importing.ours import brought_of

OFFERS = {offer.name: offer for offer in READER.offers}


def test_what_is_taken_away_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sheets.xlsx"
    path.write_bytes(b"".join(OFFERS["sheets.xlsx"].write(whole.catalog())))

    [chunk] = read(brought_of(path), 0, lambda _records: None)

    assert chunk.read == len(chunk.proposals) > 0
    assert not [proposal for proposal in chunk.proposals if proposal.refused]


def test_a_csv_is_the_sheet_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(b"".join(OFFERS["gates.csv"].write(whole.catalog())))

    [chunk] = read(brought_of(path, table="gates"), 0, lambda _records: None)

    assert {proposal.table for proposal in chunk.proposals} == {"gates"}


@pytest.mark.parametrize("table", ROWS)
def test_there_is_a_sheet_of_each_noun(table: str) -> None:
    assert OFFERS[f"{table}.csv"].saved_as == f"{table}.csv"


def test_each_sheet_can_be_chosen() -> None:
    [_file, table] = READER.asks
    assert table.choices  # type: ignore[union-attr]
    assert [name for name, _words in table.choices()] == ["", *ROWS]  # type: ignore[union-attr]
