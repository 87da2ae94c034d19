"""What a document says as records of ours: what it states, and what it leaves unsaid, each with the same citation."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from benefits.coverage.records import Benefit, CostTier, Gate, PoolMember, VisitLimit
from benefits.coverage.vocabulary import (
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
from benefits.importing.said import REHABILITATION, OutOfNetwork, Said, StatedLimit, StatedPrice
from benefits.importing.saying import FactRecord

LONGEST: Final = 950  # two texts and the words around them stay below what a note can hold
IN_NETWORK: Final = (NetworkTier.KAISER, NetworkTier.CONTRACTED)
# A price "from the first visit on" has no last one.
ENDLESS: Final = 9999
NETWORK: Final = {
    OutOfNetwork.NOT_COVERED: Requirement.REQUIRED,
    OutOfNetwork.COVERED: Requirement.NOT_REQUIRED,
    OutOfNetwork.NOT_STATED: Requirement.NOT_STATED,
}


def facts(said: Said, plan: str, cited: str) -> tuple[FactRecord, ...]:
    """What is said of a plan, with the citation of that name. Nothing where the status is not said.

    Refused when a figure makes no sense.
    """
    if said.status is None:
        return ()
    found: list[FactRecord] = [_benefit(said, plan, therapy, cited) for therapy in said.therapies]
    if said.status is not CoverageStatus.NOT_COVERED:
        found += [gate for therapy in said.therapies for gate in _gates(said, plan, therapy, cited)]
        found += [tier for therapy in said.therapies for tier in _tiers(said, plan, therapy, cited)]
        found += _limits(said, plan, cited) if said.therapies else ()
    return tuple(found)


def _benefit(said: Said, plan: str, therapy: str, cited: str) -> Benefit:
    explained, excluded = cut(said.explained, LONGEST), cut(said.excluded, LONGEST)
    notes = (
        said.remark,
        f"In the words of the {said.document}: “{explained}”." if explained else "",
        f"Not covered, in the words of the {said.document}: “{excluded}”." if excluded else "",
    )
    return Benefit(
        plan=plan,
        therapy=therapy,
        purpose=said.purpose,
        status=said.status or CoverageStatus.VARIES,
        note=" ".join(filter(None, notes)),
        citation=cited,
    )


def _gates(said: Said, plan: str, therapy: str, cited: str) -> Iterator[Gate]:
    """A gate of each kind: what the document does not speak of is said to be not stated, never filled."""
    required = NETWORK[said.out_of_network]
    told = {
        GateKind.PRIOR_AUTHORIZATION: (
            Requirement.VARIES if said.authorization else Requirement.NOT_STATED,
            _quoted(said),
            (),
        ),
        GateKind.NETWORK: (
            required,
            "Out of network you pay 100%." if required is Requirement.REQUIRED else "",
            IN_NETWORK if required is Requirement.REQUIRED else (),
        ),
    }
    for kind in GateKind:
        requirement, note, tiers = told.get(kind, (Requirement.NOT_STATED, "", ()))
        yield Gate(
            plan=plan,
            therapy=therapy,
            kind=kind,
            purpose=said.purpose,
            requirement=requirement,
            tiers=tiers,
            note=note,
            citation=cited,
        )


def _quoted(said: Said) -> str:
    if not said.authorization:
        return ""
    return f"In the words of the {said.document}: “{cut('; '.join(said.authorization), LONGEST)}”."


def _tiers(said: Said, plan: str, therapy: str, cited: str) -> Iterator[CostTier]:
    for tier in NetworkTier:
        prices = [price for price in said.prices if price.tier is tier]
        for price, note in _apart(prices, said.document):
            amount = price.amount if price.kind is CostKind.COPAYMENT else None
            yield CostTier(
                plan=plan,
                therapy=therapy,
                purpose=said.purpose,
                tier=tier,
                deductible=price.deductible,
                from_visit=price.from_visit,
                to_visit=price.to_visit,
                kind=price.kind,
                low=amount,
                high=amount,
                percent=price.percent,
                per=price.per,
                counts_to_out_of_pocket=said.counts_to_out_of_pocket.get(tier),
                of_allowed_amount=price.kind is CostKind.COINSURANCE,
                note=note,
                citation=cited,
            )


def _apart(prices: Sequence[StatedPrice], document: str) -> Iterator[tuple[StatedPrice, str]]:
    """The prices of a tier. Two for the same visit, of which nobody said when each applies, are no price."""
    ranges = sorted((price.from_visit, price.to_visit or ENDLESS) for price in prices)
    if all(earlier[1] < later[0] for earlier, later in pairwise(ranges)):
        yield from ((price, "") for price in prices)
    else:
        both = " and ".join(_in_words(price) for price in prices)
        note = f"The {document} gives {both}. It does not say which applies when."
        unstated = StatedPrice(tier=prices[0].tier, kind=CostKind.UNSTATED, deductible=DeductibleRule.UNSTATED)
        yield unstated, note


def _in_words(price: StatedPrice) -> str:
    kind = price.kind.replace("_", " ")
    figure = f"${_plain(price.amount)}" if price.amount is not None else f"{_plain(price.percent)}%"
    if figure == "%":
        return kind
    when = " after the deductible" if price.deductible is DeductibleRule.AFTER else ""
    return f"{kind} {figure}{when}"


def _plain(figure: Decimal | None) -> str:
    return f"{figure.normalize():f}" if figure is not None else ""


def _limits(said: Said, plan: str, cited: str) -> Iterator[VisitLimit]:
    """Each limit under a name of its pool, so that two rows that state the same pool state one limit."""
    purpose = None if said.counts_purposes_together else said.purpose
    named: dict[str, int] = {}
    for limit in said.limits:
        pool = "-".join(slug.removesuffix("-therapy") for slug in limit.pool)
        slug = f"{pool}-{purpose}" if purpose else pool
        named[slug] = named.get(slug, 0) + 1
        members = tuple(
            PoolMember(therapy=therapy, purpose=purpose if therapy in REHABILITATION else None)
            for therapy in limit.pool
        )
        unique = slug if named[slug] == 1 else f"{slug}-{named[slug]}"
        yield _limit(limit, members, plan=plan, slug=unique, cited=cited, document=said.document)


def _limit(
    limit: StatedLimit, members: tuple[PoolMember, ...], *, plan: str, slug: str, cited: str, document: str
) -> VisitLimit:
    """The limit by its number where our fields can hold it, else in words."""
    held = _held(limit)
    unit, period = held or (LimitUnit.VISITS, LimitPeriod.YEAR)
    figure = limit.quantity if held else None
    note = _exempt(limit) if held else " ".join(f"{_unheld(limit, document)} {_exempt(limit)}".split())
    return VisitLimit(
        plan=plan,
        slug=slug,
        rule=LimitRule.STATED if held else LimitRule.VARIES,
        low=figure,
        high=figure,
        unit=unit,
        period=period,
        members=members,
        note=note,
        citation=cited,
    )


def _held(limit: StatedLimit) -> tuple[LimitUnit, LimitPeriod] | None:
    """The unit and the period, where we have words for both: "90 days in a row" and "per week" have none."""
    unit = next((unit for unit in LimitUnit if unit == limit.unit), None)
    period = next((period for period in LimitPeriod if period == limit.period), None)
    if limit.quantity is None or unit is None or period in (None, LimitPeriod.ROLLING_DAYS):
        return None
    return unit, period


def _unheld(limit: StatedLimit, document: str) -> str:
    """A limit that our fields cannot hold, in words."""
    if limit.quantity is None:
        return f"The {document} says that a limit applies, but not which."
    period = "in a row" if limit.period == LimitPeriod.ROLLING_DAYS else f"per {limit.period or 'time not said'}"
    return f"The {document} says {limit.quantity} {limit.unit or ''} {period}.".replace("_", " ")


def _exempt(limit: StatedLimit) -> str:
    """Whom it does not count, in the words of the document."""
    if not limit.exempt:
        return ""
    return " ".join(f"Not counted: {cut('; '.join(limit.exempt), LONGEST)}.".split())


def cut(text: str, most: int) -> str:
    """The text, with an ellipsis where it would be longer than so many characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
