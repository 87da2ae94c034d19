"""What can be asked about, and the facts of a question that came as text: for the command line and for programs."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from benefits.coverage.catalog import Catalog
from benefits.coverage.situation import FactError

Entry = dict[str, str | None]


def plans(catalog: Catalog) -> list[Entry]:
    """Every plan and general guide, with its dates."""
    return [
        {
            "slug": plan.slug,
            "name": plan.name,
            "kind": plan.kind.value,
            "plan_type": plan.plan_type,
            "region": plan.region,
            "hios_id": plan.hios_id or None,
            "effective_from": plan.effective_from.isoformat() if plan.effective_from else None,
            "effective_to": plan.effective_to.isoformat() if plan.effective_to else None,
        }
        for plan in catalog.plans
    ]


def _named(records: Iterable[Any]) -> list[Entry]:
    return [{"slug": record.slug, "name": record.name} for record in records]


LISTS: Final[Mapping[str, Callable[[Catalog], list[Entry]]]] = {
    "plans": plans,
    "therapies": lambda catalog: _named(catalog.therapies),
    "conditions": lambda catalog: _named(catalog.conditions),
    "regions": lambda catalog: _named(catalog.regions),
}


def today(catalog: Catalog, facts: Mapping[str, object]) -> str:
    """Today as ISO text, where the plan is, or else in the region that was told."""
    plan = catalog.plan_by_slug.get(str(facts.get("plan")))
    region = catalog.region_by_slug.get(str(plan.region if plan and plan.region else facts.get("region")))
    return timezone.localdate(timezone=ZoneInfo(region.time_zone) if region else None).isoformat()


def facts_of(pairs: Iterable[tuple[str, str]]) -> dict[str, object]:
    """Facts from name and text, `visits_used.physical-therapy` and `18` among them; the text of each as it came.

    Raises FactError when one is given twice.
    """
    facts: dict[str, Any] = {}
    for name, text in pairs:
        fact, dot, key = name.partition(".")
        into = facts.setdefault(fact, {}) if dot else facts
        place = key if dot else fact
        if not isinstance(into, dict) or place in into:
            raise FactError(name, text, (_("one value for each fact"),))
        into[place] = text
    return facts
