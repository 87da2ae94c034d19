"""The same questions under two catalogs."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from benefits.coverage import universe
from benefits.coverage.aspects import IN_REVIEWS, told
from benefits.coverage.catalog import Catalog
from benefits.coverage.comparing import (
    Difference,
    answer,
    compared,
    difference,
    grouped,
    questions,
)
from benefits.coverage.decision import decide
from benefits.coverage.facts import BANDS
from benefits.coverage.records import PoolMember, Record
from benefits.coverage.situation import Situation
from benefits.coverage.telling import facts, situation
from benefits.coverage.terms import Terms
from benefits.coverage.universe import days
from benefits.coverage.vocabulary import Certainty, Purpose, Spending, Status
from tests.coverage import builders
from tests.coverage.builders import PT, TODAY
from tests.coverage.edits import world

PAIR = ("mine", PT)


def mine(*records: Record) -> Catalog:
    return builders.catalog(builders.benefit(), *records)


def between(old: Catalog, new: Catalog, **asked: Any) -> Difference:
    both = compared(old, new, builders.asked(new, **asked))
    return difference(both.before, both.after)


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        pytest.param(mine(), mine(), (), id="nothing"),
        pytest.param(mine(), builders.catalog(builders.benefit("varies")), ("status", "reasons"), id="coverage"),
        pytest.param(
            mine(), builders.catalog(builders.benefit(certainty=Certainty.MAY)), ("certainty",), id="the hedge"
        ),
        pytest.param(mine(builders.copay(20)), mine(builders.copay(30)), ("price",), id="the price"),
        pytest.param(
            mine(builders.copay(20)), mine(builders.copay(20, note="Cash.")), (), id="a note beside the price"
        ),
        pytest.param(
            mine(builders.copay(20, deductible="after")),
            mine(builders.copay(30, deductible="after")),
            ("branches",),
            id="a price under a condition",
        ),
        pytest.param(mine(builders.pool(20)), mine(builders.pool(30)), ("limits", "visits_left"), id="the limit"),
        pytest.param(
            mine(),
            mine(builders.gate("referral")),
            ("status", "reasons"),
            id="a gate that is open",
        ),
        pytest.param(mine(), mine(builders.delivery("contracted")), ("deliveries",), id="how it is offered"),
        pytest.param(
            mine(), mine(builders.benefit("not_covered", plan="any")), (), id="a guide that the plan is not based on"
        ),
    ],
)
def test_two_answers_differ_in(old: Catalog, new: Catalog, names: tuple[str, ...]) -> None:
    based = [replace(one, plans=tuple(replace(plan, based_on=None) for plan in one.plans)) for one in (old, new)]

    assert tuple(aspect for aspect, _before, _after in between(*based)) == names


def test_a_difference_holds_both_sides() -> None:
    ((aspect, before, after),) = between(mine(builders.copay(20)), mine(builders.copay(30)))

    assert (aspect, before.low, after.low) == ("price", Decimal(20), Decimal(30))


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        pytest.param((("limits", 20, 30), ("visits_left", 3, 13)), ("limits",), id="visits left follow the limit"),
        pytest.param((("visits_left", 3, 13),), ("visits_left",), id="visits left that follow nothing"),
        pytest.param(
            (("price", 1, 2), ("basis", "a", "b"), ("reasons", (), ("x",))), ("price",), id="reasons follow the rest"
        ),
        pytest.param((("reasons", (), ("x",)),), ("reasons",), id="reasons alone"),
        pytest.param((("basis", 1, 2), ("reasons", (), ("x",))), ("basis", "reasons"), id="another basis alone"),
        pytest.param(
            (("status", Status.LIMIT_REACHED, Status.COVERED), ("branches", 1, 2), ("limits", 20, 30)),
            ("status", "limits"),
            id="what an extension would cost follows the status",
        ),
        pytest.param(
            (("status", None, Status.COVERED), ("price", None, 2)), ("status",), id="a new answer is its status"
        ),
        pytest.param(
            (("status", Status.NOT_COVERED, Status.COVERED), ("price", None, 2)), ("status",), id="covered at last"
        ),
        pytest.param(
            (("status", Status.COVERED, Status.MAY_BE_COVERED), ("price", 1, 2)), ("status", "price"), id="two things"
        ),
    ],
)
def test_a_group_is_known_by(found: Difference, kept: tuple[str, ...]) -> None:
    assert tuple(aspect for aspect, _before, _after in grouped(found)) == kept


def test_which_reasons_are_given_makes_no_group_of_its_own() -> None:
    one, other = ((("reasons", ("a",), ("b",)),), (("reasons", ("a",), ("c",)),))

    assert grouped(one) == grouped(other)


def test_both_limits_are_asked_around() -> None:
    old, new = mine(builders.pool(6)), mine(builders.pool(9))

    used = {one.visits_used.get(PT) for one in questions(old, new, PAIR, TODAY)}

    assert used == {None, 0, 5, 6, 7, 8, 9, 10}


def test_the_dates_of_both_are_asked() -> None:
    old, new = (builders.catalog(builders.plan(effective_from=TODAY + timedelta(days=shift))) for shift in (0, 30))

    asked = {one.on for one in questions(old, new, PAIR, TODAY)}

    assert asked == {*days(old.plan_by_slug["mine"], TODAY), *days(new.plan_by_slug["mine"], TODAY)}
    assert len(asked) == 4


def test_a_question_is_asked_once_and_always_in_the_same_order() -> None:
    asked = list(questions(world(), world(), ("mine", PT), TODAY))

    plain = [tuple(sorted(map(str, facts(one).items()))) for one in asked]
    assert len(set(plain)) == len(plain)
    assert plain == [
        tuple(sorted(map(str, facts(one).items()))) for one in questions(world(), world(), ("mine", PT), TODAY)
    ]


def test_a_fact_that_is_banded_one_day_is_not_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """What tells questions apart is never a list that somebody has to keep up."""

    def every_spending(_case: Situation, _spoken: Terms) -> tuple[Spending, ...]:
        return tuple(Spending)

    before = len(list(questions(world(), world(), ("mine", PT), TODAY)))
    monkeypatch.setattr(universe, "BANDS", {**BANDS, "out_of_pocket": every_spending})
    monkeypatch.setattr(universe, "BANDED", (*universe.BANDED, "out_of_pocket"))

    asked = list(questions(world(), world(), ("mine", PT), TODAY))

    assert {one.out_of_pocket for one in asked} == set(Spending)
    assert len(asked) > 2.9 * before


def test_facts_come_back_as_the_situation_that_they_were_of() -> None:
    for one in questions(None, world(), ("stranger", PT), TODAY):
        again: Situation = situation(world(), facts(one))

        assert told(decide(world(), again), IN_REVIEWS) == told(decide(world(), one), IN_REVIEWS)


def test_a_plan_that_one_side_does_not_know_has_one_answer() -> None:
    more = builders.catalog(builders.plan("lonely"))

    both = compared(mine(), more, builders.asked(more, plan="lonely"))

    assert both.before is None
    assert both.after is not None
    assert grouped(difference(both.before, both.after)) == (("status", None, both.after.status),)


def test_a_condition_that_one_side_does_not_know_has_no_answer_there() -> None:
    more = builders.catalog(builders.condition("vertigo"))

    assert answer(mine(), builders.asked(more, condition="vertigo")) is None
    assert answer(None, builders.asked(more)) is None
    assert answer(more, builders.asked(more, condition="vertigo")) is not None


def test_what_two_sources_differ_on_is_told() -> None:
    (disagreement,) = world().disagreements
    decision = replace(decide(world(), builders.asked(world())), conflicts=())
    doubted = replace(decision, conflicts=(disagreement,))

    ((aspect, before, after),) = difference(decision, doubted)

    assert (aspect, before) == ("conflicts", told(decision, IN_REVIEWS)["conflicts"])
    assert after == (("Disagreement", "visit_limit", "6 visits.", "9 visits."),)


def test_a_limit_for_another_purpose_alone_is_seen() -> None:
    """What only those read who come to gain a skill."""
    own = (PoolMember(therapy=PT, purpose=Purpose.HABILITATION),)
    old, new = (mine(builders.pool(20), builders.pool(low, slug="own", members=own)) for low in (12, 10))

    found = [between_asked(old, new, asked) for asked in questions(old, new, PAIR, TODAY)]

    assert {aspect for parts in found for aspect, _before, _after in parts} >= {"status", "limits"}


def between_asked(old: Catalog, new: Catalog, asked: Situation) -> Difference:
    both = compared(old, new, asked)
    return grouped(found) if (found := difference(both.before, both.after)) else ()
