"""A filing as JSON lines, and the count of what became of its rows."""

import json
from pathlib import Path

import pytest

from benefits.coverage.vocabulary import Refused
from benefits.importing import catalogs
from benefits.importing.filings import printing, staging
from benefits.importing.filings.printing import print_filing
from tests import filing
from tests.importing.filings import ground


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a plain row, one to review, and three that nobody mapped."""
    file = tmp_path / "filing.csv"
    unmapped = {"BenefitName": "Naturopathy"}
    file.write_text(filing.text({}, {"IsCovered": ""}, unmapped, unmapped, {"BenefitName": "Hearing Aids"}))
    return file


def printed(path: Path, *, watched: bool = False, issuer: str = "") -> tuple[list[str], str]:
    """The lines, and what is said beside them."""
    out, err = list[str](), list[str]()
    print_filing(path, issuer=issuer, out=out.append, err=err.append, watched=watched)
    return out, "".join(err)


def test_it_prints_one_object_a_row_and_counts_them(path: Path) -> None:
    lines, said = printed(path)

    assert [json.loads(line)["line"] for line in lines] == [2, 3, 4, 5, 6]
    assert all(line.endswith("}\n") for line in lines)
    assert said.splitlines() == [
        "5 rows read, 2 proposed, 4 to review, 3 with a name that is not mapped",
        "  2 × Naturopathy",
        "  1 × Hearing Aids",
    ]


def test_it_prints_one_issuers_rows(path: Path) -> None:
    assert printed(path, issuer="99999") == (
        [],
        "0 rows read, 0 proposed, 0 to review, 0 with a name that is not mapped\n",
    )


def test_it_draws_a_bar_for_somebody_who_watches(path: Path) -> None:
    bar, counts = printed(path, watched=True)[1].split("\n", 1)

    assert bar == f"\r[{'#' * 40}] 100%"
    assert counts.startswith("5 rows read")


def test_it_refuses_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "filing.csv").write_text("a,b\n")

    with pytest.raises(Refused):
        printed(tmp_path / "filing.csv")


@pytest.mark.django_db
def test_staging_goes_on_with_a_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "ROWS_A_CHUNK", 1)
    catalogs.load(ground.catalog(), reason="a test")
    path = ground.written(tmp_path, {}, {"PlanId": "12345OR0020001-01"})
    staging.stage(staging.begin(path), path, None, told=lambda _rows: None, enough=lambda: True)
    out: list[str] = []
    err: list[str] = []

    printing.stage_filing(path, None, issuer="", out=out.append, err=err.append, watched=True)

    assert out[0] == "Going on after row 1 of 2.\n"
    assert "2 rows read, 2 proposed" in out[1]
    told = [(bar.split()[0].partition("[")[0], bar.split()[-1]) for bar in err]
    assert told == [("Counting", "100%"), ("Reading", "50%"), ("Reading", "100%")]
