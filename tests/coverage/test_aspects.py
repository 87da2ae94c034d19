"""What a member is told of an answer, and which aspects make it another one."""

from collections import defaultdict

import pytest

from benefits.coverage.aspects import ASPECTS, IN_CHANGES, IN_QUESTIONS, IN_REVIEWS, Look, signature, told
from benefits.coverage.decision import Decision, decide
from benefits.coverage.records import PoolMember, Record
from benefits.coverage.universe import situations
from benefits.coverage.vocabulary import Certainty, LimitRule, Purpose, Status
from tests.coverage.builders import PT, TODAY, amount, asked, benefit, catalog, copay, differing, gate, pool
from tests.coverage.edits import all_pairs, world

COVERED = (benefit(), copay(20), pool(20))


def decided(*records: Record, **facts: object) -> Decision:
    """The decision under a small catalog."""
    built = catalog(*records)
    return decide(built, asked(built, **facts))


LOOKS = {"reviews": IN_REVIEWS, "questions": IN_QUESTIONS, "changes": IN_CHANGES}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_aspect_is_told_in_its_order(look: Look) -> None:
    assert tuple(told(decided(*COVERED), look)) == look.aspects
    assert len(set(look.aspects)) == len(look.aspects)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("status", Status)
def test_the_status_is_always_told_first(look: Look, status: Status) -> None:
    assert look.at(status)[:2] in (("status", "certainty"), ("status", "hedge"))
    assert set(look.at(status)) <= set(look.aspects)


def test_no_aspect_is_there_for_nobody() -> None:
    assert {*ASPECTS} == {name for look in LOOKS.values() for name in look.aspects}


def test_a_no_is_told_without_prices_and_steps() -> None:
    no = decided(benefit("not_covered"), *COVERED[1:])

    assert tuple(told(no, IN_REVIEWS)) == ("status", "certainty", "conflicts", "basis", "reasons")


OTHER = [
    pytest.param(COVERED, {}, (*COVERED[:1], copay(30), COVERED[2]), {}, IN_QUESTIONS, True, id="another price"),
    pytest.param(COVERED, {}, COVERED, {"visits_used": {PT: 3}}, IN_QUESTIONS, True, id="fewer visits left"),
    pytest.param(COVERED, {}, COVERED, {"visits_used": {PT: 0}}, IN_REVIEWS, False, id="not told, and none used"),
    pytest.param(
        (benefit(), pool(20)), {}, (benefit(), pool(20, slug="other")), {}, IN_REVIEWS, False, id="a limit's name"
    ),
    pytest.param(
        (*COVERED, amount("out_of_pocket_limit", 3000)),
        {},
        (*COVERED, amount("out_of_pocket_limit", 3000)),
        {"condition": "joint-pain"},
        IN_CHANGES,
        False,
        id="a fact that no record looks at",
    ),
    pytest.param(
        (benefit(), gate("network", "required")),
        {},
        (benefit(), gate("network", "required")),
        {"network": "kaiser"},
        IN_QUESTIONS,
        False,
        id="a gate that was not in the way",
    ),
    pytest.param(
        (benefit(), gate("network", "required")),
        {},
        (benefit(), gate("network", "required")),
        {"network": "kaiser"},
        IN_REVIEWS,
        True,
        id="a gate that is done now, to a reviewer",
    ),
    pytest.param(COVERED, {}, (*COVERED, differing("cost")), {}, IN_QUESTIONS, True, id="sources that differ"),
]


@pytest.mark.parametrize(("before", "told_before", "after", "told_after", "look", "differs"), OTHER)
def test_it_is_another_answer(
    before: tuple[Record, ...],
    told_before: dict[str, object],
    after: tuple[Record, ...],
    told_after: dict[str, object],
    look: Look,
    differs: bool,
) -> None:
    one, other = decided(*before, **told_before), decided(*after, **told_after)

    assert (signature(one, look) != signature(other, look)) is differs


def test_what_is_paid_past_the_limit_is_no_change() -> None:
    records = (benefit(), copay(20, counts_to_out_of_pocket=True), amount("out_of_pocket_limit", 3000))
    open_, below = decided(*records), decided(*records, out_of_pocket="not-met")

    assert signature(open_, IN_QUESTIONS) != signature(below, IN_QUESTIONS)
    assert signature(open_, IN_CHANGES) == signature(below, IN_CHANGES)


def test_what_turns_a_question_is_told_apart_in_a_review() -> None:
    """But for what is left of each limit, which a review tells as one figure."""
    apart = ("counts", "open_gates", "disagreements")
    look = Look(aspects=tuple(name for name in IN_QUESTIONS.aspects if name not in apart), of=IN_REVIEWS.of)
    signatures: dict[str, set[object]] = defaultdict(set)
    for plan, therapy in all_pairs(world()):
        for one in situations(world(), world().plan_by_slug[plan], therapy, TODAY):
            decision = decide(world(), one)
            signatures[str(told(decision, IN_REVIEWS))].add(signature(decision, look))

    assert len(signatures) > 20
    assert all(len(found) == 1 for found in signatures.values())


@pytest.mark.parametrize(
    ("status", "hedge", "said"),
    [
        pytest.param("varies", "may", None, id="what may be covered says it already"),
        pytest.param("varies", "usually", "usually", id="another hedge says more"),
        pytest.param("covered", "usually", "usually", id="a hedged yes"),
    ],
)
def test_a_hedge_that_says_no_more_than_the_status_is_no_change(status: str, hedge: str, said: str | None) -> None:
    found = decided(benefit(status, certainty=Certainty(hedge)))

    assert told(found, IN_CHANGES)["hedge"] == said


def test_a_limit_that_a_document_does_not_list_counts_no_visits() -> None:
    """Two records that list none, each for an aim of its own, are no two answers; two limits of one figure are."""
    answers = {}
    for low, rule in ((None, LimitRule.NONE_LISTED), (20, LimitRule.STATED)):
        limits = [pool(low, rule=rule, members=(PoolMember(therapy=PT, purpose=aim),), slug=aim) for aim in Purpose]
        answers[rule] = {signature(decided(benefit(), *limits, purpose=aim.value)) for aim in Purpose}

    assert {rule: len(found) for rule, found in answers.items()} == {LimitRule.NONE_LISTED: 1, LimitRule.STATED: 2}
