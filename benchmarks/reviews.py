"""A review of one changed price among few plans and among many:  python -m benchmarks.reviews [plans] [rounds]

The work in pieces must not grow with the plans that did not change. What has to look at the whole catalog, once for
each review and process, is printed beside it: opening it, and finding what changed and whom that reaches.
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from msgspec.structs import replace  # noqa: E402

from benefits.coverage.catalog import Catalog, from_json, to_json  # noqa: E402
from benefits.coverage.comparing import compared, difference, questions  # noqa: E402
from benefits.coverage.decision import decide  # noqa: E402
from benefits.coverage.laws import broken_laws  # noqa: E402
from benefits.coverage.reach import touched  # noqa: E402
from benefits.coverage.universe import situations  # noqa: E402
from benefits.importing import loading  # noqa: E402
from tests.staff.big import big_catalog  # noqa: E402

FIXTURES = Path(__file__).parent.parent / "fixtures"
TODAY = date(2026, 11, 21)
FEW = 100
GOAL = 1.5
CHANGED = ("plan-00050", "physical-therapy")
EVERY = 97

Sides = tuple[Catalog, Catalog]


def took(work: Callable[[], object]) -> float:
    """Seconds."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def sides(plans: int) -> Sides:
    """A catalog of so many plans as it was and as it is, one price dearer."""
    old = big_catalog(loading.shipped(FIXTURES), plans)
    tiers = tuple(
        replace(tier, low=tier.low + 10, high=tier.high + 10)
        if (tier.plan, tier.therapy) == CHANGED and tier.low is not None and tier.high is not None
        else tier
        for tier in old.cost_tiers
    )
    return old, replace(old, cost_tiers=tiers)


def pieces(old: Catalog, new: Catalog) -> int:
    """All the pieces of the review: every situation compared, every law looked at; how many answers change."""
    changed = 0
    for situation in questions(old, new, CHANGED, TODAY):
        both_sides = compared(old, new, situation)
        changed += bool(difference(both_sides.before, both_sides.after))
        if list(broken_laws(new, situation)):
            raise SystemExit(f"a law is broken: {situation}")
    return changed


def both(few: Sides, many: Sides) -> tuple[float, float]:
    """Seconds for all pieces, of each."""
    return took(lambda: pieces(*few)), took(lambda: pieces(*many))


def once(name: str, few: float, many: float) -> None:
    """A figure that is paid once for each review and process."""
    print(f"{name:58} {few * 1000:8.1f} ms {many * 1000:9.1f} ms   once")


def main(plans: int, rounds: int) -> int:
    """Print the figures; 1 when the goal is missed."""
    few, many = sides(FEW), sides(plans)
    small, large = to_json(few[1]), to_json(many[1])
    print(f"one price changed; of {FEW} plans, of {plans} plans")
    once("opening a catalog", took(lambda: from_json(small)), took(lambda: from_json(large)))
    reached = touched(*few), touched(*many)
    if not reached[0] == reached[1] == (CHANGED,):
        raise SystemExit(f"reached otherwise than thought: {reached}")
    times = [(took(lambda: touched(*few)), took(lambda: touched(*many))) for _ in range(rounds)]
    once("what changed, and whom it reaches", *(median(column) for column in zip(*times, strict=True)))
    once("the first piece, indexes included", *both(few, many))
    asked, changed = len(list(questions(*few, CHANGED, TODAY))), pieces(*few)
    ratio = median(large / small for small, large in (both(few, many) for _ in range(rounds)))
    print(f"{asked} situations, {changed} answers change")
    met = "met" if ratio <= GOAL else "MISSED"
    print(f"all pieces, {plans} plans against {FEW}: {ratio:.2f}   goal <= {GOAL}   {met}")
    laws(rounds)
    return int(ratio > GOAL)


def laws(rounds: int) -> None:
    """All laws in a situation of the shipped plans, against one decision."""
    catalog = loading.shipped(FIXTURES)
    asked = [
        situation
        for plan in catalog.plans
        for therapy in catalog.therapy_by_slug
        for situation in situations(catalog, plan, therapy, TODAY)
    ][::EVERY]
    for situation in asked:
        list(broken_laws(catalog, situation))
    times = [
        (
            took(lambda: [decide(catalog, situation) for situation in asked]),
            took(lambda: [list(broken_laws(catalog, situation)) for situation in asked]),
        )
        for _ in range(rounds)
    ]
    one, all_laws = (median(column) / len(asked) * 1e6 for column in zip(*times, strict=True))
    print(f"all laws: {all_laws:.0f} µs a situation, {all_laws / one:.1f} × one decision")


if __name__ == "__main__":
    sys.exit(main(*(int(given) for given in (*sys.argv[1:], *("10000", "9")[len(sys.argv) - 1 :]))))
