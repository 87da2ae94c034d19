"""Which visits a limit counts, and how many of them the member told."""

from typing import Any

import pytest

from benefits.coverage.records import PoolMember
from benefits.coverage.visits import used_visits, visit_keys
from benefits.coverage.vocabulary import LimitPeriod, NetworkTier, Purpose
from tests.coverage.builders import OT, PT, SPEECH, asked, benefit, catalog, pool

SHARED = (PT, OT, SPEECH)
HABILITATION = PoolMember(therapy=PT, purpose=Purpose.HABILITATION)
REHABILITATION = PoolMember(therapy=PT, purpose=Purpose.REHABILITATION)
ROLLING = pool(12, period=LimitPeriod.ROLLING_DAYS, period_days=90)


@pytest.mark.parametrize(
    ("record", "keys"),
    [
        (pool(20, PT, OT), (PT, f"{PT}/habilitation", OT, f"{OT}/habilitation")),
        (pool(20, members=(HABILITATION,)), (f"{PT}/habilitation",)),
        (pool(20, members=(REHABILITATION,)), (PT,)),
        (ROLLING, (f"{PT}@90-days",)),
        (pool(20, members=(PoolMember(therapy=PT, tier=NetworkTier.OUTSIDE),)), ()),
    ],
)
def test_a_limit_names_the_visits_it_counts(record: Any, keys: tuple[str, ...]) -> None:
    assert visit_keys(catalog(record), record) == keys


@pytest.mark.parametrize(
    ("facts", "used", "unsure", "untold", "is_told"),
    [
        pytest.param({}, 0, (), SHARED, False, id="nothing told"),
        pytest.param({"visits_used": {PT: 3, OT: 2, SPEECH: 0}}, 5, (), (), True, id="all told"),
        pytest.param({"visits_used": {PT: 3, OT: "unsure"}}, 3, (OT,), (SPEECH,), True, id="not sure of one"),
    ],
)
def test_visits_used(facts: dict[str, Any], used: int, unsure: Any, untold: Any, is_told: bool) -> None:
    built, limit = catalog(benefit(), pool(20, *SHARED)), pool(20, *SHARED)
    situation = asked(built, **facts)

    assert used_visits(built, limit, situation) == (used, unsure, untold, is_told)
