"""What would change an answer, and what it still takes for granted."""

import pytest

from benefits.coverage.changes import unknowns, would_change
from benefits.coverage.decision import decide
from benefits.coverage.records import Record
from benefits.coverage.vocabulary import Certainty, Purpose
from tests.coverage.builders import OT, PT, asked, benefit, catalog, copay, gate, pool, rule


def changes(*records: Record, **facts: object) -> list[tuple[str, str, str]]:
    built = catalog(*records)
    situation = asked(built, **{"network": "kaiser", **facts})
    found = would_change(built, situation, decide(built, situation))
    return [(change.fact, str(change.to), change.decision.status.value) for change in found]


def open_facts(*records: Record, **facts: object) -> tuple[str, ...]:
    built = catalog(*records)
    situation = asked(built, **{"network": "kaiser", **facts})
    return unknowns(built, situation, decide(built, situation))


AIMS = copay(20, purpose=Purpose.REHABILITATION), copay(30, purpose=Purpose.HABILITATION)
USED_3 = {"visits_used": {PT: 3}}
REFERRED = benefit(), gate("referral")


@pytest.mark.parametrize(
    ("records", "facts", "found"),
    [
        pytest.param(REFERRED, {"referral": "none"}, [("referral", "pcp", "covered")], id="a referral one can get"),
        pytest.param(REFERRED, {"referral": "pcp"}, [], id="nobody gives a referral back"),
        pytest.param(REFERRED, {}, [("referral", "pcp", "covered")], id="a referral one may have"),
        pytest.param(
            [benefit(), gate("network")], {"network": "outside"}, [("network", "kaiser", "covered")], id="another place"
        ),
        pytest.param([benefit(), gate("network")], {"network": "kaiser"}, [], id="nobody goes outside for less"),
        pytest.param(
            [benefit(), gate("network")],
            {"network": "unsure"},
            [("network", "contracted", "not_covered")],
            id="a place not told",
        ),
        pytest.param(
            [benefit(), gate("prior_authorization")],
            {"prior_authorization": "pending"},
            [("prior_authorization", "approved", "covered")],
            id="an approval to wait for",
        ),
        pytest.param(
            [benefit(), copay(20, counts_to_out_of_pocket=True)],
            {},
            [("out_of_pocket", "met", "covered")],
            id="that the out-of-pocket limit is not met is no news",
        ),
        pytest.param([benefit(), rule("headache")], {"condition": "stress"}, [], id="one's condition is what it is"),
        pytest.param(
            [benefit(), rule("headache")], {}, [("condition", "headache", "covered")], id="a condition not told"
        ),
        pytest.param([benefit(), pool(20)], {"visits_used": {PT: 3}}, [], id="visits are what they are"),
        pytest.param(
            [benefit("not_covered"), gate("referral")], {"referral": "none"}, [], id="no referral helps against a no"
        ),
        pytest.param(
            [benefit(), *AIMS], {"purpose": "unsure"}, [("purpose", "habilitation", "covered")], id="an aim not told"
        ),
        pytest.param([benefit(), *AIMS], {"purpose": "rehabilitation"}, [], id="the aim is what it is"),
        pytest.param(
            [benefit(), pool(20, exempt_below_age=21)], USED_3, [("age", "20", "covered")], id="an age not told"
        ),
        pytest.param(
            [benefit(), pool(20, exempt_below_age=21)], {"age": 40, **USED_3}, [], id="one's age is what it is"
        ),
        pytest.param(
            [benefit(), copay(20, deductible="after")],
            {},
            [("deductible", "met", "covered"), ("deductible", "not-met", "covered")],
            id="the deductible, both ways",
        ),
    ],
)
def test_would_change(records: list[Record], facts: dict[str, object], found: list[object]) -> None:
    assert changes(*records, **facts) == found


@pytest.mark.parametrize(
    ("records", "facts", "listed"),
    [
        pytest.param([benefit()], {}, ("visit_limit",), id="a limit that no record states"),
        pytest.param(REFERRED, {}, ("referral", "visit_limit"), id="a referral not told"),
        pytest.param(REFERRED, {"referral": "unsure"}, ("referral", "visit_limit"), id="a referral not sure of"),
        pytest.param(REFERRED, {"referral": "none"}, ("visit_limit",), id="no referral, surely"),
        pytest.param([benefit(), pool(20)], {}, ("visits_used",), id="visits not told"),
        pytest.param([benefit(), pool(20)], {"visits_used": {PT: 3}}, (), id="visits told"),
        pytest.param(
            [benefit(), pool(20, PT, OT)], {"visits_used": {PT: 3}}, ("visits_used",), id="others of the pool not told"
        ),
        pytest.param(
            [benefit(), pool(20, PT, OT)],
            {"visits_used": {PT: 3, OT: "unsure"}},
            ("visits_used",),
            id="others of the pool not sure of",
        ),
        pytest.param([benefit(), pool(20, PT, OT)], {"visits_used": {PT: 3, OT: 0}}, (), id="the whole pool told"),
        pytest.param([benefit(), *AIMS], {}, ("purpose", "visit_limit"), id="the aim not told"),
        pytest.param(
            [benefit(), pool(20, exempt_below_age=21)],
            {"age": "unsure", "visits_used": {PT: 3}},
            ("age",),
            id="an age not sure of",
        ),
        pytest.param([benefit(), *AIMS], {"purpose": "unsure"}, ("purpose", "visit_limit"), id="an aim not sure of"),
        pytest.param([benefit(), *AIMS], {"purpose": "rehabilitation"}, ("visit_limit",), id="the aim told"),
        pytest.param([benefit("not_covered"), pool(20, PT, OT)], {}, (), id="a no turns on no visits"),
        pytest.param(
            [benefit(), pool(None, PT, OT, certainty=Certainty.MAY)],
            {"visits_used": {PT: 3}},
            ("visits_used", "visit_limit"),
            id="a pool that some plans have",
        ),
        pytest.param(
            [benefit(), gate("network"), gate("prior_authorization")],
            {"network": "unsure"},
            ("network", "visit_limit", "prior_authorization"),
            id="two gates",
        ),
    ],
)
def test_unknowns(records: list[Record], facts: dict[str, object], listed: tuple[str, ...]) -> None:
    assert open_facts(*records, **facts) == listed
