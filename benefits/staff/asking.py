"""All the questions on one page: what it offers, and the facts of what was sent."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from benefits.coverage import interview
from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACT
from benefits.coverage.situation import UNSURE, FactError
from benefits.exports.choosing import in_order
from benefits.questions import DOLLARS, QUESTIONS, option, visits_label
from benefits.words import refusals

NUMBERS: Final = ("visits_outside", "visit_limit", "copay", "allowed_amount")
SPENDING: Final = ("deductible", "out_of_pocket", "family_deductible", "family_out_of_pocket")
POOL: Final = "visits_used"
VISITS: Final = f"{POOL}."
PAIR: Final = ("therapy", "plan")


class Sent:
    """What was sent: the facts that can be used, and what is wrong with the others."""

    def __init__(self, catalog: Catalog, data: QueryDict | None) -> None:
        self.catalog = catalog
        self.facts: dict[str, Any] = {}
        self.problems: dict[str, str] = {}
        self.texts = {name: _text(data, name) for name in data or ()} if data is not None else {}
        for fact in FACT if data is not None else ():
            self._read(fact, data or QueryDict())

    @property
    def answerable(self) -> bool:
        """Whether there is enough to answer from."""
        return not self.problems and all(fact in self.facts for fact in PAIR)

    def _read(self, fact: str, data: QueryDict) -> None:
        if fact == POOL:
            given = {name.removeprefix(VISITS): _text(data, name) for name in data if name.startswith(VISITS)}
            value: Any = {key: text for key, text in given.items() if text}
        else:
            value = _text(data, f"{fact}_{DOLLARS}") if fact in SPENDING else ""
            value = value or _text(data, fact)
        if not value:
            return
        try:
            self.facts[fact] = _kept(FACT[fact].read(self.catalog, _typed(fact, value)))
        except FactError as problem:
            self.problems[problem.fact] = _("Use one of: %(values)s.") % {
                "values": ", ".join(refusals.taken(problem.allowed[:6]))
            }


def _text(data: QueryDict, name: str) -> str:
    value = data.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _typed(fact: str, value: Any) -> Any:
    """Dollars and visits without the sign and the commas that people put in."""
    return value.removeprefix("$").replace(",", "") if fact in (*NUMBERS, *SPENDING) else value


def _kept(value: Any) -> Any:
    match value:
        case None:
            return UNSURE
        case Decimal():
            return int(value) if value == int(value) else float(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {key: _kept(part) for key, part in value.items()}
        case str():
            return str(value)
        case _:
            return value


def fields(sent: Sent) -> list[dict[str, Any]]:
    """Each question as it stands: a list to pick from, or a box; where visits are asked, a place for `pool`."""
    asked = dict.fromkeys((*interview.WALK, "on", POOL, *interview.REFINEMENTS))
    return [_field(sent, fact) if fact != POOL else {"name": fact, "kind": "pool"} for fact in asked]


def _field(sent: Sent, fact: str) -> dict[str, Any]:
    told = sent.facts.get(fact, sent.texts.get(fact, ""))
    boxed = fact in NUMBERS or fact == "on"
    dollars = told if fact in SPENDING and not isinstance(told, str) else sent.texts.get(f"{fact}_{DOLLARS}", "")
    return {
        "name": fact,
        "label": QUESTIONS[fact].short,
        "problem": sent.problems.get(fact, ""),
        "value": told,
        "kind": "date" if fact == "on" else "box" if boxed else "list",
        "options": () if boxed else [(value, words, value == told) for value, words in _options(sent, fact)],
        "dollars": dollars,
        "takes_dollars": fact in SPENDING,
    }


def _options(sent: Sent, fact: str) -> list[tuple[str, Any]]:
    catalog = sent.catalog
    if fact == "plan":
        return [(plan.slug, plan.name) for plan in in_order(catalog)]
    if fact in interview.WALK:
        return [(value, option(catalog, fact, value).label) for value in interview.options(catalog, fact, {})]
    if fact == "technique":
        therapy = sent.facts.get("therapy")
        return [(found.slug, found.name) for found in catalog.techniques if found.therapy == therapy]
    offered = [value for value in QUESTIONS[fact].options if value != DOLLARS]
    unsure = () if fact in ("coverage", "purpose", "setting", "payment") else (UNSURE,)
    return [(value, option(catalog, fact, value).label) for value in (*offered, *unsure)]


def pool(sent: Sent) -> list[dict[str, Any]]:
    """A box for the visits of each therapy that shares a limit, once therapy and plan are told."""
    told = sent.facts.get(POOL, {})
    if all(fact in sent.facts for fact in PAIR) and "on" in sent.facts:
        keys = interview.pool(sent.catalog, sent.facts)
    else:
        keys = tuple(told)
    return [
        {
            "name": f"{VISITS}{key}",
            "label": visits_label(sent.catalog, key),
            "value": told.get(key, sent.texts.get(f"{VISITS}{key}", "")),
            "problem": sent.problems.get(f"{VISITS}{key}", ""),
        }
        for key in keys
    ]


def as_sent(sent: Sent) -> bool:
    """Whether the boxes for visits are those that were sent: they then stay as they are, with what is being typed."""
    return {box["name"] for box in pool(sent)} == {name for name in sent.texts if name.startswith(VISITS)}


def complaints(sent: Sent) -> list[tuple[str, Any, str]]:
    """What is wrong: the field, what the page calls it, and the words."""
    return [(name, QUESTIONS[name.partition(".")[0]].short, words) for name, words in sent.problems.items()]
