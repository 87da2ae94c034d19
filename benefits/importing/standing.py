"""What a document says beside what the draft says already: what is new, what changes, what stays as it is.

A document never overwrites what a source of higher rank says. Where a source of the same rank says otherwise, somebody
looks. Only what an earlier copy of the same document said, or a source of lower rank, gives way by itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from django.db.models import Q
from msgspec import Struct, field
from msgspec.structs import asdict

from benefits import editions
from benefits.coverage.records import CostTier, Gate, Plan, Source, VisitLimit
from benefits.coverage.vocabulary import Basis, PlanKind, Requirement
from benefits.importing.reader import Speaker
from benefits.importing.saying import FACTS, FactRecord, said
from benefits.models import ROWS, CitationRow, PlanRow, SourceRow, Verdict

FACT_TABLES: Final = ("benefits", "gates", "cost_tiers", "visit_limits")
RANK: Final = {basis: rank for rank, basis in enumerate(Basis)}
# Where and by whom it is said is not what is said.
BESIDE: Final = ("plan", "citation", "slug", "note", "scope", "purpose", "members", "of_allowed_amount")


class OnFile(Struct, frozen=True):
    """What the draft says of some plans: their records, their facts with those of plans they are based on, sources."""

    plans: Mapping[str, Plan] = field(default_factory=dict)
    facts: Mapping[str, Sequence[FactRecord]] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)

    def of(self, hios_id: str, first: date, last: date) -> Plan | None:
        """The plan on file for that id and time."""
        return plan_of_id(self.plans.values(), hios_id, first, last)


class WeighedFacts(Struct, frozen=True):
    """A row's facts beside the draft: which of them would be written, what they meet there, what that asks."""

    verdict: Verdict
    after: tuple[FactRecord, ...]
    before: tuple[FactRecord, ...]
    why: tuple[str, ...]


def _overlaps(plan: Plan, first: date, last: date) -> bool:
    return (plan.effective_from or first) <= last and first <= (plan.effective_to or last)


def plan_of_id(plans: Iterable[Plan], hios_id: str, first: date, last: date) -> Plan | None:
    """The one of these plans that has that id, and is in force at some time between these days."""
    mine = (plan for plan in plans if plan.hios_id == hios_id and plan.kind is PlanKind.PLAN)
    return next((plan for plan in mine if _overlaps(plan, first, last)), None)


def plans_on_file(hios_ids: Iterable[str], slugs: Iterable[str]) -> Mapping[str, Plan]:
    """The plans of the draft with these ids or slugs, by slug."""
    wanted = PlanRow.objects.filter(Q(hios_id__in=[*hios_ids]) | Q(slug__in=[*slugs]))
    return {plan.slug: plan for plan in editions.records_of(PlanRow, wanted) if isinstance(plan, Plan)}


def on_file(hios_ids: Iterable[str], slugs: Iterable[str]) -> OnFile:
    """What the draft says of the plans with these ids or slugs."""
    plans = plans_on_file(hios_ids, slugs)
    if not plans:
        return OnFile()
    chains = _chains(plans.values())
    told = {slug for chain in chains.values() for slug in chain}
    by_plan: dict[str, list[FactRecord]] = {slug: [] for slug in told}
    for table in FACT_TABLES:
        row = ROWS[table]
        for record in editions.records_of(row, row.objects.filter(plan_id__in=told)):
            if isinstance(record, FACTS):
                by_plan[record.plan].append(record)
    facts = {slug: tuple(fact for link in chain for fact in by_plan[link]) for slug, chain in chains.items()}
    return OnFile(plans, facts, _sources({fact.citation for found in facts.values() for fact in found}))


def _chains(plans: Iterable[Plan]) -> dict[str, tuple[str, ...]]:
    """Each plan and the plans, not guides, that it is based on."""
    above = dict(PlanRow.objects.filter(kind=PlanKind.PLAN.value).values_list("slug", "based_on_id"))
    found: dict[str, tuple[str, ...]] = {}
    for plan in plans:
        links: list[str] = []
        following: str | None = plan.slug
        while following in above and following not in links:
            links.append(str(following))
            following = above[following]
        found[plan.slug] = tuple(links)
    return found


def _sources(citations: set[str]) -> dict[str, Source]:
    """The source of each citation."""
    of = dict(CitationRow.objects.filter(slug__in=citations).values_list("slug", "source_id"))
    rows = SourceRow.objects.filter(slug__in=set(of.values()))
    sources = {record.key[0]: record for record in editions.records_of(SourceRow, rows) if isinstance(record, Source)}
    return {citation: sources[source] for citation, source in of.items()}


