"""Rows of a filing as rows of an import: each kept verbatim, with what it would do."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from benefits.coverage.records import Plan
from benefits.importing import loading
from benefits.importing.packing import unpacked
from benefits.models import ImportRow, Verdict
from tests import filing
from tests.importing.filings import ground

pytestmark = pytest.mark.django_db


def staged(folder: Path, *rows: dict[str, str], beside: Path | None = None, **on_file: Any) -> dict[int, ImportRow]:
    """What became of the rows, by line."""
    loading.load(ground.catalog(**on_file), reason="a test")
    batch = ground.staged(ground.written(folder, *rows), beside)
    return {row.position: row for row in batch.rows.all()}


def plans(row: ImportRow) -> list[Plan]:
    return [record for record in unpacked(row.after) if isinstance(record, Plan)]


def test_a_row_is_kept_verbatim_with_line_and_hash(tmp_path: Path) -> None:
    row = staged(tmp_path, {"Explanation": "  the child’s school "})[2]

    assert (row.place, row.record, row.plan) == (
        "filing.csv, line 2",
        "Rehabilitative Speech Therapy",
        "12345or0010001-01-2016",
    )
    assert (row.verbatim or {})["Explanation"] == "  the child’s school "
    line = (tmp_path / "filing.csv").read_bytes().splitlines()[1]
    assert row.row_sha256 == sha256(line).hexdigest()


def test_a_plain_row_makes_a_plan(tmp_path: Path) -> None:
    row = staged(tmp_path, {})[2]

    assert (row.verdict, row.why, row.before) == (Verdict.NEW, [], [])
    assert [plan.slug for plan in plans(row)] == [row.plan]


def test_what_needs_a_look_says_why(tmp_path: Path) -> None:
    row = staged(tmp_path, {"CopayInnTier1": "50%"})[2]

    assert row.verdict == Verdict.REVIEW
    assert "The price was not read" in row.why[0]


def test_a_plan_on_file_keeps_its_own_record(tmp_path: Path) -> None:
    row = staged(tmp_path, {}, plans=(ground.plan(),))[2]

    assert (row.plan, row.verdict) == ("on-file", Verdict.NEW)
    assert plans(row) == []


def test_the_same_plan_in_another_year_is_another_plan(tmp_path: Path) -> None:
    rows = staged(tmp_path, {}, {"BusinessYear": "2015"}, plans=(ground.plan(),))

    assert [row.plan for row in rows.values()] == ["on-file", "12345or0010001-01-2015"]


def test_a_plan_that_an_import_made_gets_its_new_name(tmp_path: Path) -> None:
    made = ground.plan("12345or0010001-01-2016")
    beside = ground.attributes(tmp_path, {"PlanMarketingName": "KP Gold", "PlanType": "HMO"})

    rows = staged(tmp_path, {}, {"BenefitName": "Acupuncture"}, beside=beside, plans=(made,))

    assert [plan.name for plan in plans(rows[2])] == ["KP Gold"]
    assert [record.name for record in unpacked(rows[2].before) if isinstance(record, Plan)] == ["On file"]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        pytest.param({"PlanId": "x"}, '"x" is not a plan id.', id="no plan id"),
        pytest.param({"BusinessYear": ""}, "does not say for which year", id="no year"),
        pytest.param({"CopayInnTier1": "$9999999"}, "between 0 and 1,000,000", id="a price that cannot be"),
    ],
)
def test_nonsense_is_refused_and_said(tmp_path: Path, values: dict[str, str], why: str) -> None:
    row = staged(tmp_path, values)[2]

    assert row.verdict == Verdict.REFUSED
    assert why in row.why[-1]
    assert row.after == []


def test_what_the_draft_does_not_know_is_refused(tmp_path: Path) -> None:
    whole = ground.catalog()
    few = tuple(therapy for therapy in whole.therapies if therapy.slug != "speech-therapy")
    tables = {name: getattr(whole, name) for name in ("regions", "plan_types", "plans")}
    loading.load(type(whole)(**tables, therapies=few), reason="a test")

    row = ground.row(ground.staged(ground.written(tmp_path, {})), 2)

    assert (row.verdict, row.why) == (Verdict.REFUSED, ["The draft does not have speech-therapy."])


def test_an_open_region_is_asked_once_for_a_plan(tmp_path: Path) -> None:
    rows = staged(tmp_path, {"StateCode": "WA"}, {"StateCode": "WA", "BenefitName": "Acupuncture"})

    assert [row.verdict for row in rows.values()] == [Verdict.REVIEW, Verdict.NEW]
    assert "Which region is it?" in rows[2].why[0]


def test_script_is_text(tmp_path: Path) -> None:
    row = staged(tmp_path, {"Exclusions": "<script>alert(1)</script>", **filing.THIRTY})[2]

    assert (row.verbatim or {})["Exclusions"] == "<script>alert(1)</script>"
