"""Which rows wait, and both sides of one."""

from pathlib import Path

import pytest

from benefits.admin.import_review import ReviewFilter, row_page
from benefits.importing import deciding, loading
from benefits.models import ImportBatch
from tests import filing
from tests.importing.filings import ground

pytestmark = pytest.mark.django_db
UMBRELLA = {"BenefitName": "Outpatient Rehabilitation Services", "PlanId": "12345OR0020001-01"}


@pytest.fixture
def batch(tmp_path: Path) -> ImportBatch:
    """Line 2 has a price that was not read, line 3 a name for several therapies, line 4 needs no look."""
    loading.load(ground.catalog(), reason="a test")
    rows = ({"CopayInnTier1": "50%"}, UMBRELLA, {"PlanId": "12345OR0030001-01"}, {"PlanId": "x"}, {"BenefitName": "Y"})
    return ground.staged(ground.written(tmp_path, *rows))


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ({}, [2, 3]),
        ({"plan": "0020001"}, [3]),
        ({"plan": "%"}, []),
        ({"reason": "price"}, [2]),
        ({"reason": "umbrella"}, [3]),
        ({"reason": "nonsense"}, [2, 3]),
        ({"decided": "open"}, [3]),
        ({"decided": "decided"}, [2]),
        ({"decided": "decided", "reason": "umbrella"}, []),
    ],
)
def test_rows_are_found(batch: ImportBatch, asked: dict[str, str], lines: list[int]) -> None:
    deciding.accept(ground.row(batch, 2), by=None, seen=None)

    assert [row.position for row in ReviewFilter(batch, asked).rows()] == lines


def test_who_waits_is_asked_of_plan_and_reason_only(batch: ImportBatch) -> None:
    deciding.accept(ground.row(batch, 2), by=None, seen=None)

    assert [row.position for row in ReviewFilter(batch, {"decided": "decided"}).waiting()] == [3]
    assert not ReviewFilter(batch, {"reason": "price"}).waiting()


def test_a_filter_is_an_address(batch: ImportBatch) -> None:
    assert ReviewFilter(batch, {"plan": "a b&c", "decided": "open"}).query == "?plan=a+b%26c&decided=open"
    assert ReviewFilter(batch, {}).query == ""


def test_the_reasons_are_those_of_the_reader_and_of_the_draft(batch: ImportBatch) -> None:
    names = [name for name, _words in ReviewFilter(batch, {}).reasons]

    assert "umbrella" in names
    assert names[-1] == "on-file"


def test_a_row_has_both_its_sides(tmp_path: Path) -> None:
    on_file = {"plans": (ground.plan(),), "cost_tiers": (ground.price(30, "document"),)}
    loading.load(ground.catalog(**on_file), reason="a test")
    path = ground.written(tmp_path, {**filing.THIRTY, "Explanation": "20 visits per year"})

    page = row_page(ground.row(ground.staged(path), 2))

    assert ("LimitQty", "30.0") in dict(page.printed)["The columns say"]
    assert dict(page.printed)["The text says"] == [("Explanation", "20 visits per year"), ("Exclusions", "")]
    assert "Limit: 20 visits per year, for speech therapy (rehabilitation)" in [words for words, _note in page.proposed]
    assert [words.partition(": ")[2] for words, _note in page.on_file] == [
        "Kaiser’s own sites: $30 per visit, deductible does not apply"
    ]
    assert ("PlanId", "12345OR0010001-01") in page.filed
    assert "StateCode" in page.empty


def test_a_note_that_several_records_have_is_said_once(tmp_path: Path) -> None:
    loading.load(ground.catalog(), reason="a test")
    row = {"BenefitName": filing.TWO_THERAPIES, "Explanation": "See page 3"}

    page = row_page(ground.row(ground.staged(ground.written(tmp_path, row)), 2))

    assert [note for _words, note in page.proposed if "page 3" in note] == ["In the words of the filing: “See page 3”."]
