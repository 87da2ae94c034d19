"""Why an answer is what it is: each rule that spoke, the record and source it spoke from, and what it overruled."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from benefits.coverage.cases import Case, Reason, case
from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision, decide
from benefits.coverage.records import Record
from benefits.coverage.rules import RULES
from benefits.coverage.situation import situation
from benefits.coverage.terms import lineage
from benefits.coverage.vocabulary import GateKind
from benefits.models import ROWS
from benefits.wording import reasons, summaries
from benefits.words.answers import GATE, GATE_STATE, STATUS


def reasoning(catalog: Catalog, facts: Mapping[str, object]) -> list[dict[str, Any]]:
    """What each rule said, in the order of the rule book. Raises FactError."""
    told = situation(catalog, facts)
    decision = decide(catalog, told)
    looked_at = case(decision.terms, told)
    spoken = [(rule.__name__, reason) for rule in RULES if (reason := rule(looked_at)) is not None]
    if not decision.terms.in_force(told.on):
        return list(_price(decision))
    said = [_said(name, reason, looked_at, decision) for name, reason in spoken]
    names = {name for name, _reason in spoken}
    counted = {reason.tally.limit.key for _name, reason in spoken if reason.tally}
    return [*said, *_passed(decision, names), *_limits(decision, counted), *_price(decision)]


def _said(name: str, reason: Reason, looked_at: Case, decision: Decision) -> dict[str, Any]:
    own, guide = _records(name, reason, looked_at)
    return {
        "rule": name.replace("_", " "),
        "text": reasons.reason(reason, decision, looked_at.situation),
        "at_best": STATUS[reason.at_best],
        "decides": reason.at_best is decision.status,
        "record": _named(own),
        "source": _place(decision.terms.catalog, reason.citation),
        "overruled": [f"{_named(record)}, {_place(decision.terms.catalog, record.citation)}" for record in guide],
    }


def _records(name: str, reason: Reason, looked_at: Case) -> tuple[Record | None, Sequence[Any]]:
    """The record that a rule spoke from, and the guide's that would have spoken in its place."""
    terms = looked_at.terms
    match name:
        case "benefit" | "only_the_guide_speaks" | "technique" | "improvement":
            return terms.benefit, [terms.guide_benefit] if terms.guide_benefit else []
        case "limit" | "shared_limit":
            return reason.tally.limit if reason.tally else None, terms.guide_limits if terms.limits else ()
        case "condition":
            return _condition(looked_at)
        case "sources_differ":
            return next(record for record in terms.disagreements.values() if record.citation == reason.citation), ()
        case _:
            kind = GateKind(name)
            return looked_at.gates[kind].gate, terms.guide_gates.get(kind, ())


def _condition(looked_at: Case) -> tuple[Record | None, Sequence[Any]]:
    terms, told = looked_at.terms, looked_at.situation.condition
    names = lineage(terms.catalog, told) if told else ()
    own = next((terms.condition_rules[name] for name in names if name in terms.condition_rules), None)
    guide = next((terms.guide_condition_rules[name] for name in names if name in terms.guide_condition_rules), None)
    return own or guide, [guide] if own and guide else []


def _passed(decision: Decision, spoken: Collection[str]) -> Iterator[dict[str, Any]]:
    """The gates that nothing was held against: how they stand, and by which record."""
    terms = decision.terms
    for kind, standing in decision.gates.items():
        if standing.gate is not None and kind.value not in spoken:
            guide = terms.guide_gates.get(kind, ())
            yield _step(terms.catalog, str(GATE[kind]), str(GATE_STATE[standing.state]), standing.gate, guide)


def _limits(decision: Decision, spoken: Collection[tuple[str, ...]]) -> Iterator[dict[str, Any]]:
    """The limits that are counted, but not reached."""
    terms = decision.terms
    for tally in decision.tallies:
        if tally.limit.key not in spoken:
            guide = () if tally.inherited or not terms.limits else terms.guide_limits
            yield _step(terms.catalog, _("limit"), summaries.limit(tally, decision), tally.limit, guide)


def _step(catalog: Catalog, rule: str, text: str, record: Any, overruled: Iterable[Any] = ()) -> dict[str, Any]:
    return {
        "rule": rule,
        "text": text,
        "at_best": "",
        "decides": False,
        "record": _named(record),
        "source": _place(catalog, record.citation),
        "overruled": [f"{_named(guide)}, {_place(catalog, guide.citation)}" for guide in overruled],
    }


def _price(decision: Decision) -> Iterator[dict[str, Any]]:
    """The record behind the price, and the guide's price that it stands before."""
    terms, cost = decision.terms, decision.cost
    prices = [cost.now, *(branch.price for branch in cost.branches)] if cost else []
    tiers = {price.tier.key: price.tier for price in prices if price is not None and price.tier is not None}
    for tier in tiers.values():
        yield _step(terms.catalog, _("price"), tier.note, tier, terms.guide_cost_tiers)


NOUNS: Final = {row.RECORD: row._meta.verbose_name for row in ROWS.values()}


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
