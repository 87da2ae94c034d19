"""What a summary is asked for: which plans and therapies, on which day, under which assumptions."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from msgspec import Struct

from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACT
from benefits.coverage.once import once_a_catalog
from benefits.coverage.records import Plan
from benefits.coverage.situation import UNSURE, FactError
from benefits.coverage.vocabulary import PlanKind, Referral
from benefits.words import refusals

Given = Mapping[str, Sequence[str]]

# The names of the filters, as an address and the command line spell them.
ONE_OF: Final = ("on", "region", "plan_type", "referral", "condition")
SEVERAL: Final = ("plan", "therapy")
FILTERS: Final = (*ONE_OF, *SEVERAL)
TOLD: Final = 5


class Choice(Struct, frozen=True, kw_only=True):
    """A summary's plans and therapies, by slug and in order; the day of care; what is assumed of the member."""

    plans: tuple[str, ...]
    therapies: tuple[str, ...]
    on: date
    referral: Referral = Referral.UNSURE
    condition: str | None = None

    @property
    def total(self) -> int:
        """How many rows it has."""
        return len(self.plans) * len(self.therapies)


class NotOffered(ValueError):
    """Filters that cannot be used: for each its name, and what it takes."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(f"{name}: {message}" for name, message in problems.items()))
        self.problems = problems


def choice(catalog: Catalog, given: Given, today: date) -> Choice:
    """The choice that the filters make. Raises NotOffered, with every filter that cannot be used."""
    problems: dict[str, str] = {}
    read = {name: _one(catalog, name, given, problems) for name in ONE_OF}
    plans = _several(catalog.plan_by_slug, "plan", given, problems)
    therapies = _several(catalog.therapy_by_slug, "therapy", given, problems)
    if problems:
        raise NotOffered(problems)
    fitting = [plan.slug for plan in in_order(catalog) if _fits(catalog, plan, read["region"], read["plan_type"])]
    ordered = sorted(catalog.therapies, key=lambda therapy: (therapy.position, therapy.slug))
    return Choice(
        plans=tuple(slug for slug in fitting if slug in plans),
        therapies=tuple(therapy.slug for therapy in ordered if therapy.slug in therapies),
        on=read["on"] or today,
        referral=read["referral"] or Referral.UNSURE,
        condition=read["condition"],
    )


@once_a_catalog
def in_order(catalog: Catalog) -> Sequence[Plan]:
    """The general guides, then the plans by name."""
    return sorted(catalog.plans, key=lambda plan: (plan.kind is PlanKind.PLAN, plan.name, plan.slug))


def _fits(catalog: Catalog, plan: Plan, region: str | None, plan_type: str | None) -> bool:
    """A region holds its parts; a plan has its own type, or that of what it is based on."""
    if plan_type is not None and plan.plan_type != plan_type:
        return False
    if region is None:
        return True
    here = plan.region
    while here is not None and here != region:
        here = catalog.region_by_slug[here].part_of
    return here == region


def _plan_type(catalog: Catalog, _fact: str, value: object) -> str:
    known = tuple(plan_type.slug for plan_type in catalog.plan_types)
    if value not in known:
        raise FactError("plan_type", value, known)
    return str(value)


READERS: Final[Mapping[str, Callable[[Catalog, str, object], Any]]] = {
    **{name: FACT[name].kind.read for name in ONE_OF if name in FACT},
    "plan_type": _plan_type,
}


def _one(catalog: Catalog, name: str, given: Given, problems: dict[str, str]) -> Any:
    values = [value for value in given.get(name, ()) if value]
    try:
        match values:
            case []:
                return None
            case [value]:
                return READERS[name](catalog, name, value)
            case _:
                problems[name] = _("Give one value.")
    except FactError as problem:
        problems[name] = _takes(refusals.taken(problem.allowed))
    return None


def _several(known: Mapping[str, object], name: str, given: Given, problems: dict[str, str]) -> frozenset[str]:
    """The values that are given; where there are none, all that are known."""
    values = frozenset(value for value in given.get(name, ()) if value)
    if strange := sorted(values - set(known)):
        problems[name] = _("There is no “%(value)s” here. %(takes)s") % {
            "value": strange[0][:60],
            "takes": _takes(tuple(known)),
        }
    return values or frozenset(known)


def _takes(allowed: Sequence[str]) -> str:
    """The values on offer, the first few where there are many."""
    offered = [value for value in allowed if value != UNSURE]
    more = len(offered) - TOLD
    first = ", ".join(offered[:TOLD])
    if more > 0:
        return _("Use one of: %(values)s, and %(more)s more.") % {"values": first, "more": more}
    return _("Use one of: %(values)s.") % {"values": first}
