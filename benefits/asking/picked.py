"""Questions with answers to pick from."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from benefits.asking.question import QuestionForm, box
from benefits.coverage import interview
from benefits.coverage.facts import FACT
from benefits.coverage.kinds import MOST_DOLLARS, OneWord
from benefits.coverage.situation import UNSURE, FactError
from benefits.questions import option
from benefits.words.facts import DOLLARS, Option

TYPE_DOLLARS: Final = _("Type dollars, such as 25 or 12.50. The most is %(most)s.")


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


class ChoiceForm(QuestionForm):
    """Pick one of a few answers."""

    def drawn(self) -> dict[str, forms.Field]:
        """One group of radio buttons; among others, a list."""
        offered = {value: self.option(value) for value in self.offered()}
        labels = [(value, words.label) for value, words in offered.items()]
        if self.among_others:
            pick = forms.Select(choices=[("", _("Not told")), *labels])
            return {self.fact: forms.CharField(widget=pick, required=False, label=self.words.short)}
        cards = Cards(choices=labels)
        cards.hints = {value: words.hint for value, words in offered.items()}
        return {self.fact: forms.CharField(widget=cards, required=False)}

    def option(self, value: str) -> Option:
        """One answer on offer, in words."""
        return option(self.catalog, self.fact, value)

    def offered(self) -> tuple[str, ...]:
        """The values on offer, in order; among others, where not being sure is no value, the empty one says it."""
        found = interview.options(self.catalog, self.fact, self.facts)
        return (*found, UNSURE) if self.unsure_is_untold() and not self.among_others else found

    def unsure_is_untold(self) -> bool:
        """Whether the fact is always one thing or another, so that whoever is not sure tells nothing."""
        kind = FACT[self.fact].kind
        return isinstance(kind, OneWord) and UNSURE not in kind.taken

    def read(self) -> object:
        """The value picked; None where not being sure leaves the fact untold."""
        picked: str = self.cleaned_data[self.fact]
        if picked not in self.offered():
            raise FactError(self.fact, picked, self.offered())
        return None if picked == UNSURE and self.unsure_is_untold() else picked


class SpendingForm(ChoiceForm):
    """Met, not met, not sure, or dollars typed in a box."""

    def shown(self, told: Any) -> dict[str, object]:
        """Dollars told before go into the box."""
        return {self.fact: told} if told is None or isinstance(told, str) else {self.fact: DOLLARS, self.amount: told}

    @property
    def amount(self) -> str:
        """The name of the box."""
        return f"{self.fact}_{DOLLARS}"

    def drawn(self) -> dict[str, forms.Field]:
        """The answers to pick from, and the box."""
        label = self.words.unit
        if self.among_others:
            label = gettext("%(name)s: dollars paid so far") % {"name": self.words.short}
        return {**super().drawn(), self.amount: box(label)}

    def offered(self) -> tuple[str, ...]:
        """The words, and that the sum is known; among others whatever is in the box says so."""
        values = (*self.words.options, UNSURE)
        return tuple(value for value in values if value != DOLLARS) if self.among_others else values

    def read(self) -> object:
        """The value picked, or the dollars in the box."""
        typed = self.cleaned_data[self.amount]
        if self.among_others and typed:
            return self.accepted(self.amount, typed)
        picked = super().read()
        return self.accepted(self.amount, typed) if picked == DOLLARS else picked

    def advice(self, field: str) -> str:
        """A sum of money in the box, else a pick."""
        return TYPE_DOLLARS % {"most": f"{MOST_DOLLARS:,}"} if field == self.amount else super().advice(field)
