"""An import from a shell: with a bar for who watches, going on where it was left, and saying how it ended."""

from pathlib import Path

import pytest
from django.utils import timezone

from benefits.coverage.vocabulary import Refused
from benefits.importing import loading, readers, staging
from benefits.importing.filings import chunks
from benefits.importing.filings.reader import READER
from benefits.importing.sheets.reader import READER as SHEETS
from benefits.management import importing
from benefits.models import ImportBatch, Job
from tests.importing.filings import ground


@pytest.fixture
def two_plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> Path:
    """A filing that is read in two pieces, and a draft."""
    monkeypatch.setattr(chunks, "ROWS_A_CHUNK", 1)
    loading.load(ground.catalog(), reason="a test")
    return ground.written(tmp_path, {}, {"PlanId": "12345OR0020001-01"})


def staged(path: Path) -> tuple[list[str], list[str]]:
    """What is said, and the bars."""
    out, err = list[str](), list[str]()
    files, said = {"file": path}, {"issuer": ""}
    importing.stage(READER, files, said=said, out=out.append, err=err.append, watched=True)
    return out, err


def test_a_bar_is_drawn_for_who_watches(tmp_path: Path) -> None:
    path = ground.written(tmp_path, {})
    err: list[str] = []

    importing.show(READER, {"file": path}, said={"issuer": ""}, out=lambda _line: None, err=err.append, watched=True)

    assert err[0] == f"\r[{'#' * 40}] 100%\n"
    assert err[1].startswith("1 rows read")


def test_staging_goes_on_with_a_bar(two_plans: Path) -> None:
    batch = ground.begun(two_plans)
    staging.stage(batch, {"file": two_plans}, enough=lambda: True)

    out, err = staged(two_plans)

    assert out[0] == "Going on after row 1 of 2.\n"
    assert "2 rows read, 2 proposed" in out[1]
    told = [(bar.split()[0].partition("[")[0], bar.split()[-1]) for bar in err]
    assert told == [("Counting", "100%"), ("Reading", "50%"), ("Reading", "100%")]


def test_whoever_has_it_in_hand_is_waited_for(two_plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = ground.begun(two_plans)
    Job.objects.update(alive_at=timezone.now())
    waited: list[float] = []

    def let_go(seconds: float) -> None:
        waited.append(seconds)
        Job.objects.update(alive_at=None)

    monkeypatch.setattr(importing.time, "sleep", let_go)  # type: ignore[attr-defined]
    staged(two_plans)

    assert len(waited) == 1
    assert batch.rows.count() == 2


def test_what_is_thrown_away_meanwhile_says_so(two_plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ground.begun(two_plans)
    Job.objects.update(alive_at=timezone.now())
    monkeypatch.setattr(importing.time, "sleep", lambda _s: staging.throw_away(ImportBatch.objects.get()))  # type: ignore[attr-defined]

    with pytest.raises(importing.Stopped, match="thrown away"):
        staged(two_plans)


def test_what_cannot_be_read_to_its_end_says_why(two_plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(*_: object) -> None:
        raise Refused("line 3", "is cut short.")

    monkeypatch.setattr(staging, "_keep", changed)

    with pytest.raises(importing.Stopped, match="line 3: is cut short"):
        staged(two_plans)


def test_what_is_not_shown_is_staged(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="stage it"):
        importing.show(SHEETS, {}, said={}, out=print, err=print, watched=False)


def test_what_nobody_reads_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert importing.reader_named("filing") is READER
    monkeypatch.setattr(readers, "READERS", ())

    with pytest.raises(Refused, match="nothing here reads files of this kind"):
        importing.reader_named("filing")
