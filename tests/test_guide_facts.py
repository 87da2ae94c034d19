"""Every statement of the two guides (S1-S110) has its record in the shipped catalog, cited."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from msgspec import to_builtins

from benefits.coverage.catalog import Catalog, from_json
from benefits.coverage.records import Record

ROOT: Final = Path(__file__).resolve().parent.parent
FACTS: Final[list[dict[str, Any]]] = json.loads((ROOT / "tests/guide_facts.json").read_bytes())
TOLD: Final = [fact for fact in FACTS if "exempt" not in fact]
GUIDES: Final = {"P": "guide-physical-therapy", "M": "guide-massage-therapy"}


@cache
def catalog() -> Catalog:
    return from_json((ROOT / "fixtures/guides.json").read_bytes())


@cache
def records(table: str) -> dict[tuple[str, ...], Record]:
    return {record.key: record for record in getattr(catalog(), table)}


def lines(locator: str) -> set[str]:
    """The guide lines that a locator such as “M:13,44-46” covers, each as “M:44”."""
    guide, _, places = locator.partition(":")
    found: set[str] = set()
    for place in places.split(","):
        first, _, last = place.partition("-")
        found |= {f"{guide}:{line}" for line in range(int(first), int(last or first) + 1)}
    return found


def cited(record: Any) -> set[str]:
    """The guide lines that a record is cited at; none when it is cited elsewhere."""
    citation = catalog().citation_by_slug[record.citation]
    guide = GUIDES.get(citation.locator[0])
    return lines(citation.locator) if citation.source == guide else set()


def failures(fact: Mapping[str, Any]) -> list[str]:
    """What is wrong between a statement and the records that should hold it."""
    wanted, covered, found = set(fact["lines"]), set[str](), []
    for reference in fact["records"]:
        name = f"{reference['table']} {' / '.join(reference['key'])}"
        record = records(reference["table"]).get(tuple(reference["key"]))
        if record is None:
            found.append(f"{name} is not there")
            continue
        if not wanted & cited(record):
            found.append(f"{name} is not cited at {', '.join(fact['lines'])}")
        covered |= cited(record)
        found += [f"{name}: {problem}" for problem in differences(record, reference)]
    return found + [f"no record is cited at {line}" for line in sorted(wanted - covered)]


def differences(record: Any, reference: Mapping[str, Any]) -> Iterator[str]:
    """Where the record's fields or its words are not as the statement needs them."""
    for name, wanted in reference.get("has", {}).items():
        value = json.loads(json.dumps(to_builtins(getattr(record, name)), default=str))
        if value != wanted and (value is None or str(value) != str(wanted)):
            yield f"{name} is {value!r}, not {wanted!r}"
    told = f"{getattr(record, 'title', '')} {getattr(record, 'text', '')}".lower()
    for words in reference.get("says", ()):
        if words not in told:
            yield f"does not say “{words}”"


def test_all_statements_are_listed_once() -> None:
    assert [fact["id"] for fact in FACTS] == [f"S{number}" for number in range(1, 111)]


def test_only_the_empty_heading_is_exempt_and_says_why() -> None:
    exempt = [fact for fact in FACTS if "exempt" in fact]
    assert [fact["id"] for fact in exempt] == ["S39"]
    assert all(fact["exempt"] for fact in exempt)


@pytest.mark.parametrize("fact", TOLD, ids=[fact["id"] for fact in TOLD])
def test_statement_has_its_records(fact: dict[str, Any]) -> None:
    assert fact["records"]
    assert failures(fact) == []


HMO: Final = ["hmo", "physical-therapy", "", "", "kaiser", "unstated", "1"]


def hmo_price(*at: str, **has: object) -> dict[str, Any]:
    """A statement that the HMO's price for physical therapy is to hold."""
    return {"lines": [*at], "records": [{"table": "cost_tiers", "key": HMO, "has": has}]}


def tip(slug: str, *says: str) -> dict[str, Any]:
    """A statement that a tip is to hold."""
    return {"lines": ["P:33"], "records": [{"table": "contents", "key": [slug], "says": says}]}


@pytest.mark.parametrize(
    ("fact", "problem"),
    [
        (tip("nowhere"), "contents nowhere is not there"),
        (tip("pt-tip-start-early", "run"), "does not say “run”"),
        (hmo_price("P:22"), "is not cited at P:22"),
        (hmo_price("P:21", "P:99"), "no record is cited at P:99"),
        (hmo_price("P:21", high=41), "high is"),
        (hmo_price("P:21", percent=20), "percent is None"),
        (hmo_price("P:21", percent="None"), "percent is None"),
    ],
)
def test_wrong_reference_is_noticed(fact: dict[str, Any], problem: str) -> None:
    assert any(problem in failure for failure in failures(fact))


def test_right_reference_passes() -> None:
    assert failures(hmo_price("P:21", low=20, high=40, percent=None)) == []
    assert failures(tip("pt-tip-start-early", "do not wait")) == []


def test_citation_of_another_source_covers_no_guide_line() -> None:
    assert cited(records("contents")[("term-deductible",)]) == set()


@pytest.mark.parametrize(
    ("locator", "covered"),
    [("P:9", {"P:9"}), ("M:13,44-46", {"M:13", "M:44", "M:45", "M:46"})],
)
def test_locator_is_read(locator: str, covered: set[str]) -> None:
    assert lines(locator) == covered
