"""The member answers that differ between two drafts, counted and in words."""

from datetime import date
from functools import cache
from typing import Any

import pytest

from benefits.admin import consequences as module
from benefits.admin.consequences import consequences
from benefits.coverage.aspects import IN_REVIEWS, told
from benefits.coverage.catalog import TABLES, Catalog
from benefits.coverage.comparing import questions
from benefits.coverage.decision import decide
from tests import shipped

TODAY = date(2026, 11, 22)
VALUE = "wa-pebb-value-2024"


def without(table: str, **which: Any) -> Catalog:
    """The shipped catalog without the records of a table that have these values."""
    records = getattr(shipped.catalog(), table)
    left = tuple(r for r in records if not all(getattr(r, name) == value for name, value in which.items()))
    assert len(left) < len(records)
    return Catalog(**{**{name: getattr(shipped.catalog(), name) for name in TABLES}, table: left})


@cache
def lines(asked: str, table: str, **which: Any) -> list[str]:
    return consequences(shipped.catalog(), without(table, **which), [asked], TODAY)


def test_nothing_differs_from_itself() -> None:
    assert consequences(shipped.catalog(), shipped.catalog(), [VALUE], TODAY) == []


def test_a_limit_that_goes_is_told_for_every_therapy_that_it_counts() -> None:
    found = " ".join(lines(VALUE, "visit_limits", plan=VALUE))

    for therapy in ("physical therapy", "occupational therapy", "speech therapy", "acupuncture"):
        assert f"Kaiser Permanente WA Value (PEBB) 2024, {therapy}: " in found
    assert "60 visits per year, shared by" in found


def test_a_benefit_that_goes_changes_the_answer_itself() -> None:
    found = lines(VALUE, "benefits", plan=VALUE, therapy="acupuncture")

    assert any("acupuncture: covered → may be covered" in line for line in found)


def test_a_price_for_inpatients_is_told_as_such() -> None:
    found = lines(VALUE, "cost_tiers", plan=VALUE, setting="inpatient", therapy="physical-therapy")

    prices = [line for line in found if "physical therapy" in line]
    assert prices
    assert all("inpatient" in line for line in prices)


def test_the_count_is_that_of_a_plain_comparison() -> None:
    before, after = shipped.catalog(), without("cost_tiers", plan="ca-sisc-hmo-2015", therapy="physical-therapy")
    plan = before.plan_by_slug["ca-sisc-hmo-2015"]
    differ = sum(
        told(decide(before, asked), IN_REVIEWS) != told(decide(after, asked), IN_REVIEWS)
        for asked in questions(before, after, (plan.slug, "physical-therapy"), TODAY)
    )

    found = consequences(before, after, [plan.slug], TODAY)

    assert found[-1].endswith(" situations")
    assert sum(int(line.rsplit(" in ", 1)[1].split()[0]) for line in found) == differ > 0


def test_a_plan_that_goes_is_told_once() -> None:
    small = shipped.catalog()
    rest = {name: getattr(small, name) for name in TABLES}
    gone = "nw-sebb-2019"
    for table in ("benefits", "cost_tiers"):
        rest[table] = tuple(record for record in rest[table] if record.plan != gone)
    rest["plans"] = tuple(plan for plan in rest["plans"] if plan.slug != gone)

    [line] = consequences(small, Catalog(**rest), [gone], TODAY)

    assert line.startswith("“Kaiser Permanente NW SEBB plan 2019-20")


def test_text_that_goes_is_told() -> None:
    found = consequences(
        shipped.catalog(), without("contents", slug="sound-trust-step-review"), ["wa-sound-trust"], TODAY
    )

    assert any("details and next steps" in line for line in found)


def test_what_was_not_tried_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_TRIED", 50)

    found = consequences(shipped.catalog(), without("visit_limits", plan=VALUE), [VALUE], TODAY)

    assert found[-1] == "At least that: not every situation was tried here."
