"""decide(): the worst that any rule allows, with its hedge, its cost and what disagrees."""

from datetime import date
from decimal import Decimal

import pytest

from benefits.coverage.conflicts import Conflict, cited
from benefits.coverage.decision import Decision, decide
from benefits.coverage.records import Citation, Record
from benefits.coverage.vocabulary import Certainty, CitedWords, CostKind, NetworkTier, Phase, ReasonCode, Referral
from tests.coverage import builders
from tests.coverage.builders import PT, asked, benefit, catalog, copay, differing, gate, plan, pool, rule

# As builders.WORLD has it, but concluded from the paper's words.
INFERRED = Citation(
    slug="papers",
    source="papers",
    locator="page 1",
    quote="as it says",
    words=CitedWords.INFERRED,
    checked_on=builders.TODAY,
)


def decided(*records: Record, **facts: object) -> Decision:
    built = catalog(*records)
    return decide(built, asked(built, **facts))


@pytest.mark.parametrize(
    ("own", "facts", "status", "code"),
    [
        pytest.param([], {}, "may_be_covered", "not_covered_by_the_guide", id="of the therapy"),
        pytest.param(
            [benefit()], {"network": "outside"}, "may_be_covered", "outside_by_the_guide", id="of places outside"
        ),
        pytest.param(
            [benefit()], {"condition": "stress"}, "may_be_covered", "condition_doubted_by_guide", id="of a condition"
        ),
        pytest.param([benefit("not_covered")], {}, "not_covered", "not_covered", id="unless the plan says so itself"),
        pytest.param(
            [benefit(), gate("network")],
            {"network": "outside"},
            "not_covered",
            "outside_the_network",
            id="unless the plan has its own rule on places",
        ),
    ],
)
def test_a_guides_no_is_a_doubt_under_a_plan(
    own: list[Record], facts: dict[str, object], status: str, code: str
) -> None:
    guide = benefit("not_covered", plan="any"), gate("network", plan="any"), rule("stress", "not_covered", plan="any")

    found = decided(*own, *guide, **facts)

    assert found.status == status
    assert code in [reason.code for reason in found.reasons]


def test_a_guide_that_is_asked_may_say_no() -> None:
    assert decided(benefit("not_covered", plan="any"), plan="any").status == "not_covered"


@pytest.mark.parametrize(
    ("records", "facts", "left"),
    [
        pytest.param([benefit("not_covered"), pool(20)], {}, None, id="not covered: none to speak of"),
        pytest.param([benefit(), pool(20)], {"prior_authorization": "denied"}, None, id="denied"),
        pytest.param([benefit(), pool(20)], {"visits_used": {PT: 20}}, 0, id="used up: none left"),
    ],
)
def test_no_visits_are_left_of_what_is_not_covered(
    records: list[Record], facts: dict[str, object], left: int | None
) -> None:
    assert decided(*records, **facts).visits_left == left


UNDATED = plan(effective_from=None)


@pytest.mark.parametrize(
    ("records", "facts", "certainty"),
    [
        pytest.param([UNDATED, benefit()], {}, "likely", id="a yes without a date"),
        pytest.param([UNDATED, benefit("not_covered")], {}, "likely", id="a no without a date"),
        pytest.param([UNDATED, benefit(certainty=Certainty.MAY)], {}, "may", id="a weaker hedge stays"),
        pytest.param([UNDATED, benefit(certainty=Certainty.USUALLY)], {}, "likely", id="a stronger hedge does not"),
        pytest.param([UNDATED, benefit()], {"prior_authorization": "denied"}, None, id="the plan's no to the member"),
        pytest.param([INFERRED, benefit()], {}, "likely", id="a yes that was concluded"),
        pytest.param([benefit()], {}, None, id="a dated yes as it is read"),
    ],
)
def test_what_is_undated_or_inferred_is_no_more_than_likely(
    records: list[Record], facts: dict[str, object], certainty: str | None
) -> None:
    assert decided(*records, **facts).certainty == certainty


