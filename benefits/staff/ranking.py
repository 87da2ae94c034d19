"""What is missing, ranked over all plans: a line for each plan and field, filtered and sorted as asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Struct

from benefits.coverage.catalog import Catalog
from benefits.coverage.records import Plan
from benefits.coverage.vocabulary import GateKind
from benefits.exports.choosing import NotOffered, choice
from benefits.staff.worklist import Wanting
from benefits.words.answers import GATE

FIELDS: Final = {
    "benefit": gettext_lazy("Whether it is covered"),
    "condition": gettext_lazy("For which conditions"),
    "price": gettext_lazy("Price"),
    "visit_limit": gettext_lazy("Visit limit"),
    **{kind.value: GATE[kind] for kind in GateKind},
}
CHOSEN: Final = ("region", "plan_type", "plan")
NOW: Final = "now"
MOST_COSTLY: Final = "-situations"


class MissingFact(Struct, frozen=True, kw_only=True):
    """One plan and field: how many of the plan's situations are open for want of it, and for which therapies."""

    plan: Plan
    region: str
    field: str
    words: str
    situations: int
    of: int
    therapies: Sequence[tuple[str, int, int]]

    @property
    def share(self) -> int:
        """Percent of the plan's situations."""
        return round(100 * self.situations / self.of)


SORTS: Final[Mapping[str, Callable[[MissingFact], Any]]] = {
    "plan": lambda line: line.plan.name.casefold(),
    "region": lambda line: line.region.casefold(),
    "field": lambda line: line.words.casefold(),
    "situations": lambda line: line.situations,
    "share": lambda line: line.situations / line.of,
}


class Wanted(Struct, frozen=True, kw_only=True):
    """What an address asks for, and what is wrong with it: then it keeps what was given, beside all plans."""

    given: Mapping[str, str]
    plans: frozenset[str]
    problems: Mapping[str, str]

    def query(self, **more: str | int) -> str:
        """The filters and the order as an address holds them, and more."""
        return urlencode({name: value for name, value in {**self.given, **more}.items() if value})


def wanted(catalog: Catalog, query: QueryDict) -> Wanted:
    """What the query asks for."""
    given = {name: query.get(name, "") for name in (*CHOSEN, "field", "sort", NOW)}
    problems: dict[str, str] = {}
    plans: tuple[str, ...] = ()
    try:
        plans = choice(catalog, {name: query.getlist(name) for name in CHOSEN}, localdate()).plans
    except NotOffered as problem:
        problems.update(problem.problems)
    known = {"field": FIELDS, "sort": [way + name for name in SORTS for way in ("", "-")], NOW: ("yes",)}
    for name, values in known.items():
        if given[name] and given[name] not in values:
            problems[name] = _("Use one of: %(values)s.") % {"values": ", ".join(values)}
    if given[NOW]:
        plans = tuple(slug for slug in plans if catalog.plan_by_slug[slug].in_force(localdate()))
    return Wanted(given=given, plans=frozenset(plans), problems=problems)


def ranked(catalog: Catalog, found: Mapping[str, Sequence[Wanting]], asked: Wanted) -> list[MissingFact]:
    """The lines that are asked for, in their order: the most costly first, where no other is asked for."""
    field, sort = asked.given.get("field", ""), asked.given.get("sort") or MOST_COSTLY
    plans = [catalog.plan_by_slug[slug] for slug in sorted(found) if slug in asked.plans]
    lines = [
        line for plan in plans for line in _lines(catalog, plan, found[plan.slug]) if field in ("", None, line.field)
    ]
    return sorted(lines, key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))


def _lines(catalog: Catalog, plan: Plan, found: Sequence[Wanting]) -> Iterator[MissingFact]:
    region = catalog.region_by_slug.get(plan.region or "")
    for field in dict.fromkeys(field for one in found for field in one.fields):
        yield MissingFact(
            plan=plan,
            region=_(region.name) if region else "",
            field=field,
            words=str(FIELDS[field]),
            situations=sum(one.fields.get(field, 0) for one in found),
            of=sum(one.of for one in found),
            therapies=[
                (_(catalog.therapy_by_slug[one.therapy].name), one.fields[field], one.of)
                for one in found
                if field in one.fields
            ],
        )
