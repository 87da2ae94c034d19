"""The same facts under two or three plans, side by side: only what differs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from benefits import answering
from benefits.answers import Answer
from benefits.coverage import interview
from benefits.coverage.catalog import Catalog, NumberedCatalog
from benefits.coverage.situation import UNSURE
from benefits.coverage.telling import with_other
from benefits.questions import option
from benefits.wizard import picker
from benefits.words.answers import BASIS, CERTAINTY, GATE, GATE_STATE, STATUS

MOST: Final = 2
ComparedCell = tuple[str, ...]


class ComparedRow(NamedTuple):
    """One part of the answer, and what it is under each plan, paragraph by paragraph."""

    name: str
    cells: tuple[ComparedCell, ...]


class PlanToCompare(NamedTuple):
    """A plan or guide to compare with."""

    slug: str
    label: str
    hint: str
    picked: bool


def differences(edition: NumberedCatalog, facts: Mapping[str, object], plans: Sequence[str]) -> list[ComparedRow]:
    """The parts of the answer that are not the same under all these plans.

    Whoever has a plan of a region is taken to be there under the other plans too. What was told of the member's own
    plan alone counts in its own column only.
    """
    home = edition.catalog.plan_by_slug[str(facts["plan"])].region
    same = {"region": home, **facts} if home else dict(facts)
    columns = [tuple(_parts(answering.answer(edition, with_other(same, "plan", plan)))) for plan in plans]
    rows = [_row(parts) for parts in zip(*columns, strict=True)]
    return [row for row in rows if len(set(row.cells)) > 1]


def _row(parts: Sequence[tuple[str, ComparedCell]]) -> ComparedRow:
    """One part of each answer: they have the same name."""
    return ComparedRow(name=parts[0][0], cells=tuple(cell for _name, cell in parts))


def _parts(answer: Answer) -> Iterator[tuple[str, ComparedCell]]:
    """The answer in the order of its page."""
    yield _("Answer"), _said(STATUS[answer.status], answer.headline)
    yield _("How sure"), _said(CERTAINTY.get(answer.certainty or ""))
    yield _("Next visit"), _said(answer.cost.now)
    yield _("What you pay"), _said(answer.cost.text)
    yield _("Visits"), _said(*(limit.text for limit in answer.limits))
    yield _("Visits left"), _said(None if answer.visits_left is None else str(answer.visits_left))
    for kind, gate in answer.gates.items():
        yield str(GATE[kind]), _said(GATE_STATE[gate.state], gate.text)
    yield _("Steps to take"), _said(str(len(answer.next_steps)))
    yield _("Papers you need"), _said(str(len(answer.documents)))
    yield _("Who says so"), _said(BASIS[answer.basis])


def _said(*texts: object) -> ComparedCell:
    said = tuple(capfirst(str(text)) for text in texts if text)
    return said or (_("Not known"),)


def name(catalog: Catalog, plan: str) -> str:
    """What a column is called: the plan, or the general guide."""
    return _(catalog.plan_by_slug[plan].name)


def offers(
    catalog: Catalog, facts: Mapping[str, object], picked: Sequence[str], words: str
) -> tuple[list[PlanToCompare], int]:
    """What to compare with, and how many more there are: what is picked, the guides, the plans that the words find.

    Without words, the plans of the member's own region.
    """
    own = str(facts["plan"])
    region = catalog.plan_by_slug[own].region or facts.get("region")
    found = picker.search(catalog, UNSURE, None if words or region is None else str(region), words)
    on = date.fromisoformat(str(facts["on"]))
    guides = interview.options(catalog, "plan", {})
    slugs = dict.fromkeys((*picked, *guides, *(plan.slug for plan in found.plans)))
    return [_offer(catalog, slug, on, slug in picked) for slug in slugs if slug != own], found.more


def _offer(catalog: Catalog, slug: str, on: date, picked: bool) -> PlanToCompare:
    if slug in interview.options(catalog, "plan", {}):
        return PlanToCompare(slug, name(catalog, slug), str(option(catalog, "plan", slug).hint), picked)
    plan = catalog.plan_by_slug[slug]
    return PlanToCompare(slug, plan.name, picker.described(catalog, plan, on), picked)


def picked(catalog: Catalog, own: str, given: Sequence[str]) -> tuple[str, ...] | None:
    """The other plans that a link names. None when they are none of ours, or too many."""
    others = tuple(slug for slug in dict.fromkeys(given) if slug != own)
    known = all(slug in catalog.plan_by_slug for slug in others)
    return others if known and len(others) <= MOST else None
