"""A plan once more for the year after: all that it says, with each place where it was read still to be confirmed."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from msgspec import Struct

from benefits.admin.forms import explain, remember_list
from benefits.admin.versions import PARTS, wait_for_others
from benefits.models import CitationRow, ContentRow, PlanRow, VisitLimitRow

YEAR: Final = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
ONE_DAY: Final = timedelta(days=1)
LONGEST_SLUG: Final = 80
CITING: Final = ("citation", "other_citation")


class NotCopied(Exception):
    """The plan cannot be copied; says why."""


class Copied(Struct, frozen=True):
    """The new plan, how many citations of it are to be confirmed, and what of another year it is still based on."""

    plan: Any
    citations: int
    old_base: str


def year_later(day: date) -> date:
    """The same day of the next year; the day after February 28 where there is no 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def next_slug(text: str, year: int, years: set[int], *, joint: str) -> str:
    """The name with its own years one on; with the new year behind it where it names none."""
    if not years & {int(found) for found in YEAR.findall(text)}:
        return f"{text}{joint}{year}"
    return YEAR.sub(lambda found: str(int(found[0]) + 1), text)


def copy(plan: PlanRow) -> Copied:
    """The plan's copy, whole or not at all. Raises NotCopied."""
    starts, ends = plan.effective_from, plan.effective_to
    if starts is None or ends is None:
        raise NotCopied(_("This record has no first and last day: there is no next year to copy it to."))
    with transaction.atomic():
        wait_for_others(plan)
        new = _plan(plan, starts, ends)
        citations = _Citations(new)
        new.citation_id = plan.citation_id and citations.carried(plan.citation_id)
        _save(new, plan)
        for part in PARTS:
            for row in part.objects.filter(plan=plan).order_by("pk"):
                _copy_row(row, new, citations)
        for content in ContentRow.objects.filter(plans=plan).order_by("pk"):
            _copy_content(content, new, citations)
    return Copied(plan=new, citations=len(citations.new), old_base=_old_base(plan, new))


def _old_base(plan: PlanRow, new: PlanRow) -> str:
    """The plan of a year of its own that the copy is still based on; empty where there is none."""
    base = plan.based_on
    if base is None or new.based_on_id != plan.based_on_id:
        return ""
    return "" if base.effective_to is None else str(base)


def _plan(plan: PlanRow, starts: date, ends: date) -> PlanRow:
    """With the years in its names and dates one on; its last day is still the day before it starts again."""
    first = year_later(starts)
    year, years = first.year, {starts.year, ends.year}
    slug = next_slug(plan.slug, year, years, joint="-")
    if there := PlanRow.objects.filter(slug=slug).first():
        raise NotCopied(_("It is there already: “%(plan)s” (%(slug)s).") % {"plan": there, "slug": slug})
    base = next_slug(str(plan.based_on_id), year, years, joint="-")
    new: PlanRow = _copied(
        plan,
        slug=slug,
        name=next_slug(plan.name, year, years, joint=" "),
        effective_from=first,
        effective_to=year_later(ends + ONE_DAY) - ONE_DAY,
        based_on_id=base if PlanRow.objects.filter(slug=base).exists() else plan.based_on_id,
    )
    return new


def _with_tail(slug: str, tail: str) -> str:
    """The slug with a tail, within the length of a slug."""
    return f"{slugify(slug[: LONGEST_SLUG - 1 - len(tail)])}-{tail}"


def _copied(row: Any, **changes: Any) -> Any:
    """A row that is not saved yet, like another but for the changes."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.fields if not field.primary_key}
    return type(row)(**{**values, **changes})


def _save(row: Any, original: Any) -> None:
    """Checked like any form; its history says where it comes from."""
    explain(row, _("Copied from %(row)s") % {"row": original})
    try:
        row.full_clean()
    except ValidationError as problem:
        raise NotCopied(" ".join(problem.messages)) from problem
    row.save()


class _Citations:
    """The citations of the copy: each once, marked as still to be looked up."""

    def __init__(self, plan: PlanRow) -> None:
        self.year = str(plan.effective_from and plan.effective_from.year)
        self.known: dict[str, str] = {}
        self.new: list[str] = []

    def carried(self, slug: str) -> str:
        """The slug of the copy; a copy that another plan of the year has already made is the same place."""
        if slug not in self.known:
            original = CitationRow.objects.get(slug=slug)
            wanted, there = next(self._names(original))
            if there is None:
                _save(_copied(original, slug=wanted, to_confirm=True), original)
                self.new.append(wanted)
            self.known[slug] = wanted
        return self.known[slug]

    def _names(self, original: CitationRow) -> Iterator[tuple[str, CitationRow | None]]:
        """Names that are free, or that the same place in the same source has already."""
        for number in range(1, 100):
            wanted = _with_tail(original.slug, self.year if number == 1 else f"{self.year}-{number}")
            there = CitationRow.objects.filter(slug=wanted).first()
            if there is None or (there.source_id, there.locator) == (original.source_id, original.locator):
                yield wanted, there
        raise NotCopied(_("No name is free for a copy of citation “%(slug)s”.") % {"slug": original.slug})


def _copy_row(row: Any, plan: PlanRow, citations: _Citations) -> None:
    """One row with its lists and members."""
    cited = {f"{name}_id": citations.carried(getattr(row, f"{name}_id")) for name in CITING if hasattr(row, name)}
    new = _copied(row, plan_id=plan.slug, **cited)
    _save(new, row)
    _list(new, _lists(row))
    if isinstance(row, VisitLimitRow):
        for member in row.members.all():
            _copied(member, limit_id=new.pk).save()


def _copy_content(content: ContentRow, plan: PlanRow, citations: _Citations) -> None:
    """Text that names the plan, for the new one alone; what another plan of the year has brought serves both."""
    slug = _with_tail(content.slug, citations.year)
    there = ContentRow.objects.filter(slug=slug).first()
    new = there or _copied(content, slug=slug, citation_id=citations.carried(content.citation_id))
    _save(new, content)
    lists = _lists(there or content)
    plans = [] if there is None else lists["plans"]
    _list(new, {**lists, "plans": [*plans, plan]})


def _lists(row: Any) -> dict[str, list[Any]]:
    """What each list of a row names."""
    return {field.name: list(getattr(row, field.name).all()) for field in row._meta.many_to_many}


def _list(row: Any, lists: dict[str, list[Any]]) -> None:
    """What a row's lists name, in the entry that it has in its history already."""
    row.skip_history_when_saving = True
    for name, listed in lists.items():
        getattr(row, name).set(listed)
    del row.skip_history_when_saving
    for name in lists:
        remember_list(row, name)
