"""Which facts can turn a decision, and what counts as another answer."""

from typing import Any

import pytest

from benefits.coverage.aspects import signature
from benefits.coverage.decision import decide
from benefits.coverage.probes import outcomes
from benefits.coverage.records import PoolMember, Record
from benefits.coverage.vocabulary import NetworkTier
from tests.coverage.builders import (
    OT,
    PT,
    amount,
    asked,
    benefit,
    catalog,
    copay,
    differing,
    gate,
    guides,
    plan,
    pool,
    price,
    rule,
)


def turns(fact: str, *records: Record, **facts: object) -> list[Any]:
    built = catalog(*records)
    situation = asked(built, **facts)
    return [value for value, _ in outcomes(built, situation, decide(built, situation), fact)]


OUTSIDE = PoolMember(therapy=PT, tier=NetworkTier.OUTSIDE)


@pytest.mark.parametrize(
    ("fact", "records", "values"),
    [
        pytest.param("referral", [gate("referral")], ["pcp"], id="a referral that is needed"),
        pytest.param("referral", [gate("referral", "not_required")], [], id="a referral that is not"),
        pytest.param("network", [gate("network")], ["contracted", "outside"], id="where one goes"),
        pytest.param("network", [gate("network", "not_required")], [], id="anywhere"),
        pytest.param("condition", [rule("headache")], ["headache"], id="a condition that is listed"),
        pytest.param("condition", [], [], id="no condition is"),
        pytest.param(
            "prior_authorization", [gate("prior_authorization")], ["approved"], id="an approval that is needed"
        ),
        pytest.param("prior_authorization", [], [], id="an approval that is not"),
        pytest.param("visits_used", [pool(20)], [{PT: 20}], id="a limit"),
        pytest.param("visits_used", [pool(20, high=60)], [{PT: 20}, {PT: 60}], id="a range"),
        pytest.param(
            "visits_used", [gate("prior_authorization", from_visit=13)], [{PT: 0}], id="an approval from visit 13 on"
        ),
        pytest.param(
            "visits_used",
            [copay(0, to_visit=3), copay(20, from_visit=4)],
            [{PT: 3}],
            id="another price from visit 4 on",
        ),
        pytest.param("visits_used", [], [], id="nothing that counts"),
        pytest.param("visit_limit", [pool(20, high=60)], [1], id="own limit for a range"),
        pytest.param("visit_limit", [pool(20)], [], id="own limit where there is one"),
        pytest.param("deductible", [copay(20, deductible="after")], ["met", "not-met"], id="a deductible"),
        pytest.param("deductible", [copay(20)], [], id="no deductible"),
        pytest.param(
            "out_of_pocket", [copay(20, counts_to_out_of_pocket=True)], ["met", "not-met"], id="a cost that counts"
        ),
        pytest.param("out_of_pocket", [copay(20)], [], id="a cost that does not"),
        pytest.param("copay", [price("unstated")], [1], id="own copay for no price"),
        pytest.param("copay", [copay(20)], [], id="own copay where there is one"),
        pytest.param(
            "technique", [benefit(excluded_techniques=("dry-needling",))], ["dry-needling"], id="a technique left out"
        ),
        pytest.param("improving", [benefit(stops_without_improvement=True)], ["no"], id="care that must help"),
        pytest.param(
            "first_treatments",
            [rule("joint-pain", "more_likely", likelier_after_first_treatments=True)],
            [],
            id="other care, condition not told",
        ),
    ],
)
def test_what_turns_the_answer(fact: str, records: list[Record], values: list[Any]) -> None:
    base = [] if any(getattr(record, "status", None) for record in records) else [benefit()]

    assert [str(value) for value in turns(fact, *base, *records)] == [str(value) for value in values]


def test_other_care_turns_the_answer_for_a_condition_that_asks_for_it() -> None:
    records = benefit(), rule("joint-pain", "more_likely", likelier_after_first_treatments=True)

    assert turns("first_treatments", *records, condition="joint-pain") == ["not-tried"]


def test_a_family_turns_the_answer_where_its_amount_is_another() -> None:
    price_after = benefit(), copay(20, deductible="after")

    assert turns("coverage", *price_after, amount("deductible", 500, 1000), deductible=600) == ["family"]
    assert turns("coverage", *price_after, amount("deductible", 500, 500), deductible=600) == []


def test_visits_outside_turn_the_answer_where_a_limit_counts_them() -> None:
    records = plan(out_of_network_benefits=True), benefit(), pool(20, members=(OUTSIDE,))

    assert turns("visits_outside", *records, network="outside") == [20]
    assert turns("visits_outside", *records, network="kaiser") == []


def test_who_does_not_know_the_plan_can_find_out_its_type() -> None:
    situation = asked(guides(), plan="unsure", referral="pcp", condition="joint-pain")

    found = {value for value, _ in outcomes(guides(), situation, decide(guides(), situation), "plan")}

    assert found == {"hmo", "hdhp", "senior-advantage"}


def test_what_was_told_is_not_tried_again() -> None:
    assert turns("referral", benefit(), gate("referral"), referral="pcp") == ["specialist", "none"]


def test_a_no_has_one_face() -> None:
    built = catalog(benefit("not_covered"), copay(20, deductible="after"), pool(20))

    faces = {
        signature(decide(built, asked(built, **facts)))
        for facts in ({}, {"visits_used": {PT: 3}}, {"deductible": "met"}, {"referral": "pcp"})
    }

    assert len(faces) == 1


@pytest.mark.parametrize("status", ["covered", "not_covered"])
@pytest.mark.parametrize("subject", ["coverage", "cost", "visit_limit"])
def test_what_sources_differ_on_is_another_answer(status: str, subject: str) -> None:
    plain, doubted = catalog(benefit(status)), catalog(benefit(status), differing(subject))

    assert signature(decide(plain, asked(plain))) != signature(decide(doubted, asked(doubted)))


def test_a_gate_in_doubt_is_not_a_gate_to_meet() -> None:
    built = catalog(benefit(), gate("referral"), differing("referral"))

    situation = asked(built, referral="none")

    assert [value for value, _ in outcomes(built, situation, decide(built, situation), "referral")] == ["pcp"]


def test_visits_that_count_together_toward_an_approval_can_turn_the_answer() -> None:
    built = catalog(benefit(), gate("prior_authorization", from_visit=61, counted_with=(OT,)))
    told = asked(built, prior_authorization="none", visits_used={PT: 40})
    decision = decide(built, told)

    assert {PT: 40, OT: 0} in [value for value, _ in outcomes(built, told, decision, "visits_used")]
