"""What is missing, over all plans: filtered, sorted, and refused by name where it cannot be."""

from datetime import date

import pytest
import time_machine
from django.http import QueryDict

from benefits.coverage.catalog import Catalog
from benefits.coverage.vocabulary import GateKind
from benefits.staff.ranking import FIELDS, SORTS, MissingFact, ranked, wanted
from benefits.staff.worklist import WANTED, Wanting
from tests.exports.conftest import edition  # noqa: F401

FOUND = {
    "hmo": [
        Wanting(therapy="physical-therapy", of=100, fields={"network": 40, "price": 5}),
        Wanting(therapy="massage-therapy", of=100, fields={"price": 30}),
    ],
    "other": [Wanting(therapy="physical-therapy", of=50, fields={"price": 45})],
    "wa-pebb-cdhp-2024": [Wanting(therapy="acupuncture", of=400, fields={"visit_limit": 300})],
}


@pytest.fixture
def catalog(edition: object) -> Catalog:  # noqa: F811
    """What is shipped."""
    found = edition.catalog  # type: ignore[attr-defined]
    assert isinstance(found, Catalog)
    return found


def lines(catalog: Catalog, query: str = "") -> list[MissingFact]:
    asked = wanted(catalog, QueryDict(query))
    assert not asked.problems
    return ranked(catalog, FOUND, asked)


def told(found: list[MissingFact]) -> list[tuple[str, str, int]]:
    return [(line.plan.slug, line.field, line.situations) for line in found]


def test_the_most_costly_of_all_plans_comes_first(catalog: Catalog) -> None:
    found = lines(catalog)

    assert told(found) == [
        ("wa-pebb-cdhp-2024", "visit_limit", 300),
        ("other", "price", 45),
        ("hmo", "network", 40),
        ("hmo", "price", 35),
    ]
    assert [line.share for line in found] == [75, 90, 20, 18]
    assert found[3].therapies == [("Physical therapy", 5, 100), ("Massage therapy", 30, 100)]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        pytest.param("plan=hmo", ["hmo", "hmo"], id="one plan"),
        pytest.param("region=washington", ["wa-pebb-cdhp-2024"], id="one region"),
        pytest.param("field=price", ["other", "hmo"], id="one field"),
        pytest.param("plan_type=hmo&field=network", ["hmo"], id="a type and a field"),
        pytest.param("now=yes", ["other", "hmo", "hmo"], id="only plans in force"),
        pytest.param("field=condition", [], id="a field that is not missing"),
    ],
)
def test_it_can_be_narrowed(catalog: Catalog, query: str, places: list[str]) -> None:
    with time_machine.travel(date(2026, 11, 21), tick=False):
        assert [line.plan.slug for line in lines(catalog, query)] == places


@pytest.mark.parametrize("sort", SORTS)
def test_it_can_be_sorted_both_ways(catalog: Catalog, sort: str) -> None:
    up, down = lines(catalog, f"sort={sort}"), lines(catalog, f"sort=-{sort}")

    assert [SORTS[sort](line) for line in up] == sorted(SORTS[sort](line) for line in up)
    assert [SORTS[sort](line) for line in down] == [SORTS[sort](line) for line in reversed(up)]


@pytest.mark.parametrize("name", ["plan", "region", "plan_type", "field", "sort", "now"])
def test_what_is_not_offered_is_named(catalog: Catalog, name: str) -> None:
    asked = wanted(catalog, QueryDict(f"{name}=nothing"))

    assert list(asked.problems) == [name]
    assert asked.query() == f"{name}=nothing"


def test_an_address_holds_what_is_asked_for(catalog: Catalog) -> None:
    query = "region=washington&field=price&sort=plan&now=yes"

    assert wanted(catalog, QueryDict(query)).query() == query
    assert wanted(catalog, QueryDict(query)).query(page=2) == f"{query}&page=2"


def test_every_field_has_its_name() -> None:
    assert set(WANTED.values()) | {"price", "visit_limit"} | {kind.value for kind in GateKind} == set(FIELDS)
