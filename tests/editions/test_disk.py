"""The copy on disk is whole or not there."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from benefits.coverage.catalog import sha256
from benefits.editions import disk

CATALOG = b'{"format":1}'
COPY = disk.Copy(7, sha256(CATALOG), datetime(2026, 11, 21, 12, tzinfo=UTC), CATALOG)


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.EDITION_DIR = tmp_path / "var" / "editions"
    return tmp_path / "var" / "editions"


def test_it_gives_back_what_was_kept() -> None:
    disk.keep(COPY)

    assert disk.kept() == COPY


def test_a_later_copy_takes_the_place_of_an_earlier_one(folder: Path) -> None:
    disk.keep(COPY)
    later = disk.Copy(8, COPY.sha256, COPY.published_at, CATALOG)
    disk.keep(later)

    assert disk.kept() == later
    assert [path.name for path in folder.iterdir()] == ["in-force"]


def test_there_is_none_at_first() -> None:
    assert disk.kept() is None


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[:-1], id="cut short"),
        pytest.param(lambda data: data + b" ", id="added to"),
        pytest.param(lambda data: data.replace(b'"format":1', b'"format":2'), id="changed"),
        pytest.param(lambda data: data.replace(b"\n", b""), id="run together"),
        pytest.param(lambda _data: b"", id="emptied"),
        pytest.param(lambda _data: b"\x00\xff\n", id="overwritten"),
    ],
)
def test_a_damaged_copy_is_none(folder: Path, damage: object) -> None:
    disk.keep(COPY)
    file = folder / "in-force"

    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]

    assert disk.kept() is None


def test_a_disk_that_is_full_keeps_the_copy_it_has(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk.keep(COPY)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        disk.keep(disk.Copy(8, COPY.sha256, COPY.published_at, CATALOG))

    assert disk.kept() == COPY
    assert [path.name for path in folder.iterdir()] == ["in-force"]