@pytest.mark.parametrize(
    ("records", "facts", "status", "codes"),
    [
        pytest.param([benefit()], {}, "covered", ["covered"], id="covered, nothing asked"),
        pytest.param([benefit(), gate("referral")], {"referral": "pcp"}, "covered", ["covered"], id="with a referral"),
        pytest.param(
            [benefit(), gate("referral")],
            {"referral": "none"},
            "covered_conditional",
            ["referral_missing", "covered"],
            id="without a referral",
        ),
        pytest.param(
            [benefit(), gate("referral"), gate("prior_authorization")],
            {},
            "covered_conditional",
            ["referral_missing", "authorization_missing", "covered"],
            id="two things open",
        ),
        pytest.param(
            [benefit("varies"), gate("referral")],
            {},
            "may_be_covered",
            ["varies", "referral_missing"],
            id="it varies, and a referral is missing",
        ),
        pytest.param(
            [benefit(plan="any")],
            {},
            "may_be_covered",
            ["only_the_guide_speaks", "covered"],
            id="only the guide speaks",
        ),
        pytest.param([], {}, "may_be_covered", ["benefit_not_stated"], id="nobody speaks"),
        pytest.param(
            [benefit(), pool(20)],
            {"visits_used": {PT: 20}},
            "limit_reached",
            ["limit_reached"],
            id="the visits are used",
        ),
        pytest.param(
            [benefit("not_covered"), pool(20)],
            {"visits_used": {PT: 20}},
            "not_covered",
            ["not_covered", "limit_reached"],
            id="no beats used up",
        ),
        pytest.param(
            [benefit(), gate("network")],
            {"network": "outside"},
            "not_covered",
            ["outside_the_network"],
            id="outside the network",
        ),
        pytest.param(
            [benefit("not_covered"), gate("referral")], {}, "not_covered", ["not_covered"], id="exclusion says it all"
        ),
    ],
)
def test_the_worst_that_a_rule_allows(
    records: list[Record], facts: dict[str, object], status: str, codes: list[str]
) -> None:
    found = decided(*records, **facts)

    assert found.status == status
    assert [reason.code for reason in found.reasons] == codes


@pytest.mark.parametrize(
    ("records", "facts", "certainty"),
    [
        pytest.param([benefit()], {}, None, id="no hedge"),
        pytest.param([benefit(certainty=Certainty.USUALLY)], {}, "usually", id="the record's own"),
        pytest.param(
            [benefit(certainty=Certainty.USUALLY), rule("headache", "more_likely")],
            {"condition": "headache"},
            "more_likely",
            id="the less hopeful of two",
        ),
        pytest.param(
            [benefit("varies", certainty=Certainty.LESS_LIKELY), rule("headache", "more_likely")],
            {"condition": "headache"},
            "less_likely",
            id="a doubtful plan and a hopeful condition",
        ),
        pytest.param(
            [benefit(certainty=Certainty.USUALLY), rule("stress", "not_covered", certainty=Certainty.GENERALLY)],
            {"condition": "stress"},
            "generally",
            id="a hopeful word has no place beside a no",
        ),
        pytest.param(
            [benefit(), rule("stress", "not_covered", certainty=Certainty.GENERALLY)],
            {"condition": "stress", "prior_authorization": "denied"},
            None,
            id="a flat no beats a hedged one",
        ),
        pytest.param([benefit(), pool(20, high=60)], {"visits_used": {PT: 60}}, "likely", id="likely used up"),
        pytest.param(
            [benefit(), pool(20, high=60), pool(40, slug="own")], {"visits_used": {PT: 60}}, None, id="surely used up"
        ),
        pytest.param(
            [benefit(), gate("referral", certainty=Certainty.TYPICALLY)], {}, None, id="a gate's hedge is the gate's"
        ),
    ],
)
def test_the_hedge(records: list[Record], facts: dict[str, object], certainty: str | None) -> None:
    assert decided(*records, **facts).certainty == certainty


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2025, 12, 31), "unknown"),
        (date(2026, 1, 1), "covered"),
        (date(2026, 12, 31), "covered"),
        (date(2027, 1, 1), "unknown"),
    ],
)
def test_outside_its_dates_a_record_says_nothing(day: date, status: str) -> None:
    dated = plan(based_on="any", effective_from=date(2026, 1, 1), effective_to=date(2026, 12, 31))

    found = decided(dated, benefit(), copay(20), pool(20), gate("referral", plan="any"), on=day, referral="pcp")

    assert found.status == status
    assert (found.cost is None) == (found.tallies == ()) == (status == "unknown")


def test_outside_its_dates_no_gate_names_a_record() -> None:
    dated = plan(effective_to=date(2025, 12, 31))

    found = decided(dated, benefit(), gate("referral"))

    assert [standing.gate for standing in found.gates.values()] == [None] * 4
    assert found.has(ReasonCode.NO_RECORD_IN_FORCE)


@pytest.mark.parametrize(
    ("records", "basis"),
    [
        pytest.param([benefit()], "plan_document", id="the plan's own document"),
        pytest.param([benefit(plan="any")], "general_guide", id="the guide's word"),
        pytest.param([], "general_guide", id="nobody's word"),
    ],
)
def test_the_basis_is_that_of_the_record_that_speaks(records: list[Record], basis: str) -> None:
    assert decided(*records).basis == basis


def test_what_is_not_covered_costs_the_full_price() -> None:
    found = decided(benefit("not_covered"), copay(20)).cost

    assert found is not None
    assert found.now is not None
    assert (found.now.kind, found.branches) == ("full_cost", ())


