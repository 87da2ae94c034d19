"""What the next visit costs. Silence stays silence."""

from decimal import Decimal
from typing import Any, Final

import pytest

from benefits.coverage.costs import Cost, cost
from benefits.coverage.records import Record
from benefits.coverage.terms import terms
from benefits.coverage.vocabulary import NetworkTier, Phase
from tests.coverage.builders import OT, PT, amount, asked, benefit, catalog, copay, delivery, price

OUTSIDE: Final[dict[str, Any]] = {"tier": NetworkTier.OUTSIDE}
CONTRACTED: Final[dict[str, Any]] = {"tier": NetworkTier.CONTRACTED}


def costs(*records: Record, **facts: object) -> Cost:
    built = catalog(benefit(), *records)
    situation = asked(built, **facts)
    return cost(terms(built, situation), situation)


def now(found: Cost) -> tuple[str, Decimal | None, Decimal | None] | None:
    return None if found.now is None else (found.now.kind.value, found.now.low, found.now.high)


TWENTY = ("copayment", Decimal(20), Decimal(20))
FULL = ("full_cost", None, None)
UNSTATED = ("unstated", None, None)
NOTHING = ("no_charge", Decimal(0), Decimal(0))


@pytest.mark.parametrize(
    ("records", "facts", "price_now"),
    [
        pytest.param([copay(20)], {}, TWENTY, id="one price"),
        pytest.param([copay(20, 40)], {}, ("copayment", Decimal(20), Decimal(40)), id="a range"),
        pytest.param([copay(20)], {"deductible": "not-met"}, TWENTY, id="not subject to the deductible"),
        pytest.param(
            [copay(20, deductible="after")], {"deductible": "not-met"}, FULL, id="before the deductible the full cost"
        ),
        pytest.param([copay(20, deductible="after")], {"deductible": "met"}, TWENTY, id="after it the copay"),
        pytest.param([copay(20, deductible="after")], {}, None, id="both while it is not known"),
        pytest.param(
            [price("full_cost", "before")], {"deductible": "met"}, UNSTATED, id="only before is stated: after is not"
        ),
        pytest.param([price("full_cost", "before")], {"deductible": "not-met"}, FULL, id="before, as stated"),
        pytest.param([copay(20, deductible="unstated")], {}, TWENTY, id="the deductible is not stated"),
        pytest.param([], {}, UNSTATED, id="nothing on file"),
        pytest.param([copay(20, plan="any")], {}, UNSTATED, id="the guide's price never fills a hole"),
        pytest.param(
            [copay(20), copay(50, **OUTSIDE)],
            {"network": "outside"},
            ("copayment", Decimal(50), Decimal(50)),
            id="outside has its own",
        ),
        pytest.param([copay(20)], {"network": "outside"}, UNSTATED, id="inside says nothing of outside"),
        pytest.param([copay(20)], {"network": "contracted"}, TWENTY, id="inside one tier speaks for the other"),
        pytest.param(
            [copay(20), copay(30, **CONTRACTED)],
            {"network": "contracted"},
            ("copayment", Decimal(30), Decimal(30)),
            id="unless it has its own",
        ),
        pytest.param([copay(50, **OUTSIDE)], {}, UNSTATED, id="outside says nothing of inside"),
    ],
)
def test_the_next_visit(records: list[Record], facts: dict[str, object], price_now: object) -> None:
    assert now(costs(*records, **facts)) == price_now


def test_what_is_not_known_of_the_deductible_shows_both_prices() -> None:
    found = costs(copay(20, deductible="after"))

    assert found.deductible_open
    assert [(branch.phase, branch.price.kind.value) for branch in found.branches] == [
        (Phase.BEFORE_DEDUCTIBLE, "full_cost"),
        (Phase.AFTER_DEDUCTIBLE, "copayment"),
    ]


