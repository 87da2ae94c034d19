"""The command prints a filing's proposals, and says plainly what is wrong with a file."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from benefits.importing import loading
from benefits.models import ImportBatch, JobState, PlanRow
from tests import filing
from tests.importing.filings import ground


def test_it_prints_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "filing.csv"
    file.write_text(filing.text({}, {"PlanId": "67890OR0010001-01"}))

    call_command("import_filing", str(file), "--json", "--issuer", "67890")

    out, err = capsys.readouterr()
    assert [json.loads(line)["plan_id"] for line in out.splitlines()] == ["67890OR0010001-01"]
    assert err == "1 rows read, 1 proposed, 0 to review, 0 with a name that is not mapped\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(None, "filing.csv: .*No such file", id="no file"),
        pytest.param("a,b\n", "filing.csv: line 1: these columns are missing", id="another file"),
        pytest.param(filing.text({}) + "x\n", "filing.csv: line 3: is cut short", id="a bad row at the end"),
    ],
)
def test_a_bad_file_exits_with_2_and_one_plain_line(tmp_path: Path, data: str | None, message: str) -> None:
    file = tmp_path / "filing.csv"
    if data is not None:
        file.write_text(data)

    with pytest.raises(CommandError, match=message) as refused:
        call_command("import_filing", str(file), "--json")

    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)


@pytest.mark.django_db
def test_it_stages_and_prints_the_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loading.load(ground.catalog(), reason="a test")
    path = ground.written(
        tmp_path, {}, {"BenefitName": "Dental"}, {"CopayInnTier1": "50%", "BenefitName": "Acupuncture"}, {"PlanId": "9"}
    )
    beside = ground.attributes(tmp_path, {"PlanMarketingName": "KP Gold"})

    call_command("import_filing", str(path), "--stage", "--attributes", str(beside))

    batch = ImportBatch.objects.get()
    assert batch.job.state == JobState.READY
    assert capsys.readouterr().out.splitlines() == [
        "4 rows read, 3 proposed, 1 to review, 1 refused, 1 with a name that is not mapped",
        "  1 × Dental",
        f"Nothing is in the draft yet: look through import {batch.pk} in the admin and confirm it there.",
    ]
    assert not PlanRow.objects.filter(kind="plan").exists()
    assert "KP Gold" in str(ground.row(batch, 2).after)


@pytest.mark.django_db
def test_it_stages_one_issuer(tmp_path: Path) -> None:
    loading.load(ground.catalog(), reason="a test")
    path = ground.written(tmp_path, {}, {"PlanId": "67890OR0010001-01"})

    call_command("import_filing", str(path), "--stage", "--issuer", "67890")

    assert [row.position for row in ImportBatch.objects.get().rows.all()] == [3]


@pytest.mark.django_db
def test_a_bad_attributes_file_stages_nothing(tmp_path: Path) -> None:
    path = ground.written(tmp_path, {})

    with pytest.raises(CommandError, match="these columns are missing: PlanMarketingName"):
        call_command("import_filing", str(path), "--stage", "--attributes", str(path))

    assert not ImportBatch.objects.exists()


def test_it_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="one of the arguments --json --stage is required"):
        call_command("import_filing", str(tmp_path))
