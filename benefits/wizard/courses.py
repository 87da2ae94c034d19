"""The form for a course of care: how many visits, how many a week, from which day, and what one of them costs."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from benefits.coverage import planned
from benefits.coverage.catalog import Catalog
from benefits.coverage.courses import CourseCost
from benefits.coverage.facts import FACT
from benefits.coverage.planned import COURSE, MOST_A_WEEK, MOST_VISITS
from benefits.coverage.situation import UNSURE, FactError

PRICE: Final = "allowed_amount"
ADVICE: Final[Mapping[str, StrOrPromise]] = {
    "visits": _("Type a whole number from 1 to %(most)s."),
    "per_week": _("Type a whole number from 1 to %(most)s."),
    "from": _("Pick a day that is not before the day of care."),
    PRICE: _("Type dollars, such as 150 or 150.50."),
}
MOST: Final = {"visits": MOST_VISITS, "per_week": MOST_A_WEEK}


def asks_price(facts: Mapping[str, object], more: Iterable[tuple[str, str]], found: CourseCost | None) -> bool:
    """Whether the price of a visit is asked for: it was told, could make the answer more exact, or a visit lacks it."""
    return PRICE in facts or PRICE in dict(more) or bool(found and found.unpriced)


def _box(label: StrOrPromise, hint: StrOrPromise = "", **attributes: str) -> forms.CharField:
    widget = forms.TextInput({"autocomplete": "off", **attributes})
    return forms.CharField(required=False, label=label, help_text=hint, widget=widget)


class CourseForm(forms.Form):
    """A course as it is typed. Once valid, `told` is what the facts hold; empty where the visits were taken out.

    `price` is the price of a visit as the facts hold it, None where it was left empty. `has_price` says whether it was
    on the form.
    """

    use_required_attribute = False

    def __init__(self, catalog: Catalog, facts: Mapping[str, object], data: Any = None) -> None:
        self.catalog, self.facts = catalog, facts
        self.told: dict[str, object] = {}
        self.price: object = None
        self.has_price = bool(data) and PRICE in data
        super().__init__(data, initial=_initial(facts), auto_id="course_%s")
        self.fields["visits"] = _box(
            _("How many visits may you need?"), _("For example, 12. Your doctor can tell you."), inputmode="numeric"
        )
        self.fields["per_week"] = _box(_("Visits a week"), inputmode="numeric")
        self.fields["from"] = _box(_("First visit"), type="date")
        self.fields[PRICE] = _box(
            _("Full price of a visit"),
            _("In dollars. Ask the clinic or member services. This number is from you, not from your plan."),
            inputmode="decimal",
        )

    def clean(self) -> dict[str, object]:
        """Read the price and the course, or say at the field what it takes."""
        typed = {name: text for name, text in self.cleaned_data.items() if text}
        price = typed.pop(PRICE, None)
        try:
            self.price = None if price is None else FACT[PRICE].kept(self.catalog, price)
            if "visits" in typed:
                planned.read(self.catalog, typed, planned.DAY.read(self.catalog, "on", self.facts["on"]))
                self.told = {COURSE: planned.kept(self.catalog, typed)}
        except FactError as problem:
            self._complain(problem.fact.removeprefix(f"{COURSE}."))
        return self.cleaned_data

    def _complain(self, part: str) -> None:
        """Say at the field what it takes, and lead there."""
        self.add_error(part, str(ADVICE[part]) % {"most": MOST.get(part)})
        self.fields[part].widget.attrs["autofocus"] = True


def _initial(facts: Mapping[str, object]) -> dict[str, object]:
    """What was told before."""
    planned_before, price = facts.get(COURSE), facts.get(PRICE)
    before = dict(planned_before) if isinstance(planned_before, Mapping) else {}
    return before if price in (None, UNSURE) else {**before, PRICE: price}
