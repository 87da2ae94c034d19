"""What programs get: the answer that members see, the catalog, and errors that say what to mend."""

import json
import logging
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from benefits import editions
from benefits.coverage.catalog import sha256
from tests import shipped
from tests.api.conformity import departures
from tests.cases.reading import CASES
from tests.documents import answer

ASKED = {"therapy": "physical-therapy", "plan": "hmo"}
CANARY = "canary-7f3a"


def post(client: Client, facts: Any, content_type: str = "application/json") -> Any:
    body = facts if isinstance(facts, bytes) else json.dumps(facts).encode()
    return client.post("/api/answer", body, content_type=content_type)


def test_the_answer_is_the_one_that_members_see(client: Client, published: editions.InForce) -> None:
    response = post(client, CASES[0]["facts"])

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert response.json() == json.loads(json.dumps(answer(published, CASES[0]["facts"])))
    assert departures(response.json()) == []


@time_machine.travel("2026-03-01T03:00:00Z")
def test_care_is_for_today_where_the_plan_is(client: Client, published: editions.InForce) -> None:
    assert post(client, {**ASKED, "region": "hawaii"}).json()["on"] == "2026-02-28"
    assert post(client, {**ASKED, "on": "2026-07-01"}).json()["on"] == "2026-07-01"


def test_facts_come_back_as_they_were_read(client: Client, published: editions.InForce) -> None:
    typed = {**ASKED, "on": "2026-11-21", "copay": "$ 25", "visits_used": {"physical-therapy": " 5 "}}
    plain = {**typed, "copay": 25, "visits_used": {"physical-therapy": 5}}

    found, same = post(client, typed).json(), post(client, plain).json()

    assert found["facts"] == plain
    assert found["answer_id"] == same["answer_id"]


WRONG = [
    pytest.param({"plan": "hmo"}, "therapy", "physical-therapy", id="no therapy"),
    pytest.param({**ASKED, "plan": "gold"}, "plan", "senior-advantage", id="a plan nobody knows"),
    pytest.param({**ASKED, "referral": "mother"}, "referral", "specialist", id="a doctor nobody knows"),
    pytest.param({**ASKED, "magic": 1}, "fact", "necessity_letter", id="a fact nobody knows"),
    pytest.param({**ASKED, "network": None}, "network", "kaiser", id="null"),
    pytest.param({**ASKED, "condition": ["neck-pain"]}, "condition", "neck-pain", id="a list"),
    pytest.param({**ASKED, "on": "2026-02-30"}, "on", "a date such as 2026-11-21", id="no such day"),
    pytest.param({**ASKED, "copay": -1}, "copay", "unsure", id="dollars below none"),
    pytest.param({**ASKED, "visit_limit": 2.5}, "visit_limit", "unsure", id="half a visit"),
    pytest.param({**ASKED, "visits_used": 3}, "visits_used", "visits_used.physical-therapy=18", id="visits of nothing"),
    pytest.param(
        {**ASKED, "visits_used": {"physical-therapy": True}},
        "visits_used.physical-therapy",
        "unsure",
        id="true is no number",
    ),
    pytest.param({**ASKED, "visits_used": {"magic": 3}}, "visits_used.magic", "physical-therapy", id="visits of magic"),
    pytest.param({**ASKED, "deductible": "\x00"}, "deductible", "not-met", id="a control character"),
]


@pytest.mark.parametrize(("facts", "fact", "allowed"), WRONG)
def test_a_wrong_fact_is_named_with_what_it_takes(
    client: Client, published: editions.InForce, facts: dict[str, Any], fact: str, allowed: str
) -> None:
    response = post(client, facts)

    assert response.status_code == 400
    assert departures(response.json(), "error") == []
    error = response.json()["error"]
    assert error["fact"] == fact
    assert any(allowed in value for value in error["allowed"])
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"a": 1, "a": 1}', b'{"a": "\\ud800"}', b'{"a": 1e999}', b"\xff"])
def test_what_cannot_be_read_names_no_fact(client: Client, published: editions.InForce, body: bytes) -> None:
    response = post(client, body)

    assert response.status_code == 400
    assert departures(response.json(), "error") == []
    assert response.json()["error"]["fact"] is None


REFUSED = [
    pytest.param("get", "/api/answer", "", 405, id="an answer for nothing"),
    pytest.param("put", "/api/answer", "application/json", 405, id="an answer to keep"),
    pytest.param("post", "/api/catalog", "application/json", 405, id="a catalog to take in"),
    pytest.param("post", "/api/schema", "application/json", 405, id="a schema to take in"),
    pytest.param("post", "/api/answer", "text/plain", 415, id="plain text"),
    pytest.param("post", "/api/answer", "application/x-www-form-urlencoded", 415, id="a form"),
    pytest.param("post", "/api/answer", "application/json; charset=utf-16", 400, id="another charset"),
    pytest.param("get", "/api/nothing", "", 404, id="no such address"),
    pytest.param("get", "/api/catalog?a=%00", "", 400, id="a control character"),
]


@pytest.mark.parametrize(("method", "address", "content_type", "status"), REFUSED)
def test_a_refusal_is_json(
    client: Client, published: editions.InForce, method: str, address: str, content_type: str, status: int
) -> None:
    response = client.generic(method.upper(), address, "{}", content_type=content_type)

    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/json"
    assert departures(response.json(), "error") == []
    assert ("Allow" in response.headers) == (status == 405)


def test_too_much_is_refused_unread(client: Client, published: editions.InForce) -> None:
    response = post(client, b" " * 70_000)

    assert response.status_code == 413
    assert departures(response.json(), "error") == []


def test_a_form_with_files_is_not_json(client: Client, published: editions.InForce) -> None:
    assert client.post("/api/answer", {"therapy": "massage-therapy"}, content_type=MULTIPART_CONTENT).status_code == 415


def test_it_needs_no_token_and_leaves_no_trace(published: editions.InForce, caplog: pytest.LogCaptureFixture) -> None:
    client = Client(enforce_csrf_checks=True)
    caplog.set_level(logging.DEBUG)

    fine = post(client, {**ASKED, "condition": "fibromyalgia"})
    refused = post(client, {**ASKED, "condition": CANARY})

    assert (fine.status_code, refused.status_code) == (200, 400)
    assert "no-store" in fine.headers["Cache-Control"]
    assert not fine.cookies
    assert not refused.cookies
    assert CANARY not in caplog.text
    assert "fibromyalgia" not in caplog.text


def test_the_catalog_is_the_edition_in_force(client: Client, published: editions.InForce) -> None:
    response = client.get("/api/catalog")
    again = client.get("/api/catalog", headers={"If-None-Match": response.headers["ETag"]})
    other = client.get("/api/catalog", headers={"If-None-Match": '"0000"'})

    assert response.headers["ETag"] == f'"{published.sha256}"'
    assert sha256(response.content) == published.sha256
    assert response.headers["Content-Type"] == "application/json"
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == response.headers["ETag"]
    assert other.content == response.content
    assert client.head("/api/catalog").status_code == 200


def test_every_shipped_plan_can_be_asked_about(client: Client, published: editions.InForce) -> None:
    for plan in shipped.catalog().plan_by_slug:
        assert post(client, {**ASKED, "plan": plan}).status_code == 200


@pytest.mark.django_db
def test_a_program_that_asks_too_much_is_told_in_json(client: Client, settings: Any) -> None:
    settings.RATE_LIMIT = 60

    response = [post(client, ASKED) for _ in range(7)][-1]

    assert (response.status_code, response.headers["Retry-After"]) == (429, "1")
    assert departures(response.json(), "error") == []
