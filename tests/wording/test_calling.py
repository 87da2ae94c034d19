"""The call to member services: the right number, and questions that the answer leaves open."""

from typing import Any

import pytest

from benefits import answering
from benefits.wording import calling
from tests import shipped

KNEE = {"therapy": "physical-therapy", "condition": "joint-pain", "referral": "pcp", "on": "2026-11-21"}
GEORGIA = {**KNEE, "plan": "ga-hmo-2026"}
PT = "physical-therapy"


def asked(facts: dict[str, Any]) -> tuple[str, ...]:
    return calling.questions(answering.decided(shipped.edition(), facts).decision)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(
            GEORGIA,
            (
                "Must my plan approve this care before I start?",
                "What must my doctor write, so that my plan pays?",
                "Where can I go, so that my plan pays?",
            ),
            id="what the gates leave open",
        ),
        pytest.param(
            {**GEORGIA, "visits_used": {PT: 40, "occupational-therapy": 0}},
            (
                "Can my plan approve more visits this year? Who must ask, and how?",
                "What is the full price of a visit until then?",
                "Must my plan approve this care before I start?",
            ),
            id="more visits, once they are used",
        ),
        pytest.param(
            {**GEORGIA, "prior_authorization": "denied"},
            ("Why did my plan say no, and by when can I appeal?",),
            id="why the plan said no",
        ),
        pytest.param(
            {**KNEE, "plan": "wa-pebb-value-2024"},
            (
                "Does my plan cover physical therapy for my problem?",
                "Do I need a referral, and who must write it?",
                "Must my plan approve this care before I start?",
            ),
            id="everything, where no record is in force",
        ),
    ],
)
def test_the_call_asks(facts: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert asked(facts) == expected


def test_a_call_is_never_too_long_to_remember() -> None:
    catalog = shipped.catalog()
    pairs = [(plan, therapy) for plan in catalog.plan_by_slug for therapy in catalog.therapy_by_slug]

    counts = {len(asked({"therapy": therapy, "plan": plan, "on": "2026-11-21"})) for plan, therapy in pairs}

    assert max(counts) == calling.QUESTIONS


def test_a_region_has_its_own_number() -> None:
    (line,) = calling.lines(shipped.catalog(), "colorado")

    assert line == ("Colorado", "303-338-3800", "+13033383800", "711")


@pytest.mark.parametrize("region", [None, "unsure", "nowhere"])
def test_where_the_region_is_not_known_all_numbers_are_told(region: str | None) -> None:
    catalog = shipped.catalog()

    told = calling.lines(catalog, region)

    assert {line.region for line in told} == {place.name for place in catalog.regions if place.member_services_phone}
    assert all(line.dialed.startswith("+1") and len(line.dialed) == 12 for line in told)
