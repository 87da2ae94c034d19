"""Some plans of a filing, row by row, as rows of an import: what each would do to the draft."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Final, Protocol

from benefits.coverage.records import Plan, Record, Source
from benefits.coverage.vocabulary import PlanKind, Refused
from benefits.importing.filings import plans, records, standing
from benefits.importing.filings.packing import packed
from benefits.importing.filings.plans import Files, Home, Places
from benefits.importing.filings.proposals import Proposal
from benefits.importing.filings.reading import Row
from benefits.importing.filings.siblings import Taken, taken
from benefits.importing.filings.standing import Standing
from benefits.models import ImportRow, PlanRow, PlanTypeRow, RegionRow, TherapyRow, Verdict
from benefits.words import refusals

PLACE: Final = 300
NAME: Final = 600


class Counts(Protocol):
    """What counts the rows that pass by."""

    line: int
    read: int
    proposed: int
    to_review: int
    refused: int

    def unmap(self, row: Row) -> None: ...


def staged(chunk: Sequence[Sequence[Proposal]], files: Files, tally: Counts) -> list[ImportRow]:
    """The rows of the chunk whose names are mapped; every row is counted."""
    places = _places()
    there = standing.standing(*_named(chunk))
    found: list[ImportRow] = []
    for group in chunk:
        for _year, same in groupby(group, lambda each: each.row["BusinessYear"]):
            found += _plan(taken([*same]), files, places, there)
        for each in group:
            _count(each, tally)
    tally.refused += sum(row.verdict == Verdict.REFUSED for row in found)
    tally.to_review += sum(row.verdict == Verdict.REVIEW for row in found)
    return found


def _named(chunk: Sequence[Sequence[Proposal]]) -> tuple[set[str], set[str]]:
    """The plan ids of the chunk, and the slugs that their plans would have."""
    rows = [each.row for group in chunk for each in group if each.meaning.therapies]
    return {row["PlanId"] for row in rows}, {f"{row['PlanId']}-{row['BusinessYear']}".lower() for row in rows}


def _places() -> Places:
    """Regions that are no part of another, by state."""
    regions: dict[str, list[str]] = defaultdict(list)
    for slug, states in RegionRow.objects.filter(part_of=None).order_by("slug").values_list("slug", "states"):
        for state in states:
            regions[state].append(slug)
    guides = PlanRow.objects.filter(kind=PlanKind.GUIDE.value).values_list("slug", flat=True)
    slugs = (row.objects.values_list("slug", flat=True) for row in (TherapyRow, PlanTypeRow))
    return Places(regions, frozenset(guides), frozenset(chain(*slugs)))


def _plan(group: Iterable[Taken], files: Files, places: Places, there: Standing) -> Iterator[ImportRow]:
    """The rows of one plan and year."""
    whose: tuple[Home, Plan | None] | None = None
    for each in group:
        row = each.proposal.row
        if refusal := each.refused or plans.refusal(row):
            yield _import_row(row, "", Verdict.REFUSED, why=(refusal,))
            continue
        first, whose = whose is None, whose or _home(row, files, places, there)
        home, old = whose
        if missing := _named_by(home, each.proposal) - places.known:
            why = f"The draft does not have {', '.join(sorted(missing))}."
            yield _import_row(row, home.slug, Verdict.REFUSED, why=(why,))
        else:
            yield _fact_row(each, home, old, files, there, first=first)


def _home(row: Row, files: Files, places: Places, there: Standing) -> tuple[Home, Plan | None]:
    """Where the row's facts belong. A plan that is on file stays as it is, unless an import made it."""
    home = plans.home(row, files, places)
    old = there.of(row["PlanId"], home.first, home.last) or there.plans.get(home.slug)
    if old is None:
        return home, None
    made = old.slug == home.slug and files.of(row) is not None
    kept = home.records if made else tuple(each for each in home.records if isinstance(each, Source))
    return Home(old.slug, home.first, home.last, kept), old


def _named_by(home: Home, found: Proposal) -> set[str]:
    """The therapies and plan types that the row's records would name."""
    pools = (slug for limit in found.limits for slug in limit.pool)
    types = (each.plan_type for each in home.records if isinstance(each, Plan) and each.plan_type)
    return {*found.meaning.therapies, *pools, *types}


def _fact_row(each: Taken, home: Home, old: Plan | None, files: Files, there: Standing, *, first: bool) -> ImportRow:
    found, row = each.proposal, each.proposal.row
    cited = records.citation(row, home.slug, files.filing)
    try:
        facts = each.facts(home.slug, cited.slug)
    except Refused as problem:
        return _import_row(row, home.slug, Verdict.REFUSED, why=(*found.why, refusals.told(problem)))
    asked = (*found.why, *each.why, *(home.why if first else ()))
    weighed = standing.weighed(facts, home.slug, there, reviewed=bool(asked))
    renamed = [old] if old and any(plan != old for plan in home.records if isinstance(plan, Plan)) else []
    verdict = Verdict.CHANGED if renamed and first and weighed.verdict == Verdict.UNCHANGED else weighed.verdict
    return _import_row(
        row,
        home.slug,
        verdict,
        why=(*asked, *weighed.why),
        before=(*renamed, *weighed.before),
        after=(*home.records, cited, *weighed.after),
    )


def _import_row(
    row: Row,
    plan: str,
    verdict: Verdict,
    *,
    why: Iterable[str],
    before: Iterable[Record] = (),
    after: Iterable[Record] = (),
) -> ImportRow:
    return ImportRow(
        position=row.line,
        place=f"{row.file}, line {row.line}"[-PLACE:],
        record=row["BenefitName"][:NAME],
        plan=plan,
        verdict=verdict,
        before=packed(before),
        after=packed(after),
        why=[*why],
        verbatim=row.values,
        row_sha256=row.sha256,
    )


def _count(each: Proposal, tally: Counts) -> None:
    tally.read += 1
    tally.line = each.row.line
    if each.meaning.therapies:
        tally.proposed += 1
    else:
        tally.unmap(each.row)