@pytest.mark.parametrize(
    ("spent", "coverage", "phase", "to_go"),
    [
        pytest.param(0, "self-only", Phase.BEFORE_DEDUCTIBLE, 500, id="nothing spent"),
        pytest.param("499.99", "self-only", Phase.BEFORE_DEDUCTIBLE, Decimal("0.01"), id="one cent to go"),
        pytest.param(500, "self-only", Phase.AFTER_DEDUCTIBLE, None, id="all of it"),
        pytest.param(501, "self-only", Phase.AFTER_DEDUCTIBLE, None, id="more than all"),
        pytest.param(500, "family", Phase.ALWAYS, None, id="a family's dollars have two readings"),
        pytest.param("met", "self-only", Phase.AFTER_DEDUCTIBLE, None, id="told as met"),
        pytest.param("unsure", "self-only", Phase.ALWAYS, None, id="not known"),
    ],
)
def test_dollars_spent_toward_a_deductible_of_500(spent: object, coverage: str, phase: Phase, to_go: object) -> None:
    found = costs(copay(20, deductible="after"), amount("deductible", 500, 1000), deductible=spent, coverage=coverage)

    assert (found.phase, found.deductible_to_go) == (phase, to_go)


def test_dollars_toward_a_deductible_that_is_not_on_file_decide_nothing() -> None:
    assert costs(copay(20, deductible="after"), deductible=400).now is None


def test_a_deductible_of_nothing_is_met() -> None:
    found = costs(copay(20, deductible="after"), amount("deductible", 0), deductible="not-met")

    assert now(found) == TWENTY


@pytest.mark.parametrize(
    ("counts", "told", "price_now"),
    [
        pytest.param(True, "met", NOTHING, id="met: nothing to pay"),
        pytest.param(True, 3000, NOTHING, id="all dollars spent"),
        pytest.param(True, 2999, ("copayment", Decimal(1), Decimal(1)), id="a dollar short"),
        pytest.param(True, 2980, TWENTY, id="just as much left as the copay"),
        pytest.param(True, "unsure", TWENTY, id="not known"),
        pytest.param(None, "met", TWENTY, id="the record does not say that this cost counts"),
        pytest.param(False, "met", TWENTY, id="this cost does not count"),
    ],
)
def test_the_out_of_pocket_limit(counts: bool | None, told: object, price_now: object) -> None:
    records = copay(20, counts_to_out_of_pocket=counts), amount("out_of_pocket_limit", 3000)

    assert now(costs(*records, out_of_pocket=told)) == price_now


@pytest.mark.parametrize(
    ("record", "facts", "low", "high"),
    [
        pytest.param(price("no_charge", "after"), {"deductible": 450}, 50, 50, id="what is left, and nothing after it"),
        pytest.param(copay(20, deductible="after"), {"deductible": 450}, 70, 70, id="what is left, and the copay"),
        pytest.param(copay(20, deductible="after"), {"deductible": 360}, 150, 150, id="never more than the visit"),
        pytest.param(copay(20, 40, "after"), {"deductible": 450}, 70, 90, id="what is left, and a range"),
        pytest.param(
            price("coinsurance", "after", percent=Decimal(20)), {"deductible": 450}, 70, 70, id="20% of the other $100"
        ),
        pytest.param(price("full_cost", "before"), {"deductible": 450}, 50, 150, id="what comes after is not stated"),
        pytest.param(copay(20, deductible="after"), {"deductible": 350}, 150, 150, id="the whole visit is left to pay"),
        pytest.param(copay(20, deductible="after"), {"deductible": 500}, 20, 20, id="nothing is left to pay"),
        pytest.param(copay(200), {}, 150, 150, id="a copay is no more than the visit costs"),
        pytest.param(
            price("coinsurance", percent=Decimal(50), counts_to_out_of_pocket=True),
            {"out_of_pocket": 2990},
            10,
            10,
            id="no more than is left to the out-of-pocket limit",
        ),
    ],
)
def test_a_visit_of_150_dollars_toward_500_and_3000(
    record: Record, facts: dict[str, object], low: int, high: int
) -> None:
    amounts = amount("deductible", 500), amount("out_of_pocket_limit", 3000)

    found = costs(record, *amounts, allowed_amount=150, **facts).now

    assert found is not None
    assert (found.low, found.high) == (Decimal(low), Decimal(high))


def test_a_price_that_nobody_knows_is_no_more_than_is_left_to_the_limit() -> None:
    full = copay(20, deductible="after", counts_to_out_of_pocket=True)

    found = costs(full, amount("out_of_pocket_limit", 3000), deductible="not-met", out_of_pocket=2995).now

    assert found is not None
    assert (found.low, found.high, found.is_capped) == (None, Decimal(5), True)


