"""A course on every face: page, API and command line say the same, and nothing of it is kept or written down."""

import json
import logging
from typing import Any, Final

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benefits import editions
from tests import shipped
from tests.wizard.members import Member
from tests.wizard.test_views import embedded, text

pytestmark = pytest.mark.django_db

KNEE: Final = {"therapy": "physical-therapy", "condition": "joint-pain", "referral": "pcp"}
HDHP: Final = {**KNEE, "plan": "ca-meyers-nave-hdhp-2026", "deductible": 1200, "allowed_amount": 150}
GEORGIA: Final = {**KNEE, "plan": "ga-hmo-2026", "purpose": "rehabilitation", "age": 40, "copay": 30}
COURSES: Final[list[Any]] = [
    pytest.param(
        {**KNEE, "plan": "hmo", "region": "unsure", "on": "2026-03-02", "course": {"visits": 12}},
        "$240-$480 for 12 visits",
        id="a guide's range",
    ),
    pytest.param(
        {**HDHP, "on": "2026-11-30", "course": {"visits": 12, "per_week": 2}},
        "$1,500 for 10 visits",
        id="a deductible, and visits past the record",
    ),
    pytest.param(
        {**HDHP, "deductible": 2800, "on": "2026-11-01", "course": {"visits": 12, "per_week": 3, "from": "2026-11-05"}},
        "$600 for 12 visits",
        id="a deductible that is met on the way",
    ),
    pytest.param(
        {
            **GEORGIA,
            "allowed_amount": 150,
            "on": "2026-03-02",
            "visits_used": {"physical-therapy": 30, "occupational-therapy": 6},
            "course": {"visits": 12},
        },
        "$1,320 for 12 visits",
        id="visits that run out",
    ),
]
# No other number of the page, a log or a database looks like these.
VISITS: Final = "177"
PRICE: Final = "4321.09"
TRACES: Final = (VISITS, PRICE, "4,321.09", "2031-07-19")


@pytest.fixture
def member(client: Client, monkeypatch: pytest.MonkeyPatch) -> Member:
    """Someone who walks, with all that is shipped in force."""
    edition = shipped.edition()
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    return Member(client)


def as_arguments(facts: dict[str, Any]) -> list[str]:
    """The facts as the command line takes them."""
    parts: dict[str, Any] = {}
    plain: dict[str, Any] = {}
    for fact, value in facts.items():
        if isinstance(value, dict):
            parts |= {f"{fact}.{part}": told for part, told in value.items()}
        else:
            plain[fact] = value
    named = [f"--{fact}={plain.pop(fact)}" for fact in ("therapy", "plan", "referral", "condition")]
    return [*named, *(f"--fact={fact}={value}" for fact, value in (plain | parts).items())]


@pytest.mark.parametrize(("facts", "total"), COURSES)
def test_page_api_and_command_line_say_the_same(
    member: Member, capsys: pytest.CaptureFixture[str], facts: dict[str, Any], total: str
) -> None:
    member.has_told(facts)
    page = member.open(member.at)
    by_api = member.client.post("/api/answer", json.dumps(facts), "application/json").json()
    capsys.readouterr()
    call_command("answer", *as_arguments(facts))
    printed = json.loads(capsys.readouterr().out)

    assert embedded(page)["course"] == by_api["course"] == printed["course"]
    assert embedded(page)["answer_id"] == by_api["answer_id"] == printed["answer_id"]
    assert by_api["course"]["text"].startswith(f"You pay {total}.")
    assert total in text(page)
    assert by_api["course"]["phases"][-1]["to_visit"] == facts["course"]["visits"]


def test_nothing_of_a_course_is_in_an_address_a_log_or_a_database(
    member: Member, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    member.has_told({**HDHP, "on": "2026-03-02"})

    with CaptureQueriesContext(connection) as queries:
        page = member.plan(visits=VISITS, per_week="7", **{"from": "2031-07-19"}, allowed_amount=PRICE)
        refused = member.plan(visits=f"{VISITS} or so", allowed_amount=PRICE)

    assert embedded(page)["course"]["visits"] == int(VISITS)
    assert refused.status_code == 422
    said = [record.getMessage() for record in caplog.records]
    assert any("/course/" in message for message in said)
    written = "\n".join((*member.seen, *said, *(query["sql"] for query in queries)))
    assert [trace for trace in TRACES if trace in written] == []
