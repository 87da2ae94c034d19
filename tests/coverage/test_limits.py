"""Pools of visits: used, left, and how sure that is."""

from datetime import date
from typing import Any

import pytest

from benefits.coverage.limits import Tally, may_be_shared, tallies
from benefits.coverage.records import Plan, PoolMember, Record
from benefits.coverage.terms import terms
from benefits.coverage.vocabulary import (
    Certainty,
    Extension,
    LimitPeriod,
    LimitRule,
    LimitUnit,
    NetworkTier,
    Purpose,
    Setting,
)
from tests.coverage.builders import OT, PT, SPEECH, asked, benefit, catalog, plan, pool

SHARED = (PT, OT, SPEECH)


def plan_of_the_year(**dates: Any) -> Plan:
    """The plan asked about, with a count that starts on January 1."""
    return plan(based_on="any", accumulation_starts="01-01", **dates)


def counted(*records: Record, **facts: object) -> tuple[Tally, ...]:
    built = catalog(benefit(), *records)
    situation = asked(built, **facts)
    return tallies(terms(built, situation), situation)


def tally(*records: Record, **facts: object) -> Tally:
    (only,) = counted(*records, **facts)
    return only


@pytest.mark.parametrize(
    ("used", "state", "left"),
    [
        pytest.param(0, "open", 20, id="none used"),
        pytest.param(14, "open", 6, id="six before the end"),
        pytest.param(15, "near", 5, id="five before the end, which last two weeks"),
        pytest.param(19, "near", 1, id="one before the end"),
        pytest.param(20, "reached", 0, id="the last one used"),
        pytest.param(21, "reached", 0, id="one more than there is"),
    ],
)
def test_a_limit_of_20(used: int, state: str, left: int) -> None:
    found = tally(pool(20), visits_used={PT: used})

    assert (found.state, found.left, found.used) == (state, left, used)


@pytest.mark.parametrize(
    ("used", "state"),
    [
        (0, "open"),
        (16, "open"),
        (17, "near"),
        (19, "near"),
        (20, "may_be_reached"),
        (59, "may_be_reached"),
        (60, "likely_reached"),
        (61, "likely_reached"),
    ],
)
def test_a_range_of_20_to_60_leaves_no_exact_count(used: int, state: str) -> None:
    found = tally(pool(20, high=60), visits_used={PT: used})

    assert (found.state, found.left) == (state, None)


@pytest.mark.parametrize(
    ("used", "left"),
    [
        pytest.param({PT: 10}, 10, id="one therapy"),
        pytest.param({PT: 10, OT: 6, SPEECH: 3}, 1, id="all three, one left"),
        pytest.param({PT: 10, OT: 6, SPEECH: 4}, 0, id="all three, none left"),
        pytest.param({OT: 20}, 0, id="all by another therapy"),
        pytest.param({PT: 10, "massage-therapy": 10}, 10, id="massage is not in the pool"),
    ],
)
def test_a_pool_counts_the_visits_of_all_its_members(used: dict[str, int], left: int) -> None:
    found = tally(pool(20, *SHARED), visits_used=used)

    assert (found.left, found.pool) == (left, SHARED)


@pytest.mark.parametrize(
    ("used", "unsure", "untold", "at_most"),
    [
        pytest.param({PT: 1, OT: 1, SPEECH: 1}, (), (), False, id="all told"),
        pytest.param({PT: 1, OT: "unsure", SPEECH: 1}, (OT,), (), True, id="one not sure of"),
        pytest.param({PT: 1}, (), (OT, SPEECH), True, id="two not told"),
        pytest.param({}, (), SHARED, True, id="none told"),
    ],
)
def test_what_is_not_known_of_a_pool(used: dict[str, object], unsure: Any, untold: Any, at_most: bool) -> None:
    found = tally(pool(20, *SHARED), visits_used=used)

    assert (found.unsure, found.untold, found.left_is_at_most) == (unsure, untold, at_most)


