"""The question about visits, in the words that its limits make: read aloud, each limit that is shipped."""

from datetime import date
from typing import Final

import pytest

from benefits.coverage import interview
from benefits.coverage.records import PoolMember, Record
from benefits.coverage.visits import visit_keys
from benefits.coverage.vocabulary import LimitPeriod, LimitUnit, NetworkTier
from benefits.wording import counting
from benefits.wording.counting import visits_outside_to_count, visits_to_count
from tests import shipped
from tests.coverage.builders import OT, PT, SPEECH, benefit, catalog, gate, plan, pool

DATED: Final = plan(accumulation_starts="07-01")


def question(*records: Record, **facts: object) -> list[str]:
    built = catalog(benefit(), *records)
    told = {"therapy": PT, "plan": "mine", "on": "2026-11-21", **facts}
    return visits_to_count(built, interview.visits_asked(built, told))


@pytest.mark.parametrize(
    ("period", "dated", "said"),
    [
        pytest.param("year", True, "since July 1, 2026, for any health problem.", id="a year that we know"),
        pytest.param("year", False, "since your plan year began, for any health problem.", id="a year"),
        pytest.param("plan_year", False, "since your plan year began, for any health problem.", id="a plan year"),
        pytest.param("calendar_year", False, "since Jan. 1, 2026, for any health problem.", id="a calendar year"),
        pytest.param("contract_year", False, "since your plan’s contract year began, for", id="a contract year"),
        pytest.param("benefit_period", True, "in the benefit period that you are in now, for", id="a benefit period"),
        pytest.param("condition", True, "only visits for this health problem, also those of past", id="a condition"),
        pytest.param(
            "condition_per_year", True, "only visits for this health problem since July 1, 2026: ", id="both, dated"
        ),
        pytest.param(
            "condition_per_year", False, "only visits for this health problem since your plan year began: ", id="both"
        ),
        pytest.param("admission", True, "only visits in this hospital stay: physical therapy.", id="a stay"),
        pytest.param("month", True, "since Nov. 1, 2026, for any health problem. Each month counts", id="a month"),
        pytest.param("lifetime", True, "that you ever had with this plan, for any health problem.", id="a lifetime"),
    ],
)
def test_it_says_over_what_time_and_for_which_problem(period: str, dated: bool, said: str) -> None:
    (sentence,) = question(pool(20, period=LimitPeriod(period)), *([DATED] if dated else []))

    assert said in sentence
    assert "physical therapy" in sentence


