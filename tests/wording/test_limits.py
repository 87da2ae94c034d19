"""Visit limits as sentences."""

from typing import Any

import pytest

from benefits.coverage.vocabulary import Certainty, Extension, LimitPeriod, LimitRule, LimitUnit
from benefits.wording import limits
from tests.cases.reading import edition
from tests.coverage.builders import OT, PT, benefit, catalog, plan, pool
from tests.documents import answer

USED_18 = {"visits_used": {PT: 18}}


def text(*records: Any, **facts: object) -> str:
    told = {"therapy": PT, "plan": "mine", "on": "2026-11-21", **facts}
    found = answer(edition(catalog(benefit(), *records)), told)["limits"]
    return str(found[0]["text"])


@pytest.mark.parametrize(
    ("records", "facts", "said"),
    [
        pytest.param([pool(20)], {}, "Your plan’s document: 20 visits per year.", id="a figure"),
        pytest.param([pool(1)], {}, "1 visit per year", id="one visit"),
        pytest.param([pool(20)], USED_18, "18 of 20 used, 2 left.", id="what is left"),
        pytest.param(
            [pool(20, exempt_below_age=21)],
            {"age": 21},
            "It does not hold for anyone under 21.",
            id="not for the young",
        ),
        pytest.param([pool(20)], {"visits_used": {PT: 25}}, "25 of 20 used, 0 left.", id="never less than none"),
        pytest.param(
            [pool(20, PT, OT)],
            USED_18,
            "20 visits per year, physical therapy and occupational therapy combined.",
            id="shared",
        ),
        pytest.param(
            [pool(20, PT, OT)],
            {"visits_used": {PT: 18, OT: "unsure"}},
            "18 of 20 used, at most 2 left, shared by physical therapy and occupational therapy.",
            id="at most",
        ),
        pytest.param(
            [pool(20, high=60, certainty=Certainty.TYPICALLY)],
            USED_18,
            "The limit varies by plan: typically 20-60 visits per year. You have used 18.",
            id="a range with its hedge",
        ),
        pytest.param(
            [pool(20, plan="any")],
            {},
            "Our record of your plan does not state a limit. The general guide says 20 visits per year.",
            id="the guide's word",
        ),
        pytest.param([pool(None)], {}, "The visit limit depends on your plan.", id="it varies"),
        pytest.param(
            [pool(None, rule=LimitRule.NONE_LISTED)], {}, "Your plan’s document lists no visit limit.", id="none listed"
        ),
        pytest.param(
            [pool(None, PT, OT, certainty=Certainty.MAY)],
            {},
            "Some plans have one limit for physical therapy and occupational therapy together.",
            id="maybe shared",
        ),
        pytest.param(
            [pool(12, period=LimitPeriod.ROLLING_DAYS, period_days=90)], {}, "12 visits in any 90 days.", id="rolling"
        ),
        pytest.param([pool(60, unit=LimitUnit.DAYS)], {}, "60 days per year.", id="days"),
        pytest.param(
            [],
            {"visit_limit": 30, **USED_18},
            "Your own papers say 30 visits per year (from you). 18 of 30 used, 12 left.",
            id="own papers",
        ),
        pytest.param(
            [pool(20, extension=Extension.PCP_REQUEST)], {}, "Your PCP can ask for an extension.", id="an extension"
        ),
        pytest.param(
            [pool(12, extension=Extension.IMPROVEMENT, extension_quantity=8, absolute_max=20)],
            {},
            "If you are getting better, more visits can be covered, up to 8 more, at most 20 in all.",
            id="an extension with its bounds",
        ),
        pytest.param(
            [pool(20)],
            USED_18,
            "At 2 visits a week, the last one is about Nov. 24, 2026. If you may need more, ask by Nov. 21, 2026.",
            id="when they run out",
        ),
        pytest.param(
            [plan(accumulation_starts="01-01"), pool(20)],
            {},
            "The count starts again on Jan. 1, 2027.",
            id="when they start again",
        ),
    ],
)
def test_a_limit_in_a_few_sentences(records: list[Any], facts: dict[str, Any], said: str) -> None:
    assert said in text(*records, **facts)


def test_visits_that_last_beyond_the_year_do_not_run_out() -> None:
    assert "the last one" not in text(plan(accumulation_starts="01-01"), pool(20))


def test_every_way_to_more_visits_has_words() -> None:
    assert set(limits.EXTENSIONS) == set(Extension)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        pytest.param(1000, 1000, "$1,000", id="one figure has its comma"),
        pytest.param(500, 1000, "$500-$1,000", id="a range has two"),
    ],
)
def test_a_limit_in_dollars_is_written_as_dollars_are(low: int, high: int, said: str) -> None:
    assert limits.quantity(low, high, LimitUnit.DOLLARS, None) == said
