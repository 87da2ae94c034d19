"""Which visits are asked for: exactly those that count, over the time that they count."""

from datetime import date
from typing import Final

import pytest

from benefits.coverage.aspects import signature
from benefits.coverage.counting import SharedLimit, VisitsAsked, VisitsOutside, VisitSpan, visits_asked
from benefits.coverage.decision import decide
from benefits.coverage.records import PoolMember, Record
from benefits.coverage.vocabulary import (
    Certainty,
    LimitPeriod,
    LimitRule,
    LimitUnit,
    NetworkTier,
    Purpose,
    Setting,
)
from tests.coverage.builders import OT, PT, SPEECH, asked, benefit, catalog, copay, gate, plan, pool

YEAR: Final = VisitSpan(period=LimitPeriod.YEAR)
OUTSIDE: Final = PoolMember(therapy=PT, tier=NetworkTier.OUTSIDE)
ANY_OUTSIDE: Final = PoolMember(tier=NetworkTier.OUTSIDE)
TO_GAIN: Final = PoolMember(therapy=PT, purpose=Purpose.HABILITATION)
TO_GET_BACK: Final = PoolMember(therapy=PT, purpose=Purpose.REHABILITATION)


def found(*records: Record, **facts: object) -> VisitsAsked:
    built = catalog(benefit(), *records)
    situation = asked(built, **facts)
    return visits_asked(decide(built, situation), situation.on)


@pytest.mark.parametrize(
    ("records", "facts", "keys"),
    [
        pytest.param([], {}, (), id="none without a limit"),
        pytest.param([pool(20)], {}, (PT,), id="its own"),
        pytest.param([pool(20, OT, SPEECH, PT)], {}, (PT, OT, SPEECH), id="of all that share it, the asked one first"),
        pytest.param([pool(20, slug="a"), pool(40, OT, PT, slug="b")], {}, (PT, OT), id="of two limits"),
        pytest.param([pool(None, rule=LimitRule.NONE_LISTED)], {}, (), id="none where the document lists no limit"),
        pytest.param([pool(60, unit=LimitUnit.DAYS)], {}, (), id="none where days count"),
        pytest.param(
            [pool(20, members=(TO_GET_BACK,), slug="a"), pool(9, members=(TO_GAIN,), slug="b")],
            {},
            (PT,),
            id="of the purpose that the limit is for",
        ),
        pytest.param(
            [pool(20, members=(TO_GET_BACK,), slug="a"), pool(9, members=(TO_GAIN,), slug="b")],
            {"purpose": "habilitation"},
            (f"{PT}/habilitation",),
            id="of the other purpose",
        ),
        pytest.param(
            [pool(12, members=(PoolMember(therapy=PT, setting=Setting.INPATIENT),))],
            {},
            (),
            id="none of a limit for those who stay",
        ),
        pytest.param(
            [pool(12, members=(OUTSIDE,))], {"network": "outside"}, (), id="those outside by a question alone"
        ),
        pytest.param(
            [pool(12, slug="a", period=LimitPeriod.ROLLING_DAYS, period_days=90), pool(20, slug="b")],
            {},
            (PT, f"{PT}@90-days"),
            id="of a year and of 90 days apart",
        ),
        pytest.param([gate("prior_authorization", from_visit=8)], {}, (PT,), id="that bring an approval"),
        pytest.param([copay(0, to_visit=3), copay(20, from_visit=4)], {}, (PT,), id="that bring another price"),
        pytest.param(
            [gate("prior_authorization", from_visit=61, counted_with=(OT,))], {}, (PT, OT), id="that bring it together"
        ),
        pytest.param([gate("referral", from_visit=8)], {}, (), id="none for a gate that nobody counts to"),
    ],
)
def test_the_visits_to_ask_for(records: list[Record], facts: dict[str, object], keys: tuple[str, ...]) -> None:
    assert found(*records, **facts).keys == keys


