"""Answers in words: those on offer and those given. A catalog names its own records."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format

from benefits.coverage import interview
from benefits.coverage.catalog import Catalog
from benefits.coverage.counting import VisitsAsked
from benefits.coverage.facts import FACT
from benefits.coverage.kinds import OneRecord, SpentSoFar, SumOfMoney
from benefits.coverage.offers import ToldFacts
from benefits.coverage.records import Plan
from benefits.coverage.situation import UNSURE, FactError
from benefits.coverage.vocabulary import PlanKind
from benefits.wording.counting import visits_label, visits_outside_to_count, visits_to_count
from benefits.words.facts import FACT_WORDS, UNSURE_WORDS, Option

# The questions that ask exactly what the limits of a case count.
ABOUT_VISITS: Final[Mapping[str, Callable[[Catalog, VisitsAsked], list[str]]]] = {
    "visits_used": visits_to_count,
    "visits_outside": visits_outside_to_count,
}


def option(catalog: Catalog, fact: str, value: str) -> Option:
    """One answer in words: ours, or the catalog's where it names what is on offer."""
    if value == UNSURE:
        return Option(UNSURE_WORDS, FACT_WORDS[fact].where)
    kind = FACT[fact].kind
    if not isinstance(kind, OneRecord):
        return FACT_WORDS[fact].options[value]
    record = kind.known(catalog)[value]
    if isinstance(record, Plan) and record.kind is PlanKind.GUIDE:
        record = next((plan_type for plan_type in catalog.plan_types if plan_type.slug == value), record)
    return Option(record.name, getattr(record, "hint", ""))


def hints(catalog: Catalog, fact: str, facts: ToldFacts) -> list[str]:
    """What is said below a question. About visits it is what the limits of this case count, once it is known."""
    in_words = ABOUT_VISITS.get(fact)
    if in_words is not None:
        try:
            return in_words(catalog, interview.visits_asked(catalog, facts))
        except FactError:
            return []
    hint = str(FACT_WORDS[fact].hint)
    return [hint] if hint else []


def said(catalog: Catalog, fact: str, value: Any) -> str:
    """An answer given, in a few words."""
    if isinstance(value, Mapping):
        return ", ".join(f"{visits_label(catalog, key)}: {said(catalog, fact, used)}" for key, used in value.items())
    if value == UNSURE:
        return str(UNSURE_WORDS)
    if fact == "on":
        return date_format(date.fromisoformat(value))
    if isinstance(value, int | float):
        is_money = isinstance(FACT[fact].kind, SumOfMoney | SpentSoFar)
        return f"${value:,.2f}".removesuffix(".00") if is_money else str(value)
    return str(option(catalog, fact, value).label)
