"""The command takes a staged filing into the draft, or says what is in the way."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from benefits.importing import loading
from benefits.models import ImportBatch, JobState, PlanRow
from tests import filing
from tests.importing.filings import ground

pytestmark = pytest.mark.django_db
OPEN = {"CopayInnTier1": "50%", "BenefitName": "Acupuncture"}


@pytest.fixture
def batch(tmp_path: Path) -> ImportBatch:
    """One row that needs no look, one that does."""
    loading.load(ground.catalog(), reason="a test")
    return ground.staged(ground.written(tmp_path, filing.THIRTY, OPEN))


def test_it_puts_the_filing_into_the_draft(batch: ImportBatch, capsys: pytest.CaptureFixture[str]) -> None:
    ada = User.objects.create(username="ada-admin")

    call_command("confirm_filing", str(batch.pk), "--reason", "Filed.", "--by", "ada-admin")

    batch.refresh_from_db()
    assert (batch.job.state, batch.confirmed_by, batch.reason) == (JobState.CONFIRMED, ada, "Filed.")
    assert capsys.readouterr().out.splitlines() == [
        "Now in the draft: rows 1, plans 1. Members see them once it is published.",
        "Not taken, as they still wait: rows 1.",
    ]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param({"key": str(uuid4())}, "there is no filing", id="no such import"),
        pytest.param({"by": "nobody"}, "there is no user nobody", id="no such person"),
        pytest.param({"reason": " "}, "1 to 100 characters", id="no reason"),
        pytest.param({"reason": "x" * 101}, "1 to 100 characters", id="a reason that history cannot hold"),
    ],
)
def test_it_says_what_is_wrong(batch: ImportBatch, given: dict[str, str], message: str) -> None:
    asked = {"key": str(batch.pk), "reason": "Filed.", **given}
    by = ["--by", asked["by"]] if "by" in asked else []

    with pytest.raises(CommandError, match=message):
        call_command("confirm_filing", asked["key"], "--reason", asked["reason"], *by)

    assert not PlanRow.objects.filter(kind="plan").exists()


def test_it_goes_in_once(batch: ImportBatch) -> None:
    call_command("confirm_filing", str(batch.pk), "--reason", "Filed.")

    with pytest.raises(CommandError, match="this import is over"):
        call_command("confirm_filing", str(batch.pk), "--reason", "Once more.")
