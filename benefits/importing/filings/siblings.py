"""The rows of one plan beside each other: which of them speaks for what, and where two of them cannot both be right."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage.vocabulary import Refused
from benefits.importing.facts import facts
from benefits.importing.filings.names import normalised
from benefits.importing.filings.proposals import FiledProposal
from benefits.importing.filings.reading import FiledRow
from benefits.importing.filings.records import said_of
from benefits.importing.said import Said
from benefits.importing.saying import FactRecord
from benefits.importing.standing import content


class Taken(Struct, frozen=True):
    """A proposal among the others of its plan: what other rows speak for, and what is open about it."""

    proposal: FiledProposal
    but: frozenset[str] = frozenset()
    why: tuple[str, ...] = ()
    refused: str = ""

    @property
    def said(self) -> Said:
        """What the row says, in our terms."""
        return said_of(self.proposal, but=self.but)


def taken(group: Iterable[FiledProposal]) -> Iterator[Taken]:
    """The mapped proposals of one plan and year, beside each other."""
    mapped = [each for each in group if each.meaning.therapies]
    own = {
        (therapy, each.meaning.purpose): each.row.line
        for each in mapped
        if not each.meaning.umbrella
        for therapy in each.meaning.therapies
    }
    alike: dict[str, list[FiledProposal]] = defaultdict(list)
    for each in mapped:
        alike[normalised(each.row["BenefitName"])].append(each)
    beside = [
        _taken(
            each,
            own if each.meaning.umbrella else {},
            [twin for twin in alike[normalised(each.row["BenefitName"])] if twin is not each],
        )
        for each in mapped
    ]
    yield from _clashing(beside) if len(beside) > 1 else beside


def _taken(each: FiledProposal, own: dict[tuple[str, Any], int], twins: Sequence[FiledProposal]) -> Taken:
    lines = {
        slug: own[slug, each.meaning.purpose] for slug in each.meaning.therapies if (slug, each.meaning.purpose) in own
    }
    why = [f"{slug} has a row of its own, on line {line}: that row speaks for it." for slug, line in lines.items()]
    for twin in twins:
        if _values(twin.row) == _values(each.row):
            if twin.row.line < each.row.line:
                return Taken(each, refused=f"The row repeats line {twin.row.line}.")
        else:
            why.append(f"Line {twin.row.line} has the same plan and benefit.")
    return Taken(each, frozenset(lines), tuple(why))


def _values(row: FiledRow) -> dict[str, str]:
    return {name: value for name, value in row.values.items() if name != "RowNumber"}


def _clashing(group: Sequence[Taken]) -> Iterator[Taken]:
    """Each with a word where another row says something else in the same place."""
    said: dict[Any, list[tuple[int, Any]]] = defaultdict(list)
    for each in group:
        for fact in _facts(each):
            said[type(fact), fact.key].append((each.proposal.row.line, content(fact)))
    clashes: dict[int, set[int]] = defaultdict(set)
    for places in said.values():
        for line, one in places:
            clashes[line] |= {other for other, what in places if what != one}
    for each in group:
        lines = sorted(clashes[each.proposal.row.line])
        why = tuple(f"Line {line} says otherwise of the same thing: take one of them." for line in lines)
        yield replace(each, why=(*each.why, *why))


def _facts(each: Taken) -> tuple[FactRecord, ...]:
    try:
        return () if each.refused else facts(each.said, "plan", "cited")
    except Refused:
        return ()
