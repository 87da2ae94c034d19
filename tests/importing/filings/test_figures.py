"""Numbers in free text: which may be limits, of what, over which time."""

import pytest

from benefits.importing.filings import figures

FOUND = [
    ("20 visits per year", [(20, "visits")]),
    ("20 visit(s) per year", [(20, "visits")]),
    ("20 vists each per year", [(20, "visits")]),
    ("Limited to 45 sessions per year", [(45, "visits")]),
    ("maximum of 36 outpatient treatment sessions per year", [(36, "visits")]),
    ("12 treatments per year", [(12, "treatments")]),
    ("fifteen visits per person", [(15, "visits")]),
    ("60 treatment days per disability", [(60, "days")]),
    ("30 days per year", [(30, "days")]),
    ("60 combined habilitative and rehabilitative visits per year", [(60, "visits")]),
    ("35 total combined visits between these services", [(35, "visits")]),
    ("20 PT visits and 25 OT visits", [(20, "visits"), (25, "visits")]),
    ("20OT, 20PT, 25ST", [(20, "visits"), (20, "visits"), (25, "visits")]),
    ("20 visit limit for physical therapy and 30 for OT", [(20, "visits"), (30, "visits")]),
    ("Spinal manipulations limited to 10 per year", [(10, None)]),
    ("$1,500 maximum per calendar year", [(1500, "dollars")]),
    ("20 hours per week limit", [(20, "hours")]),
    *((text, []) for text in (
        "beginning with 4th visit", "minimum of three (3) hours of active therapy per day", "children 17 years of age",
        "a 3-tiered network", "call 1-844-674-3834", "within seventy-two (72) hours", "$20 per visit", "$50 copay",
        "Line 92 above", "2.5 visits", "Phase 2",
    )),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_the_numbers_that_may_be_limits(text: str, found: list[tuple[int, str | None]]) -> None:
    seen = figures.figures(text)

    assert [(figures.quantity(each), figures.unit(each, text)) for each in seen] == found


PERIODS = [
    ("20 visits per year", "year"),
    ("30 visits/year", "year"),
    ("35 visits a year limit", "year"),
    ("per benefit year", "year"),
    ("annually", "year"),
    ("per calendar year", "calendar_year"),
    ("per plan year", "plan_year"),
    ("per contract year", "contract_year"),
    ("per Benefit Period", "benefit_period"),
    ("per condition", "condition"),
    ("per episode of care", "condition"),
    ("per condition per year", "condition_per_year"),
    ("per disability, per calendar year", "condition_per_year"),
    ("per lifetime", "lifetime"),
    ("per admission", "admission"),
    ("per month", "month"),
    ("20 visits", None),
    ("for yearlings", None),
]


@pytest.mark.parametrize(("text", "period"), PERIODS)
def test_the_time_it_counts_over(text: str, period: str | None) -> None:
    assert figures.period(text) == period


def test_a_number_with_many_slashes_takes_no_time() -> None:
    assert figures.figures("20 " + "/" * 50_000) == []
