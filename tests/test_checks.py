"""The promises hold, and each check notices when its promise is broken."""

from enum import StrEnum

import pytest
from django.core.checks import run_checks
from msgspec import defstruct
from pytest_django import Settings

from benefits import checks
from benefits.coverage.catalog import TABLES
from benefits.coverage.facts import FACTS, Fact
from benefits.coverage.kinds import OneWord
from benefits.coverage.records import Record, Technique
from benefits.models import TechniqueRow
from benefits.words.answers import Words
from benefits.words.facts import FACT_WORDS, FactWords

SHORT = defstruct("Short", [("slug", str), ("name", str)], bases=(Record,), frozen=True, kw_only=True)
LONG = defstruct("Long", [("hint", str)], bases=(Technique,), frozen=True, kw_only=True)


class Seasons(StrEnum):
    """Words that nobody says."""

    SPRING = "spring"
    FALL = "fall"


def test_every_promise_holds() -> None:
    assert not [problem for problem in run_checks() if problem.id and problem.id.startswith("benefits.")]


def test_a_table_without_rows_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benefits.checks.TABLES", (*TABLES, "riders"))

    assert [problem.id for problem in checks.every_table_has_rows(None)] == ["benefits.E001"]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param(LONG, "benefits.E002", id="a field that the row lacks"),
        pytest.param(SHORT, "benefits.E003", id="a field that the record lacks"),
    ],
)
def test_a_difference_is_noticed(monkeypatch: pytest.MonkeyPatch, record: type, expected: str) -> None:
    monkeypatch.setattr(TechniqueRow, "RECORD", record)

    assert [problem.id for problem in checks.rows_hold_what_records_hold(None)] == [expected]


def test_a_word_without_its_words_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    said: dict[type[StrEnum], Words] = {**checks.SAID, Seasons: {Seasons.SPRING: "spring"}}
    monkeypatch.setattr("benefits.checks.SAID", said)

    assert [(problem.id, problem.msg) for problem in checks.every_word_is_said(None)] == [
        ("benefits.E004", "Seasons.FALL has no words in benefits.words")
    ]


@pytest.mark.parametrize(
    ("fact", "words", "problem"),
    [
        pytest.param("season", None, "season has no question", id="a question"),
        pytest.param("season", FactWords("When?", "Season", "Why?"), "season has no words for spring", id="an answer"),
        pytest.param("moon", FactWords("Which?", "Moon", "Why?"), "moon is no fact", id="the fact itself"),
    ],
)
def test_a_fact_without_its_words_is_named(
    monkeypatch: pytest.MonkeyPatch, fact: str, words: FactWords | None, problem: str
) -> None:
    season = Fact(name="season", kind=OneWord(Seasons))
    said = {**FACT_WORDS, **({fact: words} if words else {})}
    facts = (*FACTS, season) if fact == season.name else FACTS
    monkeypatch.setattr("benefits.checks.FACTS", facts)
    monkeypatch.setattr("benefits.checks.FACT", {each.name: each for each in facts})
    monkeypatch.setattr("benefits.checks.FACT_WORDS", said)

    found = checks.every_fact_is_said(None)

    assert (found[0].id, found[0].msg) == ("benefits.E006", f"benefits.words.facts: {problem}")


def test_a_fact_that_can_be_found_out_says_what_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    silent = FACT_WORDS["region"]._replace(unknown=None)
    monkeypatch.setattr("benefits.checks.FACT_WORDS", {**FACT_WORDS, "region": silent})

    assert [problem.msg for problem in checks.every_fact_is_said(None)] == [
        "benefits.words.facts: region has no words for not being known"
    ]


def test_a_vocabulary_without_words_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benefits.coverage.vocabulary.Seasons", Seasons, raising=False)

    assert [(problem.id, problem.msg) for problem in checks.every_word_is_said(None)] == [
        ("benefits.E005", "Seasons is in no table of benefits.words")
    ]


def test_several_servers_are_told_what_they_share(settings: Settings) -> None:
    assert checks.exports_are_shared(None) == []
    settings.SERVERS = 3

    (told,) = checks.exports_are_shared(None)

    assert told.id == "benefits.I001"
    assert "let all 3 servers share this folder" in told.msg
