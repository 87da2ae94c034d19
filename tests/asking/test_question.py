"""A form takes what the core takes, and says of everything else in plain words what it would take."""

from typing import Any

import pytest
from django.http import QueryDict

from benefits import asking
from benefits.asking.question import QuestionForm
from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACT
from benefits.coverage.telling import situation
from benefits.words.facts import FACT_WORDS
from tests.wizard import members

TOLD: dict[str, object] = {"therapy": "physical-therapy", "plan": "hmo", "on": "2026-11-21"}
PT, OT, ST = (f"visits_used.{name}-therapy" for name in ("physical", "occupational", "speech"))
PICK = "Pick one of the answers."
DOLLARS = "Type dollars, such as 25 or 12.50. The most is 1,000,000."
VISITS = "Type a whole number from 0 to 999, or tick “I’m not sure”."
VISITS_OR_NONE = "Type a whole number from 0 to 999, or leave it empty."
LIMIT = "Type a whole number from 1 to 999, or tick “I’m not sure”."
AGE = "Type a whole number from 0 to 120, or tick “I’m not sure”."
DAY = "Type a year, a month and a day, such as 2026-05-31."
ONCE = "Give only one answer here."


@pytest.fixture(scope="module")
def guides() -> Catalog:
    return members.guides()


def sent(**typed: str | list[str]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values if isinstance(values, list) else [values])
    return data


def form(catalog: Catalog, fact: str, typed: dict[str, Any] | None = None) -> QuestionForm:
    return asking.form(catalog, fact, TOLD, None if typed is None else sent(**typed))


TAKEN = [
    pytest.param("therapy", {"therapy": "acupuncture"}, "acupuncture", id="a therapy"),
    pytest.param("plan", {"plan": "unsure"}, "unsure", id="a plan that is not known"),
    pytest.param("region", {"region": "hawaii"}, "hawaii", id="a region"),
    pytest.param("referral", {"referral": "specialist"}, "specialist", id="a referral"),
    pytest.param("condition", {"condition": "stress"}, "stress", id="a condition"),
    pytest.param("condition", {"condition": " stress "}, "stress", id="a condition with spaces around it"),
    pytest.param("network", {"network": "unsure"}, "unsure", id="not sure where"),
    pytest.param("coverage", {"coverage": "family"}, "family", id="a family"),
    pytest.param("coverage", {"coverage": "unsure"}, None, id="not sure of what is assumed: not told"),
    pytest.param("technique", {"technique": "unsure"}, "unsure", id="not sure of the method"),
    pytest.param("age", {"age": " 15 "}, 15, id="an age"),
    pytest.param("age", {"age.unsure": "on"}, "unsure", id="an age that is not known"),
    pytest.param("visit_limit", {"visit_limit": "30"}, 30, id="a limit from the member's papers"),
    pytest.param("visit_limit", {"visit_limit.unsure": "on"}, "unsure", id="a limit that is not known"),
    pytest.param("visits_outside", {"visits_outside": " 0 "}, 0, id="no visits outside"),
    pytest.param("copay", {"copay": "$1,250.50"}, 1250.5, id="dollars as people write them"),
    pytest.param("copay", {"copay": "40.00"}, 40, id="whole dollars"),
    pytest.param("allowed_amount", {"allowed_amount": "1000000"}, 1_000_000, id="the largest sum"),
    pytest.param("deductible", {"deductible": "not-met"}, "not-met", id="a deductible that is not met"),
    pytest.param("deductible", {"deductible": "dollars", "deductible_dollars": "900"}, 900, id="dollars spent"),
    pytest.param(
        "out_of_pocket", {"out_of_pocket": "met", "out_of_pocket_dollars": "x"}, "met", id="a box that does not count"
    ),
    pytest.param("on", {"on": "2028-02-29"}, "2028-02-29", id="a leap day"),
    pytest.param("visits_outside", {"visits_outside": "007"}, 7, id="noughts before a number"),
    pytest.param("copay", {"copay": "$ 25"}, 25, id="a space after the dollar sign"),
    pytest.param(
        "visits_used",
        {PT: "18", OT: "2", ST: "0"},
        {"physical-therapy": 18, "occupational-therapy": 2, "speech-therapy": 0},
        id="visits of each therapy that may share the limit",
    ),
    pytest.param("visits_used", {PT: "18", OT: "", ST: ""}, {"physical-therapy": 18}, id="visits of one therapy alone"),
    pytest.param("visits_used", {PT: "", OT: "", ST: ""}, None, id="no box filled in: not told"),
    pytest.param(
        "visits_used", {PT: " 5 ", ST: "unsure"}, {"physical-therapy": 5, "speech-therapy": "unsure"}, id="unsure"
    ),
]


