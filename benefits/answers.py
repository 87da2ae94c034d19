"""The Answer: one immutable value that page, print, PDF, API, command line and staff all show.

Its fields are the keys of its JSON, in this order, and its types are what the JSON Schema is made from. All of them are
always there: what is not known is None or empty.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from benefits.answer_parts import (
    AnswerCourse,
    AnswerNumber,
    AnswerPart,
    CatalogHash,
    DollarAmount,
    EditionNumber,
    FactName,
    FactsAsGiven,
    FactValue,
    NotKnown,
    PercentShare,
    Sentence,
    SlugText,
    SourceId,
    WholeNumber,
)
from benefits.coverage import kinds
from benefits.coverage.vocabulary import Basis, Certainty, GateKind, GateState, LimitUnit, ReasonCode, Status


class AnswerReason(AnswerPart, frozen=True, kw_only=True):
    """Why the answer is no better; worst first."""

    code: ReasonCode
    text: Sentence
    source: SourceId | None


class AnswerGate(AnswerPart, frozen=True, kw_only=True):
    """Something that must be in place, and where the member stands; `certainty` is the hedge of the source."""

    state: GateState
    certainty: Certainty | None
    text: Sentence
    source: SourceId | None


class AnswerGates(AnswerPart, frozen=True, kw_only=True):
    """The four gates, by kind."""

    referral: AnswerGate
    prior_authorization: AnswerGate
    medical_necessity: AnswerGate
    network: AnswerGate

    def items(self) -> Iterator[tuple[GateKind, AnswerGate]]:
        """Each gate with its kind, in the order in which members read them."""
        for kind in GateKind:
            yield kind, getattr(self, kind.value)

    @property
    def say_something(self) -> bool:
        """Whether any of them has a rule or a step; where the plan leaves out the care, none has."""
        return any(gate.source or gate.state is not GateState.NOT_NEEDED for _kind, gate in self.items())


class AnswerBranch(AnswerPart, frozen=True, kw_only=True):
    """Another price, and when it holds."""

    when: Sentence
    text: Sentence


class AnswerCost(AnswerPart, frozen=True, kw_only=True):
    """What the next visit costs: in a few words, in whole sentences, in dollars and percent."""

    now: Sentence | None
    text: Sentence | None
    branches: tuple[AnswerBranch, ...]
    low: DollarAmount | None
    high: DollarAmount | None
    percent: PercentShare | None
    source: SourceId | None


class AnswerLimit(AnswerPart, frozen=True, kw_only=True):
    """A limit of visits, or of what `unit` says; `pool` names the therapies that share it.

    `used` is empty where visits do not count it; `left` where the limit is a range or not known.
    """

    text: Sentence
    low: WholeNumber | None
    high: WholeNumber | None
    unit: LimitUnit
    period: Sentence
    pool: tuple[SlugText, ...]
    used: WholeNumber | None
    left: WholeNumber | None
    left_is_at_most: bool
    resets_on: date | None
    source: SourceId | None


class AnswerClaim(AnswerPart, frozen=True, kw_only=True):
    """How to get money back: the papers to send, and until when."""

    documents: tuple[Sentence, ...]
    deadline: Sentence | None


class AnswerAlternative(AnswerPart, frozen=True, kw_only=True):
    """Another way to get care; `therapy` where it is another therapy."""

    text: Sentence
    therapy: SlugText | None


class AnswerUnknown(AnswerPart, frozen=True, kw_only=True):
    """What is not known, where to look it up, and what was taken for granted."""

    fact: NotKnown
    text: Sentence
    where_to_look: Sentence | None
    assumed: Sentence | None


class AnswerChange(AnswerPart, frozen=True, kw_only=True):
    """The answer that one fact with another value would give."""

    fact: FactName
    to: FactValue
    status: Status
    text: Sentence


class AnswerConflict(AnswerPart, frozen=True, kw_only=True):
    """What two records say differently, and where each was read."""

    text: Sentence
    sources: tuple[SourceId | None, ...]


class AnswerSource(AnswerPart, frozen=True, kw_only=True):
    """A place in a document that the answer leans on."""

    id: SourceId
    title: Sentence
    locator: Sentence
    quote: Sentence
    checked_on: date
    basis: Basis


class AnswerEdition(AnswerPart, frozen=True, kw_only=True):
    """The edition that the answer is from. The draft has no number and no instant."""

    number: EditionNumber | None
    sha256: CatalogHash
    published_at: Annotated[datetime, Meta(tz=True)] | None


class Answer(AnswerPart, frozen=True, kw_only=True):
    """The same answer as on the page, in print and in the shell."""

    answer_id: AnswerNumber
    status: Status
    certainty: Certainty | None
    basis: Basis
    headline: Sentence
    reasons: tuple[AnswerReason, ...]
    gates: AnswerGates
    conditions_open: tuple[Sentence, ...]
    cost: AnswerCost
    limits: tuple[AnswerLimit, ...]
    visits_left: WholeNumber | None
    next_steps: tuple[Sentence, ...]
    documents: tuple[Sentence, ...]
    claim: AnswerClaim
    if_denied: tuple[Sentence, ...]
    delivery: Sentence | None
    hsa_fsa: Sentence | None
    alternatives: tuple[AnswerAlternative, ...]
    caveats: tuple[Sentence, ...]
    unknowns: tuple[AnswerUnknown, ...]
    would_change: tuple[AnswerChange, ...]
    conflicts: tuple[AnswerConflict, ...]
    course: AnswerCourse | None
    sources: tuple[AnswerSource, ...]
    edition: AnswerEdition
    on: date
    facts: FactsAsGiven

    def numbered(self, *ids: str | None) -> tuple[tuple[int, AnswerSource], ...]:
        """The sources with these ids, each once, with the number under which the answer lists it.

        An id that is None stands for what has no source, and is passed over.
        """
        places = {source.id: (number, source) for number, source in enumerate(self.sources, start=1)}
        return tuple(places[name] for name in dict.fromkeys(ids) if name is not None)

    @property
    def asks_for_papers(self) -> bool:
        """Whether there are papers to bring, or a claim to send."""
        return bool(self.documents or self.claim.documents or self.claim.deadline)

    @property
    def numbered_sources(self) -> tuple[tuple[int, AnswerSource], ...]:
        """Every source with its number."""
        return tuple(enumerate(self.sources, start=1))


def document(found: Answer) -> dict[str, Any]:
    """The Answer as plain values in the order of its keys, ready to be written as JSON."""
    told: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(found))
    published_at = found.edition.published_at
    # msgspec writes UTC as Z; programs have read it as +00:00 from the first edition on.
    told["edition"]["published_at"] = published_at.isoformat() if published_at else None
    return told


def number(amount: Decimal | None) -> int | float | None:
    """An amount as JSON holds it, and none where there is none."""
    return None if amount is None else kinds.number(amount)
