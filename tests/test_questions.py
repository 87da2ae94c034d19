"""Every fact has its question, every answer its words, and all of it reads easily."""

from collections.abc import Iterator
from enum import StrEnum
from statistics import median

import pytest
import textstat

from benefits.coverage import interview, vocabulary
from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACT
from benefits.questions import NAMED, QUESTIONS, option, said
from tests import shipped
from tests.wizard import members

ENUMS: dict[str, type[StrEnum]] = {
    "referral": vocabulary.Referral,
    "prior_authorization": vocabulary.Authorization,
    "network": vocabulary.NetworkTier,
    "coverage": vocabulary.Coverage,
    "purpose": vocabulary.Purpose,
    "setting": vocabulary.Setting,
    "first_treatments": vocabulary.Tried,
    "improving": vocabulary.YesNo,
    "necessity_letter": vocabulary.YesNo,
    "payment": vocabulary.Payment,
    "deductible": vocabulary.Spending,
    "out_of_pocket": vocabulary.Spending,
}
# What a member's own papers call them: the words to look for are the words to use.
TERMS_OF_THE_FIELD = (
    "deductible",
    "prior authorization",
    "medical necessity",
    "Evidence of Coverage",
    "Kaiser Permanente",
)


@pytest.fixture(scope="module")
def guides() -> Catalog:
    return members.guides()


def sentences() -> Iterator[str]:
    for question in QUESTIONS.values():
        yield from (str(words) for words in question[:4] if words)
        for words in question.options.values():
            yield from (str(part) for part in words if part)


def test_every_fact_has_a_question() -> None:
    assert set(QUESTIONS) == set(FACT)
    assert {*interview.WALK, *interview.REFINEMENTS} <= set(QUESTIONS)


@pytest.mark.parametrize(("fact", "words"), ENUMS.items())
def test_every_answer_has_words(fact: str, words: type[StrEnum]) -> None:
    assert {*QUESTIONS[fact].options} - {"dollars"} == {*words} - {"unsure"}


@pytest.mark.parametrize("fact", [fact for fact, words in ENUMS.items() if "unsure" in tuple(words)])
def test_whoever_is_not_sure_is_told_where_to_look(fact: str) -> None:
    assert QUESTIONS[fact].where


def test_a_heading_is_a_question() -> None:
    assert [q.heading for q in QUESTIONS.values() if not str(q.heading).endswith("?")] == []


def test_every_record_that_can_be_picked_has_words(guides: Catalog) -> None:
    for fact in interview.WALK:
        for value in interview.options(guides, fact, {}):
            assert option(guides, fact, value).label
    for fact, table in NAMED.items():
        for slug in getattr(shipped.catalog(), table):
            assert option(shipped.catalog(), fact, slug).label


def test_the_words_are_plain() -> None:
    grades = {sentence: grade(sentence) for sentence in sentences() if len(sentence.split()) > 3}

    assert {sentence: hard for sentence, hard in grades.items() if hard > 8} == {}
    assert median(grades.values()) <= 6


def grade(sentence: str) -> float:
    for term in TERMS_OF_THE_FIELD:
        sentence = sentence.replace(term, "rule")
    return float(textstat.flesch_kincaid_grade(sentence))


SAID = [
    pytest.param("therapy", "physical-therapy", "Physical therapy", id="a therapy"),
    pytest.param("plan", "hmo", "HMO", id="a plan type, not its guide"),
    pytest.param("plan", "unsure", "I’m not sure", id="no plan"),
    pytest.param("referral", "none", "No, not yet", id="an answer of ours"),
    pytest.param("visit_limit", 30, "30", id="a number"),
    pytest.param("copay", 12.5, "$12.50", id="cents"),
    pytest.param("deductible", 1250, "$1,250", id="dollars"),
    pytest.param("deductible", "met", "Yes", id="a deductible that is met"),
    pytest.param("on", "2026-11-21", "Nov. 21, 2026", id="a day"),
    pytest.param(
        "visits_used",
        {
            "physical-therapy": 18,
            "physical-therapy/habilitation": 2,
            "acupuncture@90-days": "unsure",
        },
        "Physical therapy: 18, Physical therapy to learn something new: 2, "
        "Acupuncture in the last 90 days: I’m not sure",
        id="visits",
    ),
]


@pytest.mark.parametrize(("fact", "value", "words"), SAID)
def test_an_answer_is_said_in_a_few_words(guides: Catalog, fact: str, value: object, words: str) -> None:
    assert said(guides, fact, value) == words
