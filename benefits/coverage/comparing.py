"""Two catalogs, the same questions: which answers differ, and in what."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage.catalog import Catalog
from benefits.coverage.conflicts import AnyConflict, FigureConflict
from benefits.coverage.costs import Branch
from benefits.coverage.decision import Decision, decide
from benefits.coverage.limits import Tally
from benefits.coverage.prices import Price
from benefits.coverage.reach import Pair, exists
from benefits.coverage.records import Benefit, ConditionRule, Disagreement, Gate
from benefits.coverage.situation import Situation, identity
from benefits.coverage.universe import situations
from benefits.coverage.vocabulary import Certainty, LimitPeriod, LimitRule, LimitUnit, Purpose, Setting, Status

# What a member is told, best known first: the order in which differences are said and ranked.
ASPECTS: Final = (
    "status",
    "certainty",
    "price",
    "branches",
    "deductible_to_go",
    "limits",
    "visits_left",
    "resets_on",
    "referral",
    "prior_authorization",
    "medical_necessity",
    "network",
    "deliveries",
    "conflicts",
    "basis",
    "reasons",
)
# Of these no group of answers says more than its plan and therapy.
USUAL: Final = (Purpose.REHABILITATION, Setting.OUTPATIENT)
Told = Mapping[str, Any]
Difference = tuple[tuple[str, Any, Any], ...]


class ToldLimit(Struct, frozen=True, kw_only=True):
    """A limit as a member reads it, whatever is used of it."""

    rule: LimitRule
    low: int | None
    high: int | None
    unit: LimitUnit
    period: LimitPeriod
    period_days: int | None
    pool: tuple[str, ...]
    certainty: Certainty | None
    inherited: bool


class Compared(Struct, frozen=True, kw_only=True):
    """One situation under both catalogs; None where a catalog cannot be asked it."""

    situation: Situation
    before: Decision | None
    after: Decision | None


def told(decision: Decision | None) -> Told:
    """What a member would call the answer, by name. Where nothing is covered, limits and steps are of no use."""
    if decision is None:
        return {}
    said: dict[str, Any] = {
        "status": decision.status,
        "certainty": decision.certainty,
        "basis": decision.basis,
        "reasons": tuple(reason.code for reason in decision.reasons),
        "conflicts": tuple(map(_conflict, decision.conflicts)),
    }
    return said if decision.status is Status.NOT_COVERED else {**said, **_dealings(decision)}


def _dealings(decision: Decision) -> Told:
    cost = decision.cost
    return {
        "price": _price(cost.now) if cost else None,
        "branches": tuple(map(_branch, cost.branches)) if cost else (),
        "deductible_to_go": cost.deductible_to_go if cost else None,
        "limits": tuple(map(_limit, decision.tallies)),
        "visits_left": decision.visits_left,
        "resets_on": tuple(dict.fromkeys(tally.resets_on for tally in decision.tallies if tally.resets_on)),
        "deliveries": tuple(delivery.mode for delivery in decision.terms.deliveries),
        **{kind.value: standing.state for kind, standing in decision.gates.items()},
    }


def _price(found: Price | None) -> Price | None:
    """Without the record that it stands on: another source alone is no other price."""
    return found and replace(found, tier=None)


def _branch(found: Branch) -> Branch:
    return replace(found, price=replace(found.price, tier=None))


def _limit(tally: Tally) -> ToldLimit:
    limit = tally.limit
    return ToldLimit(
        rule=limit.rule,
        low=tally.low,
        high=tally.high,
        unit=limit.unit,
        period=limit.period,
        period_days=limit.period_days,
        pool=tally.pool,
        certainty=limit.certainty,
        inherited=tally.inherited,
    )


def _conflict(found: AnyConflict) -> tuple[object, ...]:
    """On what the two records, or the two sources of one, disagree, and what each says."""
    if isinstance(found, FigureConflict):
        return type(found).__name__, found.record.key, found.dollars, found.visits
    if isinstance(found, Disagreement):
        return type(found).__name__, found.subject, found.says, found.other_says
    return type(found.own).__name__, *_says(found.own), *_says(found.guide)


def _says(record: Benefit | Gate | ConditionRule) -> tuple[object, ...]:
    match record:
        case Gate():
            return record.kind, record.requirement, record.referrers, record.tiers
        case Benefit():
            return (record.status,)
        case ConditionRule():
            return (record.outcome,)


def difference(before: Decision | None, after: Decision | None) -> Difference:
    """What differs of two answers: the name, what was told before, what is told after. Empty when nothing does."""
    old, new = told(before), told(after)
    if old == new:
        return ()
    return tuple((aspect, old.get(aspect), new.get(aspect)) for aspect in ASPECTS if old.get(aspect) != new.get(aspect))


def grouped(found: Difference) -> Difference:
    """What many differences have in common.

    An answer that is new or gone, or where one side is not covered, is told by its status; a figure that follows from
    another is left to that one. Which reasons are given is for the example to show.
    """
    (first, *statuses), *_others = found
    if first == "status" and {None, Status.NOT_COVERED} & set(statuses):
        return found[:1]
    names = {aspect for aspect, _before, _after in found}
    if names <= {"reasons", "basis"}:
        return tuple(("reasons", (), ()) if part[0] == "reasons" else part for part in found)
    follows = {"reasons", "basis"}
    follows |= {"visits_left", "resets_on"} if "limits" in names else set()
    follows |= {"branches"} if first == "status" and Status.LIMIT_REACHED in statuses else set()
    return tuple(part for part in found if part[0] not in follows)


def questions(old: Catalog | None, new: Catalog, pair: Pair, today: date) -> Iterator[Situation]:
    """Every situation of a plan and therapy that either catalog tells apart, each once, in one order."""
    asked = set()
    for catalog in (old, new):
        if catalog is not None and exists(catalog, pair):
            for situation in situations(catalog, catalog.plan_by_slug[pair[0]], pair[1], today):
                if (same := identity(situation)) not in asked:
                    asked.add(same)
                    yield situation


def unusual(situation: Situation) -> tuple[Purpose | Setting, ...]:
    """The purpose and the setting where they are not the usual ones."""
    return tuple(word for word in (situation.purpose, situation.setting) if word not in USUAL)


def compared(old: Catalog | None, new: Catalog, situation: Situation) -> Compared:
    """The answers of both catalogs to one situation."""
    return Compared(situation=situation, before=answer(old, situation), after=answer(new, situation))


def answer(catalog: Catalog | None, situation: Situation) -> Decision | None:
    """The decision; None where the catalog does not know the plan, the therapy or the condition."""
    if catalog is None or not exists(catalog, (situation.plan, situation.therapy)):
        return None
    if situation.condition is not None and situation.condition not in catalog.condition_by_slug:
        return None
    return decide(catalog, situation)
