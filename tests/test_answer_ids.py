"""The number of an answer: one for the same facts under the same edition."""

import re
from typing import Final

import pytest

from benefits import answer_ids
from benefits.answer_ids import CROCKFORD, answer_id
from tests.cases.answers import answers_of
from tests.coverage.builders import PT, general

FACTS: Final[dict[str, object]] = {
    "therapy": PT,
    "plan": "hmo",
    "referral": "pcp",
    "visits_used": {PT: 18, "speech-therapy": "unsure"},
    "on": "2026-11-21",
}
PLANS: Final = general()


def test_it_is_ten_letters_and_digits_that_are_hard_to_misread() -> None:
    for found in answers_of("hmo"):
        assert re.fullmatch(f"[{CROCKFORD}]{{10}}", found["answer_id"])
    assert not set("ILOU") & set(CROCKFORD)
    assert len(CROCKFORD) == 32


def test_it_is_that_of_the_page_the_shell_and_the_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_ids, "RULES_NUMBER", 1)

    assert answer_id({"therapy": PT, "plan": "hmo", "on": "2026-11-21"}, "0" * 64) == "8SNK44W72D"


def test_the_order_of_facts_does_not_change_it() -> None:
    turned = dict(reversed({**FACTS, "visits_used": {"speech-therapy": "unsure", PT: 18}}.items()))

    assert answer_id(turned, "a") == answer_id(FACTS, "a")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"referral": "none"}, id="another answer"),
        pytest.param({"on": "2026-11-22"}, id="another day"),
        pytest.param({"visits_used": {PT: 19, "speech-therapy": "unsure"}}, id="another visit"),
        pytest.param({"network": "unsure"}, id="one more answer"),
    ],
)
def test_other_facts_change_it(other: dict[str, object]) -> None:
    assert answer_id({**FACTS, **other}, "a") != answer_id(FACTS, "a")


def test_another_edition_changes_it() -> None:
    assert answer_id(FACTS, "a") != answer_id(FACTS, "b")


def test_other_rules_change_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = answer_id(FACTS, "a")

    monkeypatch.setattr(answer_ids, "RULES_NUMBER", answer_ids.RULES_NUMBER + 1)

    assert answer_id(FACTS, "a") != before


def test_no_two_answers_share_one() -> None:
    ids = [found["answer_id"] for under in PLANS for found in answers_of(under)]

    assert len(ids) == len(set(ids))
