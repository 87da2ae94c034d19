"""A filing is staged chunk by chunk, goes on where it stopped, and leaves nothing half in."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from benefits.coverage.vocabulary import Refused
from benefits.importing import loading, staging
from benefits.importing.filings import chunks
from benefits.models import ImportBatch, ImportRow, Job, JobState, PlanRow, Verdict
from benefits.models.job import PATIENCE
from tests import filing
from tests.importing.filings import ground

SAMPLE = Path(__file__).parents[1] / "cases" / "filing_sample.csv"


@pytest.fixture
def draft(db: None) -> None:
    """Something to land in."""
    loading.load(ground.catalog(), reason="a test")


def many(folder: Path, plans: int) -> Path:
    """A filing of so many plans with two rows each, of which one has a name that nobody mapped."""
    return ground.written(
        folder,
        *(
            {"PlanId": f"12345OR{number:07}-01", **more}
            for number in range(plans)
            for more in ({}, {"BenefitName": "Dental"})
        ),
    )


def test_no_row_of_the_sample_is_dropped(draft: None) -> None:
    batch = ground.staged(SAMPLE)

    tally = staging.read_so_far(batch)
    assert (tally.read, tally.proposed, tally.unmapped, tally.refused) == (840, 792, 48, 0)
    assert (batch.job.state, batch.job.done, batch.job.total) == (JobState.READY, 840, 840)
    verdicts = Counter(batch.rows.values_list("verdict", flat=True))
    assert verdicts == {Verdict.REVIEW: tally.to_review, Verdict.NEW: 792 - tally.to_review, Verdict.UNMAPPED: 21}
    assert tally.to_review == 432
    assert not PlanRow.objects.exclude(kind="guide").exists()


def test_names_that_stand_for_nothing_are_counted_and_listed(draft: None, tmp_path: Path) -> None:
    batch = ground.staged(many(tmp_path, 3))

    [row] = batch.rows.filter(verdict=Verdict.UNMAPPED)
    assert (row.record, row.place) == ("Dental", "filing.csv, line 3")
    assert row.why == ["3 rows have this name, which stands for no therapy of ours."]


def test_it_goes_on_where_it_stopped(draft: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "ROWS_A_CHUNK", 2)
    path, seen = many(tmp_path, 5), list[int]()
    batch = ground.begun(path)
    staging.stage(batch, {"file": path}, hear=seen.append, enough=lambda: True)

    again = ground.begun(path)
    staging.stage(again, {"file": path}, hear=seen.append)

    assert again == batch
    assert seen == [4, 4, 2]
    assert Counter(batch.rows.values_list("verdict", flat=True)) == {Verdict.NEW: 5, Verdict.UNMAPPED: 1}
    assert staging.read_so_far(again).read == 10


def test_a_finished_import_is_not_gone_on_with(draft: None, tmp_path: Path) -> None:
    path = many(tmp_path, 1)
    first = ground.staged(path)

    assert ground.begun(path) != first


def test_other_options_are_another_import(draft: None, tmp_path: Path) -> None:
    path = many(tmp_path, 1)
    beside = ground.attributes(tmp_path, {})

    found = {ground.begun(path).pk, ground.begun(path, issuer="12345").pk, ground.begun(path, beside).pk}

    assert len(found) == 3


def test_who_was_taken_for_dead_stores_nothing(draft: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = many(tmp_path, 1)
    mine = ground.begun(path)
    keep = staging._keep

    def overtaken(*told: Any) -> None:
        Job.objects.filter(alive_at__isnull=False).update(alive_at=timezone.now() - 2 * PATIENCE)
        monkeypatch.setattr(staging, "_keep", keep)
        staging.stage(ground.begun(path), {"file": path})
        keep(*told)

    monkeypatch.setattr(staging, "_keep", overtaken)
    staging.stage(mine, {"file": path})

    assert (mine.job.state, mine.rows.count()) == (JobState.READY, 2)


def test_what_is_thrown_away_stays_away(draft: None, tmp_path: Path) -> None:
    path = many(tmp_path, 1)
    batch = ground.begun(path)
    staging.throw_away(ImportBatch.objects.get())

    staging.stage(batch, {"file": path})

    assert batch.job.state == JobState.STOPPED
    assert not ImportRow.objects.exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param("a,b\n1,2\n", "these columns are missing: PlanId", id="another file"),
        pytest.param("", "the file is empty", id="nothing"),
        pytest.param(filing.text(header=(*filing.HEADER, "PlanId")), "PlanId", id="a column twice"),
        pytest.param(filing.text(), "has no row to read", id="no rows"),
        pytest.param(filing.text({}, {}) + "x\n", "line 4: is cut short", id="a bad row at the end"),
        pytest.param(filing.text({}).encode("utf-16"), "line 1: is in UTF-16", id="another encoding"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_is_stored(
    draft: None, tmp_path: Path, data: str | bytes, message: str
) -> None:
    path = tmp_path / "filing.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)

    with pytest.raises(Refused, match=message):
        ground.begun(path)

    assert not ImportBatch.objects.exists()


def test_names_without_end_are_counted_together(draft: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "MOST_NAMES", 2)
    names = [{"BenefitName": f"Name {number}"} for number in range(5)]

    batch = ground.staged(ground.written(tmp_path, *names))

    assert {name: count for name, (count, _line) in staging.read_so_far(batch).names.items()} == {
        "Name 0": 1,
        "Name 1": 1,
        staging.OTHER_NAMES: 3,
    }


@pytest.mark.racing
def test_a_kill_leaves_whole_chunks_and_the_next_run_ends_it(migrated: Path, tmp_path: Path) -> None:
    """A process of its own is killed while it stages; what it acknowledged is there, and nothing is half there."""
    (file,) = shutil.copytree(migrated, tmp_path / "var").iterdir()
    command = [sys.executable, "-c", STAGE, str(many(tmp_path, 600))]
    env = os.environ | {"DATABASE_URL": f"sqlite:///{file}"}
    pipe = subprocess.PIPE
    with subprocess.Popen([*command, "twice"], env=env, text=True, stdin=pipe, stdout=pipe) as work:
        assert work.stdout
        assert [work.stdout.readline(), work.stdout.readline()] == ["400\n", "400\n"]
        work.send_signal(signal.SIGKILL)

    [(done, state, rows, plans)] = asked(file)
    assert (done, state, rows, plans) == (800, JobState.RUNNING, 400, 0)

    subprocess.run(command, env=env, check=True, capture_output=True)

    assert asked(file) == [(1200, JobState.READY, 601, 0)]


def asked(file: Path) -> list[tuple[int, str, int, int]]:
    """How far each import is, how many rows it has, and how many plans the draft has."""
    with closing(sqlite3.connect(file)) as database:
        return database.execute(
            "SELECT done, state, (SELECT count(*) FROM benefits_importrow),"
            " (SELECT count(*) FROM benefits_planrow WHERE kind = 'plan') FROM benefits_job"
        ).fetchall()


STAGE = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from pathlib import Path
from benefits.importing import loading, staging
from benefits.importing.filings import chunks
from benefits.models import Job, PlanTypeRow
from tests.importing.filings import ground
if not PlanTypeRow.objects.exists():
    loading.load(ground.catalog(), reason="a test")
path = Path(sys.argv[1])
seen = []
def told(rows):
    print(rows, flush=True)
    seen.append(rows)
    if "twice" in sys.argv and len(seen) == 2:
        sys.stdin.read()  # until it is killed
if "twice" not in sys.argv:
    Job.objects.update(alive_at=None)  # the worker that was killed is known to be dead
staging.stage(ground.begun(path), {"file": path}, hear=told)
"""
