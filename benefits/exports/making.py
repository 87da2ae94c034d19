"""A long file made by a process of its own, so that no request waits for it:  python -m benefits.exports.making FOLDER

The folder holds what is asked for; then how many rows are done; at the end the file, or a line that says what was in
the way. The process asks no database, and gives up when the one that started it is gone.
"""

import os
import subprocess  # nosec B404
import sys
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

import django
import msgspec
from django.utils.translation import get_language, override

from benefits.coverage.catalog import NumberedCatalog, from_json, in_pieces
from benefits.coverage.vocabulary import Refused
from benefits.exports import files
from benefits.exports.choosing import Choice
from benefits.exports.typesetting import TooLong
from benefits.whole_files import write_whole
from benefits.words import refusals

CATALOG: Final = "catalog.json"
ORDER: Final = "order.json"
DONE: Final = "done"
WHY: Final = "why"
FAULTS: Final = (OSError, Refused, TooLong)

Child = subprocess.Popen[bytes]


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for."""

    form: str
    choice: Choice
    language: str
    number: int | None
    sha256: str
    published_at: datetime | None


def begin(folder: Path, form: str, edition: NumberedCatalog, choice: Choice) -> Child:
    """The process, started. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    order = Order(
        form=form,
        choice=choice,
        language=get_language() or "en",
        number=edition.number,
        sha256=edition.sha256,
        published_at=edition.published_at,
    )
    write_whole(folder / CATALOG, in_pieces(edition.catalog))
    write_whole(folder / ORDER, [msgspec.json.encode(order)])
    # Ended in the middle, it leaves nothing outside its folder.
    environment = {**os.environ, "TMPDIR": str(folder)}
    command = [sys.executable, "-m", "benefits.exports.making", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)  # noqa: S603  # nosec B603


def was_begun(folder: Path) -> bool:
    """Whether a process was started there that has not come to its end."""
    return (folder / ORDER).exists()


ROOT: Final = Path(__file__).parent.parent.parent


def ended(child: Child, seconds: float) -> bool:
    """Whether it has ended, after so long at most."""
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def done(folder: Path) -> int:
    """How many rows are done."""
    try:
        return int((folder / DONE).read_text())
    except (FileNotFoundError, ValueError):
        return 0


def why(folder: Path) -> str:
    """What was in the way; empty where the process had no time to say."""
    try:
        return (folder / WHY).read_text()
    except OSError:
        return ""


def tidy(folder: Path) -> None:
    """Nothing is left but the file."""
    for name in (CATALOG, ORDER, DONE):
        (folder / name).unlink(missing_ok=True)


def made(folder: Path) -> Path:
    """Make the file that the folder asks for. Raises what FAULTS names."""
    order = msgspec.json.decode((folder / ORDER).read_bytes(), type=Order)
    edition = NumberedCatalog(
        number=order.number,
        sha256=order.sha256,
        published_at=order.published_at,
        catalog=from_json((folder / CATALOG).read_bytes()),
    )
    path = folder / f"summary.{order.form}"
    with override(order.language):
        write_whole(path, files.content(order.form, edition, order.choice, partial(_sign, folder, os.getppid())))
    return path


def _sign(folder: Path, parent: int, count: int) -> None:
    if os.getppid() != parent:
        raise InterruptedError("the server that asked for it is gone")
    (folder / DONE).write_text(str(count))


def main(folder: Path) -> int:
    """Make the file; what is in the way is said in the folder."""
    try:
        made(folder)
    except FAULTS as problem:
        with suppress(OSError):
            (folder / WHY).write_text(refusals.told(problem) or type(problem).__name__)
        return 1
    return 0


if __name__ == "__main__":
    django.setup()
    sys.exit(main(Path(sys.argv[1])))
