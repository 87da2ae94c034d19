"""Days of which the records of plans speak."""

from collections.abc import Mapping
from datetime import date

from benefits.coverage.catalog import Catalog
from tests.exports.conftest import TODAY


def by_day(catalog: Catalog) -> Mapping[date, list[str]]:
    """Every plan, under a day of which its record speaks."""
    found: dict[date, list[str]] = {}
    for plan in catalog.plans:
        day = TODAY if plan.in_force(TODAY) else plan.effective_to or plan.effective_from or TODAY
        found.setdefault(day, []).append(plan.slug)
    return found
