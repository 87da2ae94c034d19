"""The questions as Django forms, drawn by crispy. What a form accepts is what `situation` accepts."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from benefits.coverage import interview
from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACT, FACTS
from benefits.coverage.kinds import MOST_DOLLARS, MOST_VISITS, SpentSoFar
from benefits.coverage.situation import UNSURE, FactError
from benefits.questions import DOLLARS, PRICES, QUESTIONS, UNSURE_WORDS, Question, option, visits_label

Facts = Mapping[str, object]

NEVER_UNSURE: Final = ("coverage", "purpose", "setting", "payment")
THOUSANDS_COMMA: Final = re.compile(r",(?=[0-9]{3}(?![0-9]))", re.ASCII)
PICK: Final = _("Pick one of the answers.")
TYPE_DOLLARS: Final = _("Type dollars, such as 25 or 12.50. The most is %(most)s.")
TYPE_VISITS: Final = _("Type a whole number from %(least)s to %(most)s, or tick “I’m not sure”.")
TYPE_DAY: Final = _("Type a year, a month and a day, such as 2026-05-31.")


class Cards(forms.RadioSelect):
    """Radio buttons, each with the hint that the template draws below its label."""

    hints: Mapping[str, StrOrPromise] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One radio button and its hint."""
        button = super().create_option(name, value, *args, **kwargs)
        button["hint"] = self.hints.get(str(value), "")
        if button["hint"]:
            button["attrs"]["aria-describedby"] = f"{button['attrs']['id']}_hint"
        return button


class QuestionForm(forms.Form):
    """One question about one fact. Once valid, `answer` is what goes into the facts; None takes the fact out."""

    use_required_attribute = False
    answer: object = None

    def __init__(self, catalog: Catalog, fact: str, facts: Facts, data: Any = None) -> None:
        self.catalog, self.fact, self.facts = catalog, fact, facts
        self.words: Question = QUESTIONS[fact]
        self.helper = FormHelper()
        super().__init__(data, initial=self.shown(facts.get(fact)))
        self.fields.update(self.drawn())

    def shown(self, told: Any) -> dict[str, object]:
        """What the fields show of an answer given before."""
        return {self.fact: told}

    def drawn(self) -> dict[str, forms.Field]:
        """The fields by name. They have no rules of their own: `read` judges, in our words."""
        raise NotImplementedError

    def read(self) -> object:
        """The answer. Raises FactError for the field that cannot be read."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Read the answer, or say at the field what it takes."""
        for name in self.fields:
            if isinstance(self.data, MultiValueDict) and len(self.data.getlist(name)) > 1:
                self.add_error(name, gettext("Give only one answer here."))
        try:
            self.answer = None if self.errors else self.read()
        except FactError as problem:
            self.add_error(problem.fact, self.advice(problem.fact))
        return self.cleaned_data

    def advice(self, field: str) -> str:
        """What the field takes."""
        return str(PICK)

    def accepted(self, field: str, value: object) -> Any:
        """The value as the facts hold it. Raises FactError for the field when the core refuses it."""
        try:
            return FACT[self.fact].kept(self.catalog, value)
        except FactError as problem:
            raise FactError(field, value, problem.allowed) from problem


class ChoiceForm(QuestionForm):
    """Pick one of a few answers."""

    def drawn(self) -> dict[str, forms.Field]:
        """One group of radio buttons."""
        offered = {value: option(self.catalog, self.fact, value) for value in self.offered()}
        cards = Cards(choices=[(value, words.label) for value, words in offered.items()])
        cards.hints = {value: words.hint for value, words in offered.items()}
        return {self.fact: forms.CharField(widget=cards, required=False)}

    def offered(self) -> tuple[str, ...]:
        """The values on offer, in order."""
        if self.fact in interview.WALK:
            return interview.options(self.catalog, self.fact, self.facts)
        if self.fact == "technique":
            therapy = self.facts["therapy"]
            return (*(technique.slug for technique in self.catalog.techniques if technique.therapy == therapy), UNSURE)
        return (*self.words.options, UNSURE)

    def read(self) -> object:
        """The value picked. Not being sure of a fact that is always one thing or another leaves it untold."""
        picked: str = self.cleaned_data[self.fact]
        if picked not in self.offered():
            raise FactError(self.fact, picked, self.offered())
        return None if picked == UNSURE and self.fact in NEVER_UNSURE else picked


