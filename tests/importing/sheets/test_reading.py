"""A file is read by its name; what is taken away and brought back unchanged is the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from benefits.coverage.catalog import TABLES, Catalog
from benefits.coverage.records import Record
from benefits.coverage.vocabulary import Refused
from benefits.importing.proposals import Proposal
from benefits.importing.sheets import reading, writing
from tests import shipped, whole

CATALOGS = [pytest.param(whole.catalog(), id="whole"), pytest.param(shipped.catalog(), id="shipped")]


def saved(path: Path, pieces: Iterator[bytes]) -> Path:
    path.write_bytes(b"".join(pieces))
    return path


def records(proposals: list[Proposal]) -> list[Record]:
    return [record for proposal in proposals for record in proposal.records]


@pytest.mark.parametrize("catalog", CATALOGS)
def test_a_workbook_comes_back_as_it_went(tmp_path: Path, catalog: Catalog) -> None:
    path = saved(tmp_path / "draft.xlsx", writing.xlsx(catalog))

    found = records(reading.proposals(path, name="draft.xlsx"))

    assert found == [record for table in TABLES for record in getattr(catalog, table)]


@pytest.mark.parametrize("catalog", CATALOGS)
@pytest.mark.parametrize("table", TABLES)
def test_a_csv_comes_back_as_it_went(tmp_path: Path, catalog: Catalog, table: str) -> None:
    path = saved(tmp_path / "a.csv", writing.csv(catalog, table))
    if not getattr(catalog, table):
        with pytest.raises(Refused, match="holds no rows"):
            reading.proposals(path, name=f"{table}.csv")
        return

    assert records(reading.proposals(path, name=f"{table}.csv")) == list(getattr(catalog, table))


@pytest.mark.parametrize("name", ["gates.csv", "Gates (1).CSV", "gates-2026.csv", "gates.2026.csv"])
def test_a_csv_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    path = saved(tmp_path / "a", writing.csv(whole.catalog(), "gates"))

    assert {one.table for one in reading.proposals(path, name=name)} == {"gates"}


def test_what_the_form_says_goes_before_the_name(tmp_path: Path) -> None:
    path = saved(tmp_path / "a", writing.csv(whole.catalog(), "gates"))

    (first, *_more) = reading.proposals(path, name="plans.csv", table="gates")

    assert (first.table, first.place, first.plan) == ("gates", "plans.csv, line 2", "gold")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        pytest.param("mine.csv", "name it like one of them: sources, citations", id="a name that says nothing"),
        pytest.param("2026.csv", "name it like one of them", id="a year"),
        pytest.param("gates.ods", "must end in .csv or .xlsx", id="another kind of file"),
        pytest.param("gates", "must end in .csv or .xlsx", id="no ending"),
        pytest.param("gates.xlsx", "it is no XLSX file", id="a CSV that says it is XLSX"),
        pytest.param("plans.csv", "not those of this sheet", id="another noun's columns"),
    ],
)
def test_what_it_is_must_be_known(tmp_path: Path, name: str, why: str) -> None:
    path = saved(tmp_path / "a", writing.csv(whole.catalog(), "gates"))

    with pytest.raises(Refused, match=why):
        reading.proposals(path, name=name)


def test_sheets_that_are_not_known_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Workbook(str(path)) as book:
        for name in ("Legend", "Sheet1", "gates", "Notes"):
            book.add_worksheet(name)

    with pytest.raises(Refused, match="these sheets are not known: Sheet1, Notes"):
        reading.proposals(path, name="a.xlsx")


def test_one_sheet_under_two_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Workbook(str(path)) as book:
        for name in ("gates", "GATES "):
            book.add_worksheet(name)

    with pytest.raises(Refused, match="the same name, but for capitals"):
        reading.proposals(path, name="a.xlsx")


def test_an_empty_template_holds_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path / "template.xlsx", writing.xlsx(Catalog()))

    with pytest.raises(Refused, match="holds no rows"):
        reading.proposals(path, name="template.xlsx")
