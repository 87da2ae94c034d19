"""Answers, exports, proposals and reviews are those that were written down; a change says which it changed."""

from collections.abc import Callable, Mapping
from typing import Any
from unittest.mock import patch

import pytest

from benefits.editions import InForce
from tests import documents
from tests.cases.reading import CASES
from tests.digests import groups, keeping, rules

RENEW = "renew with `make digests` where this is meant, and commit what it changes"


@pytest.fixture(scope="module")
def kept() -> dict[str, keeping.Digests]:
    """What was written down."""
    return dict(keeping.kept())


@pytest.mark.parametrize("group", groups.GROUPS)
def test_nothing_says_anything_else_than_before(group: str, kept: dict[str, keeping.Digests]) -> None:
    found = {group: keeping.digests(groups.GROUPS[group]())}

    assert list(keeping.differences({group: kept.get(group, {})}, found)) == [], RENEW


def test_no_group_is_left_over(kept: dict[str, keeping.Digests]) -> None:
    assert list(kept) == list(groups.GROUPS)


def test_what_is_written_is_read_again(kept: dict[str, keeping.Digests]) -> None:
    assert keeping.kept(keeping.written(kept)) == kept
    assert keeping.written(kept) == keeping.KEPT.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after", "differs"),
    [
        ({"a": "1", "b": "2"}, {"a": "1", "b": "2"}, []),
        ({"a": "1", "b": "2"}, {"a": "1", "b": "3"}, ["b"]),
        ({"a": "1"}, {"a": "1", "b": "2"}, ["b"]),
        ({"a": "1", "b": "2"}, {"b": "2"}, ["a"]),
        ({}, {"a": "1", "b": "2"}, ["a", "b"]),
    ],
    ids=["nothing", "another digest", "a new piece", "a piece that is gone", "a group that nobody kept"],
)
def test_it_names_what_differs(before: dict[str, str], after: dict[str, str], differs: list[str]) -> None:
    assert keeping.differing(before, after) == differs


def test_pieces_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two pieces are named line 1"):
        keeping.digests(iter([("line 1", b"a"), ("line 1", b"b")]))


ANSWERS = "answers of the reviewed cases"
PLANTED_IN = {"therapy": "physical-therapy", "plan": "hmo", "referral": "none"}


def with_keys_in_another_order(document: dict[str, Any]) -> dict[str, Any]:
    return dict(reversed(document.items()))


def with_a_number_as_text(document: dict[str, Any]) -> dict[str, Any]:
    return {**document, "visits_left": str(document["visits_left"])}


@pytest.mark.parametrize("planted", [with_keys_in_another_order, with_a_number_as_text])
def test_a_planted_change_is_named(
    planted: Callable[[dict[str, Any]], dict[str, Any]], kept: dict[str, keeping.Digests]
) -> None:
    asked = [case for case in CASES if case["facts"].items() >= PLANTED_IN.items()]

    def answer(edition: InForce, facts: Mapping[str, object]) -> dict[str, Any]:
        told = documents.answer(edition, facts)
        return planted(told) if facts == asked[0]["facts"] else told

    with patch.object(groups, "answer", answer):
        found = {ANSWERS: keeping.digests(groups.reviewed_answers())}

    same_question = [case["id"] for case in CASES if case["facts"] == asked[0]["facts"]]
    assert list(keeping.differences({ANSWERS: kept[ANSWERS]}, found)) == [
        f"{ANSWERS}: {len(same_question)} differ, first: {same_question[0]}"
    ]


def test_a_planted_change_of_a_file_is_named(kept: dict[str, keeping.Digests]) -> None:
    original = groups.rows_of_csv

    with patch.object(groups, "rows_of_csv", lambda chosen: [*original(chosen)[:-1], b"planted"]):
        found = keeping.digests(groups.tables())

    assert keeping.differing(kept["lines of CSV files"], found)[0].startswith("2026-11-21 line ")


def test_the_rules_number_goes_up_with_other_answers() -> None:
    found = rules.today()

    assert not rules.must_rise(rules.kept(), found), rules.RISE
    assert rules.kept() == found, RENEW


BEFORE = rules.Rules(number=3, catalog="one", answers="as they were")


@pytest.mark.parametrize(
    ("after", "wrong"),
    [
        pytest.param(BEFORE, False, id="nothing changed"),
        pytest.param(BEFORE._replace(answers="others"), True, id="other answers of the same edition"),
        pytest.param(BEFORE._replace(answers="others", number=4), False, id="other answers, and another number"),
        pytest.param(BEFORE._replace(answers="others", catalog="two"), False, id="other answers of another edition"),
        pytest.param(BEFORE._replace(number=2), True, id="a number that goes down"),
    ],
)
def test_the_same_edition_answered_otherwise_needs_another_number(after: rules.Rules, wrong: bool) -> None:
    assert rules.must_rise(BEFORE, after) is wrong
