"""Some plans of a filing at a time: what each row proposes, and the plan that it belongs to. No plan is cut in two."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import Final

from benefits.coverage.records import Plan, Record, Source
from benefits.coverage.vocabulary import PlanKind, Refused
from benefits.importing.facts import facts
from benefits.importing.filings import plans
from benefits.importing.filings.plans import Files, Home, Places
from benefits.importing.filings.proposals import FiledProposal, proposed
from benefits.importing.filings.reading import FiledRow, rows
from benefits.importing.filings.records import citation
from benefits.importing.filings.siblings import Taken, taken
from benefits.importing.proposals import Chunk, Proposal
from benefits.importing.standing import plan_of_id, plans_on_file
from benefits.models import PlanRow, PlanTypeRow, RegionRow, TherapyRow
from benefits.words import refusals

ROWS_A_CHUNK: Final = 200
READ_A_CHUNK: Final = 5000  # rows of other benefits, which are only counted
PLACE: Final = 300
NAME: Final = 300

Groups = Sequence[Sequence[FiledProposal]]
OnFilePlans = Mapping[str, Plan]


def chunks(filing: Path, files: Files, *, issuer: str, after: int) -> Iterator[Chunk]:
    """The rows after that line, of one issuer where one is named. Refused when the file is not what it should be."""
    wanted = (row for row in rows(filing, issuer=issuer) if row.line > after)
    together: list[list[FiledProposal]] = []
    for _plan, group in groupby(proposed(wanted), lambda found: found.row["PlanId"]):
        together.append([*group])
        mapped = sum(bool(found.meaning.therapies) for plan in together for found in plan)
        if mapped >= ROWS_A_CHUNK or sum(map(len, together)) >= READ_A_CHUNK:
            yield _chunk(together, files)
            together = []
    if together:
        yield _chunk(together, files)


def _chunk(groups: Groups, files: Files) -> Chunk:
    places, there = _places(), plans_on_file(*_named(groups))
    found: list[Proposal] = []
    for group in groups:
        for _year, same in groupby(group, lambda each: each.row["BusinessYear"]):
            found += _of_plan(taken([*same]), files, places, there)
    every = [each.row for each in chain.from_iterable(groups)]
    unmapped = (each.row for each in chain.from_iterable(groups) if not each.meaning.therapies)
    return Chunk(
        proposals=tuple(found),
        read=len(every),
        reached=every[-1].line,
        unknown=tuple((row["BenefitName"][:NAME] or "(no name)", row.line) for row in unmapped),
    )


def _named(groups: Groups) -> tuple[set[str], set[str]]:
    """The plan ids of the chunk, and the slugs that their plans would have."""
    mapped = [each.row for group in groups for each in group if each.meaning.therapies]
    return {row["PlanId"] for row in mapped}, {f"{row['PlanId']}-{row['BusinessYear']}".lower() for row in mapped}


def _places() -> Places:
    """Regions that are no part of another, by state; and what the draft has by name."""
    regions: dict[str, list[str]] = defaultdict(list)
    for slug, states in RegionRow.objects.filter(part_of=None).order_by("slug").values_list("slug", "states"):
        for state in states:
            regions[state].append(slug)
    guides = PlanRow.objects.filter(kind=PlanKind.GUIDE.value).values_list("slug", flat=True)
    slugs = (row.objects.values_list("slug", flat=True) for row in (TherapyRow, PlanTypeRow))
    return Places(regions, frozenset(guides), frozenset(chain(*slugs)))


def _of_plan(group: Iterable[Taken], files: Files, places: Places, there: OnFilePlans) -> Iterator[Proposal]:
    """The rows of one plan and year. What is open about the plan itself is asked once, with its first row."""
    home: Home | None = None
    for each in group:
        row = each.proposal.row
        if refusal := each.refused or plans.refusal(row):
            yield _proposal(row, "", refused=(refusal,))
            continue
        asked: tuple[str, ...] = ()
        if home is None:
            home = _home(row, files, places, there)
            asked = home.why
        if missing := _named_by(home, each.proposal) - places.known:
            yield _proposal(row, home.slug, refused=(f"The draft does not have {', '.join(sorted(missing))}.",))
        else:
            yield _of_row(each, home, files, asked)


def _home(row: FiledRow, files: Files, places: Places, there: OnFilePlans) -> Home:
    """Where the row's facts belong. A plan that is on file stays as it is, unless an import made it."""
    home = plans.home(row, files, places)
    old = plan_of_id(there.values(), row["PlanId"], home.first, home.last) or there.get(home.slug)
    if old is None:
        return home
    was_imported = old.slug == home.slug and files.of(row) is not None
    sources = tuple(each for each in home.records if isinstance(each, Source))
    return Home(old.slug, home.first, home.last, home.records if was_imported else sources)


def _named_by(home: Home, found: FiledProposal) -> set[str]:
    """The therapies and plan types that the row's records would name."""
    pools = (slug for limit in found.limits for slug in limit.pool)
    types = (each.plan_type for each in home.records if isinstance(each, Plan) and each.plan_type)
    return {*found.meaning.therapies, *pools, *types}


def _of_row(each: Taken, home: Home, files: Files, asked: tuple[str, ...]) -> Proposal:
    found, row = each.proposal, each.proposal.row
    cited = citation(row, home.slug, files.filing)
    try:
        said = facts(each.said, home.slug, cited.slug)
    except Refused as problem:
        return _proposal(row, home.slug, refused=(*found.why, refusals.told(problem)))
    return _proposal(row, home.slug, records=(*home.records, cited, *said), why=(*found.why, *each.why, *asked))


def _proposal(
    row: FiledRow,
    plan: str,
    *,
    records: tuple[Record, ...] = (),
    why: tuple[str, ...] = (),
    refused: tuple[str, ...] = (),
) -> Proposal:
    return Proposal(
        place=f"{row.file}, line {row.line}"[-PLACE:],
        position=row.line,
        title=row["BenefitName"],
        plan=plan,
        records=records,
        why=why,
        refused=refused,
        printed=row.values,
        sha256=row.sha256,
    )
