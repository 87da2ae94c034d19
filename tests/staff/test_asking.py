"""What was sent becomes facts, or a word at the field."""

import pytest
from django.http import QueryDict

from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACT
from benefits.importing import catalogs
from benefits.staff.asking import Sent, fields, pool
from tests.staff.conftest import ROOT


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """What is shipped."""
    return catalogs.shipped(ROOT / "fixtures")


PAIR = "therapy=physical-therapy&plan=hmo"


@pytest.mark.parametrize(
    ("query", "facts"),
    [
        pytest.param("", {}, id="nothing"),
        pytest.param("referral=pcp&condition=unsure", {"referral": "pcp", "condition": "unsure"}, id="lists"),
        pytest.param("deductible=met", {"deductible": "met"}, id="a deductible that is met"),
        pytest.param("deductible=met&deductible_dollars=%241,250.50", {"deductible": 1250.5}, id="dollars win"),
        pytest.param("visits_used.physical-therapy=18", {"visits_used": {"physical-therapy": 18}}, id="visits"),
        pytest.param(
            "visits_used.physical-therapy=unsure", {"visits_used": {"physical-therapy": "unsure"}}, id="unsure"
        ),
        pytest.param("copay=25&visit_limit=30", {"copay": 25, "visit_limit": 30}, id="from the caller's papers"),
        pytest.param("on=2026-11-21&nonsense=1", {"on": "2026-11-21"}, id="what is no fact is passed over"),
    ],
)
def test_facts_are_read(catalog: Catalog, query: str, facts: dict[str, object]) -> None:
    sent = Sent(catalog, QueryDict(query))

    assert sent.facts == facts
    assert not sent.problems


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("therapy=nothing", "therapy"),
        ("on=soon", "on"),
        ("copay=-1", "copay"),
        ("deductible_dollars=1e9", "deductible"),
        ("visits_used.physical-therapy=1.5", "visits_used.physical-therapy"),
        ("visits_used.nothing=1", "visits_used.nothing"),
        ("visit_limit=0", "visit_limit"),
    ],
)
def test_what_cannot_be_is_said(catalog: Catalog, query: str, field: str) -> None:
    sent = Sent(catalog, QueryDict(query))

    assert list(sent.problems) == [field]
    assert not sent.answerable


def test_what_cannot_be_is_there_to_mend(catalog: Catalog) -> None:
    query = f"{PAIR}&on=2026-11-21&copay=free&deductible_dollars=lots&visits_used.physical-therapy=some"
    sent = Sent(catalog, QueryDict(f"{query}&visits_used.speech-therapy=4"))

    found = {field["name"]: field for field in fields(sent)}
    boxes = {box["name"]: box["value"] for box in pool(sent)}

    assert (found["copay"]["value"], found["deductible"]["dollars"]) == ("free", "lots")
    assert boxes["visits_used.physical-therapy"] == "some"
    assert boxes["visits_used.speech-therapy"] == "4"


def test_every_fact_is_asked(catalog: Catalog) -> None:
    sent = Sent(catalog, QueryDict(PAIR))
    sent.facts["on"] = "2026-11-21"

    asked = {field["name"] for field in fields(sent)} | {box["name"].split(".")[0] for box in pool(sent)}

    assert asked == set(FACT)


def test_visits_are_asked_for_all_that_share_a_limit(catalog: Catalog) -> None:
    sent = Sent(catalog, QueryDict(f"{PAIR}&on=2026-11-21"))

    names = [box["name"] for box in pool(sent)]

    assert names[0] == "visits_used.physical-therapy"
    assert "visits_used.speech-therapy" in names
