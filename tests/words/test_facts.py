"""Every fact has its question, and all of it reads easily."""

from collections.abc import Iterator
from statistics import median

import pytest
import textstat

from benefits.coverage.facts import FACTS, Fact
from benefits.coverage.kinds import OneWord, SpentSoFar
from benefits.coverage.situation import UNSURE
from benefits.words.facts import FACT_WORDS, UNKNOWN_BESIDES

# What a member's own papers call them: the words to look for are the words to use.
TERMS_OF_THE_FIELD = (
    "deductible",
    "prior authorization",
    "medical necessity",
    "Evidence of Coverage",
    "Kaiser Permanente",
)
MAY_BE_UNSURE = [fact for fact in FACTS if isinstance(fact.kind, OneWord) and UNSURE in fact.kind.taken]
FINDABLE = [fact for fact in FACTS if fact.findable]


def sentences() -> Iterator[str]:
    for words in FACT_WORDS.values():
        yield from (str(part) for part in (words.heading, words.short, words.why, words.hint, words.where) if part)
        for option in words.options.values():
            yield from (str(part) for part in option if part)


def named(fact: Fact) -> str:
    return fact.name


@pytest.mark.parametrize("fact", MAY_BE_UNSURE, ids=named)
def test_whoever_is_not_sure_is_told_where_to_look(fact: Fact) -> None:
    assert FACT_WORDS[fact.name].where


@pytest.mark.parametrize("fact", FINDABLE, ids=named)
def test_what_is_not_known_is_said_with_where_to_look(fact: Fact) -> None:
    unknown = FACT_WORDS[fact.name].unknown

    assert unknown is not None
    assert unknown.where_to_look


@pytest.mark.parametrize("fact", [fact for fact in FACTS if isinstance(fact.kind, SpentSoFar)], ids=named)
def test_a_sum_has_its_answer_and_its_box(fact: Fact) -> None:
    words = FACT_WORDS[fact.name]

    assert [*words.options] == ["met", "not-met", "dollars"]
    assert words.unit


def test_what_no_fact_tells_has_words_of_its_own() -> None:
    assert set(UNKNOWN_BESIDES) == {"plan_document", "medical_necessity"}
    assert not set(UNKNOWN_BESIDES) & set(FACT_WORDS)


def test_a_heading_is_a_question() -> None:
    assert [words.heading for words in FACT_WORDS.values() if not str(words.heading).endswith("?")] == []


def test_the_words_are_plain() -> None:
    grades = {sentence: grade(sentence) for sentence in sentences() if len(sentence.split()) > 3}

    assert {sentence: hard for sentence, hard in grades.items() if hard > 8} == {}
    assert median(grades.values()) <= 6


def grade(sentence: str) -> float:
    for term in TERMS_OF_THE_FIELD:
        sentence = sentence.replace(term, "rule")
    return float(textstat.flesch_kincaid_grade(sentence))