class SpendingForm(ChoiceForm):
    """Met, not met, not sure, or dollars typed in a box."""

    def shown(self, told: Any) -> dict[str, object]:
        """Dollars told before go into the box."""
        return {self.fact: told} if told is None or isinstance(told, str) else {self.fact: DOLLARS, self.box: told}

    @property
    def box(self) -> str:
        """The name of the box."""
        return f"{self.fact}_{DOLLARS}"

    def drawn(self) -> dict[str, forms.Field]:
        """The radio buttons and the box."""
        return {**super().drawn(), self.box: _box(self.words.unit)}

    def read(self) -> object:
        """The value picked, or the dollars in the box."""
        picked = super().read()
        return self.accepted(self.box, _plain(self.cleaned_data[self.box])) if picked == DOLLARS else picked

    def advice(self, field: str) -> str:
        """A sum of money in the box, else a pick."""
        return TYPE_DOLLARS % {"most": f"{MOST_DOLLARS:,}"} if field == self.box else super().advice(field)


class NumberForm(QuestionForm):
    """A number in a box, or a tick at “I’m not sure”; for visits one of each for every therapy that shares a limit."""

    def __init__(self, catalog: Catalog, fact: str, facts: Facts, data: Any = None) -> None:
        keys = interview.pool(catalog, facts) if fact == "visits_used" else ()
        self.keys: dict[str, str | None] = {f"{fact}.{key}": key for key in keys} or {fact: None}
        super().__init__(catalog, fact, facts, data)

    def shown(self, told: Any) -> dict[str, object]:
        """The number or the tick of each field."""
        values = {name: told.get(key) if isinstance(told, dict) else told for name, key in self.keys.items()}
        boxes = {name: value for name, value in values.items() if value != UNSURE}
        return {**boxes, **{f"{name}.{UNSURE}": value == UNSURE for name, value in values.items()}}

    def drawn(self) -> dict[str, forms.Field]:
        """A box and a tick for each number."""
        fields: dict[str, forms.Field] = {}
        for name, key in self.keys.items():
            fields[name] = _box(self.words.unit if key is None else visits_label(self.catalog, key))
            fields[f"{name}.{UNSURE}"] = forms.BooleanField(required=False, label=UNSURE_WORDS)
        return fields

    def read(self) -> object:
        """The number, or for visits the number of each therapy."""
        values = {}
        for name, key in self.keys.items():
            try:
                values[key] = self._number(name, key)
            except FactError:
                self.add_error(name, self.advice(name))
        return values.get(None) if None in self.keys.values() else values

    def advice(self, field: str) -> str:
        """The range that the number is from."""
        if self.fact in PRICES:
            return TYPE_DOLLARS % {"most": f"{MOST_DOLLARS:,}"}
        return TYPE_VISITS % {"least": 1 if self.fact == "visit_limit" else 0, "most": MOST_VISITS}

    def _number(self, name: str, key: str | None) -> object:
        typed, unsure = _plain(self.cleaned_data[name]), self.cleaned_data[f"{name}.{UNSURE}"]
        if unsure == bool(typed):
            raise FactError(name, typed, ())
        value = UNSURE if unsure else typed
        return self.accepted(name, value) if key is None else self.accepted(name, {key: value})[key]


class DayForm(QuestionForm):
    """A day."""

    def drawn(self) -> dict[str, forms.Field]:
        """One date picker, which is a plain box in old browsers."""
        picker = forms.TextInput({"type": "date"})
        return {self.fact: forms.CharField(required=False, label=self.words.unit, widget=picker)}

    def read(self) -> object:
        """The day as ISO text."""
        return self.accepted(self.fact, self.cleaned_data[self.fact])

    def advice(self, field: str) -> str:
        """A date and how it is written."""
        return str(TYPE_DAY)


FORMS: Final[Mapping[str, type[QuestionForm]]] = {
    "visits_used": NumberForm,
    "visits_outside": NumberForm,
    "visit_limit": NumberForm,
    "copay": NumberForm,
    "allowed_amount": NumberForm,
    "on": DayForm,
    **{fact.name: SpendingForm for fact in FACTS if isinstance(fact.kind, SpentSoFar)},
}


def form(catalog: Catalog, fact: str, facts: Facts, data: Any = None) -> QuestionForm:
    """The question about the fact, filled with what was told before or with what is being sent."""
    return FORMS.get(fact, ChoiceForm)(catalog, fact, facts, data)


def _box(label: StrOrPromise) -> forms.Field:
    box = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
    return forms.CharField(required=False, label=label, widget=box)


def _plain(typed: str) -> str:
    """The figure as typed, without the dollar sign and the commas that people put in."""
    return THOUSANDS_COMMA.sub("", typed.removeprefix("$").strip())


def _kept(value: Any) -> Any:
    """A value read by the core, as the facts hold it: numbers stay numbers, a day is ISO text."""
    match value:
        case None:
            return UNSURE
        case Decimal():
            return int(value) if value == int(value) else float(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {key: _kept(part) for key, part in value.items()}
        case _:
            return value
