"""A filing on the command line: each proposal as a line of JSON, and what became of the rows. Nothing is stored."""

from collections import Counter

from benefits.importing.filings.proposals import FiledProposal, proposed
from benefits.importing.filings.reading import rows
from benefits.importing.reader import Brought, Hear, Print


class RowCounts:
    """Counts what passes by: every row is read and either proposed or listed by its unmapped name."""

    def __init__(self) -> None:
        self.read = self.proposed = self.to_review = 0
        self.unmapped: Counter[str] = Counter()

    def add(self, proposal: FiledProposal) -> None:
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


def show(brought: Brought, out: Print, err: Print, hear: Hear) -> None:
    """Each row's proposal to `out`, the counts to `err`. Refused when the file is not what it should be."""
    counts = RowCounts()
    for proposal in proposed(rows(brought.files["file"], issuer=brought.said["issuer"], progress=hear)):
        counts.add(proposal)
        out(f"{proposal.to_json()}\n")
    err("\n".join(counts.lines()) + "\n")