@pytest.mark.parametrize(("fact", "typed", "answer"), TAKEN)
def test_an_answer_is_taken(guides: Catalog, fact: str, typed: dict[str, str], answer: object) -> None:
    asked = form(guides, fact, typed)

    assert asked.is_valid(), asked.errors
    assert asked.answer == answer
    if answer is not None:
        situation(guides, {**TOLD, fact: answer})


REFUSED = [
    pytest.param("referral", {}, {"referral": [PICK]}, id="nothing"),
    pytest.param("referral", {"referral": ""}, {"referral": [PICK]}, id="an empty answer"),
    pytest.param("referral", {"referral": "nurse"}, {"referral": [PICK]}, id="an unknown answer"),
    pytest.param("referral", {"referral": "PCP"}, {"referral": [PICK]}, id="the wrong case"),
    pytest.param("referral", {"referral": ["pcp", "none"]}, {"referral": [ONCE]}, id="two answers"),
    pytest.param("referral", {"referral": "x" * 60_000}, {"referral": [PICK]}, id="a huge answer"),
    pytest.param("therapy", {"therapy": "unsure"}, {"therapy": [PICK]}, id="a therapy must be known"),
    pytest.param("condition", {"condition": "<script>"}, {"condition": [PICK]}, id="script"),
    pytest.param("visits_outside", {"visits_outside": "-1"}, {"visits_outside": [VISITS]}, id="below zero"),
    pytest.param("visits_outside", {"visits_outside": "1.5"}, {"visits_outside": [VISITS]}, id="half a visit"),
    pytest.param("visits_outside", {"visits_outside": "1000"}, {"visits_outside": [VISITS]}, id="too many visits"),
    pytest.param("visits_outside", {"visits_outside": "9" * 5000}, {"visits_outside": [VISITS]}, id="a huge number"),
    pytest.param("visits_outside", {"visits_outside": "1e2"}, {"visits_outside": [VISITS]}, id="an exponent"),
    pytest.param("visits_outside", {"visits_outside": "١٨"}, {"visits_outside": [VISITS]}, id="Arabic digits"),
    pytest.param("visits_outside", {"visits_outside": "５"}, {"visits_outside": [VISITS]}, id="full-width digits"),
    pytest.param("visits_outside", {"visits_outside": "²"}, {"visits_outside": [VISITS]}, id="a superscript"),
    pytest.param("visits_outside", {"visits_outside": "five"}, {"visits_outside": [VISITS]}, id="a word in the box"),
    pytest.param(
        "visits_outside",
        {"visits_outside": "5", "visits_outside.unsure": "on"},
        {"visits_outside": [VISITS]},
        id="a number and not sure",
    ),
    pytest.param("age", {"age": "121"}, {"age": [AGE]}, id="an age that nobody has"),
    pytest.param("age", {"age": "2005-05-31"}, {"age": [AGE]}, id="a birthday"),
    pytest.param("visit_limit", {"visit_limit": "0"}, {"visit_limit": [LIMIT]}, id="a limit of nothing"),
    pytest.param("copay", {"copay": "1,5"}, {"copay": [DOLLARS]}, id="a comma for a point"),
    pytest.param("copay", {"copay": "12.345"}, {"copay": [DOLLARS]}, id="parts of a cent"),
    pytest.param("copay", {"copay": "NaN"}, {"copay": [DOLLARS]}, id="not a number"),
    pytest.param("copay", {"copay": "1000000.01"}, {"copay": [DOLLARS]}, id="too much money"),
    pytest.param(
        "deductible",
        {"deductible": "dollars", "deductible_dollars": ""},
        {"deductible_dollars": [DOLLARS]},
        id="dollars without a sum",
    ),
    pytest.param("deductible", {"deductible_dollars": "900"}, {"deductible": [PICK]}, id="a sum without a pick"),
    pytest.param("on", {"on": "21.11.2026"}, {"on": [DAY]}, id="another way to write a day"),
    pytest.param("on", {"on": "2026-02-30"}, {"on": [DAY]}, id="a day that is none"),
    pytest.param("on", {"on": "0001-01-01"}, {"on": [DAY]}, id="a day long ago"),
    pytest.param("on", {}, {"on": [DAY]}, id="no day"),
    pytest.param(
        "visits_used",
        {PT: "-5", OT: "4", ST: "half"},
        {PT: [VISITS_OR_NONE], ST: [VISITS_OR_NONE]},
        id="each box tells what is wrong with it",
    ),
    pytest.param(
        "visits_used",
        {PT: ["1", "2"], OT: "1", ST: "1"},
        {PT: [ONCE]},
        id="the same box twice",
    ),
]


