"""What is brought is kept while it is read, known by its hash, and never half there."""

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from benefits.coverage.vocabulary import Refused
from benefits.importing import bringing, loading, staging
from benefits.importing.filings import chunks
from benefits.importing.filings.reader import READER
from benefits.importing.sheets.reader import READER as SHEETS
from benefits.models import ImportBatch, Job, JobState
from tests import filing
from tests.importing.filings import ground
from tests.importing.ours import begun

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, settings: Settings) -> Path:
    """A place of its own for what is kept, and a draft."""
    loading.load(ground.catalog(), reason="a test")
    settings.VAR_DIR = tmp_path
    return tmp_path / "imports"


def brought(*rows: dict[str, str], name: str = "part.csv", beside: bytes = b"") -> ImportBatch:
    uploads: dict[str, bringing.Upload] = {"file": (name, [filing.text(*rows).encode()])}
    if beside:
        uploads["attributes"] = ("names.csv", [beside])
    return bringing.bring(READER, uploads, said={"issuer": ""}, by=None)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.exists() else []


def test_it_is_read_to_its_end_and_then_no_longer_kept(kept: Path) -> None:
    batch = brought({}, {"BenefitName": "Acupuncture"})
    assert names(kept) == [str(batch.pk)]

    staging.look(batch)

    assert (batch.job.state, batch.job.done, batch.rows.count()) == (JobState.READY, 2, 2)
    assert names(kept) == []


def test_a_look_reads_some_and_the_next_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "ROWS_A_CHUNK", 1)
    monkeypatch.setattr(staging, "SECONDS_A_LOOK", 0)
    batch = brought({}, {"PlanId": "12345OR0020001-01"})

    staging.look(batch)
    assert (batch.job.state, batch.job.done) == (JobState.RUNNING, 1)
    staging.look(batch)
    staging.look(batch)

    assert (batch.job.state, batch.job.done) == (JobState.READY, 2)


def test_a_bad_file_is_refused_and_nothing_is_kept(kept: Path) -> None:
    with pytest.raises(Refused, match="these columns are missing"):
        bringing.bring(READER, {"file": ("part.csv", [b"a,b\n"])}, said={"issuer": ""}, by=None)
    with pytest.raises(Refused, match="PlanMarketingName"):
        brought({}, beside=b"a,b\n")

    assert names(kept) == []
    assert not Job.objects.exists()


def test_half_a_file_is_not_kept(kept: Path) -> None:
    def breaking() -> Iterator[bytes]:
        yield b"half"
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):
        bringing.bring(SHEETS, {"file": ("gates.csv", breaking())}, said={}, by=None)

    assert names(kept) == []
    assert not Job.objects.exists()


def test_names_from_beside_are_used(tmp_path: Path) -> None:
    batch = brought({}, beside=ground.attributes(tmp_path, {"PlanMarketingName": "KP Gold"}).read_bytes())

    staging.look(batch)

    assert "KP Gold" in str(batch.rows.get().after)


@pytest.mark.parametrize(
    ("given", "known_as"),
    [
        pytest.param("../../etc/pass wd.csv", "pass-wd.csv", id="a path"),
        pytest.param("план.csv", "file.csv", id="letters that a disk may not know"),
        pytest.param(".csv", "csv", id="an ending only"),
        pytest.param("x" * 300 + ".csv", "x" * 80 + ".csv", id="a name without end"),
    ],
)
def test_the_name_of_a_file_is_plain(kept: Path, given: str, known_as: str) -> None:
    batch = brought({}, name=given)

    assert batch.file_name == known_as
    assert bringing.kept_files(batch, READER) == {"file": kept / str(batch.pk) / "file" / known_as}


def test_it_is_known_by_the_hash_of_its_bytes() -> None:
    assert begun(b"slug,name", "gates.csv").sha256 == hashlib.sha256(b"slug,name").hexdigest()


def test_the_same_file_is_gone_on_with(kept: Path) -> None:
    first = brought({})
    # The disk has the machine's own clock, also where the suite takes another day for today.
    os.utime(kept / str(first.pk), (time.time(), time.time()))
    again = brought({})
    other = brought({}, {"BenefitName": "Acupuncture"})

    assert again == first != other
    assert sorted(names(kept)) == sorted([str(first.pk), str(other.pk)])
    assert Job.objects.count() == 2


def test_a_file_that_somebody_may_be_reading_is_not_exchanged() -> None:
    first = brought({})
    at_hand = bringing.kept_files(first, READER)["file"].stat().st_ino

    again = brought({})

    assert bringing.kept_files(again, READER)["file"].stat().st_ino == at_hand


def test_a_file_that_is_no_longer_kept_is_kept_again(kept: Path) -> None:
    first = brought({})
    shutil.rmtree(kept / str(first.pk))

    again = brought({})

    assert (again, staging.is_readable(first)) == (first, True)


def test_a_file_that_changed_ends_the_import() -> None:
    batch = brought({})
    bringing.kept_files(batch, READER)["file"].write_text("a,b\n")

    staging.look(batch)

    assert batch.job.state == JobState.FAILED
    assert "these columns are missing" in batch.job.why
    assert not batch.rows.exists()


def test_thrown_away_it_is_gone(kept: Path) -> None:
    batch = brought({})

    staging.throw_away(batch)
    staging.look(batch)

    assert batch.job.state == JobState.STOPPED
    assert not batch.rows.exists()
    assert names(kept) == []


def test_what_nobody_came_back_for_is_thrown_away(kept: Path) -> None:
    old = brought({})
    os.utime(kept / str(old.pk), (0, 0))

    new = brought({"PlanId": "12345OR0020001-01"})

    assert names(kept) == [str(new.pk)]
    assert not staging.is_readable(old)
    staging.look(old)
    assert old.job.state == JobState.RUNNING