@pytest.mark.parametrize(
    ("used", "is_told", "counts_down"),
    [
        pytest.param({}, False, False, id="none told"),
        pytest.param({PT: "unsure"}, False, False, id="not sure"),
        pytest.param({PT: 0}, True, True, id="none used is a number"),
        pytest.param({OT: 5}, False, False, id="told of another therapy"),
        pytest.param({PT: 20}, True, False, id="none left"),
    ],
)
def test_days_are_counted_only_from_visits_that_were_told(
    used: dict[str, object], is_told: bool, counts_down: bool
) -> None:
    found = tally(pool(20), visits_used=used)

    assert (found.is_told, found.counts_down) == (is_told, counts_down)


def test_a_guides_figures_are_not_the_plans_own() -> None:
    found = tally(pool(20, high=60, plan="any"), plan_of_the_year(), visits_used={PT: 30})

    assert (found.low, found.high, found.left, found.resets_on) == (None, None, None, None)
    assert (found.inherited, found.state, found.limit.high) == (True, "may_be_reached", 60)


@pytest.mark.parametrize(
    ("ends", "resets"),
    [
        pytest.param(date(2026, 12, 31), date(2027, 1, 1), id="the day after the record's end"),
        pytest.param(date(2026, 12, 30), None, id="past it nothing is known"),
        pytest.param(None, date(2027, 1, 1), id="the record has no end"),
    ],
)
def test_the_count_starts_again_no_later_than_the_day_after_the_record(ends: date | None, resets: date | None) -> None:
    assert tally(pool(20), plan_of_the_year(effective_to=ends)).resets_on == resets


@pytest.mark.parametrize(
    ("records", "used", "state", "by_the_record"),
    [
        pytest.param([pool(60)], 60, "open", "reached", id="the document's visits are used up"),
        pytest.param([pool(60)], 10, "open", "open", id="by both there are visits left"),
        pytest.param([pool(80)], 60, "open", None, id="the document says the same"),
        pytest.param([pool(20, high=60, plan="any")], 60, "open", None, id="a guide's range is nothing beside it"),
        pytest.param([], 60, "open", None, id="nothing on file"),
    ],
)
def test_a_limit_of_80_in_ones_own_papers(
    records: list[Record], used: int, state: str, by_the_record: str | None
) -> None:
    found = tally(*records, visit_limit=80, visits_used={PT: used})

    assert (found.state, found.by_the_record, found.from_member) == (state, by_the_record, True)


def test_nothing_left_is_never_at_most() -> None:
    found = tally(pool(20, *SHARED), visits_used={PT: 20, OT: "unsure"})

    assert (found.left, found.left_is_at_most) == (0, False)


def test_a_range_is_never_at_most() -> None:
    assert not tally(pool(20, high=60), visits_used={PT: "unsure"}).left_is_at_most


def test_several_limits_rule_one_therapy() -> None:
    found = counted(pool(30, slug="pt"), pool(40, *SHARED, slug="shared"), visits_used={PT: 5, OT: 20})

    assert [(one.limit.slug, one.left) for one in found] == [("pt", 25), ("shared", 15)]


HABILITATION = PoolMember(therapy=PT, purpose=Purpose.HABILITATION)
REHABILITATION = PoolMember(therapy=PT, purpose=Purpose.REHABILITATION)


@pytest.mark.parametrize(
    ("members", "purpose", "used"),
    [
        pytest.param((REHABILITATION,), "rehabilitation", 5, id="rehabilitation alone"),
        pytest.param((HABILITATION,), "habilitation", 7, id="habilitation alone"),
        pytest.param((HABILITATION, REHABILITATION), "rehabilitation", 12, id="both named"),
        pytest.param((PoolMember(therapy=PT),), "habilitation", 12, id="no purpose named: both"),
    ],
)
def test_purposes_count_apart_or_together(members: tuple[PoolMember, ...], purpose: str, used: int) -> None:
    told = {PT: 5, f"{PT}/habilitation": 7}

    assert tally(pool(60, members=members), purpose=purpose, visits_used=told).used == used


