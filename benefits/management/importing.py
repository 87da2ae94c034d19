"""An import from a shell: shown, staged or confirmed, with a bar for who watches, and what became of it in lines."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from benefits.coverage.vocabulary import Refused
from benefits.importing import bringing, confirming, readers, staging
from benefits.importing.reader import Hear, Print, Reader
from benefits.importing.weighing import Beside, beside_the_draft
from benefits.models import ImportBatch, Job, JobKind, JobState

BAR: Final = 40
# How long to wait before asking again whether somebody else who has the import in hand is through.
SECONDS_TO_WAIT: Final = 0.5


class Stopped(Exception):
    """The import was thrown away while it was being read, or could not be read to its end."""


def reader_named(name: str) -> Reader:
    """The reader of that name. Refused when nothing here reads such files."""
    try:
        return readers.named(name)
    except readers.NoSuchReader as problem:
        raise Refused("file", "nothing here reads files of this kind.") from problem


def show(
    reader: Reader, files: Mapping[str, Path], *, said: Mapping[str, str], out: Print, err: Print, watched: bool
) -> None:
    """What is proposed, to `out`; what became of the rows, to `err`. Refused when a file is not what it should be."""
    if reader.show is None:
        raise Refused("file", "files of this kind are not shown in a shell: stage it.")
    brought = bringing.brought_of(reader, files, said=said)
    size = files[reader.files[0].name].stat().st_size
    reader.show(brought, out, err, _bar(size, err) if watched else _unheard)


def stage(
    reader: Reader, files: Mapping[str, Path], *, said: Mapping[str, str], out: Print, err: Print, watched: bool
) -> None:
    """Stage files as an import to look through in the admin, and print the counts. Refused as `show` is.

    An import of the same files that is not through goes on where it was left. Raises Stopped when it comes to no end.
    """
    size = files[reader.files[0].name].stat().st_size
    counting = _bar(size, err, "Counting ") if watched else _unheard
    batch = bringing.begin(reader, files, said=said, job=Job(kind=JobKind.IMPORT), hear=counting)
    bar = _bar(batch.job.total, err, "Reading  ") if watched else _unheard
    bar(batch.job.done)
    if batch.job.done:
        out(f"Going on after row {batch.job.done} of {batch.job.total}.\n")
    _read_on(batch, files, bar)
    out("\n".join(_counts(batch)) + "\n")
    out(f"Nothing is in the draft yet: look through import {batch.pk} in the admin and confirm it there.\n")


def our_own(file: Path, *, table: str) -> list[Beside]:
    """The records of a file of our own, each beside what the draft holds. Refused when it is none of ours."""
    reader = readers.of_our_own(file.name)
    files = {reader.files[0].name: file}
    brought = bringing.brought_of(reader, files, said={"table": table})
    chunks = reader.read(brought, 0, _unheard)
    return [*beside_the_draft(proposal for chunk in chunks for proposal in chunk.proposals)]


def _read_on(batch: ImportBatch, files: Mapping[str, Path], bar: Hear) -> None:
    """To the end; whoever else has it in hand is waited for."""
    staging.stage(batch, files, hear=bar)
    while batch.job.state == JobState.RUNNING:
        time.sleep(SECONDS_TO_WAIT)
        staging.stage(batch, files, hear=bar)
    if batch.job.is_over:
        raise Stopped(batch.job.why or "the import was thrown away while it was being read.")


def _counts(batch: ImportBatch) -> list[str]:
    so_far = staging.read_so_far(batch)
    counts = (
        f"{so_far.read} rows read, {so_far.proposed} proposed, {so_far.to_review} to review, {so_far.refused} refused"
    )
    names = [f"  {count} × {name}" for name, (count, _line) in sorted(so_far.names.items(), key=_most_first)]
    return [f"{counts}, {so_far.unmapped} with a name that is not mapped", *names]


def _most_first(named: tuple[str, list[int]]) -> int:
    return -named[1][0]


def confirm(batch: ImportBatch, *, by: Any, reason: str, out: Print, err: Print, watched: bool) -> None:
    """Put a staged import into the draft and print how much of it. Raises what `confirming.confirm` raises."""
    bar = _bar(confirming.taken(batch), err) if watched else _unheard
    done = confirming.confirm(batch, by=by, reason=reason, hear=bar)
    out(
        f"Now in the draft: rows {done.rows}, plans {done.plans}. Members see them once it is published.\n"
        f"Not taken, as they still wait: rows {done.left_out}.\n"
    )


def _unheard(_count: int) -> None:
    """Nobody watches."""


def _bar(total: int, write: Print, doing: str = "") -> Hear:
    """Shows how much is done, and of what."""
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        share = done / max(total, 1)
        full = int(BAR * share)
        end = "\n" if done >= total else ""
        write(f"\r{doing}[{'#' * full}{'.' * (BAR - full)}] {share:.0%}{end}")

    return advance
