"""What is picked: one of the answers on offer, from cards or, among other questions, from a list."""

from typing import Any

import pytest
from django.http import QueryDict
from msgspec.structs import replace

from benefits import asking
from benefits.asking.picked import ChoiceForm
from benefits.coverage.catalog import Catalog
from benefits.coverage.records import Technique
from tests.wizard import members

TOLD: dict[str, object] = {"therapy": "physical-therapy", "plan": "hmo", "on": "2026-11-21"}
DRY: Technique = Technique(slug="dry-needling", therapy="physical-therapy", name="Dry needling")
CUPS: Technique = Technique(slug="cupping", therapy="acupuncture", name="Cupping")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return replace(members.guides(), techniques=(DRY, CUPS))


@pytest.mark.parametrize(
    ("told", "offered"),
    [
        pytest.param(TOLD, ("dry-needling", "unsure"), id="of the therapy"),
        pytest.param({}, ("unsure",), id="of none before a therapy is told"),
    ],
)
def test_methods_are_offered(catalog: Catalog, told: dict[str, object], offered: tuple[str, ...]) -> None:
    asked = asking.form(catalog, "technique", told)

    assert isinstance(asked, ChoiceForm)
    assert asked.offered() == offered


@pytest.mark.parametrize(
    ("fact", "first", "last"),
    [
        pytest.param("referral", "", "unsure", id="not told, and not sure"),
        pytest.param("coverage", "", "family", id="not told, where not being sure is no answer"),
        pytest.param("deductible", "", "unsure", id="without the sum, which has its box"),
    ],
)
def test_a_list_begins_with_what_is_not_told(catalog: Catalog, fact: str, first: str, last: str) -> None:
    asked = asking.form(catalog, fact, TOLD, among_others=True)

    values = [value for value, _label in asked.fields[fact].widget.choices]
    assert (values[0], values[-1]) == (first, last)
    assert "dollars" not in values


@pytest.mark.parametrize(
    ("fact", "sent", "answer"),
    [
        pytest.param("referral", "", None, id="a list left as it was"),
        pytest.param("referral", "referral=pcp", "pcp", id="a referral"),
        pytest.param("deductible", "deductible=met", "met", id="a deductible that is met"),
        pytest.param("deductible", "deductible_dollars=900", 900, id="a sum alone"),
        pytest.param("deductible", "deductible=not-met&deductible_dollars=900", 900, id="a sum says more than a pick"),
    ],
)
def test_among_others_an_answer_is_taken(catalog: Catalog, fact: str, sent: str, answer: object) -> None:
    asked = asking.form(catalog, fact, TOLD, QueryDict(sent), among_others=True)

    assert asked.is_valid(), asked.errors
    assert asked.answer == answer


@pytest.mark.parametrize(
    ("fact", "sent", "field"),
    [
        pytest.param("referral", "referral=nurse", "referral", id="an unknown answer"),
        pytest.param("coverage", "coverage=unsure", "coverage", id="not sure of what is always one or the other"),
        pytest.param("deductible", "deductible_dollars=lots", "deductible_dollars", id="no sum in the box"),
        pytest.param("deductible", "deductible=dollars", "deductible", id="that there is a sum, without a sum"),
    ],
)
def test_among_others_nonsense_is_refused(catalog: Catalog, fact: str, sent: str, field: str) -> None:
    asked: Any = asking.form(catalog, fact, TOLD, QueryDict(sent), among_others=True)

    assert not asked.is_valid()
    assert list(asked.errors) == [field]
