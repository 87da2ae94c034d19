"""The laws on every shipped plan: a share of all situations in every run, all of them when EVERY_SITUATION is set."""

import os
from collections import Counter
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import decide
from benefits.coverage.laws import Broken, broken_laws
from benefits.coverage.records import PoolMember
from benefits.coverage.universe import days, situations
from benefits.coverage.vocabulary import Purpose, Setting, Status
from benefits.importing.loading import shipped
from tests.coverage import builders
from tests.coverage.builders import PT, TODAY

FIXTURES: Final = Path(__file__).resolve().parents[2] / "fixtures"
EVERY: Final = 1 if os.environ.get("EVERY_SITUATION") else 29
PLANS: Final = [plan.slug for plan in shipped(FIXTURES).plans]


@cache
def catalog() -> Catalog:
    return shipped(FIXTURES)


@pytest.mark.parametrize("slug", PLANS)
def test_every_law_holds_on(slug: str) -> None:
    plan = catalog().plan_by_slug[slug]
    asked = Counter[str]()
    broken: list[Broken] = []
    for therapy in catalog().therapy_by_slug:
        for place, situation in enumerate(situations(catalog(), plan, therapy, TODAY)):
            if place % EVERY == 0:
                asked[decide(catalog(), situation).status] += 1
                broken += broken_laws(catalog(), situation)

    assert not broken
    print(f"{slug}: {asked.total()} situations, {dict(sorted(asked.items()))}")


def test_every_situation_of_every_plan_has_one_answer() -> None:
    """Decided one and all in a full run, and a share of each plan's otherwise."""
    statuses = Counter(
        decide(catalog(), situation).status
        for plan in catalog().plans
        for therapy in catalog().therapy_by_slug
        for place, situation in enumerate(situations(catalog(), plan, therapy, TODAY))
        if place % EVERY == 0
    )

    assert set(statuses) == set(Status)
    print(f"{statuses.total()} situations: {dict(sorted(statuses.items()))}")


def test_a_record_is_tried_on_both_sides_of_its_dates() -> None:
    plan = catalog().plan_by_slug["wa-pebb-value-2024"]
    assert plan.effective_from
    assert plan.effective_to
    day = timedelta(days=1)

    assert days(plan, TODAY) == (
        plan.effective_from - day,
        plan.effective_from,
        plan.effective_to,
        plan.effective_to + day,
    )


def test_a_guide_is_tried_today() -> None:
    assert days(catalog().plan_by_slug["hmo"], TODAY) == (TODAY,)


def test_another_purpose_is_asked_where_other_records_speak_for_it() -> None:
    own = (PoolMember(therapy=PT, purpose=Purpose.HABILITATION),)
    built = builders.catalog(builders.benefit(), builders.pool(20), builders.pool(12, slug="habil", members=own))

    found = [
        asked
        for asked in situations(built, built.plan_by_slug["mine"], PT, TODAY)
        if asked.purpose is Purpose.HABILITATION
    ]

    used = {told for one in found for told in one.visits_used.items()}
    assert {(f"{PT}/habilitation", 11), (f"{PT}/habilitation", 12)} <= used
    assert {decide(built, asked).status for asked in found} == {
        Status.COVERED,
        Status.MAY_BE_COVERED,
        Status.LIMIT_REACHED,
        Status.NOT_COVERED,
    }


def test_another_purpose_is_not_asked_where_nothing_is_said_of_it() -> None:
    built = builders.catalog(builders.benefit(), builders.pool(20))

    asked = situations(built, built.plan_by_slug["mine"], PT, TODAY)

    assert {(one.purpose, one.setting) for one in asked} == {(Purpose.REHABILITATION, Setting.OUTPATIENT)}


@pytest.mark.parametrize(
    ("spared", "fact", "value"),
    [
        pytest.param({"exempt_conditions": ("headache",)}, "condition", "headache", id="a condition"),
        pytest.param({"exempt_settings": ("inpatient",)}, "setting", Setting.INPATIENT, id="a setting"),
    ],
)
def test_what_a_limit_spares_is_asked(spared: dict[str, Any], fact: str, value: object) -> None:
    built = builders.catalog(builders.benefit(), builders.pool(20, **spared))

    found = [
        asked
        for asked in situations(built, built.plan_by_slug["mine"], PT, TODAY)
        if asked.visits_used == {PT: 20} and decide(built, asked).status is Status.COVERED
    ]

    assert {getattr(asked, fact) for asked in found} == {value}
