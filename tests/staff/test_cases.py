"""A case is kept on purpose, shown with how it stands, and retired by a publisher who says why."""

import json
from typing import Any

import pytest
from django.test import Client

from benefits.models import KeptCase
from tests.staff.conftest import browser

FACTS = {"therapy": "physical-therapy", "plan": "hmo", "referral": "pcp", "condition": "joint-pain", "on": "2026-11-21"}
CASE = {"facts": json.dumps(FACTS), "status": "covered", "cost_low": "20", "cost_high": "40", "source": "A call."}


def keep(client: Client, **changes: str) -> Any:
    return client.post("/staff/cases/keep/", {**CASE, **changes})


def test_it_is_kept_and_listed(sam: Client) -> None:
    assert keep(sam).status_code == 302

    case = KeptCase.objects.get()
    text = sam.get("/staff/cases/").content.decode()
    assert case.facts == FACTS
    assert case.kept_by is not None
    assert case.kept_by.username == "sam-staff"
    assert "The edition in force keeps to it." in text
    assert "Retire case" not in text


def test_a_broken_case_is_shown_as_such(sam: Client) -> None:
    keep(sam, status="not_covered", cost_low="", cost_high="")

    assert "the answer is covered, not not_covered" in sam.get("/staff/cases/").content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"facts": "no json"},
        {"facts": "[]"},
        {"facts": json.dumps({**FACTS, "plan": "gone"})},
        {"facts": json.dumps({**FACTS, "member": "Jane"})},
        {"facts": "9" * 5000},
        {"status": "fine"},
        {"source": ""},
        {"cost_low": "free"},
        {"limit_low": "-1"},
    ],
)
def test_it_refuses_what_makes_no_sense(sam: Client, changes: dict[str, str]) -> None:
    page = keep(sam, **changes)

    assert page.status_code == 422
    assert "There is a problem" in page.content.decode()
    assert not KeptCase.objects.exists()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        pytest.param("[" * 3999, "nested deeper than 8 levels", id="a pit"),
        pytest.param('{"plan":' * 400 + "1" + "}" * 400, "nested deeper than 8 levels", id="objects all the way down"),
        pytest.param(json.dumps({"plan": "x" * 4000}), "longer than 4,000 characters", id="a long text"),
        pytest.param(json.dumps({**FACTS, "plan": [[[[1]]]]}), "These facts cannot be used", id="lists for a plan"),
        pytest.param('{"plan": "a", "plan": "b"}', "These facts cannot be used", id="a fact twice"),
        pytest.param('{"on": NaN}', "These facts cannot be used", id="no number"),
        pytest.param("null", "These facts cannot be used", id="nothing"),
    ],
)
def test_facts_made_to_break_it_are_refused_in_words(sam: Client, facts: str, said: str) -> None:
    page = keep(sam, facts=facts)

    assert page.status_code == 422
    assert said in page.content.decode()


def test_what_was_written_is_there_to_mend(sam: Client) -> None:
    text = keep(sam, cost_low="free", note='Twice "asked".').content.decode()

    assert 'name="cost_low" inputmode="decimal" value="free"' in text
    assert 'value="Twice &quot;asked&quot;."' in text
    assert 'value="A call."' in text
    assert '<option value="covered" selected>' in text


def test_a_publisher_retires_it(sam: Client) -> None:
    keep(sam)
    case = KeptCase.objects.get()
    petra = browser("petra-publisher")

    assert petra.post(f"/staff/cases/{case.pk}/retire/", {"reason": " "}).status_code == 422
    assert KeptCase.objects.get().retired_at is None
    assert petra.post(f"/staff/cases/{case.pk}/retire/", {"reason": "The plan changed."}).status_code == 302

    assert "Retired by petra-publisher" in petra.get("/staff/cases/").content.decode()
    assert petra.post(f"/staff/cases/{case.pk}/retire/", {"reason": "Again."}).status_code == 404


def test_facts_that_are_gone_are_still_shown(sam: Client) -> None:
    keep(sam)
    KeptCase.objects.update(facts={**FACTS, "plan": "gone", "therapy": "gone"})

    assert "can no longer be used" in sam.get("/staff/cases/").content.decode()
