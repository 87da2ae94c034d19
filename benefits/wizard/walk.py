"""Where a member stands: the facts told in this walk, replayed under the edition in force at every request."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from django.http import HttpRequest

from benefits import editions
from benefits.coverage import interview, planned
from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACT
from benefits.coverage.interview import Journey
from benefits.coverage.planned import COURSE
from benefits.coverage.situation import FactError
from benefits.coverage.telling import with_other
from benefits.coverage.vocabulary import PlanKind
from benefits.offering import today
from benefits.questions import said
from benefits.wizard import picker, state
from benefits.words.facts import FACT_WORDS

# Enough of a hash to tell editions apart.
HASH_SHOWN: Final = 12


@dataclass(frozen=True)
class Walk:
    """One walk: what was told, the edition that all of a page comes from, the journey that they make.

    `seen` is the edition that the last page came from; None on the first. `unread` are facts of another release, which
    this one does not ask for or cannot read: they are kept until a page has said that they are left out. `for_another`
    names what was told for another therapy or plan, and which of them was changed, until it is told anew or the answer
    has said that it does not count. `course` holds the visits that are planned, where somebody asks what they cost.
    """

    run: str
    told: state.WalkFacts
    edition: editions.InForce
    journey: Journey
    seen: state.Seen | None = None
    unread: Mapping[str, object] = field(default_factory=dict)
    for_another: state.ToldForAnother = field(default_factory=dict)
    course: Mapping[str, object] = field(default_factory=dict)

    @property
    def catalog(self) -> Catalog:
        """What is in force."""
        return self.edition.catalog

    @property
    def seeing(self) -> state.Seen:
        """What is seen once this page is. A server that is seconds behind the others does not take the rules back."""
        here = state.Seen(self.edition.number or 0, self.edition.sha256[:HASH_SHOWN])
        return self.seen if self.seen is not None and self.seen.number > here.number else here

    def is_updated(self) -> bool:
        """Whether the rules are others than on the page before."""
        return self.seen is not None and self.seen.sha256 != self.seeing.sha256

    def left_out(self) -> list[str]:
        """The short name of each answer that the rules no longer take."""
        return [str(FACT_WORDS[fact].short) for fact in self.journey.dropped]

    def no_longer_counts(self) -> list[str]:
        """The short name of each answer that was given for another therapy or plan, in the order of the questions."""
        return [str(FACT_WORDS[fact].short) for fact in FACT if fact in self.for_another]

    @property
    def facts(self) -> Mapping[str, object]:
        """The facts that still hold, with the day of care."""
        return self.journey.facts

    @property
    def asked(self) -> Mapping[str, object]:
        """What the answer is made of: the facts, and the course."""
        return {**self.facts, **self.course}

    @property
    def kept(self) -> state.WalkFacts:
        """All that the cookie holds until the next page."""
        return {**self.unread, **self.told, **self.course}

    @property
    def kind(self) -> str | None:
        """The kind of plan, also where the plan itself was found. None before it is told."""
        plan = self.facts.get("plan")
        return None if plan is None else picker.kind(self.catalog, str(plan))

    @property
    def region(self) -> str | None:
        """The region told, or else that of the plan."""
        plan = self.catalog.plan_by_slug.get(str(self.facts.get("plan")))
        region = self.facts.get("region") or (plan and plan.region)
        return str(region) if region else None

    @property
    def about(self) -> str:
        """The therapy and the plan that a page of this walk is about, as its form holds them."""
        return "/".join(str(self.facts.get(fact, "")) for fact in ("therapy", "plan"))

    def about_in_words(self) -> str:
        """The therapy and the plan, as members read them."""
        told = [said(self.catalog, fact, self.facts[fact]) for fact in ("therapy", "plan") if fact in self.facts]
        return ", ".join(told)

    def is_found(self) -> bool:
        """Whether the plan is one that we hold, and no guide."""
        plan = self.catalog.plan_by_slug.get(str(self.facts.get("plan")))
        return plan is not None and plan.kind is PlanKind.PLAN

    def can_find(self) -> bool:
        """Whether a plan that may be the member's is on file."""
        return self.kind is not None and bool(picker.search(self.catalog, self.kind, self.region).plans)

    def shown(self, fact: str) -> Mapping[str, object]:
        """The facts that the form for a question is filled from: the question about the plan asks for its kind."""
        return {**self.facts, "plan": self.kind} if fact == "plan" and self.kind else self.facts

    def picking(self, plan: str, region: str) -> "Walk":
        """The walk with the plan itself. The region is the plan's own, or else the one where it was looked for."""
        home = self.catalog.plan_by_slug[plan].region
        there = self.telling("plan", plan)
        return there.telling("region", home or region) if home is None or "region" in self.told else there

    def replying(self, fact: str, answer: object) -> "Walk":
        """The walk after a question: who tells the kind of the plan that was found keeps the plan."""
        return self if fact == "plan" and self.is_found() and answer == self.kind else self.telling(fact, answer)

    def telling(self, fact: str, answer: object) -> "Walk":
        """The walk with one more answer, or another one; None takes the answer back.

        With another therapy or plan, what was told for the one before is asked again.
        """
        holding = with_other(self.told, fact, answer)
        for_another = {**self.for_another, **dict.fromkeys(self.told.keys() - holding.keys(), fact)}
        for_another.pop(fact, None)
        if answer is None:
            holding.pop(fact, None)
        return replayed(self.run, {**self.unread, **self.course, **holding}, self.edition, self.seen, for_another)

    def planning(self, course: Mapping[str, object]) -> "Walk":
        """The walk with another course, or with none."""
        return replace(self, course=course)

    def may_visit(self, fact: str) -> bool:
        """Whether a question may be opened. A day that was told can be changed at any time: nothing hangs on it."""
        return self.journey.may_visit(fact) or (fact == "on" and fact in self.told)

    def before(self, fact: str) -> str | None:
        """The question asked before this one. None before the first."""
        asked = self.journey.asked
        earlier = asked[: asked.index(fact)] if fact in asked else asked
        return earlier[-1] if earlier else None

    def answer(self, fact: str) -> dict[str, str]:
        """One answer given, in words."""
        return {"fact": fact, "short": str(FACT_WORDS[fact].short), "said": said(self.catalog, fact, self.facts[fact])}

    def answers(self, besides: str = "") -> list[dict[str, str]]:
        """The answers so far, in order, but for one."""
        shown = (self.told.keys() & self.facts.keys()) - {besides}
        return [self.answer(fact) for fact in FACT if fact in shown]

    def more(self) -> list[tuple[str, str]]:
        """The further questions that could make the answer more exact, each with a short name."""
        further = interview.refinements(self.catalog, self.facts)
        return [(fact, str(FACT_WORDS[fact].short)) for fact in further if fact not in self.told]

    def step(self, fact: str) -> dict[str, int] | None:
        """How far along the question is. None for a question that is not on the way to the answer."""
        way = (*self.journey.asked, *self.journey.open)
        if fact not in way:
            return None
        now = way.index(fact) + 1
        return {"now": now, "all": len(way), "after": len(way) - now}


