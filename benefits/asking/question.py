"""One question about one fact, as a Django form: what all questions share."""

from typing import Any, Final

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACT
from benefits.coverage.offers import ToldFacts
from benefits.coverage.situation import FactError
from benefits.questions import hints
from benefits.words.facts import FACT_WORDS, FactWords

PICK: Final = _("Pick one of the answers.")


class QuestionForm(forms.Form):
    """One question about one fact. Once valid, `answer` is what goes into the facts; None takes the fact out.

    With `among_others` it is one of all the questions on a page: drawn small, and not told where it is left empty.
    """

    use_required_attribute = False
    answer: object = None

    def __init__(
        self, catalog: Catalog, fact: str, facts: ToldFacts, data: Any = None, *, among_others: bool = False
    ) -> None:
        self.catalog, self.fact, self.facts, self.among_others = catalog, fact, facts, among_others
        self.words: FactWords = FACT_WORDS[fact]
        self.helper = FormHelper()
        super().__init__(data, initial=self.shown(facts.get(fact)))
        self.fields.update(self.drawn())

    @property
    def hints(self) -> list[str]:
        """What is said below the question."""
        return hints(self.catalog, self.fact, self.facts)

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
        if not self.errors and not self.is_left_out():
            try:
                self.answer = self.read()
            except FactError as problem:
                self.add_error(problem.fact, self.advice(problem.fact))
        return self.cleaned_data

    def is_left_out(self) -> bool:
        """Whether nothing is told here, where that is an answer."""
        return self.among_others and not any(self.cleaned_data.values())

    def advice(self, field: str) -> str:
        """What the field takes."""
        return str(PICK)

    def accepted(self, field: str, value: object) -> Any:
        """The value as the facts hold it. Raises FactError for the field when the fact does not take it."""
        try:
            return FACT[self.fact].kept(self.catalog, value)
        except FactError as problem:
            raise FactError(field, value, problem.allowed) from problem


def box(label: StrOrPromise) -> forms.Field:
    """A box for a figure."""
    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
    return forms.CharField(required=False, label=label, widget=widget)
