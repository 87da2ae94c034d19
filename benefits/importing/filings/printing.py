"""A filing as JSON lines, one for each row, and what became of the rows."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benefits.importing.filings.proposals import Proposal, proposed
from benefits.importing.filings.reading import Progress, rows

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


def _bar(total: int, write: Write) -> Progress:
    """Shows how much of the file is read."""
    done = 0

    def advance(size: int) -> None:
        nonlocal done
        done += size
        share = done / max(total, 1)
        full = int(BAR * share)
        write(f"\r[{'#' * full}{'.' * (BAR - full)}] {share:.0%}" + ("\n" if done >= total else ""))

    return advance
