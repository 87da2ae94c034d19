"""What a member takes along from an answer, each on one page: for the doctor, for the call, for the plan."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from benefits.answers import Answer
from benefits.coverage.vocabulary import GateKind, GateState, NetworkTier, Status
from benefits.words.answers import GATE, GATE_STATE


class PartKind(StrEnum):
    """How the lines of a part stand on paper."""

    LIST = "list"
    BOXES = "boxes"  # each with a box to tick
    WRITE = "write"  # each with room to write beside it


class PaperPart(NamedTuple):
    """Some lines under a heading."""

    heading: StrOrPromise
    kind: PartKind
    lines: tuple[StrOrPromise, ...]


class PaperFor(NamedTuple):
    """What a paper is made of: the answer, what to ask on the phone, and the number to call, where one is known."""

    answer: Answer
    questions: tuple[str, ...]
    phone: str


class Paper(NamedTuple):
    """One page to take along: who it is for, when there is a use for it, and what is on it."""

    title: StrOrPromise
    is_wanted: Callable[[PaperFor], bool]
    parts: Callable[[PaperFor], Iterator[PaperPart]]


FOR_THE_DOCTOR: Final = (GateKind.REFERRAL, GateKind.PRIOR_AUTHORIZATION, GateKind.MEDICAL_NECESSITY)
OPEN: Final = (GateState.TO_DO, GateState.ASK)
MEASURES: Final = (
    gettext_lazy("Pain, from 0 to 10: at the first visit, and now"),
    gettext_lazy("How far I can move: at the first visit, and now"),
    gettext_lazy("Daily tasks that I can do again"),
    gettext_lazy("Daily tasks that I cannot do yet"),
)
LETTER: Final = (
    gettext_lazy("my health problem"),
    gettext_lazy("the treatment, and why I need it"),
    gettext_lazy("how long I need it"),
    gettext_lazy("the day and a signature"),
)
APPEAL_DAYS: Final = (
    gettext_lazy("The letter that says no came on"),
    gettext_lazy("My appeal went out on"),
    gettext_lazy("The answer is due by"),
)
CALL_NOTES: Final = (gettext_lazy("Day"), gettext_lazy("Name"), gettext_lazy("Call number"))


def _doctor(asked: PaperFor) -> Iterator[PaperPart]:
    gates = [(kind, gate) for kind, gate in asked.answer.gates.items() if kind in FOR_THE_DOCTOR and gate.state in OPEN]
    for kind, gate in gates:
        yield PaperPart(
            _("%(gate)s: %(state)s") % {"gate": GATE[kind], "state": GATE_STATE[gate.state]},
            PartKind.LIST,
            (gate.text,),
        )
    yield from _listed(_("Papers to bring"), PartKind.BOXES, asked.answer.documents)
    yield PaperPart(
        _("What my doctor says"),
        PartKind.WRITE,
        (_("Health problem"), _("How many visits, and how many a week"), _("What I should reach with them")),
    )


def _more_visits(asked: PaperFor) -> Iterator[PaperPart]:
    yield from _listed(_("My visits"), PartKind.LIST, tuple(limit.text for limit in asked.answer.limits))
    yield PaperPart(_("My progress"), PartKind.WRITE, MEASURES)
    yield from _listed(_("Papers to send along"), PartKind.BOXES, asked.answer.documents)


def _claim(asked: PaperFor) -> Iterator[PaperPart]:
    yield from _listed(_("Send these papers"), PartKind.BOXES, asked.answer.claim.documents)
    yield from _listed(_("Until when"), PartKind.LIST, _some(asked.answer.claim.deadline))
    yield PaperPart(_("I sent it"), PartKind.WRITE, CALL_NOTES[:2])


def _account(asked: PaperFor) -> Iterator[PaperPart]:
    yield from _listed(_("Paying with an HSA or FSA"), PartKind.LIST, _some(asked.answer.hsa_fsa))
    yield PaperPart(_("The letter of my doctor says"), PartKind.BOXES, LETTER)
    yield from _listed(_("Papers to keep"), PartKind.BOXES, asked.answer.documents)


def _call(asked: PaperFor) -> Iterator[PaperPart]:
    number = asked.phone or _("The number is on my member card.")
    answer = _("Answer number: %(id)s") % {"id": asked.answer.answer_id}
    yield PaperPart(_("Member services"), PartKind.LIST, (number, answer))
    yield PaperPart(_("What I ask"), PartKind.WRITE, asked.questions)
    yield PaperPart(_("The call"), PartKind.WRITE, CALL_NOTES)


def _appeal(asked: PaperFor) -> Iterator[PaperPart]:
    yield PaperPart(_("Step by step"), PartKind.BOXES, asked.answer.if_denied)
    yield PaperPart(_("My days"), PartKind.WRITE, APPEAL_DAYS)


def _whole(asked: PaperFor) -> Iterator[PaperPart]:
    answer = asked.answer
    yield PaperPart(_("Why"), PartKind.LIST, tuple(reason.text for reason in answer.reasons))
    yield from _listed(_("What to do next"), PartKind.BOXES, answer.next_steps)
    yield from _listed(_("What you pay at the next visit"), PartKind.LIST, _some(answer.cost.text))
    yield from _listed(
        _("Other prices"), PartKind.LIST, tuple(f"{branch.when}: {branch.text}" for branch in answer.cost.branches)
    )
    yield from _listed(_("Your visits"), PartKind.LIST, tuple(limit.text for limit in answer.limits))
    if answer.course is not None:
        together = (answer.course.text, *answer.course.assumed)
        yield PaperPart(_("What your visits cost together"), PartKind.LIST, together)
    if answer.gates.say_something:
        gates = tuple(f"{GATE[kind]} ({GATE_STATE[gate.state]}): {gate.text}" for kind, gate in answer.gates.items())
        yield PaperPart(_("What must be in place"), PartKind.LIST, gates)
    yield from _listed(_("Papers you need"), PartKind.LIST, answer.documents)
    yield from _listed(_("What we do not know yet"), PartKind.LIST, tuple(unknown.text for unknown in answer.unknowns))
    yield from _listed(_("What could change this"), PartKind.LIST, tuple(change.text for change in answer.would_change))
    yield from _listed(_("Other ways"), PartKind.LIST, tuple(other.text for other in answer.alternatives))
    yield from _listed(_("If the plan says no"), PartKind.LIST, answer.if_denied)
    yield from _listed(_("Where our sources differ"), PartKind.LIST, tuple(one.text for one in answer.conflicts))
    yield from _listed(_("Good to know"), PartKind.LIST, answer.caveats)
    sources = tuple(f"{source.title}, {source.locator}: “{source.quote}”" for source in answer.sources)
    yield from _listed(_("Where this comes from"), PartKind.LIST, sources)


def _some(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


def _listed(heading: str, kind: PartKind, lines: tuple[str, ...]) -> Iterator[PaperPart]:
    """A part, where it has a line."""
    if lines:
        yield PaperPart(heading, kind, lines)


def _has_an_open_gate(asked: PaperFor) -> bool:
    gates = dict(asked.answer.gates.items())
    return any(gates[kind].state in OPEN for kind in FOR_THE_DOCTOR)


def _pays_back(asked: PaperFor) -> bool:
    """Whether the member pays first and may get a part of it back: outside the network, or by the way of the region."""
    answer = asked.answer
    pays_first = answer.facts.get("network") == NetworkTier.OUTSIDE or answer.delivery is not None
    return bool(answer.claim.documents) and pays_first and answer.status is not Status.UNKNOWN


def _counts_visits(asked: PaperFor) -> bool:
    limits = [limit for limit in asked.answer.limits if limit.low is not None]
    return bool(limits) and asked.answer.status is not Status.NOT_COVERED


WHOLE: Final = "answer"
# By the name in the address, in the order in which they are offered.
PAPERS: Final = {
    "doctor": Paper(gettext_lazy("For my doctor"), _has_an_open_gate, _doctor),
    "call": Paper(gettext_lazy("For the call"), lambda asked: bool(asked.questions), _call),
    "more-visits": Paper(gettext_lazy("Asking for more visits"), _counts_visits, _more_visits),
    "claim": Paper(gettext_lazy("To get money back"), _pays_back, _claim),
    "hsa-fsa": Paper(gettext_lazy("For my HSA or FSA"), lambda asked: bool(asked.answer.hsa_fsa), _account),
    "appeal": Paper(gettext_lazy("If the plan says no"), lambda asked: bool(asked.answer.if_denied), _appeal),
    WHOLE: Paper(gettext_lazy("The whole answer"), lambda _asked: True, _whole),
}


def offered(asked: PaperFor) -> tuple[tuple[str, StrOrPromise], ...]:
    """The papers that this answer has a use for: the name in the address, and the title."""
    return tuple((name, paper.title) for name, paper in PAPERS.items() if paper.is_wanted(asked))