def weighed(facts: Sequence[FactRecord], plan: str, there: OnFile, speaker: Speaker, *, reviewed: bool) -> WeighedFacts:
    """The facts of a row beside those of its plan. What is open already, or meets its like, goes to review."""
    after: list[FactRecord] = []
    before: list[FactRecord] = []
    why: list[str] = []
    for _subject, news in _subjects(facts):
        old = [*alike(news, there.facts.get(plan, ()))]
        if not old:
            after += news
        elif not _silent(news) and not _same(news, old):
            before += old
            stays = _stays(old, there, speaker)
            after += () if stays else news
            why += _asked(news, old, stays, there, speaker)
    if why or reviewed:
        return WeighedFacts(Verdict.REVIEW, tuple(after), tuple(before), tuple(why))
    return WeighedFacts(_verdict(before, after), tuple(after), tuple(before), ())


def _verdict(before: Sequence[FactRecord], after: Sequence[FactRecord]) -> Verdict:
    if before:
        return Verdict.CHANGED
    return Verdict.NEW if after else Verdict.UNCHANGED


def alike(facts: Sequence[FactRecord], among: Iterable[FactRecord]) -> Iterator[FactRecord]:
    """Those that speak of the same as one of the facts."""
    return (each for each in among if any(_same_subject(each, fact) for fact in facts))


def replaced(after: Iterable[FactRecord], before: Iterable[FactRecord]) -> Iterator[FactRecord]:
    """The facts that go when the others come: on the same plan, of the same subject, under another key."""
    news = [*after]
    keys = {(type(new), new.key) for new in news}
    for old in before:
        mine = [new for new in news if new.plan == old.plan and _same_subject(old, new)]
        if mine and (type(old), old.key) not in keys:
            yield old


def _subjects(facts: Sequence[FactRecord]) -> Iterator[tuple[object, list[FactRecord]]]:
    found: dict[object, list[FactRecord]] = {}
    for fact in facts:
        found.setdefault(_subject(fact), []).append(fact)
    yield from found.items()


def _subject(fact: FactRecord) -> object:
    """What the fact is about. All limits of a row are one subject: they may share what they count."""
    match fact:
        case VisitLimit():
            return VisitLimit
        case Gate():
            return Gate, fact.therapy, fact.purpose, fact.kind
        case CostTier():
            return CostTier, fact.therapy, fact.purpose, fact.tier
        case _:
            return type(fact), fact.therapy, fact.purpose


def _same_subject(one: FactRecord, other: FactRecord) -> bool:
    if isinstance(one, VisitLimit) and isinstance(other, VisitLimit):
        return any(_meet(mine, theirs) for mine in one.members for theirs in other.members)
    if isinstance(one, VisitLimit) or isinstance(other, VisitLimit) or type(one) is not type(other):
        return False
    finer = all(getattr(one, name, None) == getattr(other, name, None) for name in ("kind", "tier"))
    if isinstance(one, CostTier) and isinstance(other, CostTier):
        finer = one.tier is other.tier
    return finer and _meet(one, other)


def _meet(one: object, other: object) -> bool:
    """Whether both speak of one therapy and purpose; none means any."""
    pairs = ((getattr(one, name), getattr(other, name)) for name in ("therapy", "purpose"))
    return all(mine == theirs or None in (mine, theirs) for mine, theirs in pairs)


def _silent(facts: Sequence[FactRecord]) -> bool:
    """A gate that is not stated says nothing against one that is."""
    return all(isinstance(fact, Gate) and fact.requirement is Requirement.NOT_STATED for fact in facts)


def _same(news: Sequence[FactRecord], old: Sequence[FactRecord]) -> bool:
    """Whether both say the same; a plan's own word also equals that of the plan it is based on."""
    return {content(fact) for fact in news} <= {content(fact) for fact in old}


def content(fact: FactRecord) -> tuple[object, ...]:
    """What is said, without where and by whom it is said."""
    pool = tuple(sorted(str(member.therapy) for member in fact.members)) if isinstance(fact, VisitLimit) else ()
    return type(fact), pool, *(value for name, value in asdict(fact).items() if name not in BESIDE)


def _stays(old: Sequence[FactRecord], there: OnFile, speaker: Speaker) -> bool:
    """Whether a source of higher rank says it."""
    return any(RANK[there.sources[fact.citation].basis] < RANK[speaker.basis] for fact in old)


def _asked(
    news: Sequence[FactRecord], old: Sequence[FactRecord], stays: bool, there: OnFile, speaker: Speaker
) -> Iterator[str]:
    """What somebody must look at, with both shown; nothing where the document supersedes what is there."""
    sources = {there.sources[fact.citation].slug: there.sources[fact.citation] for fact in old}
    equals = [source for source in sources.values() if _is_equal(source, speaker)]
    if not stays and not equals:
        return
    titles = ", ".join(source.title for source in sources.values())
    both = f'The draft says "{_words(old)}" ({titles}); this {speaker.noun} says "{_words(news)}".'
    if stays:
        yield f"{both} What a plan document says stays."
    else:
        yield f"{both} Both sources have the same rank: accepting replaces it."


def _is_equal(source: Source, speaker: Speaker) -> bool:
    """Whether the source has the same rank, and is no earlier copy of the document itself."""
    return source.basis is speaker.basis and not source.slug.startswith(speaker.series)


def _words(facts: Sequence[FactRecord]) -> str:
    return "; ".join(map(said, facts))
