"""Answers of the shipped guides in words: every plan and therapy, with a few conditions, places and visits."""

from functools import cache
from itertools import product
from typing import Any

from tests.cases.reading import edition
from tests.coverage.builders import guides
from tests.documents import answer


@cache
def answers_of(plan: str) -> tuple[dict[str, Any], ...]:
    """The answers under one guide."""
    catalog = guides()
    in_force = edition(catalog)
    situations = product(
        catalog.therapy_by_slug,
        ("pcp", "none"),
        ("joint-pain", "stress", "unsure"),
        ("kaiser", "outside", "unsure"),
        ({}, {"visits": 25}, {"visits": 60}, {"visits": 18, "visit_limit": 20, "copay": 25, "payment": "hsa-fsa"}),
    )
    return tuple(
        answer(in_force, facts(plan, therapy, referral, condition, network, more))
        for therapy, referral, condition, network, more in situations
        if condition == "joint-pain" or network == "kaiser" or not more
    )


def facts(plan: str, therapy: str, referral: str, condition: str, network: str, more: Any) -> dict[str, object]:
    """The facts as a member tells them; `visits` are the asked therapy's."""
    told = {"plan": plan, "therapy": therapy, "referral": referral, "condition": condition, "network": network}
    rest = {name: value for name, value in more.items() if name != "visits"}
    used = {"visits_used": {therapy: more["visits"]}} if "visits" in more else {}
    return {**told, **rest, **used, "on": "2026-11-21"}
