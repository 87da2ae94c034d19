"""Where a member stands at each gate."""

import pytest

from benefits.coverage.gates import Standing, standings
from benefits.coverage.records import Gate, Record
from benefits.coverage.terms import terms
from benefits.coverage.vocabulary import Certainty, GateKind, NetworkTier, Referral
from tests.coverage.builders import OT, PT, SPEECH, asked, benefit, catalog, differing, gate


def stands(kind: str, *records: Record, **facts: object) -> Standing:
    built = catalog(benefit(), *records)
    situation = asked(built, **facts)
    return standings(terms(built, situation), situation)[GateKind(kind)]


PCP_ONLY = gate("referral")
EITHER = gate("referral", referrers=(Referral.PCP, Referral.SPECIALIST))


@pytest.mark.parametrize(
    ("records", "referral", "state", "is_open"),
    [
        pytest.param([PCP_ONLY], "pcp", "done", False, id="the PCP refers"),
        pytest.param([PCP_ONLY], "specialist", "to_do", True, id="a specialist may not"),
        pytest.param([EITHER], "specialist", "done", False, id="a specialist may where the record says so"),
        pytest.param([EITHER], "outside", "to_do", True, id="a doctor outside may not"),
        pytest.param([PCP_ONLY], "none", "to_do", True, id="no referral yet"),
        pytest.param([PCP_ONLY], "unsure", "ask", True, id="not sure is open like none"),
        pytest.param([gate("referral", "varies", referrers=(Referral.PCP,))], "none", "ask", False, id="it varies"),
        pytest.param(
            [gate("referral", "varies", referrers=(Referral.PCP,))], "pcp", "done", False, id="it varies, and is there"
        ),
        pytest.param([gate("referral", "not_required")], "none", "not_needed", False, id="none is needed"),
        pytest.param([gate("referral", "not_stated")], "none", "ask", False, id="silence asks"),
        pytest.param([gate("referral", "not_stated")], "unsure", "ask", False, id="silence asks who is not sure"),
        pytest.param(
            [gate("referral", "not_stated")], "specialist", "done", False, id="silence is met by any referral"
        ),
        pytest.param([], "none", "ask", False, id="nothing on file asks"),
        pytest.param([], "pcp", "done", False, id="nothing on file is met by any referral"),
    ],
)
def test_referral(records: list[Record], referral: str, state: str, is_open: bool) -> None:
    standing = stands("referral", *records, referral=referral)

    assert (standing.state, standing.is_open) == (state, is_open)


@pytest.mark.parametrize(
    ("requirement", "told", "state", "is_open"),
    [
        pytest.param("required", "approved", "done", False, id="approved"),
        pytest.param("required", "pending", "to_do", True, id="waiting"),
        pytest.param("required", "denied", "to_do", True, id="denied"),
        pytest.param("required", "none", "to_do", True, id="not asked for"),
        pytest.param("required", "unsure", "ask", True, id="not sure is open like none"),
        pytest.param("varies", "approved", "done", False, id="it varies, and is there"),
        pytest.param("varies", "none", "ask", False, id="it varies"),
        pytest.param("not_required", "none", "not_needed", False, id="not needed"),
        pytest.param("not_stated", "none", "ask", False, id="silence asks"),
        pytest.param("not_stated", "pending", "ask", False, id="silence asks while waiting"),
        pytest.param("not_stated", "approved", "done", False, id="silence is met by an approval"),
    ],
)
def test_prior_authorization(requirement: str, told: str, state: str, is_open: bool) -> None:
    standing = stands("prior_authorization", gate("prior_authorization", requirement), prior_authorization=told)

    assert (standing.state, standing.is_open) == (state, is_open)


