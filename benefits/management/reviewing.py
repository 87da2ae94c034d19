"""A review from a shell: worked through with a bar, told in lines, published."""

from collections.abc import Iterator
from typing import Final, Protocol

from django.contrib.auth.models import User

from benefits import editions
from benefits.models import Finding, FindingKind, JobState, Review
from benefits.wording import changes
from benefits.words import gaps

WIDTH: Final = 30


class Out(Protocol):
    """Where the bar is drawn."""

    def isatty(self) -> bool: ...
    def write(self, text: str, /, *, ending: str) -> object: ...


def reviewed(*, by: User | None, again: int | None, out: Out) -> Review:
    """A review of the draft, or of an earlier edition, worked through; the one that waits for a second person if any.

    Raises what `begin` raises, and NotPublished when it is stopped or fails.
    """
    review = _waiting(by, again) or editions.begin(by=by, again=again)
    while review.job.state == JobState.RUNNING:
        editions.advance(review)
        _draw(review, out)
    if review.job.state != JobState.READY:
        raise editions.NotPublished(review.job.why or review.job.standing)
    return review


def _waiting(by: User | None, again: int | None) -> Review | None:
    """Somebody else confirmed it, and nothing was edited or published since."""
    ready = Review.objects.filter(job__state=JobState.READY, again_id=again, confirmed_by__isnull=False)
    found = ready.exclude(confirmed_by=by).first() if by else None
    return None if found is None or editions.is_overtaken(found) else found


def _draw(review: Review, out: Out) -> None:
    if out.isatty():
        filled = int(WIDTH * editions.progress(review) / max(review.job.total, 1))
        ended = "\n" if review.job.state != JobState.RUNNING else ""
        bar = "#" * filled + "-" * (WIDTH - filled)
        out.write(f"\r[{bar}] {review.asked:,} situations, {review.changed:,} answers change", ending=ended)


def told(review: Review) -> Iterator[str]:
    """What bars it, then what changes for members, a line each."""
    for kind in FindingKind:
        for finding in editions.findings(review, kind):
            yield _line(finding, review)
    yield f"{review.asked} situations compared, {review.changed} answers change."


def _line(finding: Finding, review: Review) -> str:
    what = finding.what
    match finding.kind:
        case FindingKind.GAP:
            return f"{what['table']}: {' / '.join(what['key'])}: {what['field']}: {gaps.kept(what)}"
        case FindingKind.LAW:
            where = f"{finding.plan}, {finding.therapy}"
            return f"{what['law']}: {finding.count} answers: {where}: {finding.example}"
        case FindingKind.CASE:
            return f"case {what['number']}: {'; '.join(what['problems'])}"
        case _:
            new = editions.work(review.pk).new
            return changes.line(finding.count, finding.plan, finding.therapy, what, new)


def published(review: Review, *, by: User | None, reason: str) -> str:
    """Confirm it; what came of that in words. Raises NotPublished."""
    edition = editions.confirm(review, by=by, reason=reason)
    if edition is None:
        return "It waits for a second person: the same command with another --by publishes it."
    counts = ", ".join(f"{count} {table}" for table, count in editions.counts(edition).items())
    return f"Edition {edition.number}  {edition.sha256}\n{counts}"
