"""Every question of the form is answered from the plan's own record, or it is said that the record is silent."""

from datetime import date

import pytest

from benefits.editions import InForce
from benefits.exports.choosing import choice
from benefits.exports.events import Sheet
from benefits.exports.important_questions import IMPORTANT_QUESTIONS, answered
from tests.exports.conftest import TODAY

SILENCE = "Not stated in our source."
MIDSUMMER_2024 = date(2024, 6, 1)
HAWAII = "hi-hmo-2016-60612hi0110007-03"


def answers(edition: InForce, plan: str, day: date) -> dict[str, str]:
    sheet = Sheet(edition, plan, choice(edition.catalog, {}, day))
    return {question: answer for question, answer, _why in answered(sheet)}


ANSWERS = [
    pytest.param("hmo", TODAY, "overall deductible", SILENCE, id="a guide has no amounts of its own"),
    pytest.param(
        "wa-pebb-cdhp-2024",
        MIDSUMMER_2024,
        "before you meet your deductible",
        "No: Physical therapy, Occupational therapy and Speech therapy.",
        id="the deductible comes first where the price says so",
    ),
    pytest.param("hmo", TODAY, "not included", SILENCE, id="no price says whether it counts"),
    pytest.param(HAWAII, date(2016, 6, 1), "not included", "Acupuncture.", id="one price does not count"),
    pytest.param("hmo", TODAY, "deductibles for specific services", SILENCE, id="no record has a place for it"),
]


@pytest.mark.parametrize(("plan", "day", "question", "answer"), ANSWERS)
def test_it_answers(edition: InForce, plan: str, day: date, question: str, answer: str) -> None:
    (said,) = (words for asked, words in answers(edition, plan, day).items() if question in asked)

    assert answer in said


def test_therapies_with_the_same_words_stand_together(edition: InForce) -> None:
    (referral,) = (words for asked, words in answers(edition, "hmo", TODAY).items() if "referral" in asked)

    assert "Physical therapy: required." in referral


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2199, 1, 1)])
def test_a_day_without_a_record_covers_nothing(edition: InForce, day: date) -> None:
    found = answers(edition, "wa-pebb-cdhp-2024", day)

    assert len(found) == len(IMPORTANT_QUESTIONS)
    assert list(found.values())[-1] == "No therapy is covered."
