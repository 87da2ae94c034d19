"""Who brings a file once more need not decide everything once more."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from benefits.importing import confirming, deciding, loading
from benefits.importing.carrying import carry_over
from benefits.importing.drafting import DraftMoved
from benefits.models import ImportBatch, Job, JobState, PlanRow, RowDecision
from tests.importing.filings import ground
from tests.importing.test_deciding import CORRECTION

pytestmark = pytest.mark.django_db
ROWS = [{"CopayInnTier1": "50%", "PlanId": f"12345OR00{number}0001-01"} for number in (1, 2, 3)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Three rows to review, of which somebody decided two."""
    loading.load(ground.catalog(), reason="a test")
    path = ground.written(tmp_path, *ROWS)
    batch, ada = ground.staged(path), User.objects.create(username="ada-admin")
    deciding.accept(ground.row(batch, 2), by=ada, seen=None)
    deciding.correct(ground.row(batch, 3), CORRECTION, by=ada, seen=None, note="See page 3.")
    return path


def decisions(batch: ImportBatch) -> list[tuple[str, str | None, str]]:
    return list(batch.rows.order_by("position").values_list("decision", "decided_by__username", "note"))


def test_decisions_come_along(file: Path) -> None:
    earlier, again = ImportBatch.objects.get(), ground.staged(file)

    assert decisions(again) == [
        (RowDecision.ACCEPTED, "ada-admin", ""),
        (RowDecision.CORRECTED, "ada-admin", "See page 3."),
        (RowDecision.OPEN, None, ""),
    ]
    assert ground.row(again, 3).after == ground.row(earlier, 3).after
    assert ground.row(again, 3).decided_at == ground.row(earlier, 3).decided_at


def test_what_the_draft_says_otherwise_by_now_is_asked_again(file: Path) -> None:
    earlier = ImportBatch.objects.get()
    plan = ground.plan("12345or0010001-01-2016")
    there = ground.price(30, "document", plan=plan.slug)
    loading.load(ground.catalog(plans=(plan,), cost_tiers=(there,)), reason="meanwhile")
    with pytest.raises(DraftMoved):
        confirming.confirm(earlier, by=None, reason="a test")

    again = ground.staged(file)

    assert [decision for decision, _who, _note in decisions(again)] == [
        RowDecision.OPEN,
        RowDecision.CORRECTED,
        RowDecision.OPEN,
    ]
    assert confirming.confirm(again, by=None, reason="a test").rows == 1
    assert PlanRow.objects.filter(kind="plan").count() == 2


@pytest.mark.parametrize("state", [JobState.CONFIRMED, JobState.STOPPED])
def test_what_is_over_is_no_example(file: Path, state: JobState) -> None:
    Job.objects.update(state=state)

    assert {decision for decision, _who, _note in decisions(ground.staged(file))} == {RowDecision.OPEN}


def test_another_file_is_another_matter(file: Path, tmp_path: Path) -> None:
    other = ground.staged(ground.written(tmp_path, *ROWS[:1]))

    assert carry_over(other) == 0
