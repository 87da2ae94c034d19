"""How long one decision takes, on the deepest plan and over every situation:  python -m benchmarks.decisions [rounds]

The goal is absolute (30 µs, see the median) and holds on a quiet machine; the ratio to an empty call travels.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from benefits.coverage.catalog import Catalog  # noqa: E402
from benefits.coverage.decision import decide  # noqa: E402
from benefits.coverage.situation import Situation  # noqa: E402
from benefits.coverage.universe import situations  # noqa: E402
from benefits.importing import loading  # noqa: E402

FIXTURES = Path(__file__).parent.parent / "fixtures"
TODAY = date(2026, 11, 21)
GOAL_MICROSECONDS = 30
CALLS = 2_000


def nothing(catalog: Catalog, situation: Situation) -> None:
    """The floor: one plain call."""


def each(call: Callable[[Catalog, Situation], object], catalog: Catalog, asked: list[Situation]) -> float:
    """Microseconds a call."""
    begun = time.perf_counter()
    for situation in asked:
        call(catalog, situation)
    return (time.perf_counter() - begun) / len(asked) * 1e6


def deepest(catalog: Catalog) -> list[Situation]:
    """Situations of the plan and therapy with the most records to look at, spread over all that it has."""
    by_plan = Counter((tier.plan, tier.therapy) for tier in catalog.cost_tiers)
    by_plan += Counter((limit.plan, member.therapy or "") for limit in catalog.visit_limits for member in limit.members)
    by_plan += Counter((gate.plan, gate.therapy) for gate in catalog.gates)
    (slug, therapy), _records = by_plan.most_common(1)[0]
    found = list(situations(catalog, catalog.plan_by_slug[slug], therapy, TODAY))
    print(f"deepest: {slug}, {therapy}: {len(found)} situations")
    return [found[place * len(found) // CALLS] for place in range(CALLS)]


def main(rounds: int) -> int:
    """Print the figures; 1 when the goal is missed."""
    catalog = loading.shipped(FIXTURES)
    asked = deepest(catalog)
    each(decide, catalog, asked)
    times = [(each(nothing, catalog, asked), each(decide, catalog, asked)) for _ in range(rounds)]
    floor, ours = (median(column) for column in zip(*times, strict=True))
    print(f"one decision: {ours:.1f} µs (goal {GOAL_MICROSECONDS}), {ours / floor:.0f} × an empty call")
    every = [
        situation
        for plan in catalog.plans
        for therapy in catalog.therapy_by_slug
        for situation in situations(catalog, plan, therapy, TODAY)
    ]
    taken = each(decide, catalog, every)
    print(f"every situation: {len(every)} at {1e6 / taken:,.0f} a second")
    return int(ours > GOAL_MICROSECONDS)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 9))
