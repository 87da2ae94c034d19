"""What was told of one therapy changes no answer of another: over every shipped plan and each two therapies."""

from collections.abc import Iterator
from typing import Final

import pytest
from django.http import QueryDict

from benefits.coverage.aspects import signature
from benefits.coverage.counting import visits_asked
from benefits.coverage.decision import decide
from benefits.coverage.facts import FACT
from benefits.coverage.situation import visits_therapy
from benefits.coverage.telling import of_other_therapy, situation
from benefits.staff.asking import QuestionSheet
from benefits.wizard import walk
from tests import shipped
from tests.coverage.builders import TODAY

# Values that turn the answer to many a case of the therapy that they are told for.
TOLD_FOR_ONE: Final = {
    "referral": "pcp",
    "visit_limit": 1,
    "copay": 1,
    "allowed_amount": 1,
    "prior_authorization": "denied",
    "first_treatments": "tried-not-enough",
    "necessity_letter": "yes",
}
BOUND_TO_THERAPY: Final = [name for name, fact in FACT.items() if "therapy" in fact.belongs_to]


def cases() -> Iterator[dict[str, object]]:
    """Each shipped plan with each therapy, on a day on which its record holds."""
    catalog = shipped.catalog()
    for plan in catalog.plans:
        for therapy in catalog.therapy_by_slug:
            yield {"therapy": therapy, "plan": plan.slug, "on": (plan.effective_from or TODAY).isoformat()}


def next_therapy(therapy: object) -> str:
    """Another therapy; in turn, every two meet that stand beside each other."""
    therapies = [*shipped.catalog().therapy_by_slug]
    return therapies[(therapies.index(str(therapy)) + 1) % len(therapies)]


def test_every_bound_fact_is_tried() -> None:
    assert sorted(TOLD_FOR_ONE) == sorted(BOUND_TO_THERAPY)


def test_another_therapy_is_answered_as_if_the_first_had_not_been_asked_about() -> None:
    catalog = shipped.catalog()
    turned = 0
    for case in cases():
        plain = situation(catalog, case)
        told = situation(catalog, {**case, **TOLD_FOR_ONE})
        turned += signature(decide(catalog, plain)) != signature(decide(catalog, told))
        other = next_therapy(case["therapy"])

        assert of_other_therapy(told, other) == of_other_therapy(plain, other), case

    assert turned > len([*cases()]) / 2


@pytest.mark.parametrize("changed", ["therapy", "plan"])
def test_a_walk_and_a_look_up_go_on_as_if_it_had_not_been_told(changed: str) -> None:
    catalog, edition = shipped.catalog(), shipped.edition(shipped.catalog())
    bound = {name: value for name, value in TOLD_FOR_ONE.items() if changed in FACT[name].belongs_to}
    for case in cases():
        value = next_therapy(case["therapy"]) if changed == "therapy" else "unsure"
        if case[changed] == value:
            continue
        fresh = {**case, changed: value}

        there = walk.replayed("run", {**case, **bound}, edition).telling(changed, value)
        sent = QueryDict(mutable=True)
        sent.update({name: str(said) for name, said in {**fresh, **bound}.items()})
        sent.update({f"filled_for.{owner}": str(case[owner]) for owner in ("therapy", "plan")})

        assert there.told == fresh, case
        assert QuestionSheet(catalog, sent).facts == fresh, case


def test_visits_count_only_where_a_record_counts_them_together() -> None:
    catalog = shipped.catalog()
    joined = 0
    for case in cases():
        asked = situation(catalog, case)
        decision = decide(catalog, asked)
        counted = {visits_therapy(key) for key in visits_asked(decision, asked.on).keys}
        joined += len(counted) > 1
        others = dict.fromkeys(catalog.therapy_by_slug.keys() - counted, 500)

        found = decide(catalog, situation(catalog, {**case, "visits_used": others}))

        assert signature(found) == signature(decision), case

    assert joined
