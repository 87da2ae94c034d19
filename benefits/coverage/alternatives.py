"""Which other therapies one can turn to: those that a guide offers, and those that this plan covers itself."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision, decide
from benefits.coverage.once import once_a_catalog
from benefits.coverage.records import Content
from benefits.coverage.situation import Situation
from benefits.coverage.telling import of_other_therapy
from benefits.coverage.terms import terms
from benefits.coverage.vocabulary import CoverageStatus, Purpose, Setting, Status

WITH_ALTERNATIVES: Final = (Status.MAY_BE_COVERED, Status.LIMIT_REACHED, Status.NOT_COVERED, Status.UNKNOWN)
COVERED: Final = (Status.COVERED, Status.COVERED_CONDITIONAL)
CLOSED: Final = (Status.LIMIT_REACHED, Status.NOT_COVERED)


Sayings = Mapping[str, CoverageStatus | None]


class OtherTherapy(Struct, frozen=True, kw_only=True):
    """Another therapy to turn to. It is `covered` only where this plan answers so to what the member told."""

    therapy: str
    covered: bool
    content: Content | None = None


def other_therapies(
    situation: Situation, decision: Decision, alternatives: Iterable[Content]
) -> tuple[OtherTherapy, ...]:
    """The therapies that the guides name as alternatives, and those of the same group that this plan covers.

    Each is asked for what the member told. One whose answer is a no, or whose visits are used up, is never among them.
    """
    if decision.status not in WITH_ALTERNATIVES:
        return ()
    offered = {content.topic: content for content in alternatives if content.topic is not None}
    said = _records_say(situation, decision)
    found: list[OtherTherapy] = []
    for therapy in dict.fromkeys((*offered, *_covered_kin(decision, said))):
        answer = _answer(situation, decision, therapy)
        is_own_yes = said.get(therapy) is CoverageStatus.COVERED
        if therapy in said and answer not in CLOSED:
            is_covered = is_own_yes and answer in COVERED
            found.append(OtherTherapy(therapy=therapy, covered=is_covered, content=offered.get(therapy)))
    return tuple(found)


def _covered_kin(decision: Decision, said: Sayings) -> Iterator[str]:
    """The therapies of the same group that the plan's own record covers."""
    therapies, group = decision.terms.catalog.therapy_by_slug, decision.terms.therapy.group
    for therapy, saying in said.items():
        if group and therapies[therapy].group == group and saying is CoverageStatus.COVERED:
            yield therapy


def _answer(situation: Situation, decision: Decision, therapy: str) -> Status:
    """What the plan answers about another therapy."""
    return decide(decision.terms.catalog, of_other_therapy(situation, therapy)).status


def _records_say(situation: Situation, decision: Decision) -> Sayings:
    """What the plan's own record says of each other therapy; None where it says nothing."""
    spoken, catalog = decision.terms, decision.terms.catalog
    region, in_force = spoken.plan.region or situation.region, spoken.in_force(situation.on)
    key = (situation.plan, situation.therapy, region, situation.purpose, situation.setting, in_force)
    held = _sayings_by_key(catalog)
    found = held.get(key)
    if found is None:
        others = [therapy for therapy in catalog.therapy_by_slug if therapy != situation.therapy]
        found = held[key] = {therapy: _record_says(situation, decision, therapy) for therapy in others}
    return found


@once_a_catalog
def _sayings_by_key(_catalog: Catalog) -> dict[tuple[str, str, str | None, Purpose, Setting, bool], Sayings]:
    return {}


def _record_says(situation: Situation, decision: Decision, therapy: str) -> CoverageStatus | None:
    """What the plan's own record says of another therapy; None where it is silent, or where only a guide says yes."""
    other = terms(decision.terms.catalog, replace(situation, therapy=therapy))
    if not other.own_benefit or other.benefit is None or not other.in_force(situation.on):
        return None
    said = other.benefit.status
    return None if other.is_guide and said is CoverageStatus.COVERED else said
