"""Which answers a changed record can turn: never one too few, shown by asking everything."""

import os
from collections.abc import Callable
from functools import cache
from itertools import islice, product
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from benefits.coverage.catalog import TABLES, Catalog
from benefits.coverage.comparing import compared, difference, questions
from benefits.coverage.reach import REACH, Pair, touched
from benefits.coverage.vocabulary import Certainty, Refused
from benefits.importing import loading
from tests.coverage import builders
from tests.coverage.builders import MASSAGE, PT, TODAY
from tests.coverage.edits import THERAPIES, all_pairs, differing, edits, law_breaking, world

Edit = tuple[str, Catalog]
EDITS: Final[list[Edit]] = list(edits(world()))


@cache
def broken_now() -> dict[Pair, set[tuple[str, str]]]:
    return {pair: law_breaking(world(), pair) for pair in all_pairs(world())}


def missed(new: Catalog, *, laws: bool) -> list[Pair]:
    """The pairs that differ although they are said to be out of reach."""
    beyond = sorted(set(all_pairs(world(), new)) - set(touched(world(), new)))
    found = list(differing(world(), new, beyond))
    if laws:
        found += [pair for pair in beyond if broken_now().get(pair, set()) != law_breaking(new, pair)]
    return found


@pytest.mark.parametrize("table", TABLES)
def test_nothing_out_of_reach_differs_after_an_edit_of(table: str) -> None:
    """A few edits of each table in every run, all of them when EVERY_SITUATION is set."""
    of_table = [(name, new) for name, new in EDITS if name.startswith(f"{table}:")]
    found = {name: missed(new, laws=not place) for place, (name, new) in enumerate(some(of_table))}

    assert {name: pairs for name, pairs in found.items() if pairs} == {}
    assert found


