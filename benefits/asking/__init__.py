"""The questions as Django forms: one to a page for members, all on one page for staff.

What a form accepts is what the fact accepts wherever it is told.
"""

from typing import Any, assert_never

from benefits.asking.picked import ChoiceForm, SpendingForm
from benefits.asking.question import QuestionForm
from benefits.asking.typed import DayForm, NumberForm, VisitsForm
from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACT
from benefits.coverage.kinds import (
    AgeInYears,
    CountOfVisits,
    DayOfCare,
    OneRecord,
    OneWord,
    SpentSoFar,
    SumOfMoney,
    VisitsByTherapy,
)
from benefits.coverage.offers import ToldFacts


def form(
    catalog: Catalog, fact: str, facts: ToldFacts, data: Any = None, *, among_others: bool = False
) -> QuestionForm:
    """The question about the fact, filled with what was told before or with what is being sent."""
    return _form_of(fact)(catalog, fact, facts, data, among_others=among_others)


def _form_of(fact: str) -> type[QuestionForm]:
    kind = FACT[fact].kind
    match kind:
        case OneWord() | OneRecord():
            return ChoiceForm
        case SpentSoFar():
            return SpendingForm
        case CountOfVisits() | AgeInYears() | SumOfMoney():
            return NumberForm
        case VisitsByTherapy():
            return VisitsForm
        case DayOfCare():
            return DayForm
        case _:
            assert_never(kind)
