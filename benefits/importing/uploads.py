"""The files of imports that are still to be read: kept for a day, and no longer than needed."""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from benefits.models import ImportBatch

KEPT: Final = timedelta(days=1)


def folder() -> Path:
    """Where they are."""
    return Path(settings.VAR_DIR) / "imports"


def path(batch: ImportBatch) -> Path:
    """The file of an import, as long as it is kept."""
    return folder() / str(batch.key)


def keep(batch: ImportBatch, pieces: Iterable[bytes]) -> str:
    """Keep the file; its hash. Raises OSError when there is no room, and then keeps nothing."""
    folder().mkdir(parents=True, exist_ok=True)
    throw_away_old()
    digest = hashlib.sha256()
    try:
        with path(batch).open("wb") as file:
            for piece in pieces:
                digest.update(piece)
                file.write(piece)
    except BaseException:
        throw_away(batch)
        raise
    return digest.hexdigest()


def throw_away(batch: ImportBatch) -> None:
    """It is not needed any more."""
    path(batch).unlink(missing_ok=True)


def throw_away_old() -> None:
    """Those that nobody came back for."""
    oldest = (timezone.now() - KEPT).timestamp()
    for file in folder().iterdir():
        with suppress(FileNotFoundError):
            if file.is_file() and file.stat().st_mtime < oldest:
                file.unlink()
