"""What holds for the whole answer to every member: tried on a share of all shipped situations, and on spoilt answers.

The laws of the core look at decisions, and a review runs them before it publishes; these look at what members read.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

import pytest
from msgspec.structs import replace

from benefits import answering
from benefits.answers import Answer, AnswerChange
from benefits.coverage import telling
from benefits.coverage.decision import Decision, decide
from benefits.coverage.situation import Situation
from benefits.coverage.universe import situations
from benefits.coverage.vocabulary import Basis, Certainty, GateState, Status
from tests import shipped
from tests.cases.reading import edition
from tests.coverage.builders import TODAY

SHARE: Final = 97 if os.environ.get("EVERY_SITUATION") else 997
COUNT_DOWN: Final = re.compile(r"\d+ left|ask by|at \d+ visits a week", re.IGNORECASE)
DAYS: Final = re.compile(r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\.? \d{1,2}, \d{4}")


class MemberAnswer(NamedTuple):
    """A situation, what was decided of it, and what the member reads."""

    situation: Situation
    decision: Decision
    answer: Answer


AnswerLaw = Callable[[MemberAnswer], bool]


def told(situation: Situation) -> MemberAnswer:
    return MemberAnswer(situation, decide(shipped.catalog(), situation), answer_to(telling.facts(situation)))


def answer_to(facts: Mapping[str, object]) -> Answer:
    return answering.answer(edition(shipped.catalog()), facts)


def a_share() -> Iterator[Situation]:
    """Every so manyth situation of all shipped plans and therapies."""
    catalog = shipped.catalog()
    pairs = ((plan, therapy) for plan in catalog.plans for therapy in catalog.therapy_by_slug)
    every = (situation for plan, therapy in pairs for situation in situations(catalog, plan, therapy, TODAY))
    yield from (situation for place, situation in enumerate(every) if place % SHARE == 0)


def nothing_counts_down_beside_a_no(found: MemberAnswer) -> bool:
    """Beside what is not covered there is no count of visits left and no day to ask for more."""
    if found.answer.status is not Status.NOT_COVERED:
        return True
    counted = [limit for limit in found.answer.limits if COUNT_DOWN.search(limit.text)]
    return not counted and found.answer.visits_left in (None, 0)


def no_day_is_past_the_record(found: MemberAnswer) -> bool:
    """No day of a limit or of a price lies past the day after the record's end: nothing is known of it."""
    last = found.decision.terms.plan.effective_to
    if last is None or found.answer.status is Status.UNKNOWN:
        return True
    texts = [*(limit.text for limit in found.answer.limits), found.answer.cost.text or ""]
    days = [day_of(said) for text in texts for said in DAYS.findall(text)]
    days += [limit.resets_on for limit in found.answer.limits if limit.resets_on is not None]
    return all(day <= last + timedelta(days=1) for day in days)


def day_of(said: str) -> date:
    month, day, year = said.replace(".", "").replace(",", "").split()
    return datetime.strptime(f"{month[:3]} {day} {year}", "%b %d %Y").date()  # noqa: DTZ007 (a day, no moment)


def no_guides_number_is_a_plans(found: MemberAnswer) -> bool:
    """Under a plan, a price and a limit in numbers are read in the plan's own papers, or told by the member."""
    if found.decision.terms.is_guide:
        return True
    basis = {source.id: source.basis for source in found.answer.sources}
    cost = found.answer.cost
    numbered = [cost.source] if cost.low is not None or cost.percent is not None else []
    numbered += [limit.source for limit in found.answer.limits if limit.low is not None]
    return all(source is None or basis[source] is not Basis.GENERAL_GUIDE for source in numbered)


def a_members_figure_has_no_source(found: MemberAnswer) -> bool:
    """What the member read in their own papers cites nothing of ours."""
    now = found.decision.cost.now if found.decision.cost else None
    is_own_price = now is not None and now.from_member
    own_limits = [limit for limit in found.answer.limits if "(from you)" in limit.text]
    return not (is_own_price and found.answer.cost.source) and not any(limit.source for limit in own_limits)


def the_headline_has_the_first_step(found: MemberAnswer) -> bool:
    """A yes that waits for something says so, and no other yes does."""
    waits = found.answer.status is Status.COVERED_CONDITIONAL
    is_a_yes = found.answer.status in (Status.COVERED, Status.COVERED_CONDITIONAL)
    return not is_a_yes or waits == ("First, you need" in found.answer.headline) == bool(found.answer.conditions_open)


def what_is_open_has_a_step(found: MemberAnswer) -> bool:
    """Where something has to be met there is a step, and no step is about a referral that is there."""
    if found.answer.conditions_open and not found.answer.next_steps:
        return False
    has_referral = found.answer.gates.referral.state is GateState.DONE
    asks_for_one = any("Ask your doctor for a referral" in step for step in found.answer.next_steps)
    return not (has_referral and asks_for_one)