@pytest.mark.parametrize(
    ("record", "facts"),
    [
        pytest.param(pool(20, OT), {}, id="another therapy"),
        pytest.param(pool(20, members=(HABILITATION,)), {}, id="another purpose"),
        pytest.param(pool(20, members=(PoolMember(therapy=PT, setting=Setting.INPATIENT),)), {}, id="another setting"),
        pytest.param(
            pool(20, members=(PoolMember(therapy=PT, tier=NetworkTier.OUTSIDE),)),
            {"network": "kaiser"},
            id="outside, going inside",
        ),
        pytest.param(
            pool(20, members=(PoolMember(therapy=PT, tier=NetworkTier.OUTSIDE),)), {}, id="outside, place not told"
        ),
        pytest.param(
            pool(20, members=(PoolMember(therapy=PT, tier=NetworkTier.KAISER),)),
            {"network": "outside"},
            id="inside, going outside",
        ),
        pytest.param(pool(20, exempt_settings=("inpatient",)), {"setting": "inpatient"}, id="an exempt setting"),
        pytest.param(pool(20, exempt_conditions=("headache",)), {"condition": "headache"}, id="an exempt condition"),
        pytest.param(pool(20, exempt_below_age=21), {"age": 20}, id="the day before one's 21st birthday"),
        pytest.param(pool(20, exempt_below_age=21), {"age": 0}, id="a baby"),
        pytest.param(
            pool(20, exempt_conditions=("musculoskeletal",)),
            {"condition": "joint-pain"},
            id="part of an exempt condition",
        ),
        pytest.param(pool(20, extension=Extension.IMPROVEMENT), {"improving": "yes"}, id="lifted by improvement"),
    ],
)
def test_a_limit_that_does_not_rule_the_visit(record: Record, facts: dict[str, object]) -> None:
    assert counted(record, **facts) == ()


@pytest.mark.parametrize(
    ("record", "facts"),
    [
        pytest.param(pool(20, exempt_settings=("inpatient",)), {}, id="no exempt setting"),
        pytest.param(pool(20, exempt_below_age=21), {"age": 21}, id="one's 21st birthday"),
        pytest.param(pool(20, exempt_below_age=21), {"age": "unsure"}, id="an age not known"),
        pytest.param(pool(20), {"age": 0}, id="a limit at any age"),
        pytest.param(
            pool(20, exempt_conditions=("joint-pain",)),
            {"condition": "musculoskeletal"},
            id="the whole of an exempt part",
        ),
        pytest.param(pool(20, exempt_conditions=("joint-pain",)), {}, id="condition not told"),
        pytest.param(pool(20, extension=Extension.IMPROVEMENT), {"improving": "no"}, id="no improvement"),
        pytest.param(pool(20, extension=Extension.IMPROVEMENT), {"improving": "unsure"}, id="improvement not known"),
        pytest.param(pool(20, members=(PoolMember(),)), {}, id="any therapy at all"),
        pytest.param(
            pool(20, members=(PoolMember(therapy=PT, tier=NetworkTier.OUTSIDE),)),
            {"network": "outside"},
            id="outside, going outside",
        ),
    ],
)
def test_a_limit_that_rules_the_visit(record: Record, facts: dict[str, object]) -> None:
    assert len(counted(record, **facts)) == 1


@pytest.mark.parametrize(
    ("facts", "used", "unsure", "untold"),
    [
        pytest.param({"visits_outside": 8}, 8, (), (), id="told"),
        pytest.param({"visits_outside": "unsure"}, 0, ("visits_outside",), (), id="not sure"),
        pytest.param({}, 0, (), ("visits_outside",), id="not told"),
        pytest.param({"visits_outside": 8, "visits_used": {PT: 50}}, 8, (), (), id="visits inside do not count"),
    ],
)
def test_visits_outside_the_network(facts: dict[str, object], used: int, unsure: Any, untold: Any) -> None:
    found = tally(pool(20, members=(PoolMember(therapy=PT, tier=NetworkTier.OUTSIDE),)), network="outside", **facts)

    assert (found.used, found.unsure, found.untold) == (used, unsure, untold)