def test_used_up_visits_cost_the_full_price_and_the_copay_comes_with_an_extension() -> None:
    found = decided(benefit(), copay(20), pool(20), visits_used={PT: 20}, allowed_amount=150).cost

    assert found is not None
    assert found.now is not None
    assert (found.now.kind, found.now.low, found.now.from_member) == (CostKind.FULL_COST, Decimal(150), True)
    assert [(branch.phase, branch.price.low) for branch in found.branches] == [(Phase.WITH_AN_EXTENSION, Decimal(20))]


@pytest.mark.parametrize(
    ("limits", "left"),
    [
        pytest.param([], None, id="no limit"),
        pytest.param([pool(20, high=60)], None, id="a range"),
        pytest.param([pool(30, slug="a"), pool(20, slug="b")], 15, id="the tightest of two"),
        pytest.param([pool(20, high=60, slug="a"), pool(30, slug="b")], 25, id="a range and a figure"),
    ],
)
def test_visits_left_are_those_of_the_tightest_limit(limits: list[Record], left: int | None) -> None:
    assert decided(benefit(), *limits, visits_used={PT: 5}).visits_left == left


class TestConflicts:
    def test_the_plan_and_the_guide_disagree_on_cover(self) -> None:
        (found,) = decided(benefit("not_covered"), benefit(plan="any")).conflicts

        assert found == Conflict(own=benefit("not_covered"), guide=benefit(plan="any"))

    def test_they_agree(self) -> None:
        assert decided(benefit(), benefit(plan="any"), gate("referral"), gate("referral", plan="any")).conflicts == ()

    @pytest.mark.parametrize(
        ("own", "guide", "differ"),
        [
            pytest.param(gate("referral", "not_required"), gate("referral", plan="any"), True, id="needed or not"),
            pytest.param(
                gate("referral"),
                gate("referral", plan="any", referrers=(Referral.PCP, Referral.SPECIALIST)),
                True,
                id="who may refer",
            ),
            pytest.param(gate("network"), gate("network", plan="any"), False, id="the same network"),
            pytest.param(
                gate("network", tiers=(NetworkTier.CONTRACTED,)),
                gate("network", plan="any"),
                True,
                id="another network",
            ),
        ],
    )
    def test_gates(self, own: Record, guide: Record, differ: bool) -> None:
        assert bool(decided(benefit(), own, guide).conflicts) is differ

    @pytest.mark.parametrize(
        ("own", "guide", "differ"),
        [("covered", "not_covered", True), ("not_covered", "more_likely", True), ("covered", "considered", False)],
    )
    def test_the_members_condition(self, own: str, guide: str, differ: bool) -> None:
        records = benefit(), rule("headache", own), rule("headache", guide, "any")

        assert bool(decided(*records, condition="headache").conflicts) is differ
        assert decided(*records, condition="stress").conflicts == ()


class TestSourcesDiffer:
    @pytest.mark.parametrize(
        ("subject", "status"),
        [
            ("coverage", "may_be_covered"),
            ("referral", "covered_conditional"),
            ("prior_authorization", "covered_conditional"),
            ("medical_necessity", "covered_conditional"),
            ("network", "covered_conditional"),
            ("cost", "covered"),
            ("visit_limit", "covered"),
        ],
    )
    def test_the_best_that_an_answer_can_be(self, subject: str, status: str) -> None:
        gates = [gate(kind, "not_required") for kind in ("referral", "prior_authorization", "medical_necessity")]

        found = decided(benefit(), *gates, copay(20), pool(20), differing(subject), network="kaiser")

        assert found.status == status
        assert found.has(ReasonCode.SOURCES_DIFFER) is (status != "covered")
        assert found.conflicts == found.disagreements == (differing(subject),)

    def test_a_no_stays_a_no(self) -> None:
        found = decided(benefit("not_covered"), differing("coverage"))

        assert found.status == "not_covered"
        assert found.conflicts == (differing("coverage"),)

    def test_figures_are_those_of_the_record(self) -> None:
        doubts = differing("cost"), differing("visit_limit")

        found = decided(benefit(), copay(20), pool(20), *doubts, visits_used={PT: 5})

        assert found.visits_left == 15
        assert found.cost is not None
        assert found.cost.now is not None
        assert found.cost.now.low == Decimal(20)

    def test_outside_its_dates_nothing_is_said_of_it(self) -> None:
        found = decided(plan(effective_to=date(2025, 12, 31)), benefit(), differing("coverage"))

        assert found.conflicts == found.disagreements == ()

    def test_both_sides_are_cited(self) -> None:
        (own, other) = decided(benefit("not_covered"), benefit(plan="any"), differing("cost")).conflicts

        assert (cited(own), cited(other)) == (("papers", "summary"), ("papers", "guide"))


def test_reasons_stand_worst_first() -> None:
    found = decided(benefit("varies"), gate("referral"), rule("headache"), condition="headache")

    ranks = [reason.at_best.rank for reason in found.reasons]
    assert ranks == sorted(ranks, reverse=True)
