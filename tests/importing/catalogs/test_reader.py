"""A catalog of another installation proposes its records, or says where it is none."""

import re
from pathlib import Path

import pytest

from benefits.coverage.catalog import TABLES, to_json
from benefits.coverage.vocabulary import Refused
from benefits.importing.catalogs.reader import proposals, read
from benefits.words import refusals
from tests import whole
from tests.importing.ours import brought_of


def test_it_is_read_at_once(tmp_path: Path) -> None:
    (tmp_path / "catalog.json").write_bytes(to_json(whole.catalog()))

    [chunk] = read(brought_of(tmp_path / "catalog.json"), 0, lambda _records: None)

    assert chunk.read == len(chunk.proposals) == sum(len(getattr(whole.catalog(), table)) for table in TABLES)


def test_a_catalog_proposes_its_records() -> None:
    found = [*proposals(to_json(whole.catalog()))]

    records = [record for table in TABLES for record in getattr(whole.catalog(), table)]
    assert [proposal.records for proposal in found] == [(record,) for record in records]
    assert {one.plan for one in found if one.table in ("plans", "gates", "contents")} == {"gold", "hmo", ""}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(b'{"format": 2, "planets": []}', "of format 2; this version reads format 1", id="a later format"),
        pytest.param(b'{"format": "1"}', r"Expected `int`, got `str` - at `\$.format`", id="no number"),
        pytest.param(
            b'{"plans": [{"slug": "a"}]}', r"missing required field `name` - at `\$.plans\[0\]`", id="half a plan"
        ),
        pytest.param(b'{"planets": []}', r"“planets” \(at `\$`\) is not known here", id="an unknown table"),
        pytest.param(b'{"plans": [{"slug": "a"', "Input data was truncated", id="half a file"),
        pytest.param(b"[" * 100_000, "Expected `object`", id="brackets without end"),
        pytest.param(b'{"a": ' * 100_000, "nested deeper than 8 levels", id="braces without end"),
        pytest.param(b'{"plans": [' + b"1," * 2_000_001, "more than 2,000,000 values", id="values without end"),
        pytest.param(
            b'{"regions": [{"slug": "a", "name": "A", "states": [' + b'"CA",' * 1000 + b'"CA"]}]}',
            "length <= 1000",
            id="a list without end",
        ),
        pytest.param(b"\xff\xfe", "catalog: ", id="not UTF-8"),
        pytest.param(b"", "catalog: ", id="nothing"),
        pytest.param(
            b'{"techniques": [{"slug": "a", "therapy": "b", "name": "c"}]}', "“b” is not there", id="a name of nothing"
        ),
        pytest.param(
            b'{"cost_tiers": [{"plan": "a", "therapy": "b", "deductible": "after", "kind": "coinsurance",'
            b' "percent": "NaN", "citation": "c"}]}',
            "must be from 0 to 100",
            id="not a number",
        ),
    ],
)
def test_what_is_no_catalog_says_where(data: bytes, why: str) -> None:
    with pytest.raises(Refused) as refused:
        [*proposals(data)]

    assert re.search(why, refusals.told(refused.value))
