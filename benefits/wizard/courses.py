"""The form for a course of care: how many visits, how many a week, from which day."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from benefits.coverage import planned
from benefits.coverage.catalog import Catalog
from benefits.coverage.planned import COURSE, MOST_A_WEEK, MOST_VISITS
from benefits.coverage.situation import FactError

ADVICE: Final[Mapping[str, StrOrPromise]] = {
    "visits": _("Type a whole number from 1 to %(most)s."),
    "per_week": _("Type a whole number from 1 to %(most)s."),
    "from": _("Pick a day that is not before the day of care."),
}
MOST: Final = {"visits": MOST_VISITS, "per_week": MOST_A_WEEK}


def _box(label: StrOrPromise, **attributes: str) -> forms.CharField:
    widget = forms.TextInput({"autocomplete": "off", **attributes})
    return forms.CharField(required=False, label=label, widget=widget)


class CourseForm(forms.Form):
    """A course as it is typed. Once valid, `told` is what the facts hold; empty where the visits were taken out."""

    use_required_attribute = False

    def __init__(self, catalog: Catalog, facts: Mapping[str, object], data: Any = None) -> None:
        self.catalog, self.facts = catalog, facts
        self.told: dict[str, object] = {}
        planned_before = facts.get(COURSE)
        initial = dict(planned_before) if isinstance(planned_before, Mapping) else None
        super().__init__(data, initial=initial, auto_id="course_%s")
        self.fields["visits"] = _box(_("Visits"), inputmode="numeric")
        self.fields["per_week"] = _box(_("Visits a week"), inputmode="numeric")
        self.fields["from"] = _box(_("First visit"), type="date")

    def clean(self) -> dict[str, object]:
        """Read the course, or say at the field what it takes."""
        typed = {name: text for name, text in self.cleaned_data.items() if text}
        if "visits" not in typed:
            return self.cleaned_data
        try:
            planned.read(self.catalog, typed, planned.DAY.read(self.catalog, "on", self.facts["on"]))
            self.told = {COURSE: planned.kept(self.catalog, typed)}
        except FactError as problem:
            part = problem.fact.removeprefix(f"{COURSE}.")
            self.add_error(part, str(ADVICE[part]) % {"most": MOST.get(part)})
        return self.cleaned_data
