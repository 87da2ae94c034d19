"""A paper for a member as a tagged PDF: drawn in memory, one at a time, and kept nowhere."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Final

from django_stubs_ext import StrOrPromise

from benefits.exports import typesetting
from benefits.wording.papers import PaperPart

TEMPLATE: Final = Path(__file__).parent / "paper.typ"
MEDIA_TYPE: Final = "application/pdf"
# So long somebody waits for the paper of somebody else, in seconds.
PATIENCE: Final = 3
# More lines, smaller type: a paper for one step stays on one page, a whole answer on a few.
TYPE_SIZES: Final = ((14, 12.5), (25, 11.0), (60, 10.0))
SMALLEST: Final = 9.0
_one_at_a_time: Final = Lock()


class Busy(RuntimeError):
    """Others wait for their papers already."""


def drawn(title: StrOrPromise, lede: Sequence[str], parts: Sequence[PaperPart], foot: str, made_at: datetime) -> bytes:
    """The paper as a PDF. Raises Busy where it would have to wait too long."""
    lines = sum(len(part.lines) for part in parts)
    data = {
        "title": str(title),
        "lede": list(lede),
        "size": next((size for most, size in TYPE_SIZES if lines <= most), SMALLEST),
        "parts": [
            {"heading": str(part.heading), "kind": part.kind.value, "lines": [str(line) for line in part.lines]}
            for part in parts
        ],
        "foot": foot,
    }
    with _turn():
        try:
            return typesetting.drawn(TEMPLATE, data, made_at)
        finally:
            # What the typesetter remembers of a document would be what it knows of a member.
            typesetting.forget()


@contextmanager
def _turn() -> Iterator[None]:
    if not _one_at_a_time.acquire(timeout=PATIENCE):
        raise Busy
    try:
        yield
    finally:
        _one_at_a_time.release()
