"""A proposal as records of ours: what a row says, and what it leaves unsaid, each with the row's own citation."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise
from typing import Final

from django.utils.text import slugify

from benefits.bounds import FILING_TEXT
from benefits.coverage.records import Benefit, Citation, CostTier, Gate, PoolMember, Record, VisitLimit
from benefits.coverage.vocabulary import (
    CitedWords,
    CostKind,
    CoverageStatus,
    DeductibleRule,
    GateKind,
    LimitPeriod,
    LimitRule,
    LimitUnit,
    NetworkTier,
    Requirement,
)
from benefits.importing.filings.costs import Cost
from benefits.importing.filings.limits import Limit
from benefits.importing.filings.mentions import sentences
from benefits.importing.filings.names import REHABILITATION, normalised
from benefits.importing.filings.plans import File
from benefits.importing.filings.proposals import Proposal
from benefits.importing.filings.reading import Row
from benefits.importing.filings.texts import AUTHORIZATION, HARMLESS, TOGETHER

SHORT: Final = 160
LONGEST: Final = 950  # two texts and the words around them stay below what a note can hold
QUOTED: Final = ("IsCovered", "CopayInnTier1", "CoinsInnTier1", "LimitQty", "LimitUnit", "Explanation")
IN_NETWORK: Final = (NetworkTier.KAISER, NetworkTier.CONTRACTED)
COUNTS: Final = {"yes": False, "no": True}
NETWORK: Final = {
    "not_covered": Requirement.REQUIRED,
    "covered": Requirement.NOT_REQUIRED,
    "not_stated": Requirement.NOT_STATED,
}


def citation(row: Row, plan: str, file: File, *, corrected: bool = False) -> Citation:
    """The row as a place in its file. What a person read otherwise than the columns put it is inferred."""
    name = normalised(row["BenefitName"])
    parts = [_cut(row[column], SHORT) for column in QUOTED if row[column]]
    return Citation(
        slug=f"{plan}-{slugify(name)[:40].strip('-')}-{sha256(name.encode()).hexdigest()[:6]}",
        source=file.source().slug,
        locator=f"{row.file}, line {row.line}",
        quote=f"{_cut(row['BenefitName'], SHORT)}: {'; '.join(parts)}",
        words=CitedWords.INFERRED if corrected else CitedWords.PARAPHRASED,
        checked_on=file.read_on,
    )


def facts(found: Proposal, plan: str, cited: str, *, but: frozenset[str] = frozenset()) -> tuple[Record, ...]:
    """What the proposal says of a plan, without therapies that have a row of their own. Nothing when it says nothing.

    Refused when a figure makes no sense.
    """
    therapies = [slug for slug in found.meaning.therapies if slug not in but]
    if found.status is None:
        return ()
    said: list[Record] = [_benefit(found, plan, therapy, cited) for therapy in therapies]
    if found.status is not CoverageStatus.NOT_COVERED:
        said += [gate for therapy in therapies for gate in _gates(found, plan, therapy, cited)]
        said += [tier for therapy in therapies for tier in _tiers(found, plan, therapy, cited)]
        said += _limits(found, plan, cited) if therapies else ()
    return tuple(said)


def _benefit(found: Proposal, plan: str, therapy: str, cited: str) -> Benefit:
    explained, excluded = (_cut(found.row[column], LONGEST) for column in ("Explanation", "Exclusions"))
    notes = (
        found.meaning.note,
        f"In the words of the filing: “{explained}”." if explained else "",
        f"Not covered, in the words of the filing: “{excluded}”." if excluded else "",
    )
    return Benefit(
        plan=plan,
        therapy=therapy,
        purpose=found.meaning.purpose,
        status=found.status or CoverageStatus.VARIES,
        note=" ".join(filter(None, notes)),
        citation=cited,
    )


def _gates(found: Proposal, plan: str, therapy: str, cited: str) -> Iterator[Gate]:
    """A filing has no column for referral, authorization and necessity: its silence is said, never filled."""
    asked = [*_authorization(found.row)]
    required = NETWORK[found.out_of_network]
    said = {
        GateKind.PRIOR_AUTHORIZATION: (Requirement.VARIES if asked else Requirement.NOT_STATED, _quoted(asked), ()),
        GateKind.NETWORK: (
            required,
            "Out of network you pay 100%." if required is Requirement.REQUIRED else "",
            IN_NETWORK if required is Requirement.REQUIRED else (),
        ),
    }
    for kind in GateKind:
        requirement, note, tiers = said.get(kind, (Requirement.NOT_STATED, "", ()))
        yield Gate(
            plan=plan,
            therapy=therapy,
            kind=kind,
            purpose=found.meaning.purpose,
            requirement=requirement,
            tiers=tiers,
            note=note,
            citation=cited,
        )


def _authorization(row: Row) -> Iterator[str]:
    for text in (row["Explanation"], row["Exclusions"]):
        if len(text) > FILING_TEXT.most:
            continue
        for sentence in sentences(text):
            if AUTHORIZATION.search(sentence) and not HARMLESS.match(sentence):
                yield sentence


def _quoted(told: Sequence[str]) -> str:
    return f"In the words of the filing: “{_cut('; '.join(told), LONGEST)}”." if told else ""


def _tiers(found: Proposal, plan: str, therapy: str, cited: str) -> Iterator[CostTier]:
    for tier in NetworkTier:
        costs = [cost for cost in found.cost if cost.tier is tier]
        flag = "IsExclFromOonMOOP" if tier is NetworkTier.OUTSIDE else "IsExclFromInnMOOP"
        for cost, note in _apart(costs):
            amount = cost.amount if cost.kind is CostKind.COPAYMENT else None
            yield CostTier(
                plan=plan,
                therapy=therapy,
                purpose=found.meaning.purpose,
                tier=tier,
                deductible=cost.deductible,
                from_visit=cost.from_visit,
                to_visit=cost.to_visit,
                kind=cost.kind,
                low=amount,
                high=amount,
                percent=cost.percent,
                per=cost.per,
                counts_to_out_of_pocket=COUNTS.get(found.row[flag].casefold()),
                of_allowed_amount=cost.kind is CostKind.COINSURANCE,
                note=note,
                citation=cited,
            )


def _apart(costs: Sequence[Cost]) -> Iterator[tuple[Cost, str]]:
    """The prices of a tier. Two for the same visit, of which nobody said when each applies, are no price."""
    ranges = sorted((cost.from_visit, cost.to_visit or 9999) for cost in costs)
    if all(earlier[1] < later[0] for earlier, later in pairwise(ranges)):
        yield from ((cost, "") for cost in costs)
    else:
        both = " and ".join(_price(cost) for cost in costs)
        note = f"The filing gives {both}. It does not say which applies when."
        yield Cost(tier=costs[0].tier, kind=CostKind.UNSTATED, deductible=DeductibleRule.UNSTATED), note


def _price(cost: Cost) -> str:
    figure = f"${_plain(cost.amount)}" if cost.amount is not None else f"{_plain(cost.percent)}%"
    when = {DeductibleRule.AFTER: " after the deductible"}.get(cost.deductible, "")
    return f"{cost.kind.replace('_', ' ')} {figure}{when}" if figure != "%" else cost.kind.replace("_", " ")


def _plain(figure: Decimal | None) -> str:
    return f"{figure.normalize():f}" if figure is not None else ""


def _limits(found: Proposal, plan: str, cited: str) -> Iterator[VisitLimit]:
    """Each limit under a name of its pool, so that two rows that state the same pool state one limit."""
    purpose = None if TOGETHER in found.caveats else found.meaning.purpose
    named: dict[str, int] = {}
    for limit in found.limits:
        pool = "-".join(slug.removesuffix("-therapy") for slug in limit.pool)
        slug = f"{pool}-{purpose}" if purpose else pool
        named[slug] = named.get(slug, 0) + 1
        quantity = limit.quantity if _stated(limit) else None
        yield VisitLimit(
            plan=plan,
            slug=slug if named[slug] == 1 else f"{slug}-{named[slug]}",
            rule=LimitRule.STATED if quantity is not None else LimitRule.VARIES,
            low=quantity,
            high=quantity,
            unit=LimitUnit(limit.unit) if quantity is not None and limit.unit else LimitUnit.VISITS,
            period=LimitPeriod(limit.period) if quantity is not None and limit.period else LimitPeriod.YEAR,
            members=tuple(
                PoolMember(therapy=therapy, purpose=purpose if therapy in REHABILITATION else None)
                for therapy in limit.pool
            ),
            note=_limit_note(limit, stated=quantity is not None),
            citation=cited,
        )


def _stated(limit: Limit) -> bool:
    """Whether our words can hold it: "90 days in a row" and "per week" have none."""
    period = limit.period in [*LimitPeriod] and limit.period != LimitPeriod.ROLLING_DAYS
    return limit.quantity is not None and limit.unit in [*LimitUnit] and period


def _limit_note(limit: Limit, *, stated: bool) -> str:
    notes = []
    if not stated and limit.quantity is None:
        notes.append("The filing says that a limit applies, but not which.")
    elif not stated:
        period = "in a row" if limit.period == LimitPeriod.ROLLING_DAYS else f"per {limit.period or 'time not said'}"
        notes.append(f"The filing says {limit.quantity} {limit.unit or ''} {period}.".replace("_", " "))
    if limit.exempt:
        notes.append(f"Not counted: {_cut('; '.join(limit.exempt), LONGEST)}.")
    return " ".join(" ".join(notes).split())


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
