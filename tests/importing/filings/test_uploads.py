"""Uploaded filings are read a piece at each look, kept no longer than needed, and never half."""

import os
from pathlib import Path

import pytest
from django.test.utils import override_settings

from benefits.coverage.vocabulary import Refused
from benefits.importing import catalogs
from benefits.importing.filings import staging, uploads
from benefits.models import ImportBatch, ImportState
from tests import filing
from tests.importing.filings import ground

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(tmp_path: Path) -> object:
    """A place of its own for what is kept, and a draft."""
    catalogs.load(ground.catalog(), reason="a test")
    with override_settings(VAR_DIR=tmp_path):
        yield tmp_path / "filings"


def brought(*rows: dict[str, str], name: str = "part.csv", beside: bytes = b"") -> ImportBatch:
    main = (name, [filing.text(*rows).encode()])
    return uploads.begin(main, ("names.csv", [beside]) if beside else None, issuer="", by=None)


def test_it_is_read_to_its_end_and_then_no_longer_kept(kept: Path) -> None:
    batch = brought({}, {"BenefitName": "Acupuncture"})
    assert [path.name for path in kept.iterdir()] == [str(batch.key)]

    uploads.advance(batch)

    assert (batch.state, batch.done) == (ImportState.READY, 2)
    assert batch.rows.count() == 2
    assert not [*kept.iterdir()]


def test_a_look_reads_some_and_the_next_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "ROWS_A_CHUNK", 1)
    monkeypatch.setattr(uploads, "SECONDS_A_LOOK", 0)
    batch = brought({}, {"PlanId": "12345OR0020001-01"})

    uploads.advance(batch)
    assert (batch.state, batch.done) == (ImportState.READING, 1)
    uploads.advance(batch)
    uploads.advance(batch)

    assert (batch.state, batch.done) == (ImportState.READY, 2)


def test_a_bad_file_is_refused_and_nothing_is_kept(kept: Path) -> None:
    with pytest.raises(Refused, match="these columns are missing"):
        uploads.begin(("part.csv", [b"a,b\n"]), None, issuer="", by=None)
    with pytest.raises(Refused, match="PlanMarketingName"):
        brought({}, beside=b"a,b\n")

    assert not [*kept.iterdir()]
    assert not ImportBatch.objects.exists()


def test_names_from_beside_are_used(tmp_path: Path) -> None:
    batch = brought({}, beside=ground.attributes(tmp_path, {"PlanMarketingName": "KP Gold"}).read_bytes())

    uploads.advance(batch)

    assert "KP Gold" in str(batch.rows.get().after)


def test_the_name_of_a_file_is_no_path(kept: Path) -> None:
    batch = brought({}, name="../../etc/pass wd.csv")

    assert batch.file_name == "pass-wd.csv"
    assert uploads.files(batch) == (kept / str(batch.key) / "filing" / "pass-wd.csv", None)


def test_a_file_that_changed_ends_the_import() -> None:
    batch = brought({})
    [path, _beside] = uploads.files(batch) or (None, None)
    assert path
    path.write_text("a,b\n")

    uploads.advance(batch)

    assert batch.state == ImportState.FAILED
    assert "these columns are missing" in batch.why
    assert not batch.rows.exists()


def test_thrown_away_it_is_gone(kept: Path) -> None:
    batch = brought({})

    uploads.throw_away(batch)
    uploads.advance(batch)

    assert batch.state == ImportState.CANCELLED
    assert not batch.rows.exists()
    assert not [*kept.iterdir()]


def test_what_nobody_came_back_for_is_thrown_away(kept: Path) -> None:
    old = brought({})
    os.utime(kept / str(old.key), (0, 0))

    new = brought({"PlanId": "12345OR0020001-01"})

    assert [path.name for path in kept.iterdir()] == [str(new.key)]
    assert uploads.files(old) is None
