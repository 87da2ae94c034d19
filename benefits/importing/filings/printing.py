"""A filing on the command line: as JSON lines, one for each row; staged or confirmed, with a bar; what became of it."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from benefits.importing.filings import confirming, staging
from benefits.importing.filings.proposals import Proposal, proposed
from benefits.importing.filings.reading import Progress, rows
from benefits.models import ImportBatch

BAR: Final = 40
Write = Callable[[str], object]


class Tally:
    """Counts what passes by: every row is read and either proposed or listed by its unmapped name."""

    def __init__(self) -> None:
        self.read = self.proposed = self.to_review = 0
        self.unmapped: Counter[str] = Counter()

    def add(self, proposal: Proposal) -> None:
        """One row more."""
        self.read += 1
        self.to_review += proposal.needs_review
        if proposal.meaning.therapies:
            self.proposed += 1
        else:
            self.unmapped[proposal.row["BenefitName"]] += 1

    def lines(self) -> list[str]:
        """The counts, and each name that stands for no therapy of ours."""
        counts = f"{self.read} rows read, {self.proposed} proposed, {self.to_review} to review"
        names = [f"  {times} × {name or '(no name)'}" for name, times in self.unmapped.most_common()]
        return [f"{counts}, {self.unmapped.total()} with a name that is not mapped", *names]


def print_filing(path: Path, *, issuer: str, out: Write, err: Write, watched: bool) -> None:
    """Each row's proposal to `out`, the counts to `err`. Refused when the file is not what it should be."""
    tally = Tally()
    progress = _bar(path.stat().st_size, err) if watched else lambda _size: None
    for proposal in proposed(rows(path, issuer=issuer, progress=progress)):
        tally.add(proposal)
        out(f"{proposal.to_json()}\n")
    err("\n".join(tally.lines()) + "\n")


def stage_filing(path: Path, beside: Path | None, *, issuer: str, out: Write, err: Write, watched: bool) -> None:
    """Stages the file as an import to look through in the admin, and prints the counts. Refused as `print_filing` is.

    An import of the same files that was not finished goes on where it stopped.
    """
    counting = _bar(path.stat().st_size, err, "Counting ") if watched else lambda _size: None
    batch = staging.begin(path, issuer=issuer, beside=beside, progress=counting)
    bar = _bar(batch.total, err, "Reading  ") if watched else lambda _rows: None
    bar(batch.done)
    if batch.done:
        out(f"Going on after row {batch.done} of {batch.total}.\n")
    staging.stage(batch, path, beside, told=bar, enough=lambda: False)
    tally = staging.tally_of(batch)
    counts = f"{tally.read} rows read, {tally.proposed} proposed, {tally.to_review} to review, {tally.refused} refused"
    names = [f"  {count} × {name}" for name, (count, _line) in sorted(tally.names.items(), key=_most_first)]
    out("\n".join([f"{counts}, {tally.unmapped} with a name that is not mapped", *names]) + "\n")
    out(f"Nothing is in the draft yet: look through import {batch.key} in the admin and confirm it there.\n")


def confirm_filing(batch: ImportBatch, *, by: Any, reason: str, out: Write, err: Write, watched: bool) -> None:
    """Puts a staged file into the draft and prints how much of it. Raises what `confirming.confirm` raises."""
    bar = _bar(confirming.taken(batch), err) if watched else lambda _rows: None
    done = confirming.confirm(batch, by=by, reason=reason, told=bar)
    out(
        f"Now in the draft: rows {done.rows}, plans {done.plans}. Members see them once it is published.\n"
        f"Not taken, as they still wait: rows {done.left_out}.\n"
    )


def _most_first(named: tuple[str, list[int]]) -> int:
    return -named[1][0]


def _bar(total: int, write: Write, doing: str = "") -> Progress:
    """Shows how much of the file is done, and with what."""
    done = 0

    def advance(size: int) -> None:
        nonlocal done
        done += size
        share = done / max(total, 1)
        full = int(BAR * share)
        write(f"\r{doing}[{'#' * full}{'.' * (BAR - full)}] {share:.0%}" + ("\n" if done >= total else ""))

    return advance
