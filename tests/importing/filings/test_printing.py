"""A filing as JSON lines, and the count of what became of its rows."""

import json
from pathlib import Path

import pytest

from benefits.coverage.vocabulary import Refused
from benefits.importing import bringing
from benefits.importing.filings.printing import show
from benefits.importing.filings.reader import READER
from tests import filing


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a plain row, one to review, and three that nobody mapped."""
    file = tmp_path / "filing.csv"
    unmapped = {"BenefitName": "Naturopathy"}
    file.write_text(filing.text({}, {"IsCovered": ""}, unmapped, unmapped, {"BenefitName": "Hearing Aids"}))
    return file


def printed(path: Path, issuer: str = "") -> tuple[list[str], str]:
    """The lines, and what is said beside them."""
    out, err = list[str](), list[str]()
    brought = bringing.brought_of(READER, {"file": path}, said={"issuer": issuer})
    show(brought, out.append, err.append, lambda _bytes: None)
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


def test_it_refuses_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "filing.csv").write_text("a,b\n")

    with pytest.raises(Refused):
        printed(tmp_path / "filing.csv")