@pytest.mark.parametrize("period", LimitPeriod)
def test_every_period_has_a_sentence(period: LimitPeriod, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that nobody has worded yet."""
    days = 30 if period is LimitPeriod.ROLLING_DAYS else None
    limit = pool(20, period=period, period_days=days)
    worded = question(limit)
    monkeypatch.setattr(counting, "OVER", {})

    unworded = question(limit)

    always_dated = period in (LimitPeriod.CALENDAR_YEAR, LimitPeriod.MONTH)
    assert all(sentence.startswith("Count ") for sentence in worded)
    assert ("in the time that your plan counts now" in unworded[0]) is not always_dated


@pytest.mark.parametrize(
    ("records", "said"),
    [
        pytest.param([], ["Our record names no limit that counts these visits."], id="no limit"),
        pytest.param([pool(20, PT, OT)], ["Your plan counts these visits together."], id="all that are asked for"),
        pytest.param(
            [pool(20, PT, OT, slug="a"), pool(60, PT, OT, SPEECH, slug="b")],
            [
                "Your plan counts visits for physical therapy and occupational therapy together.",
                "Your plan counts these visits together.",
            ],
            id="some of them",
        ),
        pytest.param(
            [gate("prior_authorization", from_visit=8, note="It counts one episode.")],
            [
                "Count only visits for this health problem: physical therapy.",
                "Your plan has another rule from visit 8 on.",
                "It counts one episode.",
            ],
            id="an approval from a visit on",
        ),
        pytest.param(
            [gate("prior_authorization", from_visit=8)],
            ["Your plan has another rule from visit 8 on."],
            id="an approval of which no more is said",
        ),
    ],
)
def test_it_says_what_counts_together_and_toward_what(records: list[Record], said: list[str]) -> None:
    assert question(*records)[-len(said) :] == said


@pytest.mark.parametrize(
    ("member", "dated", "said"),
    [
        pytest.param(
            PoolMember(tier=NetworkTier.OUTSIDE),
            True,
            "Count all visits for any kind of care outside the network since July 1, 2026, for any health problem.",
            id="any care",
        ),
        pytest.param(
            PoolMember(therapy=PT, tier=NetworkTier.OUTSIDE),
            False,
            "Count all visits for physical therapy outside the network since your plan year began, for any health "
            "problem.",
            id="a therapy",
        ),
        pytest.param(None, True, "Our record names no limit that counts these visits.", id="no limit"),
    ],
)
def test_visits_outside_the_network(member: PoolMember | None, dated: bool, said: str) -> None:
    starts = "07-01" if dated else ""
    limits = [pool(20, members=(member,))] if member else []
    built = catalog(plan(out_of_network_benefits=True, accumulation_starts=starts), benefit(), *limits)
    told = {"therapy": PT, "plan": "mine", "on": "2026-11-21", "network": "outside"}

    assert visits_outside_to_count(built, interview.visits_asked(built, told)) == [said]


PLAN_YEAR: Final = "since your plan year began, for any health problem."
NEW_YEAR: Final = "since Jan. 1, 2026, for any health problem."
THREE: Final = "physical therapy, occupational therapy and speech therapy"
# Plan and therapy, what is told besides, and the question. Each shipped limit that counts visits is among them.
SHIPPED: Final = [
    ("ca-bmc-hmo chiropractic", {}, [f"Count all visits for chiropractic care {NEW_YEAR}"]),
    (
        "ca-calpers-hmo acupuncture",
        {},
        [
            f"Count all visits for acupuncture and chiropractic care {NEW_YEAR}",
            "Your plan counts these visits together.",
        ],
    ),
    ("ga-gold-0-20-2016-01 speech-therapy", {}, [f"Count all visits for speech therapy {PLAN_YEAR}"]),
    (
        "ga-hmo-2016-89942ga0060009-01 physical-therapy",
        {},
        [
            f"Count all visits for physical therapy and occupational therapy {PLAN_YEAR}",
            "Your plan counts these visits together.",
        ],
    ),
    ("ga-hmo-2026 chiropractic", {}, [f"Count all visits for chiropractic care {NEW_YEAR}"]),
    (
        "ga-hmo-2026 physical-therapy",
        {},
        [
            f"Count all visits for physical therapy and occupational therapy {NEW_YEAR}",
            "Your plan counts these visits together.",
        ],
    ),
    ("ga-hmo-2026 speech-therapy", {}, [f"Count all visits for speech therapy {NEW_YEAR}"]),
    ("ga-signature-gold-hmo-1500-2026-03 chiropractic", {}, [f"Count all visits for chiropractic care {NEW_YEAR}"]),
    (
        "ga-signature-gold-hmo-1500-2026-03 occupational-therapy",
        {},
        [
            f"Count all visits for occupational therapy and physical therapy {NEW_YEAR}",
            "Your plan counts these visits together.",
        ],
    ),
    (
        "ga-signature-gold-hmo-1500-2026-03 physical-therapy",
        {"purpose": "habilitation"},
        [
            (
                "Count all visits for physical therapy to learn something new and occupational therapy to learn "
                f"something new {NEW_YEAR}"
            ),
            "Your plan counts these visits together.",
        ],
    ),
    (
        "ga-signature-gold-hmo-1500-2026-03 speech-therapy",
        {"purpose": "habilitation"},
        [f"Count all visits for speech therapy to learn something new {NEW_YEAR}"],
    ),
    ("ga-signature-gold-hmo-1500-2026-03 speech-therapy", {}, [f"Count all visits for speech therapy {NEW_YEAR}"]),
    ("ga-silver-3000-30-2017 chiropractic", {}, [f"Count all visits for chiropractic care {PLAN_YEAR}"]),
    (
        "hi-hmo-2016-60612hi0110007-03 massage-therapy",
        {},
        [
            f"Count all visits for massage therapy, chiropractic care and acupuncture {PLAN_YEAR}",
            "Your plan counts these visits together.",
        ],
    ),
    ("nw-pebb-classic-2024 massage-therapy", {}, [f"Count all visits for massage therapy {PLAN_YEAR}"]),
    (
        "nw-pebb-classic-2024 physical-therapy",
        {},
        [
            "Count only visits for this health problem: physical therapy.",
            "Your plan has another rule from visit 8 on.",
            (
                "That counts the visits of a new episode of care. The first check-up and 6 treatment visits need no "
                "approval."
            ),
            f"Count all visits for occupational therapy and speech therapy {PLAN_YEAR}",
            "Some plans count these visits together.",
        ],
    ),
    ("nw-pebb-senior-advantage-2016 chiropractic", {}, [f"Count all visits for chiropractic care {PLAN_YEAR}"]),
    (
        "nw-pebb-senior-advantage-2024 acupuncture",
        {},
        [
            f"Count all visits for acupuncture {PLAN_YEAR}",
            "Count all visits for acupuncture in the last 90 days, for any health problem.",
        ],
    ),
    ("hmo massage-therapy", {}, [f"Count all visits for massage therapy {PLAN_YEAR}"]),
    ("hmo acupuncture", {}, [f"Count all visits for acupuncture {PLAN_YEAR}"]),
    ("hmo chiropractic", {}, [f"Count all visits for chiropractic care {PLAN_YEAR}"]),
    (
        "hmo physical-therapy",
        {},
        [f"Count all visits for {THREE} {PLAN_YEAR}", "Some plans count these visits together."],
    ),
    (
        "va-silver-1500-30-2016-05 occupational-therapy",
        {},
        [
            f"Count all visits for occupational therapy and physical therapy {PLAN_YEAR}",
            "Your plan may count these visits together.",
        ],
    ),
    (
        "va-silver-1500-30-2016-05 physical-therapy",
        {},
        [
            f"Count all visits for physical therapy and occupational therapy {PLAN_YEAR}",
            "Your plan may count these visits together.",
        ],
    ),
    (
        "wa-pebb-cdhp-2024 physical-therapy",
        {},
        [f"Count all visits for {THREE} {PLAN_YEAR}", "Your plan counts these visits together."],
    ),
    ("wa-pebb-value-2024 acupuncture", {}, [f"Count all visits for acupuncture {PLAN_YEAR}"]),
    ("wa-pebb-value-2024 chiropractic", {}, [f"Count all visits for chiropractic care {PLAN_YEAR}"]),
    (
        "wa-pebb-value-2024 physical-therapy",
        {},
        [f"Count all visits for {THREE} {PLAN_YEAR}", "Your plan counts these visits together."],
    ),
    (
        "wa-pebb-value-2024 physical-therapy",
        {"setting": "inpatient"},
        ["Our record names no limit that counts these visits."],
    ),
    (
        "wa-sound-trust physical-therapy",
        {},
        [
            f"Count only visits for this health problem since Jan. 1, 2026: {THREE}.",
            "Your plan counts these visits together.",
        ],
    ),
]


def case_facts(case: str, told: dict[str, str]) -> dict[str, object]:
    """The facts of a shipped plan and a therapy, on a day on which the record holds."""
    slug, therapy = case.split()
    first = shipped.catalog().plan_by_slug[slug].effective_from or date(2026, 11, 21)
    return {"therapy": therapy, "plan": slug, "on": first.isoformat(), **told}


@pytest.mark.parametrize(
    ("case", "told", "said"), SHIPPED, ids=[" ".join((case, *told.values())) for case, told, _said in SHIPPED]
)
def test_it_asks_exactly_what_a_shipped_plan_counts(case: str, told: dict[str, str], said: list[str]) -> None:
    asked = interview.visits_asked(shipped.catalog(), case_facts(case, told))

    assert visits_to_count(shipped.catalog(), asked) == said


def test_every_shipped_limit_that_counts_visits_is_read_aloud() -> None:
    read = {
        (case.split()[0], key)
        for case, told, _said in SHIPPED
        for key in interview.visits_asked(shipped.catalog(), case_facts(case, told)).keys
    }
    for limit in shipped.catalog().visit_limits:
        asked_of = "hmo" if limit.plan == "unsure" else limit.plan
        keys = {(asked_of, key) for key in visit_keys(shipped.catalog(), limit)}
        counts_visits = limit.low is not None and limit.unit is LimitUnit.VISITS
        assert not counts_visits or not keys or read & keys, (limit.plan, limit.slug)
