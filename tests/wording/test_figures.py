"""The two figures on the card: never a number that no source of the plan's own states."""

from typing import Any

import pytest

from benefits import answering
from benefits.wording.figures import Figure, figures
from tests import shipped

KNEE = {"therapy": "physical-therapy", "condition": "joint-pain", "referral": "pcp", "on": "2026-11-21"}
GEORGIA = {**KNEE, "plan": "ga-hmo-2026"}
PT = "physical-therapy"


def shown(facts: dict[str, Any]) -> tuple[Figure, ...]:
    found = answering.decided(shipped.edition(), facts)
    return figures(found.decision, answering.in_words(found))


def said(facts: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(str(each.label), str(each.value), str(each.note)) for each in shown(facts)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(
            {**KNEE, "plan": "hmo"},
            [("A visit", "$20-$40", "typically"), ("Visits covered", "20-60", "typically per year")],
            id="a guide's range with its hedge",
        ),
        pytest.param(
            {**KNEE, "plan": "hmo", "copay": 25, "visit_limit": 30},
            [
                ("A visit", "$25", "the price that you gave us"),
                ("Visits covered", "30", "per year (from you)"),
            ],
            id="the member's own figures as the member's own",
        ),
        pytest.param(
            GEORGIA,
            [("A visit", "Ask", "Our source names no price."), ("Visits covered", "40", "per plan year")],
            id="ask, where the plan's record names no price, though the guide does",
        ),
        pytest.param(
            {**GEORGIA, "visits_used": {PT: 30, "occupational-therapy": 6}},
            [
                ("A visit", "Ask", "Our source names no price."),
                ("Visits left", "4 of 40", "They start again on Jan. 1, 2027."),
            ],
            id="what is left of a limit that is shared",
        ),
        pytest.param(
            {**GEORGIA, "visits_used": {PT: 30}},
            [
                ("A visit", "Ask", "Our source names no price."),
                ("Visits left", "At most 10 of 40", "They start again on Jan. 1, 2027."),
            ],
            id="at most, where others that share it were not told",
        ),
        pytest.param(
            {**GEORGIA, "visits_used": {PT: 40, "occupational-therapy": 0}},
            [
                ("A visit now", "Full price", "until the plan approves more visits"),
                ("Visits left", "0 of 40", "They start again on Jan. 1, 2027."),
            ],
            id="the full price once the visits are used",
        ),
        pytest.param(
            {**KNEE, "plan": "wa-pebb-value-2024"},
            [
                ("A visit", "Ask", "We have nothing on file for this day."),
                ("Visits a year", "Ask", "We have nothing on file for this day."),
            ],
            id="nothing of a record that ended",
        ),
        pytest.param(
            {**KNEE, "plan": "hdhp", "allowed_amount": 150},
            [
                ("Before your deductible is met", "$150", "the full price"),
                ("After your deductible is met", "Ask", "Our source names no price."),
                ("Visits covered", "20-60", "typically per year"),
            ],
            id="each price that it can be, where it turns on what was paid",
        ),
        pytest.param(
            {**KNEE, "plan": "ga-hmo-2026", "prior_authorization": "denied"},
            [
                ("Expect to pay", "Full price", "Ask for the price first."),
                ("Could change it", "Prior authorization", ""),
            ],
            id="what could turn a no",
        ),
    ],
)
def test_a_card_shows(facts: dict[str, Any], expected: list[tuple[str, str, str]]) -> None:
    assert said(facts) == expected


def test_a_members_own_figure_has_no_source() -> None:
    price, visits = shown({**KNEE, "plan": "hmo", "copay": 25, "visit_limit": 30})

    assert (price.source, visits.source) == (None, None)


def test_every_plan_and_therapy_has_figures() -> None:
    catalog = shipped.catalog()
    pairs = [(plan, therapy) for plan in catalog.plan_by_slug for therapy in catalog.therapy_by_slug]
    for plan, therapy in pairs:
        found = shown({"therapy": therapy, "plan": plan, "on": "2026-11-21"})
        assert all(str(each.label) and str(each.value) for each in found), (plan, therapy)
