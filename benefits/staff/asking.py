"""All the questions on one page: the same forms as a member's, one below the other, and the facts of what was sent."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from django.http import QueryDict

from benefits import asking
from benefits.asking.picked import ChoiceForm
from benefits.asking.question import QuestionForm
from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACT, REQUIRED
from benefits.coverage.kinds import VisitsByTherapy
from benefits.exports.choosing import in_order
from benefits.offering import today
from benefits.words.facts import FACT_WORDS, Option

# What other facts are told for: after a change of it they are asked again.
OWNERS: Final = tuple(name for name in FACT if any(name in fact.belongs_to for fact in FACT.values()))
BOUND: Final = tuple(name for name, fact in FACT.items() if fact.belongs_to)
# The page sends along what its boxes were filled in for.
FILLED_FOR: Final = "filled_for."
# What is asked once the case is known: which visits count hangs on all the rest.
POOLED: Final = tuple(name for name, fact in FACT.items() if isinstance(fact.kind, VisitsByTherapy))


class Complaint(NamedTuple):
    """What is wrong with one field: its name, what the page calls the fact, and why it cannot be used."""

    field: str
    label: str
    words: str


class AnyPlanForm(ChoiceForm):
    """Which plan or general guide, of all there are: staff ask for the plan itself at once."""

    def offered(self) -> tuple[str, ...]:
        """Every plan, the guides first."""
        return tuple(plan.slug for plan in in_order(self.catalog))

    def option(self, value: str) -> Option:
        """The plan by its own name."""
        return Option(self.catalog.plan_by_slug[value].name)


class QuestionSheet:
    """Every question, filled with what was sent: the facts that can be used, and what is wrong with the others.

    `emptied` are the facts that were told for another therapy or plan than is sent now: they have to be asked again.
    """

    def __init__(self, catalog: Catalog, data: QueryDict | None) -> None:
        self.catalog, self.data, self.sent = catalog, data, data or QueryDict()
        self.facts: dict[str, object] = {}
        self.emptied: list[str] = []
        self.forms: dict[str, QuestionForm] = {}
        for name in FACT:
            if name not in POOLED:
                self._ask(name)
        if not self.forms["on"].errors:
            self.facts.setdefault("on", today(catalog, self.facts))
        for name in POOLED:
            self._ask(name)
        if data is None:
            next(iter(self.forms["therapy"].fields.values())).widget.attrs["autofocus"] = True

    def _ask(self, name: str) -> None:
        form = self._form(name)
        self.forms[name] = form
        if form.is_valid() and form.answer is not None:
            self.facts[name] = form.answer

    def _form(self, name: str) -> QuestionForm:
        if name == "plan":
            return AnyPlanForm(self.catalog, name, self.facts, self.data, among_others=True)
        form = asking.form(self.catalog, name, self.facts, self.data, among_others=True)
        if not self._is_for_another(form):
            return form
        self.emptied.append(name)
        return asking.form(self.catalog, name, self.facts, QueryDict(), among_others=True)

    def _is_for_another(self, form: QuestionForm) -> bool:
        """Whether the form was filled in for another therapy or plan than is sent now."""
        is_filled = any(self.sent.get(field) for field in form.fields)
        return is_filled and any(self._is_changed(owner) for owner in FACT[form.fact].belongs_to)

    def _is_changed(self, owner: str) -> bool:
        filled_for = self.sent.get(f"{FILLED_FOR}{owner}")
        return bool(filled_for) and filled_for != self.sent.get(owner)

    @property
    def filled_for(self) -> dict[str, str]:
        """What the boxes are filled in for, by the name under which the page sends it along."""
        return {f"{FILLED_FOR}{owner}": self.sent.get(owner, "") for owner in OWNERS}

    def no_longer_counts(self) -> list[str]:
        """The short name of each fact that was emptied."""
        return [str(FACT_WORDS[name].short) for name in self.emptied]

    @property
    def questions(self) -> list[QuestionForm]:
        """The questions in the order in which they are asked."""
        return [self.forms[name] for name in FACT]

    @property
    def is_answerable(self) -> bool:
        """Whether there is enough to answer from, and nothing that must be mended first."""
        return not self.complaints() and all(name in self.facts for name in REQUIRED)

    def complaints(self) -> list[Complaint]:
        """What is wrong with what was sent, field by field."""
        return [complaint for form in self.questions for complaint in _complaints(form)]

    def keeps_its_boxes(self) -> bool:
        """Whether the boxes for visits are those that were sent: they then stay, with what is being typed."""
        drawn = {name for fact in POOLED for name in self.forms[fact].fields}
        prefixes = tuple(f"{fact}." for fact in POOLED)
        return drawn == {name for name in self.sent if name.startswith(prefixes)}


def _complaints(form: QuestionForm) -> Iterator[Complaint]:
    for field, problems in form.errors.items():
        for problem in problems:
            yield Complaint(field, str(FACT_WORDS[form.fact].short), str(problem))