@pytest.mark.parametrize(
    ("used", "state"),
    [
        pytest.param({}, "to_do", id="visits not told: it may have come that far"),
        pytest.param({PT: "unsure"}, "to_do", id="visits not sure of"),
        pytest.param({PT: 0}, "not_needed", id="the first visit is next"),
        pytest.param({PT: 11}, "not_needed", id="the 12th visit is next"),
        pytest.param({PT: 12}, "to_do", id="the 13th visit is next"),
        pytest.param({PT: 13}, "to_do", id="the 14th visit is next"),
    ],
)
def test_an_approval_from_visit_13_on(used: dict[str, object], state: str) -> None:
    record = gate("prior_authorization", from_visit=13)

    assert stands("prior_authorization", record, prior_authorization="none", visits_used=used).state == state


@pytest.mark.parametrize(
    ("requirement", "state", "is_open"),
    [
        ("required", "to_do", True),
        ("varies", "ask", False),
        ("not_required", "not_needed", False),
        ("not_stated", "ask", False),
    ],
)
def test_nothing_that_a_member_tells_settles_medical_necessity(requirement: str, state: str, is_open: bool) -> None:
    told = {"referral": "pcp", "prior_authorization": "approved", "necessity_letter": "yes"}

    standing = stands("medical_necessity", gate("medical_necessity", requirement), **told)

    assert (standing.state, standing.is_open) == (state, is_open)


KAISER_ONLY = gate("network")
IN_NETWORK = gate("network", tiers=(NetworkTier.KAISER, NetworkTier.CONTRACTED))
OUTSIDE_TOO = gate("network", "varies", tiers=(NetworkTier.OUTSIDE,))


@pytest.mark.parametrize(
    ("records", "place", "state", "is_open"),
    [
        pytest.param([KAISER_ONLY], "kaiser", "done", False, id="at a Kaiser site"),
        pytest.param([KAISER_ONLY], "contracted", "to_do", True, id="a contracted place is not one"),
        pytest.param([IN_NETWORK], "contracted", "done", False, id="a contracted place is in this network"),
        pytest.param([KAISER_ONLY], "outside", "to_do", True, id="outside"),
        pytest.param([KAISER_ONLY], "unsure", "ask", False, id="taken to stay in the network"),
        pytest.param([IN_NETWORK, OUTSIDE_TOO], "outside", "ask", False, id="a record of its own for outside"),
        pytest.param([IN_NETWORK, OUTSIDE_TOO], "kaiser", "done", False, id="and the other inside"),
        pytest.param([gate("network", "varies", tiers=(NetworkTier.KAISER,))], "kaiser", "ask", False, id="it varies"),
        pytest.param([gate("network", "not_required")], "outside", "not_needed", False, id="anywhere"),
        pytest.param([gate("network", "not_stated")], "kaiser", "ask", False, id="silence asks"),
        pytest.param([], "kaiser", "ask", False, id="nothing on file asks"),
    ],
)
def test_network(records: list[Record], place: str, state: str, is_open: bool) -> None:
    standing = stands("network", *records, network=place)

    assert (standing.state, standing.is_open) == (state, is_open)


@pytest.mark.parametrize(
    ("record", "facts", "state", "is_open"),
    [
        pytest.param(gate("referral", plan="any"), {"referral": "none"}, "ask", True, id="flatly required: to be met"),
        pytest.param(
            gate("referral", plan="any", certainty=Certainty.TYPICALLY),
            {"referral": "none"},
            "ask",
            False,
            id="typically required: to be asked, and no more",
        ),
        pytest.param(gate("referral", plan="any"), {"referral": "pcp"}, "done", False, id="the member has it"),
        pytest.param(gate("referral", "not_required", plan="any"), {}, "ask", False, id="not required by the guide"),
        pytest.param(
            gate("prior_authorization", "not_required", plan="any", certainty=Certainty.USUALLY),
            {},
            "ask",
            False,
            id="not usually required by the guide",
        ),
        pytest.param(gate("network", plan="any"), {"network": "contracted"}, "ask", False, id="another place"),
        pytest.param(
            gate("prior_authorization", plan="any", from_visit=9),
            {"visits_used": {PT: 7}},
            "ask",
            False,
            id="required from a later visit on",
        ),
        pytest.param(gate("prior_authorization", plan="any", from_visit=9), {}, "ask", True, id="perhaps from now on"),
    ],
)
def test_under_a_silent_plan_a_guide_asks(record: Gate, facts: dict[str, object], state: str, is_open: bool) -> None:
    standing = stands(record.kind.value, record, **facts)

    assert standing.is_guides_word
    assert (standing.state, standing.is_open) == (state, is_open)


