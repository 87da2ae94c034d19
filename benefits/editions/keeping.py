"""Kept cases: what staff hold an edition to. A case that a catalog breaks bars its publication."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from msgspec import Struct

from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import decide
from benefits.coverage.figures import FIGURES, Figures, figures
from benefits.coverage.situation import FactError
from benefits.coverage.telling import situation
from benefits.models import KeptCase
from benefits.words import refusals


class BrokenCase(Struct, frozen=True, kw_only=True):
    """A kept case that a catalog breaks: its number, and a line for each figure that is not as expected."""

    number: int
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return f"case {self.number}: {'; '.join(self.problems)}"


def figures_of(catalog: Catalog, facts: Mapping[str, object]) -> Figures:
    """The status, prices and tightest limit that these facts lead to. Raises FactError for facts of no use."""
    return figures(decide(catalog, situation(catalog, facts)))


def broken_cases(catalog: Catalog) -> tuple[BrokenCase, ...]:
    """The kept cases that a catalog breaks, by number. Cases that were retired are not asked."""
    return tuple(
        BrokenCase(number=case.pk, problems=problems)
        for case in KeptCase.objects.filter(retired_at__isnull=True).order_by("pk")
        if (problems := tuple(differences(catalog, case)))
    )


def differences(catalog: Catalog, case: KeptCase) -> Iterator[str]:
    """What a catalog gives for the case that is not as expected, a line each. A figure left empty is not compared."""
    try:
        found = figures_of(catalog, case.facts)
    except FactError as problem:
        yield _("its facts can no longer be used (%(why)s)") % {"why": refusals.told(problem)}
        return
    if found.status != case.status:
        yield _("the answer is %(given)s, not %(expected)s") % {"given": found.status, "expected": case.status}
    for name in FIGURES:
        expected, given = getattr(case, name), getattr(found, name)
        if expected is not None and expected != given:
            told = {"figure": name, "given": _("not stated") if given is None else given, "expected": expected}
            yield _("%(figure)s is %(given)s, not %(expected)s") % told
