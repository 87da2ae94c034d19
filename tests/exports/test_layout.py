"""Page and copy have each source beside what it vouches for, and words for every code."""

from typing import Any

import pytest

from benefits import answering, editions
from benefits.coverage.vocabulary import Status
from benefits.exports.layout import differences, laid_out
from tests.wizard.members import JOINT_PAIN

ON = {"on": "2026-11-21"}
MASSAGE = {"therapy": "massage-therapy", "plan": "hmo", "referral": "none", "condition": "stress"}


@pytest.fixture
def document(edition: editions.InForce) -> dict[str, Any]:
    return answering.answer(edition, {**JOINT_PAIN, **ON})


@pytest.fixture
def sheet(edition: editions.InForce, document: dict[str, Any]) -> dict[str, Any]:
    return laid_out(edition.catalog, document)


def test_every_number_has_its_source_beside_it(document: dict[str, Any], sheet: dict[str, Any]) -> None:
    assert [source["id"] for source in sheet["cost"]["sources"]] == [document["cost"]["source"]]
    for limit, given in zip(sheet["limits"], document["limits"], strict=True):
        assert [source["id"] for source in limit["sources"]] == [given["source"]]


def test_sources_are_numbered_as_they_are_listed(sheet: dict[str, Any]) -> None:
    assert [source["number"] for source in sheet["sources"]] == list(range(1, len(sheet["sources"]) + 1))
    named = [source["number"] for source in sheet["reason_sources"]]
    assert named == sorted(set(named))


def test_what_has_no_source_names_none(edition: editions.InForce, document: dict[str, Any]) -> None:
    document["cost"]["source"] = None

    assert laid_out(edition.catalog, document)["cost"]["sources"] == []


def test_both_sides_of_a_conflict_are_named(edition: editions.InForce, document: dict[str, Any]) -> None:
    own, guide = document["sources"][0]["id"], document["sources"][1]["id"]
    document["conflicts"] = [{"text": "", "sources": [own, guide]}, {"text": "", "sources": [None, guide]}]

    conflicts = laid_out(edition.catalog, document)["conflicts"]

    assert [[source["id"] for source in conflict["sources"]] for conflict in conflicts] == [[own, guide], [guide]]


def test_gates_keep_their_order_and_get_names(sheet: dict[str, Any]) -> None:
    assert [(str(gate["name"]), str(gate["state_words"])) for gate in sheet["gates"]][:2] == [
        ("Referral", "done"),
        ("Prior authorization", "not needed"),
    ]


@pytest.mark.parametrize("status", Status)
def test_every_status_has_words(edition: editions.InForce, document: dict[str, Any], status: Status) -> None:
    document["status"] = status.value

    assert laid_out(edition.catalog, document)["status"]["words"]


def test_days_are_written_out(edition: editions.InForce, document: dict[str, Any]) -> None:
    document["limits"][0]["resets_on"] = "2027-01-01"

    sheet = laid_out(edition.catalog, document)

    assert sheet["on"] == "Nov. 21, 2026"
    assert sheet["edition"]["published_at"] == "Nov. 20, 2026"
    assert sheet["limits"][0]["resets_on"] == "Jan. 1, 2027"
    assert sheet["limits"][1]["resets_on"] is None


def test_another_therapy_is_named(edition: editions.InForce) -> None:
    sheet = laid_out(edition.catalog, answering.answer(edition, {**MASSAGE, **ON}))

    assert "Acupuncture" in [other["name"] for other in sheet["alternatives"]]
    assert None in [other["name"] for other in sheet["alternatives"]]


def test_differences_are_those_that_a_member_would_notice(document: dict[str, Any]) -> None:
    after = document | {"status": "limit_reached", "certainty": "likely", "visits_left": 0, "headline": "Another."}

    told = [(part["name"], str(part["before"]), str(part["after"])) for part in differences(document, after)]

    assert told == [
        ("Answer", "covered", "visit limit reached"),
        ("How sure", "None", "likely"),
        ("Visits left", "None", "0"),
    ]
    assert differences(document, document) == []
