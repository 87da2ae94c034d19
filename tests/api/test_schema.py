"""The schema is one, and what is sent has its shape."""

import json
from typing import Any, Final

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from benefits.api.schema import SCHEMA
from benefits.coverage.catalog import to_json
from benefits.coverage.facts import FACT
from benefits.coverage.planned import COURSE
from benefits.editions import InForce
from tests import shipped
from tests.api.conformity import departures
from tests.cases.answers import answers_of
from tests.cases.reading import CASES, ReviewedCase, catalog_with, each_case, edition
from tests.documents import answer

GUIDES = ("hmo", "hdhp", "senior-advantage", "other", "unsure")


def test_the_schema_is_a_schema_with_a_part_for_each_document() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert {"answer", "facts", "error", "catalog"} <= set(SCHEMA["$defs"])
    assert set(SCHEMA["$defs"]["facts"]["properties"]) == {*FACT, COURSE}


@each_case
def test_reviewed_case_has_the_shape(case: ReviewedCase) -> None:
    document = answer(edition(catalog_with(case.get("add", {}))), case["facts"])

    assert departures(case["facts"], "facts") == []
    assert departures(json.loads(json.dumps(document))) == []


@pytest.mark.parametrize("plan", GUIDES)
def test_answers_of_the_guides_have_the_shape(plan: str) -> None:
    told = [problem for document in answers_of(plan) for problem in departures(json.loads(json.dumps(document)))]

    assert answers_of(plan)
    assert told == []


@pytest.mark.parametrize("therapy", shipped.catalog().therapy_by_slug)
def test_answers_of_every_shipped_plan_have_the_shape(therapy: str) -> None:
    for plan in shipped.catalog().plan_by_slug:
        for more in ({}, {"referral": "pcp", "network": "outside", "visits_used": {therapy: 12}, "deductible": 700}):
            document = answer(shipped.edition(), {"therapy": therapy, "plan": plan, "on": "2026-11-21", **more})
            assert departures(json.loads(json.dumps(document))) == [], plan


def test_the_catalog_has_the_shape() -> None:
    assert departures(json.loads(to_json(shipped.catalog())), "catalog") == []


NUMBERS = ("visits_outside", "visit_limit", "copay", "allowed_amount", "deductible", "out_of_pocket")
# Both ends of every range and the value on either side, as a number and as text.
FIGURES: Final[tuple[Any, ...]] = (-1, 0, 1, 2.5, 999, 1000, 1_000_000, 1_000_000.01, 1_000_001, True, None, [], {})
WHOLE: Final = (
    "-1",
    "0",
    "000",
    "1",
    "007",
    "999",
    "1000",
    "1000000",
    "00000001",
    "1000001",
    "²",
    "$5",
    " 5",
    "5 ",
    "",
)
DOLLARS: Final = ("0999999.99", "1000000.00", "1000000.01", "$1,000,000", "1,000,000.5", "2000000", "20,00")
OTHER: Final = ("2.5", "2.555", "1e3", "unsure", "met")
TOLD: Final = (*FIGURES, *WHOLE, *DOLLARS, *OTHER)


@pytest.mark.parametrize("fact", NUMBERS)
def test_the_schema_takes_the_figures_that_the_api_takes(client: Client, published: InForce, fact: str) -> None:
    asked = {"therapy": "physical-therapy", "plan": "hmo"}
    sent = [{**asked, fact: figure} for figure in TOLD]

    by_schema = [departures(facts, "facts") == [] for facts in sent]
    statuses = [client.post("/api/answer", facts, content_type="application/json").status_code for facts in sent]

    assert dict(zip(map(repr, TOLD), by_schema, strict=True)) == {
        repr(figure): status == 200 for figure, status in zip(TOLD, statuses, strict=True)
    }
    assert {200, 400} == set(statuses)


SPOILT: list[Any] = [
    pytest.param({"status": "perhaps"}, "status", id="a word nobody knows"),
    pytest.param({"visits_left": -1}, "visits_left", id="visits below none"),
    pytest.param({"cost": {}}, "cost", id="a key that is missing"),
    pytest.param({"more": 1}, "more", id="a key too many"),
    pytest.param({"answer_id": "OOOOOOOOOO"}, "answer_id", id="a letter that looks like a digit"),
    pytest.param({"next_steps": [""]}, "next_steps", id="a step without words"),
    pytest.param({"on": "tomorrow"}, "on", id="a day that is none"),
]


@pytest.mark.parametrize(("change", "named"), SPOILT)
def test_a_spoilt_answer_is_noticed(change: dict[str, Any], named: str) -> None:
    document = answer(shipped.edition(), CASES[0]["facts"])

    assert any(named in problem for problem in departures(json.loads(json.dumps({**document, **change}))))


def test_a_spoilt_catalog_is_noticed() -> None:
    catalog = json.loads(to_json(shipped.catalog()))
    catalog["cost_tiers"][0]["kind"] = "barter"

    assert departures(catalog, "catalog")


def test_the_schema_is_served(client: Client) -> None:
    response = client.get("/api/schema")
    again = client.get("/api/schema", headers={"If-None-Match": response.headers["ETag"]})

    assert response.json() == json.loads(json.dumps(SCHEMA))
    assert again.status_code == 304
