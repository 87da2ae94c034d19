"""The reader of filings: what it asks for, how much there is, and what a row says once more."""

from pathlib import Path

import pytest

from benefits.coverage.vocabulary import Refused
from benefits.importing import bringing, loading
from benefits.importing.filings.reader import READER, count, read, reread
from benefits.importing.reader import Brought
from tests import filing
from tests.importing.filings import ground


def brought(path: Path, beside: Path | None = None, issuer: str = "") -> Brought:
    return bringing.brought_of(READER, ground.files(path, beside), said={"issuer": issuer})


def test_rows_are_counted_and_bytes_are_heard(tmp_path: Path) -> None:
    path, heard = ground.written(tmp_path, {}, {"PlanId": "67890OR0010001-01"}), list[int]()

    assert count(brought(path), heard.append) == 2
    assert sum(heard) == path.stat().st_size
    assert count(brought(path, issuer="67890"), heard.append) == 1


@pytest.mark.parametrize(
    ("issuer", "beside", "why"),
    [
        pytest.param("99999", "", "no row to read of issuer 99999", id="no row of that issuer"),
        pytest.param("", "a,b\n", "these columns are missing", id="attributes that are none"),
    ],
)
def test_what_cannot_be_read_is_refused_before_it_begins(tmp_path: Path, issuer: str, beside: str, why: str) -> None:
    path, attributes = ground.written(tmp_path, {}), tmp_path / "attributes.csv"
    attributes.write_text(beside)

    with pytest.raises(Refused, match=why):
        count(brought(path, attributes if beside else None, issuer), lambda _bytes: None)


@pytest.mark.django_db
def test_it_is_read_from_any_line_on(tmp_path: Path) -> None:
    loading.load(ground.catalog(), reason="a test")
    path = ground.written(tmp_path, {}, {"BenefitName": "Dental"}, {"PlanId": "12345OR0020001-01"})

    [all_of_it] = read(brought(path), 0, lambda _rows: None)
    [rest] = read(brought(path), 3, lambda _rows: None)

    assert (all_of_it.read, all_of_it.reached, all_of_it.unknown) == (3, 4, (("Dental", 3),))
    assert [proposal.position for proposal in all_of_it.proposals] == [2, 4]
    assert (rest.read, [proposal.position for proposal in rest.proposals]) == (1, [4])


@pytest.mark.django_db
def test_a_row_is_read_once_more_with_other_exclusions(tmp_path: Path) -> None:
    loading.load(ground.catalog(), reason="a test")
    row = ground.row(ground.staged(ground.written(tmp_path, {"Exclusions": "Spa", **filing.THIRTY})), 2)

    as_filed, corrected = reread(row, None), reread(row, "Prior authorization required")

    assert (as_filed.exclusions, as_filed.said.excluded, as_filed.said.authorization) == ("Spa", "Spa", ())
    assert corrected.said.authorization == ("Prior authorization required",)
    assert corrected.said.limits == as_filed.said.limits


def test_every_part_that_is_shown_is_a_column_of_the_file() -> None:
    assert {column for part in READER.printed for column in part.columns} <= set(filing.HEADER)
