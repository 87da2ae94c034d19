"""The days that are worth a place in a calendar: only what is known, and nothing that is past."""

from datetime import date
from typing import Any

import pytest

from benefits import answering
from benefits.wording.days import AnswerDay, DayKind, days
from tests import shipped

KNEE = {"therapy": "physical-therapy", "condition": "joint-pain", "referral": "pcp"}
GEORGIA = {**KNEE, "plan": "ga-hmo-2026", "on": "2026-03-02"}
USED = {"visits_used": {"physical-therapy": 30, "occupational-therapy": 4}}
ENDS = (DayKind.RECORD_ENDS, date(2026, 12, 31))
AGAIN = (DayKind.STARTS_AGAIN, date(2027, 1, 1))


def known(facts: dict[str, Any]) -> tuple[AnswerDay, ...]:
    found = answering.decided(shipped.edition(), facts)
    return days(found.decision, answering.in_words(found))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(
            {**GEORGIA, **USED},
            [(DayKind.ASK_FOR_MORE, date(2026, 3, 5)), (DayKind.LAST_VISIT, date(2026, 3, 19)), ENDS, AGAIN],
            id="when the visits left run out",
        ),
        pytest.param(
            {**GEORGIA, **USED, "course": {"visits": 12, "per_week": 1}},
            [(DayKind.ASK_FOR_MORE, date(2026, 3, 23)), (DayKind.LAST_VISIT, date(2026, 4, 6)), ENDS, AGAIN],
            id="when a planned course uses them up",
        ),
        pytest.param(
            {**GEORGIA, **USED, "course": {"visits": 6}}, [ENDS, AGAIN], id="no last visit, where a course fits"
        ),
        pytest.param(GEORGIA, [ENDS, AGAIN], id="no last visit, where no visits are told"),
        pytest.param({**KNEE, "plan": "hmo", "on": "2026-03-02"}, [], id="no day of a guide"),
        pytest.param({**KNEE, "plan": "wa-pebb-value-2024", "on": "2026-03-02"}, [], id="no day that is past"),
    ],
)
def test_an_answer_has_days(facts: dict[str, Any], expected: list[tuple[DayKind, date]]) -> None:
    assert [(found.kind, found.day) for found in known(facts)] == expected


def test_no_title_names_the_therapy_or_the_problem() -> None:
    told = " ".join(f"{found.title} {found.text}" for found in known({**GEORGIA, **USED})).lower()

    assert not [word for word in ("physical", "therapy", "joint", "knee", "pain") if word in told]
