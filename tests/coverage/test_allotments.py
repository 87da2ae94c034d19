"""How far the visits of a course go into the limits."""

from datetime import date
from typing import Any, Final

import pytest

from benefits.coverage.allotments import Allotment, allotments
from benefits.coverage.limits import tallies
from benefits.coverage.records import Record
from benefits.coverage.terms import terms
from benefits.coverage.vocabulary import LimitPeriod
from tests.coverage.builders import PT, TODAY, asked, benefit, catalog, pool

WITHIN, UNSURE, PAST = Allotment.WITHIN, Allotment.UNSURE, Allotment.PAST
DAYS: Final = (TODAY, date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 1))
CALENDAR: Final[dict[str, Any]] = {"period": LimitPeriod.CALENDAR_YEAR}


@pytest.mark.parametrize(
    ("limits", "facts", "found"),
    [
        pytest.param([], {}, [WITHIN] * 4, id="no limit"),
        pytest.param([pool(None, PT)], {}, [WITHIN] * 4, id="a limit without a figure"),
        pytest.param([pool(2, PT, **CALENDAR)], {}, [WITHIN, WITHIN, PAST, WITHIN], id="until the year starts again"),
        pytest.param([pool(2, PT)], {}, [WITHIN, WITHIN, UNSURE, UNSURE], id="a year that starts nobody knows when"),
        pytest.param(
            [pool(2, PT)], {"visits_used": {PT: 2}}, [PAST, UNSURE, UNSURE, UNSURE], id="used up as the answer says"
        ),
        pytest.param(
            [pool(2, PT, period=LimitPeriod.CONDITION)], {}, [WITHIN, WITHIN, PAST, PAST], id="for one problem"
        ),
        pytest.param([pool(1, PT, high=2, **CALENDAR)], {}, [WITHIN, UNSURE, PAST, WITHIN], id="a range"),
        pytest.param(
            [pool(3, PT, **CALENDAR), pool(1, PT, slug="tight", period=LimitPeriod.MONTH)],
            {},
            [WITHIN, PAST, WITHIN, WITHIN],
            id="of two the tighter one speaks",
        ),
        pytest.param(
            [pool(1, PT, **CALENDAR)], {"visit_limit": 3}, [WITHIN, UNSURE, UNSURE, WITHIN], id="two figures differ"
        ),
    ],
)
def test_visits_stand_within_limits_or_past_them(
    limits: list[Record], facts: dict[str, object], found: list[Allotment]
) -> None:
    built = catalog(benefit(), *limits)
    situation = asked(built, **facts)
    spoken = terms(built, situation)

    assert list(allotments(spoken, tallies(spoken, situation), TODAY, DAYS)) == found
