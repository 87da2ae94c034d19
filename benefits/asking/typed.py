"""Questions whose answer is typed."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from benefits.asking.picked import TYPE_DOLLARS
from benefits.asking.question import QuestionForm, box
from benefits.coverage import interview
from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACT
from benefits.coverage.kinds import MOST_DOLLARS, MOST_VISITS, AgeInYears, CountOfVisits
from benefits.coverage.offers import ToldFacts
from benefits.coverage.records import MOST_YEARS
from benefits.coverage.situation import UNSURE, FactError, visits_therapy
from benefits.wording.counting import visits_label
from benefits.words.facts import UNSURE_WORDS

TYPE_VISITS: Final = _("Type a whole number from %(least)s to %(most)s, or tick “I’m not sure”.")
TYPE_VISITS_OR_NOTHING: Final = _("Type a whole number from %(least)s to %(most)s, or leave it empty.")
TYPE_DAY: Final = _("Type a year, a month and a day, such as 2026-05-31.")


class NumberForm(QuestionForm):
    """A number in a box, or a tick at “I’m not sure”. Among others, who is not sure leaves the box empty."""

    def shown(self, told: Any) -> dict[str, object]:
        """The number or the tick of each field."""
        return {self.fact: None if told == UNSURE else told, _tick(self.fact): told == UNSURE}

    def drawn(self) -> dict[str, forms.Field]:
        """A box and a tick."""
        return self.box_and_tick(self.fact, self.words.short if self.among_others else self.words.unit)

    def box_and_tick(self, name: str, label: StrOrPromise) -> dict[str, forms.Field]:
        """The box of that name, with its tick where there is one."""
        if self.among_others:
            return {name: box(label)}
        return {name: box(label), _tick(name): forms.BooleanField(required=False, label=UNSURE_WORDS)}

    def read(self) -> object:
        """The number, or that it is not known."""
        return self.accepted(self.fact, self.told(self.fact))

    def told(self, name: str) -> str:
        """What was typed into a box or ticked beside it. Raises FactError where that is nothing, or both."""
        typed: str = self.cleaned_data[name]
        is_unsure = bool(self.cleaned_data.get(_tick(name)))
        if is_unsure == bool(typed):
            raise FactError(name, typed, ())
        return UNSURE if is_unsure else typed

    def advice(self, field: str) -> str:
        """The range that the number is from."""
        match FACT[self.fact].kind:
            case CountOfVisits(least=least):
                return self.how_many(least, MOST_VISITS)
            case AgeInYears():
                return self.how_many(0, MOST_YEARS)
            case _:
                return TYPE_DOLLARS % {"most": f"{MOST_DOLLARS:,}"}

    def how_many(self, least: int, most: int) -> str:
        """The range of a whole number."""
        words = TYPE_VISITS_OR_NOTHING if self.among_others else TYPE_VISITS
        return words % {"least": least, "most": most}


class VisitsForm(NumberForm):
    """A number of visits for every therapy whose visits count. An empty box tells nothing."""

    def __init__(
        self, catalog: Catalog, fact: str, facts: ToldFacts, data: Any = None, *, among_others: bool = False
    ) -> None:
        keys = _counted(catalog, fact, facts, data)
        if not keys and not among_others:
            keys = (str(facts["therapy"]),)
        self.keys = {f"{fact}.{key}": key for key in keys}
        super().__init__(catalog, fact, facts, data, among_others=among_others)

    @property
    def hints(self) -> list[str]:
        """What to count, and what an empty box says."""
        if self.among_others:
            return super().hints
        blank = gettext("Had none? Type 0. Not sure? Leave the box empty.")
        return [*super().hints, blank, str(self.words.where)]

    @property
    def told_of_others(self) -> dict[str, object]:
        """What was told before of visits that this question does not ask for: it stays told."""
        told: Any = {} if self.among_others else self.facts.get(self.fact) or {}
        return {key: used for key, used in told.items() if key not in self.keys.values()}

    def shown(self, told: Any) -> dict[str, object]:
        """The number for each therapy; nothing where that is not sure."""
        values = {name: (told or {}).get(key) for name, key in self.keys.items()}
        return {name: value for name, value in values.items() if value != UNSURE}

    def drawn(self) -> dict[str, forms.Field]:
        """A box for each therapy."""
        labels = {name: visits_label(self.catalog, key) for name, key in self.keys.items()}
        if self.among_others:
            labels = {name: gettext("Visits used: %(name)s") % {"name": label} for name, label in labels.items()}
        return {name: box(label) for name, label in labels.items()}

    def is_left_out(self) -> bool:
        """Whether every box is empty: nothing is told, also where this is the only question."""
        return not any(self.cleaned_data.values()) and not self.told_of_others

    def read(self) -> object:
        """The number for each therapy that one is told of. What is wrong is said at each box."""
        values = self.told_of_others
        for name, key in self.keys.items():
            typed = self.cleaned_data[name]
            try:
                values |= self.accepted(name, {key: typed}) if typed else {}
            except FactError:
                self.add_error(name, self.advice(name))
        return values

    def advice(self, field: str) -> str:
        """The range of a number of visits, or none."""
        return TYPE_VISITS_OR_NOTHING % {"least": 0, "most": MOST_VISITS}


class DayForm(QuestionForm):
    """A day."""

    def drawn(self) -> dict[str, forms.Field]:
        """One date picker, which is a plain box in old browsers."""
        picker = forms.TextInput({"type": "date"})
        label = self.words.short if self.among_others else self.words.unit
        return {self.fact: forms.CharField(required=False, label=label, widget=picker)}

    def read(self) -> object:
        """The day as ISO text."""
        return self.accepted(self.fact, self.cleaned_data[self.fact])

    def advice(self, field: str) -> str:
        """A date and how it is written."""
        return str(TYPE_DAY)


def _counted(catalog: Catalog, fact: str, facts: ToldFacts, data: Any) -> tuple[str, ...]:
    """The keys of visits that count in this case; those that were sent while too little is told to know the case."""
    try:
        return interview.visits_asked(catalog, facts).keys
    except FactError:
        sent = (name.removeprefix(f"{fact}.") for name in data or () if name.startswith(f"{fact}."))
        return tuple(key for key in sent if visits_therapy(key) in catalog.therapy_by_slug)


def _tick(name: str) -> str:
    """The name of the tick beside a box."""
    return f"{name}.{UNSURE}"