def test_a_familys_dollars_show_the_price_under_each_reading() -> None:
    records = copay(20, deductible="after"), amount("deductible", 500, 1000)

    found = costs(*records, coverage="family", deductible=500)

    assert found.now is None
    assert [(branch.phase, branch.price.kind.value) for branch in found.branches[:2]] == [
        (Phase.OWN_PAYMENTS, "copayment"),
        (Phase.FAMILY_PAYMENTS, "full_cost"),
    ]


class TestOwnPapersOfCosts:
    @pytest.mark.parametrize(
        "records",
        [pytest.param([], id="nothing on file"), pytest.param([copay(20, 40)], id="a range on file")],
    )
    @pytest.mark.parametrize("told", [25, 0])
    def test_own_copay_is_used_and_labelled(self, records: list[Record], told: int) -> None:
        found = costs(*records, copay=told).now

        assert found is not None
        assert (found.kind.value, found.low, found.from_member) == ("copayment", Decimal(told), True)

    def test_own_copay_does_not_hide_the_deductible(self) -> None:
        found = costs(copay(20, deductible="after"), copay=25, deductible="not-met")

        assert now(found) == FULL

    def test_own_price_makes_a_percentage_dollars(self) -> None:
        found = costs(price("coinsurance", percent=Decimal(15)), allowed_amount="100.50").now

        assert found is not None
        assert (found.low, found.percent, found.estimated) == (Decimal("15.08"), Decimal(15), True)

    def test_own_price_is_the_full_cost(self) -> None:
        found = costs(copay(20, deductible="after"), allowed_amount=180, deductible="not-met").now

        assert found is not None
        assert (found.kind.value, found.low, found.from_member) == ("full_cost", Decimal(180), True)


@pytest.mark.parametrize(
    ("used", "price_now", "later"),
    [
        pytest.param({}, 0, [(4, 5), (6, None)], id="visits not told"),
        pytest.param({PT: 2}, 0, [(4, 5), (6, None)], id="the third visit is next"),
        pytest.param({PT: 3}, 20, [(6, None)], id="the fourth visit is next"),
        pytest.param({PT: 4}, 20, [(6, None)], id="the fifth visit is next"),
        pytest.param({PT: 5}, 40, [], id="the sixth visit is next"),
    ],
)
def test_the_price_turns_with_the_visits(used: dict[str, int], price_now: int, later: list[object]) -> None:
    runs = copay(0, to_visit=3), copay(20, from_visit=4, to_visit=5), copay(40, from_visit=6)

    found = costs(*runs, visits_used=used)

    assert found.now is not None
    assert found.now.low == price_now
    assert [(branch.from_visit, branch.to_visit) for branch in found.branches] == later


@pytest.mark.parametrize(
    ("modes", "records", "kind"),
    [
        pytest.param(["reimbursed"], [], "partial_reimbursement", id="part is paid back, and that is all there is"),
        pytest.param(
            ["reimbursed"], [price("unstated")], "partial_reimbursement", id="part is paid back, the price not stated"
        ),
        pytest.param(["reimbursed", "contracted"], [], "unstated", id="there is another way"),
        pytest.param(["reimbursed"], [copay(20)], "copayment", id="a price of the plan's own"),
    ],
)
def test_a_region_that_only_pays_back(modes: list[str], records: list[Record], kind: str) -> None:
    found = costs(*records, *(delivery(mode, "valley") for mode in modes), region="valley").now

    assert found is not None
    assert found.kind == kind


def test_the_guides_price_is_shown_beside_a_silent_plan() -> None:
    assert costs(copay(20, plan="any")).guide == copay(20, plan="any")
    assert costs(copay(20, plan="any"), copay(30)).guide is None


@pytest.mark.parametrize(
    ("used", "price_now", "later"),
    [
        pytest.param({PT: 2, OT: 0}, 0, [4], id="the third of both is next"),
        pytest.param({PT: 2, OT: 1}, 20, [], id="the fourth of both is next"),
        pytest.param({OT: 3}, 20, [], id="the other alone brings it"),
        pytest.param({PT: 2}, 0, [4], id="the other is not told"),
    ],
)
def test_a_price_from_a_visit_on_counts_all_therapies_that_count_together(
    used: dict[str, int], price_now: int, later: list[int]
) -> None:
    runs = copay(0, to_visit=3, counted_with=(OT,)), copay(20, from_visit=4, counted_with=(OT,))

    found = costs(*runs, visits_used=used)

    assert found.now is not None
    assert found.now.low == price_now
    assert [branch.from_visit for branch in found.branches] == later
