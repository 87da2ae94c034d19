"""Filings that somebody uploads: kept while they are read, a piece at each look that the page takes."""

import re
import shutil
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from time import monotonic, time
from typing import Any, Final
from uuid import uuid4

from django.conf import settings

from benefits.coverage.vocabulary import Refused
from benefits.importing.filings import staging
from benefits.models import ImportBatch, ImportState
from benefits.words import refusals

SECONDS_A_LOOK: Final = 1.0
KEPT_SECONDS: Final = 7 * 24 * 3600
PLAIN: Final = re.compile(r"[^A-Za-z0-9._-]+")

Pieces = Iterable[bytes]


def folder(key: object) -> Path:
    """Where the files of an import are while it is read."""
    return Path(settings.VAR_DIR) / "filings" / str(key)


def files(batch: ImportBatch) -> tuple[Path, Path | None] | None:
    """The filing and the attributes beside it; None when they are not kept here."""
    main = _only(folder(batch.key) / "filing")
    return (main, _only(folder(batch.key) / "attributes")) if main else None


def begin(filing: tuple[str, Pieces], beside: tuple[str, Pieces] | None, *, issuer: str, by: Any) -> ImportBatch:
    """Keep the files and begin to read them. Refused when either is not what it should be; then nothing is kept.

    Raises OSError when there is no room.
    """
    _throw_away_old()
    here = folder(uuid4())
    try:
        main = _kept(here / "filing", *filing)
        about = _kept(here / "attributes", *beside) if beside else None
        batch = staging.begin(main, issuer=issuer, beside=about, by=by)
        shutil.rmtree(folder(batch.key), ignore_errors=True)
        here.rename(folder(batch.key))
    except BaseException:
        shutil.rmtree(here, ignore_errors=True)
        raise
    return batch


def advance(batch: ImportBatch) -> None:
    """Read on for about a second. A file that can no longer be read ends the import, and says why."""
    kept = files(batch)
    if batch.state != ImportState.READING or not kept:
        return
    try:
        staging.stage(batch, *kept, told=lambda _rows: None, enough=_clock())
    except staging.Stopped:
        batch.refresh_from_db()
    except (OSError, Refused) as problem:
        why = problem.strerror if isinstance(problem, OSError) else ""
        staging.end(batch, ImportState.FAILED, why or refusals.told(problem))
    if batch.state != ImportState.READING:
        shutil.rmtree(folder(batch.key), ignore_errors=True)


def throw_away(batch: ImportBatch) -> None:
    """Nothing of it is left but a note. An import that is in the draft stays as it is."""
    staging.end(batch, ImportState.CANCELLED, "")
    shutil.rmtree(folder(batch.key), ignore_errors=True)


def _clock() -> Callable[[], bool]:
    end = monotonic() + SECONDS_A_LOOK
    return lambda: monotonic() >= end


def _kept(place: Path, name: str, pieces: Pieces) -> Path:
    """The file under a plain name."""
    place.mkdir(parents=True)
    path = place / (PLAIN.sub("-", Path(name).name).strip(".-")[-100:] or "filing.csv")
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece)
    return path


def _only(place: Path) -> Path | None:
    return next(place.iterdir(), None) if place.is_dir() else None


def _throw_away_old() -> None:
    """Files that nobody came back for."""
    for old in islice(folder("").glob("*"), 1000):
        if old.stat().st_mtime < time() - KEPT_SECONDS:
            shutil.rmtree(old, ignore_errors=True)
