"""The values worth trying: those that the records of a case tell apart, and no others."""

from typing import Any

import pytest

from benefits.coverage.decision import decide
from benefits.coverage.facts import BANDS, FACT
from benefits.coverage.records import Record
from benefits.coverage.terms import terms
from tests.coverage.builders import PT, asked, benefit, catalog, copay, gate, guides, plan, pool, price, rule


def probed(fact: str, *records: Record, **facts: object) -> list[str]:
    built = catalog(*records)
    situation = asked(built, **facts)
    return [str(value) for value in FACT[fact].probes(situation, decide(built, situation))]


def banded(fact: str, *records: Record) -> list[str]:
    built = catalog(benefit(), *records)
    situation = asked(built)
    return [str(value) for value in BANDS[fact](situation, terms(built, situation))]


@pytest.mark.parametrize(
    ("fact", "records", "values"),
    [
        pytest.param("referral", [], ["pcp", "specialist", "none"], id="who may refer, and nobody"),
        pytest.param("region", [plan(region="valley")], [], id="the region of a plan that has its own"),
        pytest.param("region", [], ["land", "valley"], id="every region, for a plan of none"),
        pytest.param("visits_used", [pool(20, high=60)], [f"{{'{PT}': 20}}", f"{{'{PT}': 60}}"], id="ends of a limit"),
        pytest.param("visits_used", [copay(20, from_visit=4)], [f"{{'{PT}': 3}}"], id="the visit before a price"),
        pytest.param("visits_outside", [pool(20)], [], id="visits outside where no limit counts them"),
        pytest.param("visit_limit", [pool(20)], [], id="own limit beside an exact one"),
        pytest.param("visit_limit", [], ["1"], id="own limit where none is on file"),
        pytest.param("copay", [price("unstated")], ["1"], id="own copay for no price"),
        pytest.param("copay", [copay(20)], [], id="own copay beside an exact one"),
        pytest.param("coverage", [], [], id="a family without amounts of its own"),
        pytest.param("technique", [], [], id="a technique where none is left out"),
        pytest.param("payment", [], [], id="how one pays turns nothing"),
    ],
)
def test_a_case_is_probed_with(fact: str, records: list[Record], values: list[str]) -> None:
    own = [] if any(getattr(record, "status", None) for record in records) else [benefit()]

    assert probed(fact, *own, *records) == values


def test_visits_are_probed_with_those_of_other_therapies_as_told() -> None:
    other = {"speech-therapy": 4}

    (value,) = probed("visits_used", benefit(), pool(20), visits_used=other)

    assert value == str({**other, PT: 20})


def test_the_type_of_a_plan_is_probed_where_it_is_not_known() -> None:
    def types(plan: str) -> tuple[Any, ...]:
        situation = asked(guides(), plan=plan)
        return FACT["plan"].probes(situation, decide(guides(), situation))

    assert "hdhp" in types("unsure")
    assert types("hmo") == ()


@pytest.mark.parametrize(
    ("fact", "records", "values"),
    [
        pytest.param("referral", [], ["none", "unsure", "specialist"], id="referrals where none is asked for"),
        pytest.param(
            "referral", [gate("referral")], ["none", "unsure", "pcp", "specialist"], id="who may refer and who may not"
        ),
        pytest.param("condition", [], ["None", "headache"], id="one condition for all that no record names"),
        pytest.param("condition", [rule("headache")], ["None", "headache", "joint-pain"], id="a condition with a rule"),
        pytest.param("network", [], ["None", "outside"], id="outside, where no record asks for the network"),
        pytest.param(
            "network", [gate("network")], ["None", "kaiser", "contracted", "outside"], id="every place, where one does"
        ),
        pytest.param("prior_authorization", [], ["unsure", "denied"], id="a denial, where none is asked for"),
        pytest.param("deductible", [copay(20)], ["unsure"], id="no deductible"),
        pytest.param(
            "deductible",
            [copay(20, deductible="after")],
            ["met", "not-met", "unsure"],
            id="a price after it",
        ),
        pytest.param("first_treatments", [], ["unsure"], id="other care that no rule asks for"),
        pytest.param("improving", [], ["unsure"], id="a benefit that goes on without progress"),
        pytest.param(
            "visits_used",
            [pool(3)],
            ["{}", *(f"{{'{PT}': {used}}}" for used in (None, 0, 2, 3, 4))],
            id="visits around a limit",
        ),
    ],
)
def test_all_cases_are_banded_with(fact: str, records: list[Record], values: list[str]) -> None:
    assert banded(fact, *records) == values
