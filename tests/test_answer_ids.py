"""The number of an answer: one for the same facts under the same edition."""

import re
from typing import Final

import pytest

from benefits import answer_ids
from benefits.answer_ids import CROCKFORD, answer_id
from benefits.coverage import facts
from benefits.coverage.situation import FactError
from tests import shipped
from tests.cases.answers import answers_of
from tests.coverage.builders import PT, general
from tests.documents import answer

TOLD: Final[dict[str, object]] = {
    "therapy": PT,
    "plan": "hmo",
    "referral": "pcp",
    "visits_used": {PT: 18, "speech-therapy": "unsure"},
    "on": "2026-11-21",
}
PLANS: Final = general()


def takes_unsure(fact: facts.Fact) -> bool:
    """Whether not being sure of it is the same as telling nothing, and can be told."""
    try:
        fact.read(shipped.catalog(), "unsure")
    except FactError:
        return False
    return fact.name not in facts.REQUIRED


def test_it_is_ten_letters_and_digits_that_are_hard_to_misread() -> None:
    for found in answers_of("hmo"):
        assert re.fullmatch(f"[{CROCKFORD}]{{10}}", found["answer_id"])
    assert not set("ILOU") & set(CROCKFORD)
    assert len(CROCKFORD) == 32


def test_it_is_that_of_the_page_the_shell_and_the_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_ids, "RULES_NUMBER", 1)

    assert answer_id({"therapy": PT, "plan": "hmo", "on": "2026-11-21"}, "0" * 64) == "8SNK44W72D"


def test_the_order_of_facts_does_not_change_it() -> None:
    turned = dict(reversed({**TOLD, "visits_used": {"speech-therapy": "unsure", PT: 18}}.items()))

    assert answer_id(turned, "a") == answer_id(TOLD, "a")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"referral": "none"}, id="another answer"),
        pytest.param({"on": "2026-11-22"}, id="another day"),
        pytest.param({"visits_used": {PT: 19, "speech-therapy": "unsure"}}, id="another visit"),
        pytest.param({"network": "kaiser"}, id="one more answer"),
        pytest.param({"visits_outside": 0}, id="no visits, which is a statement"),
        pytest.param({"deductible": 0}, id="no dollars, which is a statement"),
        pytest.param({"plan": "unsure"}, id="a plan that is not known, for which there is a guide"),
    ],
)
def test_other_facts_change_it(other: dict[str, object]) -> None:
    assert answer_id({**TOLD, **other}, "a") != answer_id(TOLD, "a")


@pytest.mark.parametrize(
    "nothing",
    [
        pytest.param({"network": "unsure"}, id="not sure of a place"),
        pytest.param({"deductible": "unsure"}, id="not sure of dollars"),
        pytest.param({"copay": "unsure", "condition": "unsure"}, id="not sure of two"),
    ],
)
def test_what_says_nothing_does_not_change_it(nothing: dict[str, object]) -> None:
    assert answer_id({**TOLD, **nothing}, "a") == answer_id(TOLD, "a")


def test_visits_left_blank_are_visits_not_told() -> None:
    untold = {name: value for name, value in TOLD.items() if name != "visits_used"}

    assert answer_id({**untold, "visits_used": {}}, "a") == answer_id(untold, "a")


@pytest.mark.parametrize("fact", [fact.name for fact in facts.FACTS if takes_unsure(fact)])
def test_what_has_one_number_has_one_answer(fact: str) -> None:
    for plan in ("hmo", "hdhp", "unsure", "wa-pebb-value-2024", "ga-hmo-2016-89942ga0060009-01"):
        told: dict[str, object] = {"therapy": PT, "plan": plan, "on": "2024-06-01", "coverage": "family"}
        untold = {"deductible": 100, **told} if fact != "deductible" else told

        unsure = answer(shipped.edition(), {**untold, fact: "unsure"})

        assert {**unsure, "facts": untold} == answer(shipped.edition(), untold)


def test_another_edition_changes_it() -> None:
    assert answer_id(TOLD, "a") != answer_id(TOLD, "b")


def test_other_rules_change_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = answer_id(TOLD, "a")

    monkeypatch.setattr(answer_ids, "RULES_NUMBER", answer_ids.RULES_NUMBER + 1)

    assert answer_id(TOLD, "a") != before


def test_no_two_answers_share_one() -> None:
    ids = [found["answer_id"] for under in PLANS for found in answers_of(under)]

    assert len(ids) == len(set(ids))
