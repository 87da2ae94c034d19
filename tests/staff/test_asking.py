"""What was sent becomes facts, or a word at the field."""

import pytest
from django.http import QueryDict

from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACT
from benefits.importing import loading
from benefits.staff.asking import QuestionSheet
from tests.staff.conftest import ROOT


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """What is shipped."""
    return loading.shipped(ROOT / "fixtures")


PAIR = "therapy=physical-therapy&plan=hmo"
DAY = "on=2026-11-21"


@pytest.mark.parametrize(
    ("query", "facts"),
    [
        pytest.param("", {}, id="nothing"),
        pytest.param("referral=pcp&condition=unsure", {"referral": "pcp", "condition": "unsure"}, id="lists"),
        pytest.param("deductible=met", {"deductible": "met"}, id="a deductible that is met"),
        pytest.param("deductible=met&deductible_dollars=%241,250.50", {"deductible": 1250.5}, id="dollars win"),
        pytest.param(
            f"{PAIR}&visits_used.physical-therapy=18",
            {"therapy": "physical-therapy", "plan": "hmo", "visits_used": {"physical-therapy": 18}},
            id="visits",
        ),
        pytest.param(
            "visits_used.physical-therapy=unsure", {"visits_used": {"physical-therapy": "unsure"}}, id="unsure"
        ),
        pytest.param("copay=25&visit_limit=30", {"copay": 25, "visit_limit": 30}, id="from the caller's papers"),
        pytest.param("plan=wa-pebb-value-2024", {"plan": "wa-pebb-value-2024"}, id="the plan itself"),
        pytest.param("nonsense=1", {}, id="what is no fact is passed over"),
        pytest.param(f"{PAIR}&visits_used.nothing=1", {"therapy": "physical-therapy", "plan": "hmo"}, id="nor no box"),
    ],
)
def test_facts_are_read(catalog: Catalog, query: str, facts: dict[str, object]) -> None:
    sheet = QuestionSheet(catalog, QueryDict(f"{DAY}&{query}"))

    assert sheet.facts == {"on": "2026-11-21", **facts}
    assert not sheet.complaints()


BEFORE = "filled_for.therapy=physical-therapy&filled_for.plan=hmo"
TOLD_FOR_ONE = {
    "referral": "pcp",
    "visit_limit": "12",
    "copay": "15",
    "allowed_amount": "90",
    "prior_authorization": "denied",
    "first_treatments": "tried-not-enough",
    "necessity_letter": "yes",
}


@pytest.mark.parametrize("fact", TOLD_FOR_ONE)
@pytest.mark.parametrize(
    ("query", "changed"),
    [
        pytest.param("therapy=massage-therapy&plan=hmo", {"therapy"}, id="another therapy"),
        pytest.param("therapy=physical-therapy&plan=hdhp", {"plan"}, id="another plan"),
        pytest.param("therapy=massage-therapy&plan=hdhp", {"therapy", "plan"}, id="both"),
        pytest.param("therapy=&plan=hmo", {"therapy"}, id="no therapy any more"),
        pytest.param(PAIR, set(), id="neither"),
    ],
)
def test_what_was_told_for_another_is_emptied(catalog: Catalog, fact: str, query: str, changed: set[str]) -> None:
    assert FACT[fact].belongs_to
    sheet = QuestionSheet(catalog, QueryDict(f"{BEFORE}&{query}&{DAY}&{fact}={TOLD_FOR_ONE[fact]}&improving=yes"))

    is_emptied = not changed.isdisjoint(FACT[fact].belongs_to)
    assert sheet.emptied == ([fact] if is_emptied else [])
    assert (fact in sheet.facts) is not is_emptied
    assert bool(sheet.forms[fact][fact].value()) is not is_emptied
    assert sheet.facts["improving"] == "yes"


@pytest.mark.parametrize(
    ("query", "why"),
    [
        pytest.param(f"{PAIR}&referral=pcp", "a program that sends no therapy of before", id="nothing sent along"),
        pytest.param(f"{PAIR}&referral=pcp&filled_for.therapy=", "no therapy was told before", id="none before"),
        pytest.param(f"{PAIR}&{BEFORE}&referral=", "the box was empty already", id="an empty box"),
    ],
)
def test_nothing_else_is_emptied(catalog: Catalog, query: str, why: str) -> None:
    assert QuestionSheet(catalog, QueryDict(query)).emptied == [], why


def test_the_page_sends_along_what_its_boxes_are_filled_in_for(catalog: Catalog) -> None:
    sheet = QuestionSheet(catalog, QueryDict(f"{BEFORE}&therapy=massage-therapy"))

    assert sheet.filled_for == {"filled_for.therapy": "massage-therapy", "filled_for.plan": ""}


def test_the_day_is_today_until_another_is_told(catalog: Catalog) -> None:
    assert set(QuestionSheet(catalog, QueryDict("")).facts) == {"on"}
    assert set(QuestionSheet(catalog, None).facts) == {"on"}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("therapy=nothing", "therapy"),
        ("plan=nothing", "plan"),
        ("on=soon", "on"),
        ("copay=-1", "copay"),
        ("copay=12,5", "copay"),
        ("deductible_dollars=1e9", "deductible_dollars"),
        ("visits_used.physical-therapy=1.5", "visits_used.physical-therapy"),
        ("visits_used.physical-therapy=1,8", "visits_used.physical-therapy"),
        ("visit_limit=0", "visit_limit"),
        ("referral=pcp&referral=none", "referral"),
    ],
)
def test_what_cannot_be_is_said(catalog: Catalog, query: str, field: str) -> None:
    sheet = QuestionSheet(catalog, QueryDict(query))

    assert [complaint.field for complaint in sheet.complaints()] == [field]
    assert not sheet.is_answerable


def test_what_cannot_be_is_there_to_mend(catalog: Catalog) -> None:
    query = f"{PAIR}&{DAY}&copay=free&deductible_dollars=lots&visits_used.physical-therapy=some"
    sheet = QuestionSheet(catalog, QueryDict(f"{query}&visits_used.speech-therapy=4"))

    shown = {field.name: field.value() for form in sheet.questions for field in form}

    assert (shown["copay"], shown["deductible_dollars"]) == ("free", "lots")
    assert shown["visits_used.physical-therapy"] == "some"
    assert shown["visits_used.speech-therapy"] == "4"


def test_every_fact_is_asked(catalog: Catalog) -> None:
    sheet = QuestionSheet(catalog, QueryDict(PAIR))

    assert [form.fact for form in sheet.questions] == [*FACT]
    assert all(form.fields for form in sheet.questions)


def test_visits_are_asked_for_all_that_share_a_limit(catalog: Catalog) -> None:
    names = [*QuestionSheet(catalog, QueryDict(PAIR)).forms["visits_used"].fields]

    assert names[0] == "visits_used.physical-therapy"
    assert "visits_used.speech-therapy" in names


@pytest.mark.parametrize(
    ("sent", "stays"),
    [
        pytest.param("physical occupational speech", True, id="the boxes that were sent"),
        pytest.param("physical", False, id="fewer than there are"),
        pytest.param("", False, id="none"),
    ],
)
def test_boxes_for_visits_stay_when_they_are_the_same(catalog: Catalog, sent: str, stays: bool) -> None:
    boxes = "".join(f"&visits_used.{name}-therapy=" for name in sent.split())

    assert QuestionSheet(catalog, QueryDict(PAIR + boxes)).keeps_its_boxes() is stays
