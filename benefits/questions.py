"""Answers in words: those on offer and those given. A catalog names its own records."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACT
from benefits.coverage.kinds import OneRecord, SpentSoFar, SumOfMoney
from benefits.coverage.records import Plan
from benefits.coverage.situation import UNSURE, visits_therapy
from benefits.coverage.vocabulary import PlanKind, Purpose
from benefits.words.facts import FACT_WORDS, UNSURE_WORDS, Option


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


def visits_label(catalog: Catalog, key: str) -> str:
    """What a key of visits_used counts."""
    therapy = catalog.therapy_by_slug[visits_therapy(key)].name
    if key.endswith(f"/{Purpose.HABILITATION}"):
        return gettext("%(therapy)s to learn something new") % {"therapy": therapy}
    days = key.partition("@")[2].removesuffix("-days")
    return gettext("%(therapy)s in the last %(days)s days") % {"therapy": therapy, "days": days} if days else therapy


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
