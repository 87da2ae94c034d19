"""Files that are whole or not there, at any moment, whatever is killed or runs out of room.

A file is written beside its place and flushed to the disk before it gets its name; then the folder is flushed, which
holds the name.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

FOR_ITS_OWNER: Final = 0o600
FOR_ALL_TO_READ: Final = 0o644


def write_whole(path: Path, pieces: Iterable[bytes], *, mode: int = FOR_ITS_OWNER) -> int:
    """Write the pieces as that file, in the place of what was there; returns its size in bytes.

    Raises OSError, and whatever the pieces raise; then what was there before is still there.
    """
    with _written_beside(path, pieces, mode) as (draft, size):
        draft.replace(path)
        _flush(path.parent)
    return size


def write_once(path: Path, pieces: Iterable[bytes], *, mode: int = FOR_ITS_OWNER) -> None:
    """Write the pieces as that file unless there is one: of two processes one wins, and both read the same.

    Raises OSError, and whatever the pieces raise; then there is no file.
    """
    with _written_beside(path, pieces, mode) as (draft, _size):
        with suppress(FileExistsError):
            os.link(draft, path)
        _flush(path.parent)


@contextmanager
def _written_beside(path: Path, pieces: Iterable[bytes], mode: int) -> Iterator[tuple[Path, int]]:
    """The pieces under a name of no meaning in the same folder, and their size in bytes; afterwards it is gone."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            size = sum(file.write(piece) for piece in pieces)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(mode)
        yield draft, size
    finally:
        draft.unlink(missing_ok=True)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
