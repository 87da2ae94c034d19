"""Search boxes for pages with many of them: the names of what is picked are asked for once a page."""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Any, Final

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Q, QuerySet

from benefits.admin.versions import PARTS
from benefits.models import CitationRow, ConditionRow, DisagreementRow, PlanRow, Row, TechniqueRow, TherapyRow

# What the rows of a plan name, and by which column.
NAMED: Final[tuple[tuple[type[Row], str], ...]] = (
    (TherapyRow, "slug"),
    (ConditionRow, "slug"),
    (ConditionRow, "pk"),
    (TechniqueRow, "pk"),
    (TherapyRow, "pk"),
    (CitationRow, "slug"),
)


class Labels(dict[str, str]):
    """The names of rows that fields point to, by what they point with: few questions, however many fields."""

    def __init__(self, rows: QuerySet[Any], key: str) -> None:
        super().__init__((str(getattr(row, key)), str(row)) for row in rows)
        self.rows, self.key = rows.model.objects, key

    def __missing__(self, value: str) -> str:
        """One that was not known from the start, such as one just picked; nonsense is shown as it is."""
        sought = value if self.key == "slug" or (value.isdecimal() and len(value) < 19) else None
        found = self.rows.filter(**{self.key: sought}).first()
        return self.setdefault(value, str(found or value))


class _Picked:
    """A search box that knows the name of what is picked."""

    labels: Labels

    def optgroups(self: Any, name: str, value: Iterable[Any], attr: Any = None) -> list[Any]:
        """What is picked, and nothing where nothing may be picked."""
        picked = [str(chosen) for chosen in value if str(chosen)]
        nothing = [] if self.is_required or self.allow_multiple_selected else [("", "", False)]
        options = [*nothing, *((chosen, self.labels[chosen], True) for chosen in picked)]
        return [(None, [self.create_option(name, *option, index) for index, option in enumerate(options)], 0)]


class PickedOne(_Picked, AutocompleteSelect):
    """One of them."""


class PickedSeveral(_Picked, AutocompleteSelectMultiple):
    """Several of them."""


def labels(request: Any, plan: PlanRow) -> Mapping[tuple[type[Row], str], Labels]:
    """The names of therapies, techniques and conditions, and of the plan's own citations, once for a page."""
    if not hasattr(request, "labels"):
        cited = CitationRow.objects.filter(reduce(or_, (Q(slug__in=slugs) for slugs in _cited(plan))))
        found = ((rows, key, cited if rows is CitationRow else rows.objects.all()) for rows, key in NAMED)
        request.labels = {(rows, key): Labels(wanted, key) for rows, key, wanted in found}
    known: Mapping[tuple[type[Row], str], Labels] = request.labels
    return known


def _cited(plan: PlanRow) -> Iterator[QuerySet[Any]]:
    for part in PARTS:
        yield part.objects.filter(plan=plan).values("citation")
    yield DisagreementRow.objects.filter(plan=plan).values("other_citation")
