"""The days of an answer that are worth a place in a calendar."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from benefits.answers import Answer
from benefits.coverage.decision import Decision
from benefits.wording import limits


class DayKind(StrEnum):
    """What falls on a day."""

    ASK_FOR_MORE = "ask_for_more"
    LAST_VISIT = "last_visit"
    STARTS_AGAIN = "starts_again"
    RECORD_ENDS = "record_ends"


# In a few words that name no therapy and no problem, then in a sentence.
DAY_WORDS: Final[Mapping[DayKind, tuple[StrOrPromise, StrOrPromise]]] = {
    DayKind.ASK_FOR_MORE: (_("Ask for more visits"), _("An answer takes time. Ask your doctor or your plan.")),
    DayKind.LAST_VISIT: (_("Last covered visit, about"), _("After it, you pay the full price of a visit.")),
    DayKind.STARTS_AGAIN: (_("Visits start again"), _("Check first that your plan stays the same.")),
    DayKind.RECORD_ENDS: (_("Plan year ends"), _("Look up what your plan covers from the next day on.")),
}


class AnswerDay(NamedTuple):
    """A day of an answer, and what falls on it."""

    day: date
    kind: DayKind

    @property
    def title(self) -> str:
        """What falls on it, in a few words that anybody may see."""
        return str(DAY_WORDS[self.kind][0])

    @property
    def text(self) -> str:
        """What to do about it."""
        return str(DAY_WORDS[self.kind][1])


def days(decision: Decision, answer: Answer) -> tuple[AnswerDay, ...]:
    """Every day that is known, the earliest first; none that is past."""
    return tuple(sorted(found for found in _days(decision, answer) if found.day >= answer.on))


def _days(decision: Decision, answer: Answer) -> Iterator[AnswerDay]:
    for last, ask in _running_out(decision, answer):
        yield AnswerDay(ask, DayKind.ASK_FOR_MORE)
        yield AnswerDay(last, DayKind.LAST_VISIT)
    with_figures = (limit for limit in answer.limits if limit.low is not None)
    restarts = {limit.resets_on for limit in with_figures if limit.resets_on is not None}
    yield from (AnswerDay(day, DayKind.STARTS_AGAIN) for day in restarts)
    ends_on = decision.terms.plan.effective_to
    if ends_on is not None:
        yield AnswerDay(ends_on, DayKind.RECORD_ENDS)


def _running_out(decision: Decision, answer: Answer) -> list[tuple[date, date]]:
    """The day of the last visit and the day to ask for more: of the course, else at our pace; none if unknown."""
    course = answer.course
    if course is not None:
        return [(course.run_out_on, course.ask_by)] if course.run_out_on and course.ask_by else []
    found = limits.last_days(decision, answer.on)
    return [(found.last, found.ask)] if found else []
