"""What the answer page shows of an Answer, and in which place: the card, the steps, the call, the folds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from benefits.answering import Answering
from benefits.answers import Answer, AnswerLimit, AnswerReason
from benefits.coverage.courses import CourseCost
from benefits.coverage.situation import UNSURE
from benefits.coverage.vocabulary import Basis, GateState, Status
from benefits.questions import said
from benefits.wizard.charts import CourseChart, chart
from benefits.wording import calling, courses
from benefits.wording.calling import Line
from benefits.wording.days import AnswerDay, days
from benefits.wording.figures import Figure, figures
from benefits.wording.papers import PaperFor, offered

# What of each list stands in the open; the rest is folded.
REASONS: Final = 1
STEPS: Final = 4
# Who asks, and for what: the strip above the card.
ABOUT: Final = ("condition", "plan", "region")
RESTS_ON: Final[Mapping[Basis, StrOrPromise]] = {
    Basis.PLAN_DOCUMENT: _("This is from your plan’s own document."),
    Basis.ISSUER_FILING: _("This is from what your plan filed with the government."),
    Basis.REGIONAL_PAGE: _("This is from Kaiser’s page for your region."),
    Basis.GENERAL_GUIDE: _("This is from a general guide, not from your own plan."),
    Basis.ADMIN_ENTRY: _("This is from a note of our staff."),
}
NO_RECORD: Final = _("We hold no record of your plan for this day.")
# Where no course can be added up: nothing is on file, or nothing is paid.
PAYS_NOTHING: Final = (Status.UNKNOWN, Status.NOT_COVERED)
# The fold that stands open, where the answer leaves one thing to do above all.
OPENED: Final[Mapping[Status, str]] = {
    Status.NOT_COVERED: "alternatives",
    Status.MAY_BE_COVERED: "call",
    Status.UNKNOWN: "call",
}


class CourseRow(NamedTuple):
    """One visit of a course in the table: its day, what it costs, and what all visits up to it cost."""

    number: int
    on: date
    each: str
    total: str


class CoursePage(NamedTuple):
    """A course as the page shows it; `total` is empty where no price is known, `besides` where all is summed."""

    total: str
    besides: str
    chart: CourseChart | None
    rows: tuple[CourseRow, ...]


@dataclass(frozen=True)
class AnswerSheet:
    """An Answer, arranged for a page.

    `about` says for what and which plan; `reasons` stand on the card, `why` are the others. `steps` are to do now,
    `later` after that. `days` are for a calendar. `lines` are the telephone numbers, of one region or of all;
    `questions` are for the call. `papers` are to take along, by name and title. `to_do` counts the gates that are to
    be met or asked about. `opened` names the fold that stands open. `can_plan`: a course may be told. `limits` is the
    one to show with its count, `more_limits` are the others.
    """

    answer: Answer
    about: tuple[str, ...]
    figures: tuple[Figure, ...]
    rests_on: StrOrPromise
    reasons: tuple[AnswerReason, ...]
    why: tuple[AnswerReason, ...]
    steps: tuple[str, ...]
    later: tuple[str, ...]
    days: tuple[AnswerDay, ...]
    lines: tuple[Line, ...]
    questions: tuple[str, ...]
    papers: tuple[tuple[str, StrOrPromise], ...]
    to_do: int
    opened: str
    course: CoursePage | None
    can_plan: bool
    limits: tuple[AnswerLimit, ...]
    more_limits: tuple[AnswerLimit, ...]


def sheet(found: Answering, answer: Answer) -> AnswerSheet:
    """The Answer as a page shows it, with the decision that it was made from."""
    shown = _counted_limits(answer)[:1]
    now = len(answer.next_steps) if len(answer.next_steps) <= STEPS else STEPS - 1
    return AnswerSheet(
        answer=answer,
        about=about(found),
        figures=figures(found.decision, answer),
        rests_on=NO_RECORD if answer.status is Status.UNKNOWN else RESTS_ON[answer.basis],
        reasons=answer.reasons[:REASONS],
        why=answer.reasons[REASONS:],
        steps=answer.next_steps[:now],
        later=answer.next_steps[now:],
        days=days(found.decision, answer),
        lines=calling.lines(found.edition.catalog, found.decision.terms.region),
        papers=offered(asked(found, answer)),
        questions=calling.questions(found.decision),
        to_do=sum(gate.state in (GateState.TO_DO, GateState.ASK) for _kind, gate in answer.gates.items()),
        opened=OPENED.get(answer.status, ""),
        course=_course(found.course) if found.course else None,
        can_plan=found.course is None and answer.status not in PAYS_NOTHING,
        limits=shown,
        more_limits=tuple(limit for limit in answer.limits if limit not in shown),
    )


def _course(found: CourseCost) -> CoursePage:
    """The course with its drawing, and the same numbers as a table."""
    changes_at = [phase.first.number for phase in courses.phases(found)]
    rows = [
        CourseRow(visit.number, visit.on, courses.each(visit), courses.spread(visit.total_low, visit.total_high))
        for visit in found.visits
    ]
    return CoursePage(courses.total(found), courses.besides(found), chart(found, changes_at), tuple(rows))


def _counted_limits(answer: Answer) -> tuple[AnswerLimit, ...]:
    """The limits with a figure; none where the plan does not pay, unless used-up visits are why."""
    if answer.status is Status.NOT_COVERED and answer.visits_left is None:
        return ()
    return tuple(limit for limit in answer.limits if limit.low is not None)


def asked(found: Answering, answer: Answer) -> PaperFor:
    """What the papers of an answer are made of."""
    lines = calling.lines(found.edition.catalog, found.decision.terms.region)
    phone = f"{lines[0].number} (TTY {lines[0].tty})" if len(lines) == 1 else ""
    return PaperFor(answer, calling.questions(found.decision), phone)


def about(found: Answering) -> tuple[str, ...]:
    """Each of the facts that say whose answer this is, in words; none that was not told."""
    told = {fact: found.facts[fact] for fact in ABOUT if found.facts.get(fact, UNSURE) != UNSURE}
    return tuple(said(found.edition.catalog, fact, value) for fact, value in told.items())
