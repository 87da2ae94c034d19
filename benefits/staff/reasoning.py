"""Why an answer is what it is: each rule that spoke, the record and source it spoke from, and what it overruled."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _
from msgspec import Struct

from benefits.coverage.cases import Case, Reason, case
from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision, decide
from benefits.coverage.records import Benefit, ConditionRule, CostTier, Gate, Record, VisitLimit
from benefits.coverage.rules import RULES
from benefits.coverage.telling import situation
from benefits.coverage.terms import lineage
from benefits.models import ROWS
from benefits.wording import reasons, summaries
from benefits.words.answers import GATE, GATE_STATE, STATUS

# A record that can stand in a step, or be overruled there: it says where it was read.
Cited = Benefit | ConditionRule | CostTier | Gate | VisitLimit


class ReasoningStep(Struct, frozen=True, kw_only=True):
    """What one rule said, or how one record that nothing was held against stands, in words.

    `at_best` is the best status that the rule allows, empty where it limits nothing; `overruled` names the records of
    the general guide that would have spoken in place of this one.
    """

    rule: str
    text: str
    at_best: str = ""
    decides: bool = False
    record: str
    source: str
    overruled: tuple[str, ...] = ()


def reasoning(catalog: Catalog, facts: Mapping[str, object]) -> list[ReasoningStep]:
    """What each rule said, in the order of the rule book, then the gates, limits and prices that speak besides.

    Raises FactError for facts that cannot be used.
    """
    told = situation(catalog, facts)
    decision = decide(catalog, told)
    if not decision.terms.in_force(told.on):
        return list(_prices(decision))
    looked_at = case(decision.terms, told)
    spoken = [(rule.__name__, reason) for rule in RULES if (reason := rule(looked_at)) is not None]
    said = [_said(name, reason, looked_at, decision) for name, reason in spoken]
    records = [reason.record for _name, reason in spoken]
    return [*said, *_gates_passed(decision, records), *_limits_left(decision, records), *_prices(decision)]


def _said(rule: str, reason: Reason, looked_at: Case, decision: Decision) -> ReasoningStep:
    """What a rule said, by the record that it names itself: a rule that is new is shown like the others."""
    catalog = decision.terms.catalog
    return ReasoningStep(
        rule=rule.replace("_", " "),
        text=reasons.reason(reason, decision, looked_at.situation),
        at_best=str(STATUS[reason.at_best]),
        decides=reason.at_best is decision.status,
        record=_named(reason.record),
        source=_place(catalog, reason.citation),
        overruled=_in_words(catalog, _overruled(reason.record, looked_at)),
    )


def _overruled(record: Record | None, looked_at: Case) -> Sequence[Cited]:
    """The records of the general guide that would have spoken in place of this one."""
    terms = looked_at.terms
    match record:
        case Benefit():
            return [terms.guide_benefit] if terms.guide_benefit else []
        case Gate():
            return terms.guide_gates.get(record.kind, ())
        case VisitLimit():
            return terms.guide_limits if terms.limits else ()
        case ConditionRule():
            return _overruled_conditions(record, looked_at)
        case _:
            return ()


def _overruled_conditions(record: ConditionRule, looked_at: Case) -> Sequence[ConditionRule]:
    """The guide's rule for the member's condition, where the plan has one of its own."""
    terms, told = looked_at.terms, looked_at.situation.condition
    if told is None or record not in terms.condition_rules.values():
        return []
    names = lineage(terms.catalog, told)
    return [terms.guide_condition_rules[name] for name in names if name in terms.guide_condition_rules][:1]


def _gates_passed(decision: Decision, spoken: Sequence[Record | None]) -> Iterator[ReasoningStep]:
    """The gates that nothing was held against: how they stand, and by which record."""
    terms = decision.terms
    for kind, standing in decision.gates.items():
        if standing.gate is not None and standing.gate not in spoken:
            guide = terms.guide_gates.get(kind, ())
            yield _step(terms.catalog, str(GATE[kind]), str(GATE_STATE[standing.state]), standing.gate, guide)


def _limits_left(decision: Decision, spoken: Sequence[Record | None]) -> Iterator[ReasoningStep]:
    """The limits that are counted, but not reached."""
    terms = decision.terms
    for tally in decision.tallies:
        if tally.limit not in spoken:
            guide = () if tally.inherited or not terms.limits else terms.guide_limits
            yield _step(terms.catalog, _("limit"), summaries.limit(tally, decision), tally.limit, guide)


def _prices(decision: Decision) -> Iterator[ReasoningStep]:
    """The records behind the prices, and the guide's that they stand before."""
    terms, cost = decision.terms, decision.cost
    prices = [cost.now, *(branch.price for branch in cost.branches)] if cost else []
    tiers = {price.tier.key: price.tier for price in prices if price is not None and price.tier is not None}
    for tier in tiers.values():
        yield _step(terms.catalog, _("price"), tier.note, tier, terms.guide_cost_tiers)


def _step(catalog: Catalog, rule: str, text: str, record: Cited, guide: Iterable[Cited]) -> ReasoningStep:
    return ReasoningStep(
        rule=rule,
        text=text,
        record=_named(record),
        source=_place(catalog, record.citation),
        overruled=_in_words(catalog, guide),
    )


NOUNS: Final = {row.RECORD: row._meta.verbose_name for row in ROWS.values()}


def _in_words(catalog: Catalog, records: Iterable[Cited]) -> tuple[str, ...]:
    return tuple(f"{_named(record)}, {_place(catalog, record.citation)}" for record in records)


def _named(record: Record | None) -> str:
    """What kind of record it is, and the slugs that tell it from others, as the admin pages have them."""
    if record is None:
        return ""
    parts = dict.fromkeys(part for part in record.key if part not in ("", str(True), str(False)))
    return f"{NOUNS[type(record)]}: {' / '.join(parts)}"


def _place(catalog: Catalog, citation: str) -> str:
    if not citation:
        return ""
    found = catalog.citation_by_slug[citation]
    return f"{_(catalog.source_by_slug[found.source].title)}, {found.locator}: “{found.quote}”"