def what_would_change_it_does(found: MemberAnswer) -> bool:
    """Each other value, sent back, gives the status that it promised, and another answer than now."""
    facts = telling.facts(found.situation)
    now = read(found.answer)
    for change in found.answer.would_change:
        then = answer_to({**facts, change.fact: change.to})
        if then.status is not change.status or read(then) == now:
            return False
    return True


def read(answer: Answer) -> tuple[object, ...]:
    """What a member reads of it first. “May” beside what may be covered says nothing."""
    says_nothing = answer.status is Status.MAY_BE_COVERED and answer.certainty is Certainty.MAY
    hedge = None if says_nothing else answer.certainty
    return answer.headline, hedge, answer.cost.text, answer.visits_left, answer.conditions_open, answer.limits


LAWS: Final[tuple[AnswerLaw, ...]] = (
    nothing_counts_down_beside_a_no,
    no_day_is_past_the_record,
    no_guides_number_is_a_plans,
    a_members_figure_has_no_source,
    the_headline_has_the_first_step,
    what_is_open_has_a_step,
    what_would_change_it_does,
)


def test_every_law_holds_for_every_member() -> None:
    broken: list[tuple[str, object]] = []
    for situation in a_share():
        found = told(situation)
        broken += [(law.__name__, telling.facts(situation)) for law in LAWS if not law(found)]

    assert broken == []


PT: Final = {"therapy": "physical-therapy", "referral": "pcp"}
GEORGIA: Final = {**PT, "plan": "ga-signature-gold-hmo-1500-2026-03", "on": "2026-05-01"}
MEMBERS: Final[Mapping[str, dict[str, object]]] = {
    "a no": {**GEORGIA, "network": "outside"},
    "a yes": {**GEORGIA, "visits_used": {"physical-therapy": 5, "occupational-therapy": 0}},
    "a plan that states no limit": {**PT, "plan": "ca-meyers-nave-hdhp-2026", "on": "2026-05-01"},
    "a copay of one's own": {**PT, "plan": "hmo", "on": "2026-11-21", "copay": 25},
    "a guide": {**PT, "plan": "hmo", "on": "2026-11-21"},
}


def member(name: str) -> MemberAnswer:
    return told(telling.situation(shipped.catalog(), MEMBERS[name]))


@pytest.mark.parametrize("name", MEMBERS)
def test_every_law_holds_for(name: str) -> None:
    assert [law.__name__ for law in LAWS if not law(member(name))] == []


def spoilt(found: MemberAnswer, **parts: Any) -> MemberAnswer:
    return found._replace(answer=replace(found.answer, **parts))


def with_limit(found: MemberAnswer, **parts: Any) -> MemberAnswer:
    """The answer with its first limit, or that of a plan that has one, said otherwise."""
    limit = (found.answer.limits or member("a yes").answer.limits)[0]
    return spoilt(found, limits=(replace(limit, **parts),))


def with_cost(found: MemberAnswer, **parts: Any) -> MemberAnswer:
    return spoilt(found, cost=replace(found.answer.cost, **parts))


def a_guides_source(found: MemberAnswer) -> MemberAnswer:
    """The first source of the answer becomes the general guide."""
    first = replace(found.answer.sources[0], basis=Basis.GENERAL_GUIDE)
    return with_cost(spoilt(found, sources=(first,), limits=()), low=20, high=40, source=first.id)


NO_CHANGE: Final = AnswerChange(fact="copay", to=25, status=Status.NOT_COVERED, text="If you pay $25: not covered.")


@pytest.mark.parametrize(
    ("law", "found"),
    [
        pytest.param(nothing_counts_down_beside_a_no, with_limit(member("a no"), text="5 left."), id="visits left"),
        pytest.param(nothing_counts_down_beside_a_no, spoilt(member("a no"), visits_left=5), id="a number left"),
        pytest.param(no_day_is_past_the_record, with_limit(member("a yes"), text="Ask by May 1, 2031."), id="a day"),
        pytest.param(no_day_is_past_the_record, with_limit(member("a yes"), resets_on=date(2031, 1, 1)), id="a year"),
        pytest.param(no_guides_number_is_a_plans, a_guides_source(member("a yes")), id="a guide's price"),
        pytest.param(
            a_members_figure_has_no_source, with_cost(member("a copay of one's own"), source="p-21"), id="a source"
        ),
        pytest.param(
            the_headline_has_the_first_step,
            spoilt(member("a yes"), headline="Your plan covers it. First, you need luck."),
            id="a step that nobody asks for",
        ),
        pytest.param(
            what_is_open_has_a_step, spoilt(member("a guide"), conditions_open=("a",), next_steps=()), id="no step"
        ),
        pytest.param(
            what_is_open_has_a_step,
            spoilt(member("a guide"), next_steps=("Ask your doctor for a referral.",)),
            id="a step that is done",
        ),
        pytest.param(what_would_change_it_does, spoilt(member("a guide"), would_change=(NO_CHANGE,)), id="a change"),
    ],
)
def test_a_spoilt_answer_is_noticed(law: AnswerLaw, found: MemberAnswer) -> None:
    assert not law(found)
