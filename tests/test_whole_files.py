"""A file is whole or not there: it is flushed before it gets its name, and what fails leaves what was there."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benefits.whole_files import FOR_ALL_TO_READ, write_once, write_whole

FileWriter = Callable[[Path, Iterator[bytes]], object]


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def half() -> Iterator[bytes]:
    yield b"half"
    raise OSError(errno.ENOSPC, "No space left on device")


def test_it_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "summary.csv"
    path.write_bytes(b"before")

    size = write_whole(path, iter([b"a", b"bc"]))

    assert (size, path.read_bytes(), names(tmp_path)) == (3, b"abc", ["summary.csv"])


def test_a_first_writer_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "key"

    for content in (b"first", b"second"):
        write_once(path, [content])

    assert (path.read_bytes(), names(tmp_path)) == (b"first", ["key"])


@pytest.mark.parametrize("write", [write_whole, write_once])
def test_it_is_for_its_owner_unless_it_is_for_all(tmp_path: Path, write: Callable[..., object]) -> None:
    write(tmp_path / "own", [b"a"])
    write(tmp_path / "all", [b"a"], mode=FOR_ALL_TO_READ)

    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("own", "all")]
    assert modes == [0o600, 0o644]


@pytest.mark.parametrize("write", [write_whole, write_once])
def test_what_fails_half_way_leaves_nothing_of_it(tmp_path: Path, write: FileWriter) -> None:
    (tmp_path / "there").write_bytes(b"before")

    for name in ("there", "not there"):
        with pytest.raises(OSError, match="No space"):
            write(tmp_path / name, half())

    assert names(tmp_path) == ["there"]
    assert (tmp_path / "there").read_bytes() == b"before"


@pytest.mark.parametrize("write", [write_whole, write_once])
def test_content_and_name_are_flushed_in_that_order(
    tmp_path: Path, write: FileWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[tuple[bool, bool]] = []
    flush = os.fsync

    def noted(handle: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        flushed.append((is_folder, (tmp_path / "a").exists()))
        flush(handle)

    monkeypatch.setattr(os, "fsync", noted)
    write(tmp_path / "a", iter([b"whole"]))

    assert flushed == [(False, False), (True, True)]


def test_of_many_writers_at_once_all_read_the_same(tmp_path: Path) -> None:
    path = tmp_path / "key"

    def written(number: int) -> bytes:
        write_once(path, [b"%d" % number])
        return path.read_bytes()

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(written, range(64))) == {path.read_bytes()}