@pytest.mark.parametrize(("fact", "typed", "errors"), REFUSED)
def test_nonsense_is_refused_in_plain_words(
    guides: Catalog, fact: str, typed: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    asked = form(guides, fact, typed)

    assert not asked.is_valid()
    assert asked.errors == errors
    assert asked.answer is None or isinstance(asked.answer, dict)


@pytest.mark.parametrize("fact", FACT)
def test_nothing_is_picked_before_the_member_does(guides: Catalog, fact: str) -> None:
    told = {name: value for name, value in TOLD.items() if name != fact}

    asked = asking.form(guides, fact, told)

    assert asked.words is FACT_WORDS[fact]
    assert not any(field.value() for field in asked)


SHOWN = [
    pytest.param("referral", "pcp", {"referral": "pcp"}, id="a pick"),
    pytest.param("deductible", 900, {"deductible": "dollars", "deductible_dollars": 900}, id="dollars"),
    pytest.param("deductible", "met", {"deductible": "met"}, id="a deductible that is met"),
    pytest.param("visit_limit", "unsure", {"visit_limit.unsure": True}, id="not sure"),
    pytest.param("visits_used", {"physical-therapy": 18}, {PT: 18}, id="visits"),
]


def test_visits_that_are_not_sure_leave_the_box_empty(guides: Catalog) -> None:
    told = {"physical-therapy": "unsure", "speech-therapy": 0}

    asked = asking.form(guides, "visits_used", {**TOLD, "visits_used": told})

    assert {field.name: field.value() for field in asked} == {PT: None, OT: None, ST: 0}


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        pytest.param({PT: "3"}, {"acupuncture": 9, "physical-therapy": 3}, id="with a number"),
        pytest.param({PT: ""}, {"acupuncture": 9}, id="with no number: only what is asked for is taken back"),
    ],
)
def test_visits_told_of_what_is_not_asked_for_stay_told(
    guides: Catalog, typed: dict[str, str], answer: dict[str, int]
) -> None:
    before = {**TOLD, "visits_used": {"acupuncture": 9, "physical-therapy": 2}}

    asked = asking.form(guides, "visits_used", before, sent(**typed))

    assert asked.is_valid()
    assert asked.answer == answer


@pytest.mark.parametrize("fact", FACT)
def test_no_two_fields_have_the_same_name(guides: Catalog, fact: str) -> None:
    labels = [str(field.label) for field in asking.form(guides, fact, TOLD)]

    assert len(labels) == len(set(labels))


@pytest.mark.parametrize(("fact", "told", "filled"), SHOWN)
def test_an_answer_given_before_is_shown(guides: Catalog, fact: str, told: object, filled: dict[str, object]) -> None:
    asked = asking.form(guides, fact, {**TOLD, fact: told})

    assert {field.name: field.value() for field in asked if field.value()} == filled
