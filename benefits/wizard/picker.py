"""Finding the plan itself: the plans on file of one kind, by region, and by words of name, HIOS id or employer."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from benefits.asking.picked import Cards, ChoiceForm
from benefits.coverage.catalog import Catalog
from benefits.coverage.once import once_a_catalog
from benefits.coverage.records import Plan
from benefits.coverage.situation import UNSURE, FactError
from benefits.coverage.vocabulary import PlanKind
from benefits.questions import option
from benefits.words.facts import Option

MOST_SHOWN: Final = 30
LONGEST_WORDS: Final = 100
OTHER: Final = "other"


class PlanEntry(NamedTuple):
    """A plan, its region, and all that it may be found by."""

    plan: Plan
    region: str | None
    words: str


class PlansFound(NamedTuple):
    """The first plans that fit, and how many more there are."""

    plans: Sequence[Plan]
    more: int


def kind(catalog: Catalog, plan: str) -> str:
    """The kind of plan that a member picked, or that the picked plan is of; `unsure` where that is not known."""
    found = catalog.plan_by_slug[plan].plan_type
    return UNSURE if found is None else _guide(catalog, found)


def _guide(catalog: Catalog, plan_type: str) -> str:
    return plan_type if plan_type in catalog.plan_by_slug else OTHER


@once_a_catalog
def _index(catalog: Catalog) -> Mapping[str, Sequence[PlanEntry]]:
    """What can be found of each kind of plan: the latest first, those without an end before all."""
    found: dict[str, list[PlanEntry]] = {}
    held = [plan for plan in catalog.plans if plan.kind is PlanKind.PLAN]
    named = sorted(held, key=lambda plan: (plan.name, plan.slug))
    for plan in sorted(named, key=lambda plan: plan.effective_to or date.max, reverse=True):
        entry = PlanEntry(plan, plan.region, _folded(f"{plan.name} {plan.employer} {plan.hios_id} {plan.slug}"))
        for name in (UNSURE, _guide(catalog, plan.plan_type or OTHER)):
            found.setdefault(name, []).append(entry)
    return found


def _folded(text: str) -> str:
    """Letters and digits only, as accents, case, hyphens and quotes are typed in many ways."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^\w\s]|_", "", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def search(catalog: Catalog, of_kind: str, region: str | None, words: str = "") -> PlansFound:
    """The plans of that kind that may be had in the region and that all the words fit."""
    near = None if region in (None, UNSURE) else {None, *_family(catalog, str(region))}
    fitting = _index(catalog).get(of_kind, ())
    if near is not None:
        fitting = [entry for entry in fitting if entry.region in near]
    for word in _folded(words).split():
        fitting = [entry for entry in fitting if word in entry.words]
    return PlansFound([entry.plan for entry in fitting[:MOST_SHOWN]], max(0, len(fitting) - MOST_SHOWN))


def _lineage(catalog: Catalog, region: str) -> Iterator[str]:
    here: str | None = region
    while here is not None:
        yield here
        here = catalog.region_by_slug[here].part_of


def _family(catalog: Catalog, region: str) -> set[str]:
    """The region with what it is part of and with its parts: a plan of any of them may be the member's."""
    parts = (other for other in catalog.region_by_slug if region in _lineage(catalog, other))
    return {*_lineage(catalog, region), *parts}


def regions(catalog: Catalog, of_kind: str) -> tuple[str, ...]:
    """The regions with plans of that kind."""
    homes = {entry.region for entry in _index(catalog).get(of_kind, ())}
    return tuple(slug for slug in catalog.region_by_slug if None in homes or homes & _family(catalog, slug))


def described(catalog: Catalog, plan: Plan, on: date) -> str:
    """What tells a plan from others of its name: its year, its region, its employer, its HIOS id."""
    region = catalog.region_by_slug[plan.region].name if plan.region else ""
    parts = (_year(plan, on), gettext(region) if region else "", plan.employer, plan.hios_id)
    return " · ".join(part for part in parts if part)


def _year(plan: Plan, on: date) -> str:
    begins, ends = plan.effective_from, plan.effective_to
    years = "–".join(dict.fromkeys(str(day.year) for day in (begins, ends) if day))
    if ends and ends < on:
        return gettext("Plan year %(years)s, ended on %(day)s") % {"years": years, "day": date_format(ends)}
    if begins and on < begins:
        return gettext("Plan year %(years)s, starts on %(day)s") % {"years": years, "day": date_format(begins)}
    if ends:
        return gettext("Plan year %(years)s, until %(day)s") % {"years": years, "day": date_format(ends)}
    return gettext("Plan year not on file")


class RegionForm(ChoiceForm):
    """Where the plan is from, of the regions with plans of one kind."""

    def __init__(self, catalog: Catalog, of_kind: str, data: Any = None) -> None:
        self.regions = regions(catalog, of_kind)
        super().__init__(catalog, "region", {}, data)

    def offered(self) -> tuple[str, ...]:
        """The regions, and not being sure."""
        return (*self.regions, UNSURE)


class PlanForm(ChoiceForm):
    """The plans that were found, and that none of them is the member's."""

    def __init__(self, catalog: Catalog, facts: Mapping[str, object], found: PlansFound, data: Any = None) -> None:
        self.found = found
        self.kind = kind(catalog, str(facts["plan"]))
        super().__init__(catalog, "plan", facts, data)
        self.words = self.words._replace(heading=_("Which plan is yours?"))

    def shown(self, told: Any) -> dict[str, object]:
        """A plan picked before; the kind of plan does not say that the plan is not listed."""
        return {self.fact: told} if self.is_plan(told) else {}

    def drawn(self) -> dict[str, forms.Field]:
        """A card for each plan, and one more."""
        on = date.fromisoformat(str(self.facts["on"]))
        offered = {plan.slug: Option(plan.name, described(self.catalog, plan, on)) for plan in self.found.plans}
        offered[self.kind] = Option(_("My plan is not listed"), self._instead())
        cards = Cards(choices=[(slug, words.label) for slug, words in offered.items()])
        cards.hints = {slug: words.hint for slug, words in offered.items()}
        return {self.fact: forms.CharField(widget=cards, required=False)}

    def _instead(self) -> StrOrPromise:
        if self.kind == UNSURE:
            return _("We use the general guide.")
        name = option(self.catalog, "plan", self.kind).label
        return gettext("We use the general guide for this kind of plan: %(name)s.") % {"name": name}

    def is_plan(self, slug: str) -> bool:
        """Whether it names a plan that we hold, and no guide."""
        plan = self.catalog.plan_by_slug.get(slug)
        return plan is not None and plan.kind is PlanKind.PLAN

    def read(self) -> object:
        """The plan picked; its kind where it is not listed."""
        picked: str = self.cleaned_data[self.fact]
        if picked != self.kind and not self.is_plan(picked):
            raise FactError(self.fact, picked, (self.kind,))
        return picked