ROLLING = pool(12, period=LimitPeriod.ROLLING_DAYS, period_days=90)


@pytest.mark.parametrize(
    ("used", "left"),
    [
        pytest.param({f"{PT}@90-days": 4, PT: 11}, 8, id="the 90 days told apart"),
        pytest.param({PT: 11}, 1, id="not told apart: at most the whole count"),
        pytest.param({f"{PT}@30-days": 4}, 12, id="other days do not count"),
    ],
)
def test_visits_in_any_90_days(used: dict[str, int], left: int) -> None:
    assert tally(ROLLING, visits_used=used).left == left


def test_any_therapy_counts_toward_a_limit_for_any() -> None:
    assert tally(pool(20, members=(PoolMember(),)), visits_used={PT: 1, OT: 2, "acupuncture": 4}).used == 7


class TestOwnPapersOfLimits:
    def test_own_figure_stands_for_the_range(self) -> None:
        found = tally(pool(20, high=60), visit_limit=30, visits_used={PT: 25})

        assert (found.low, found.high, found.left, found.from_member) == (30, 30, 5, True)

    def test_own_figure_is_there_where_no_record_is(self) -> None:
        found = tally(visit_limit=30, visits_used={PT: 30})

        assert (found.state, found.left, found.limit.citation) == ("reached", 0, "")

    def test_own_figure_says_nothing_of_90_days(self) -> None:
        found = counted(ROLLING, visit_limit=30)

        assert [(one.low, one.from_member) for one in found] == [(30, True), (12, False)]

    def test_own_figure_says_nothing_of_hours(self) -> None:
        found = counted(pool(40, unit=LimitUnit.HOURS), visit_limit=30)

        assert [(one.low, one.from_member) for one in found] == [(30, True), (40, False)]

    def test_own_figure_stands_for_the_guides(self) -> None:
        found = tally(pool(20, high=60, plan="any"), visit_limit=30, visits_used={PT: 30})

        assert (found.state, found.left) == ("reached", 0)


@pytest.mark.parametrize("unit", [LimitUnit.HOURS, LimitUnit.DOLLARS, LimitUnit.DAYS])
def test_visits_do_not_count_hours_dollars_or_days(unit: LimitUnit) -> None:
    found = tally(pool(10, unit=unit), visits_used={PT: 50})

    assert (found.state, found.left, found.used) == ("no_number", None, 0)


@pytest.mark.parametrize(
    ("used", "state"),
    [(0, "open"), (17, "near"), (20, "may_be_reached"), (60, "may_be_reached")],
)
def test_a_guides_limit_never_ends_a_plan_that_is_silent(used: int, state: str) -> None:
    found = tally(pool(20, high=60, plan="any"), visits_used={PT: used})

    assert (found.inherited, found.state, found.left) == (True, state, None)


def test_a_plans_own_limit_leaves_the_guides_out() -> None:
    assert [one.low for one in counted(pool(40), pool(20, high=60, plan="any"))] == [40]


@pytest.mark.parametrize(
    ("record", "state"),
    [(pool(None), "no_number"), (pool(None, rule=LimitRule.NONE_LISTED), "none_listed")],
)
def test_no_figure_is_no_figure(record: Record, state: str) -> None:
    found = tally(record, visits_used={PT: 99})

    assert (found.state, found.left) == (state, None)


@pytest.mark.parametrize(
    ("certainty", "therapies", "shared"),
    [(Certainty.MAY, SHARED, True), (Certainty.MAY, (PT,), False), (None, SHARED, False)],
)
def test_a_pool_that_only_some_plans_have(certainty: Certainty | None, therapies: Any, shared: bool) -> None:
    assert may_be_shared(pool(None, *therapies, certainty=certainty)) is shared
