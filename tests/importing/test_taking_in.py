"""What a document says goes in plan by plan, and takes the place of what it said before."""

from pathlib import Path

import pytest

from benefits.importing import loading, taking_in
from benefits.importing.drafting import DraftMoved
from benefits.importing.filings.reader import READER
from benefits.importing.taking_in import TAKEN, Contradicted
from benefits.models import CostTierRow, ImportBatch
from tests.importing.filings import ground

pytestmark = pytest.mark.django_db
assert READER.speaker
SPEAKER = READER.speaker


@pytest.fixture
def batch(tmp_path: Path) -> ImportBatch:
    """Two plans of one row each."""
    loading.load(ground.catalog(), reason="a test")
    return ground.staged(ground.written(tmp_path, {}, {"PlanId": "12345OR0020001-01"}))


def test_rows_come_by_plan_some_plans_at_a_time(batch: ImportBatch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_in, "PLANS_AT_A_TIME", 1)

    found = [*taking_in.by_plan(batch.rows.filter(TAKEN))]

    assert [[row.position for rows in plans for row in rows] for plans in found] == [[2], [3]]


def test_the_records_of_a_plan_go_in_together(batch: ImportBatch) -> None:
    [plans] = taking_in.by_plan(batch.rows.filter(TAKEN))

    written = taking_in.write(plans, SPEAKER, by=None, reason="a test")

    assert (written.new > 0, written.changed) == (True, 0)
    assert CostTierRow.objects.count() == 2


def test_a_draft_that_moved_is_left_alone(batch: ImportBatch) -> None:
    [plans] = taking_in.by_plan(batch.rows.filter(TAKEN))
    taking_in.write(plans, SPEAKER, by=None, reason="a test")
    before = CostTierRow.history.count()

    with pytest.raises(DraftMoved):
        taking_in.write(plans, SPEAKER, by=None, reason="a test")

    assert CostTierRow.history.count() == before


def test_two_rows_that_contradict_each_other_are_named(batch: ImportBatch) -> None:
    one, other = ground.row(batch, 2), ground.row(batch, 3)
    dearer = {"low": "30", "high": "30"}
    other.after = [[table, plain | (dearer if table == "cost_tiers" else {})] for table, plain in one.after]

    with pytest.raises(Contradicted) as refused:
        taking_in.write([[one, other]], SPEAKER, by=None, reason="a test")

    assert {row.position for row in refused.value.rows} == {2, 3}