def replayed(
    run: str,
    told: state.WalkFacts,
    edition: editions.InForce | None = None,
    seen: state.Seen | None = None,
    for_another: state.ToldForAnother | None = None,
) -> Walk:
    """The walk as the facts tell it, under the edition in force where none is given. Raises NothingPublished."""
    edition = edition or editions.in_force()
    known = {fact: value for fact, value in told.items() if _is_readable(edition.catalog, fact, value)}
    unread = {fact: value for fact, value in told.items() if fact not in (*known, COURSE)}
    journey = interview.replay(edition.catalog, {"on": today(edition.catalog, known), **known})
    return Walk(
        run=run,
        told=known,
        edition=edition,
        journey=journey,
        seen=seen,
        unread=unread,
        for_another=for_another or {},
        course=_course(edition.catalog, told, journey.facts),
    )


def _course(catalog: Catalog, told: state.WalkFacts, facts: Mapping[str, object]) -> dict[str, object]:
    """The course that is planned; none once its first day is past, or where it cannot be read."""
    if COURSE not in told:
        return {}
    try:
        planned.read(catalog, told[COURSE], date.fromisoformat(str(facts["on"])))
    except FactError:
        return {}
    return {COURSE: told[COURSE]}


def _is_readable(catalog: Catalog, fact: str, value: object) -> bool:
    """Whether this release asks for the fact. A day must be one: every other answer is tried on it."""
    if fact != "on":
        return fact in FACT
    try:
        FACT[fact].read(catalog, value)
    except FactError:
        return False
    return True


def resumed(request: HttpRequest, run: str) -> Walk | None:
    """The walk that the request's cookie holds. None when there is nothing to go on from."""
    told = state.told(request, run)
    return None if told is None else replayed(run, told.facts, seen=told.seen, for_another=told.for_another)
