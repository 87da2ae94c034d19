"""What a proposal says beside its figures: caveats to show, and why somebody must look at it."""

from dataclasses import dataclass, field


@dataclass
class Notes:
    """Collected while a row is read. A reason for review makes the row one to be looked at."""

    caveats: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)

    def caveat(self, text: str) -> None:
        """Say it once."""
        if text not in self.caveats:
            self.caveats.append(text)

    def add(self, more: "Notes") -> None:
        """All of another's."""
        for text in more.caveats:
            self.caveat(text)
        for text in more.why:
            self.review(text)

    def review(self, text: str) -> None:
        """Ask for a look, once for the same reason."""
        if text not in self.why:
            self.why.append(text)