@pytest.mark.parametrize(
    ("records", "span"),
    [
        pytest.param([pool(20)], YEAR, id="a year that begins nobody knows when"),
        pytest.param(
            [pool(20), plan(accumulation_starts="07-01")],
            VisitSpan(period=LimitPeriod.YEAR, since=date(2026, 7, 1)),
            id="since the day on which the plan's year began",
        ),
        pytest.param(
            [pool(20, period=LimitPeriod.MONTH)],
            VisitSpan(period=LimitPeriod.MONTH, since=date(2026, 11, 1)),
            id="since the first of the month",
        ),
        pytest.param(
            [pool(20, period=LimitPeriod.CONDITION)], VisitSpan(period=LimitPeriod.CONDITION), id="for one problem"
        ),
        pytest.param(
            [gate("prior_authorization", from_visit=8, note="Of one episode.")],
            VisitSpan(from_visit=8, note="Of one episode."),
            id="of one course of care, in the record's own words",
        ),
        pytest.param(
            [gate("prior_authorization", from_visit=8), pool(20)], YEAR, id="a limit of the plan's says it for both"
        ),
        pytest.param(
            [gate("prior_authorization", from_visit=8), pool(20, plan="any")],
            VisitSpan(from_visit=8),
            id="the plan's own approval comes before a guide's limit",
        ),
        pytest.param(
            [pool(20, slug="a", period=LimitPeriod.MONTH), pool(60, slug="b", period=LimitPeriod.LIFETIME)],
            VisitSpan(period=LimitPeriod.LIFETIME),
            id="the longest of two",
        ),
        pytest.param(
            [pool(20, slug="a", period=LimitPeriod.MONTH), pool(None, slug="b", period=LimitPeriod.LIFETIME)],
            VisitSpan(period=LimitPeriod.MONTH, since=date(2026, 11, 1)),
            id="the one with a number",
        ),
    ],
)
def test_the_time_that_they_count_over(records: list[Record], span: VisitSpan) -> None:
    (visits,) = found(*records).counted

    assert visits.span == span


@pytest.mark.parametrize(
    ("records", "facts", "shared"),
    [
        pytest.param([pool(20)], {}, (), id="nothing shared"),
        pytest.param([pool(20, OT, PT)], {}, (SharedLimit(therapies=(PT, OT)),), id="the asked one first"),
        pytest.param(
            [pool(None, PT, OT, certainty=Certainty.MAY)],
            {},
            (SharedLimit(therapies=(PT, OT), may=True),),
            id="the plan does not say if it is so",
        ),
        pytest.param(
            [pool(None, PT, OT, certainty=Certainty.MAY, plan="any")],
            {},
            (SharedLimit(therapies=(PT, OT), may=True, of_guide=True),),
            id="a guide says it of some plans",
        ),
    ],
)
def test_what_counts_together(records: list[Record], facts: dict[str, object], shared: tuple[SharedLimit, ...]) -> None:
    assert found(*records, **facts).shared == shared


@pytest.mark.parametrize(
    ("members", "network", "outside"),
    [
        pytest.param((OUTSIDE,), "outside", VisitsOutside(therapies=(PT,), span=YEAR), id="of a therapy"),
        pytest.param((ANY_OUTSIDE,), "outside", VisitsOutside(therapies=(), span=YEAR), id="of any care"),
        pytest.param((OUTSIDE,), "kaiser", None, id="none in the network"),
    ],
)
def test_visits_outside_the_network(
    members: tuple[PoolMember, ...], network: str, outside: VisitsOutside | None
) -> None:
    built = [plan(out_of_network_benefits=True), pool(20, members=members)]

    assert found(*built, network=network).outside == outside


def test_visits_that_nobody_is_asked_for_change_nothing() -> None:
    built = catalog(benefit(), pool(20, PT, OT), pool(9, SPEECH, slug="other"))
    plain = asked(built)
    others = asked(built, visits_used={SPEECH: 500})

    assert SPEECH not in visits_asked(decide(built, plain), plain.on).keys
    assert signature(decide(built, others)) == signature(decide(built, plain))