def some(of_table: list[Edit]) -> list[Edit]:
    return of_table if os.environ.get("EVERY_SITUATION") else of_table[:: len(of_table) // 3 + 1]


@given(st.lists(st.integers(0, len(EDITS) - 1), min_size=2, max_size=4))
@settings(max_examples=4, deadline=None)
def test_nothing_out_of_reach_differs_after_several_edits(places: list[int]) -> None:
    """Edits of several tables at once; two of one table would undo each other, so the last of each counts."""
    tables = {EDITS[place][0].split(":")[0]: EDITS[place][1] for place in places}
    try:
        new = replace(world(), **{table: getattr(edited, table) for table, edited in tables.items()})
    except Refused:
        return

    assert missed(new, laws=False) == []


FIXTURES: Final = Path(__file__).resolve().parents[2] / "fixtures"
FEW_PLANS: Final = ("hmo", "unsure", "washington", "wa-pebb-value-2024", "hdhp")
A_SHARE: Final = 1 if os.environ.get("EVERY_SITUATION") else 11


@cache
def shipped() -> Catalog:
    return loading.shipped(FIXTURES)


def with_first(table: str, plan: str, **columns: object) -> Catalog:
    """The shipped catalog with the first record that a plan has in a table changed."""
    records = getattr(shipped(), table)
    place = next(place for place, record in enumerate(records) if record.plan == plan)
    changed = (*records[:place], replace(records[place], **columns), *records[place + 1 :])
    return replace(shipped(), **{table: changed})


@pytest.mark.parametrize(
    ("new", "reaches"),
    [
        pytest.param(lambda: with_first("cost_tiers", "hmo", certainty=None), "hmo", id="a guide's price"),
        pytest.param(lambda: with_first("benefits", "hmo", certainty=Certainty.MAY), "hmo", id="a guide's hedge"),
        pytest.param(
            lambda: with_first("visit_limits", "wa-pebb-value-2024", period="calendar_year"),
            "wa-pebb-value-2024",
            id="a plan's limit",
        ),
        pytest.param(
            lambda: replace(shipped(), deliveries=shipped().deliveries[1:]), "unsure", id="how a therapy is offered"
        ),
    ],
)
def test_of_the_shipped_plans_nothing_out_of_reach_differs(new: Callable[[], Catalog], reaches: str) -> None:
    edited = new()
    within = touched(shipped(), edited)
    beyond = sorted(set(product(set(FEW_PLANS) & set(edited.plan_by_slug), edited.therapy_by_slug)) - set(within))

    assert [pair for pair in beyond if a_share_differs(edited, pair)] == []
    assert reaches in plans(within)
    assert beyond


def a_share_differs(new: Catalog, pair: Pair) -> bool:
    asked = islice(questions(shipped(), new, pair, TODAY), 0, None, A_SHARE)
    sides = (compared(shipped(), new, situation) for situation in asked)
    return any(difference(both.before, both.after) for both in sides)


def plans(pairs: tuple[Pair, ...]) -> set[str]:
    return {plan for plan, _therapy in pairs}


def therapies(pairs: tuple[Pair, ...]) -> set[str]:
    return {therapy for _plan, therapy in pairs}


def edited(name: str) -> tuple[Pair, ...]:
    return touched(world(), next(new for found, new in EDITS if found.startswith(name)))


@pytest.mark.parametrize(
    ("edit", "reached_plans", "reached_therapies"),
    [
        pytest.param("cost_tiers: any / physical-therapy", {"any", "mine", "child"}, {PT}, id="a price of the guide"),
        pytest.param("cost_tiers: stranger", {"stranger"}, {PT}, id="a price of one plan"),
        pytest.param("benefits: local", {"local", "child"}, set(THERAPIES), id="a benefit of the regional guide"),
        pytest.param(
            "visit_limits: any / shared: certainty",
            {"any", "mine", "child"},
            set(THERAPIES),
            id="a pool: used up, it is no alternative to the others",
        ),
        pytest.param("visit_limits: mine", {"mine", "child"}, set(THERAPIES), id="a limit of one therapy likewise"),
        pytest.param("plan_amounts: stranger", {"stranger"}, set(THERAPIES), id="a deductible"),
        pytest.param("plans: mine: plan_type", {"mine", "child"}, set(THERAPIES), id="a plan"),
        pytest.param("regions: land: guide", {"local", "child"}, set(THERAPIES), id="a region"),
        pytest.param("deliveries: land", {"local", "child"}, {MASSAGE}, id="how a region offers a therapy"),
        pytest.param("contents: massage-instead: stage", {"any", "mine", "child"}, {PT}, id="a text with scopes"),
        pytest.param("plans: mine: name", set(), set(), id="a name"),
        pytest.param("citations: papers: quote", set(), set(), id="a quote"),
        pytest.param("techniques:", set(), set(), id="a technique"),
        pytest.param("plan_types:", set(), set(), id="a plan type"),
    ],
)
def test_it_reaches_no_further_than(edit: str, reached_plans: set[str], reached_therapies: set[str]) -> None:
    found = edited(edit)

    assert (plans(found), therapies(found)) == (reached_plans, reached_therapies)


@pytest.mark.parametrize(
    "edit", ["conditions: stress: gone", "therapies: acupuncture: group", "sources: papers: basis"]
)
def test_some_reach_far(edit: str) -> None:
    assert len(edited(edit)) > 8


def test_of_a_first_catalog_everything_is_new() -> None:
    assert touched(None, world()) == tuple(all_pairs(world()))


def test_a_plan_that_is_gone_and_one_that_is_new_are_touched() -> None:
    gone = replace(world(), plans=tuple(plan for plan in world().plans if plan.slug != "lonely"))
    more = replace(world(), plans=(*world().plans, builders.plan("lonely")))

    assert plans(touched(world(), more)) == plans(touched(more, gone)) == {"lonely"}


@pytest.mark.parametrize(
    ("table", "edit"),
    [
        ("benefits", "benefits: any / massage-therapy //  / False: status"),
        ("visit_limits", "visit_limits: mine / visits: period"),
        ("plans", "plans: mine: effective_to"),
        ("regions", "regions: land: guide"),
        ("sources", "sources: papers: basis"),
        ("deliveries", "deliveries: land / massage-therapy"),
    ],
)
def test_a_reach_that_is_too_short_is_noticed(table: str, edit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison by brute force bites: with a table cut off, an edit of it is missed."""
    monkeypatch.setitem(REACH, table, REACH["techniques"])

    assert any(missed(new, laws=False) for name, new in EDITS if name.startswith(edit.split(" // ", maxsplit=1)[0]))