def test_a_guide_that_is_asked_speaks_for_itself() -> None:
    built = catalog(benefit(plan="any"), gate("prior_authorization", "not_required", plan="any"))
    situation = asked(built, plan="any")

    standing = standings(terms(built, situation), situation)[GateKind.PRIOR_AUTHORIZATION]

    assert (standing.state, standing.is_guides_word) == ("not_needed", False)


@pytest.mark.parametrize(
    "records",
    [
        pytest.param([], id="nothing on file"),
        pytest.param([gate("prior_authorization", "not_required")], id="not required"),
        pytest.param([gate("prior_authorization", "not_required", plan="any")], id="not required by the guide"),
        pytest.param([gate("prior_authorization", from_visit=13)], id="required from a later visit on"),
    ],
)
def test_a_denial_is_to_be_dealt_with_whatever_is_on_file(records: list[Record]) -> None:
    assert stands("prior_authorization", *records, prior_authorization="denied").state == "to_do"


def test_gates_stand_in_the_order_that_members_read() -> None:
    built = catalog(benefit())
    situation = asked(built)

    assert list(standings(terms(built, situation), situation)) == list(GateKind)


@pytest.mark.parametrize(
    ("record", "facts", "state", "is_unmet"),
    [
        pytest.param(gate("referral", "not_required"), {"referral": "none"}, "ask", False, id="not needed, or is it"),
        pytest.param(gate("referral"), {"referral": "pcp"}, "ask", False, id="there, but is it the right one"),
        pytest.param(gate("referral"), {"referral": "none"}, "to_do", True, id="what is missing stays to do"),
        pytest.param(gate("referral"), {"referral": "unsure"}, "ask", True, id="not sure is as good as none"),
        pytest.param(gate("referral", "not_stated"), {"referral": "pcp"}, "ask", False, id="not stated"),
        pytest.param(gate("network"), {}, "ask", False, id="another gate: no doubt about this one"),
    ],
)
def test_what_sources_differ_on_lets_nobody_through(
    record: Record, facts: dict[str, str], state: str, is_unmet: bool
) -> None:
    kind = record.kind.value  # type: ignore[attr-defined]
    standing = stands(kind, record, differing("referral"), **facts)

    assert (standing.state, standing.is_unmet) == (state, is_unmet)
    assert standing.is_open is (kind == "referral")
    assert (standing.doubt is not None) is (standing.is_open and not is_unmet)


@pytest.mark.parametrize(
    ("used", "state"),
    [
        pytest.param({PT: 40, OT: 25, SPEECH: 0}, "to_do", id="65 of the pool are past it"),
        pytest.param({PT: 40, OT: 20, SPEECH: 0}, "to_do", id="the 61st of the pool is next"),
        pytest.param({PT: 40, OT: 19, SPEECH: 0}, "not_needed", id="the 60th of the pool is next"),
        pytest.param({PT: 60}, "to_do", id="one therapy alone is that far"),
        pytest.param({PT: 40}, "to_do", id="the others are not told and may be that far"),
        pytest.param({PT: 40, OT: "unsure", SPEECH: 0}, "to_do", id="another is not sure and may be that far"),
        pytest.param({OT: 5, SPEECH: 5}, "to_do", id="the asked one is not told and may be that far"),
    ],
)
def test_an_approval_from_a_visit_on_counts_all_therapies_that_count_together(
    used: dict[str, int | str], state: str
) -> None:
    pooled = gate("prior_authorization", from_visit=61, counted_with=(OT, SPEECH))

    assert stands("prior_authorization", pooled, prior_authorization="none", visits_used=used).state == state
