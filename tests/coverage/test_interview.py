"""The questions that still matter, and where a member stands."""

import os
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any, Final

import pytest
from msgspec.structs import replace

from benefits.coverage import interview
from benefits.coverage.aspects import signature
from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision, decide
from benefits.coverage.interview import WALK, Journey, refinements, replay, visits_asked
from benefits.coverage.records import Benefit, Record, Region
from benefits.coverage.situation import UNSURE, Situation
from benefits.coverage.telling import situation
from benefits.coverage.vocabulary import PlanKind, Purpose, Referral
from tests import shipped
from tests.coverage import builders, edits
from tests.coverage.builders import (
    MASSAGE,
    OT,
    PT,
    SPEECH,
    TODAY,
    benefit,
    catalog,
    content,
    copay,
    delivery,
    differing,
    gate,
    guide,
    guides,
)

# Of what every plan, therapy and catalog is tried with, in the everyday run.
SHARE: Final = 1 if os.environ.get("EVERY_SITUATION") else 13
ON = {"on": TODAY}
PT_HMO = {"therapy": PT, "plan": "hmo", **ON}


def journey(**facts: object) -> Journey:
    return replay(guides(), {**ON, **facts})


@pytest.mark.parametrize(
    ("facts", "asked", "still_open"),
    [
        pytest.param({}, (), ("therapy", "plan", "referral", "condition"), id="at the start"),
        pytest.param({"therapy": PT}, ("therapy",), ("plan", "referral", "condition"), id="the therapy told"),
        pytest.param(
            {"therapy": PT, "plan": "hmo"}, ("therapy", "plan"), ("referral", "condition"), id="the plan told"
        ),
        pytest.param(
            {"therapy": PT, "plan": "hmo", "referral": "pcp"},
            ("therapy", "plan", "referral"),
            ("condition",),
            id="one to go",
        ),
        pytest.param(
            {"therapy": PT, "plan": "hmo", "referral": "unsure", "condition": "unsure"},
            ("therapy", "plan", "referral", "condition"),
            (),
            id="not sure is an answer",
        ),
        pytest.param(
            {"plan": "hmo", "referral": "pcp"}, ("plan",), ("therapy", "condition"), id="the therapy taken back"
        ),
        pytest.param(
            {"therapy": "acupuncture", "plan": "hmo"},
            ("therapy", "plan"),
            (),
            id="nothing that would change the answer",
        ),
        pytest.param(
            {"therapy": MASSAGE, "plan": "hmo", "prior_authorization": "denied"},
            ("therapy", "plan"),
            (),
            id="a denial says it all",
        ),
        pytest.param(
            {"therapy": PT, "plan": "hmo", "network": "outside"}, ("therapy", "plan"), (), id="outside says it all"
        ),
    ],
)
def test_where_a_member_stands(facts: dict[str, object], asked: tuple[str, ...], still_open: tuple[str, ...]) -> None:
    here = journey(**facts)

    assert (here.asked, here.open) == (asked, still_open)
    assert here.next == (still_open[0] if still_open else None)


GEORGIA = {"therapy": SPEECH, "plan": "ga-hmo-2026", **ON, "referral": "pcp", "condition": "joint-pain"}


@pytest.mark.parametrize(
    ("facts", "still_open"),
    [
        pytest.param(GEORGIA, ("purpose",), id="asked where a limit is for one aim only"),
        pytest.param({**GEORGIA, "purpose": "habilitation"}, (), id="not once it is told"),
        pytest.param({**GEORGIA, "purpose": "unsure"}, (), id="not once the member is not sure"),
        pytest.param({**GEORGIA, "therapy": MASSAGE}, (), id="not for a therapy that no record tells apart"),
        pytest.param({**GEORGIA, "prior_authorization": "denied"}, (), id="not where a denial says it all"),
        pytest.param({**GEORGIA, "on": "1999-01-01"}, (), id="not where no record is in force"),
        pytest.param({**GEORGIA, "plan": "hmo"}, (), id="not of a guide that knows one aim"),
        pytest.param(
            {**GEORGIA, "plan": "ca-gold-80-hmo-2025", "on": "2025-11-21"},
            (),
            id="not where the records of both say the same, though they are two",
        ),
        pytest.param(
            {**GEORGIA, "plan": "ga-signature-gold-hmo-1500-2026-03"},
            ("purpose",),
            id="asked where each aim has as many visits, but its own",
        ),
    ],
)
def test_who_it_is_for_is_asked_where_records_differ_by_it(
    facts: dict[str, object], still_open: tuple[str, ...]
) -> None:
    assert replay(shipped.catalog(), facts).open == still_open


def test_every_order_of_answers_leads_to_the_same_place() -> None:
    facts = {"therapy": PT, "plan": "hmo", "referral": "pcp", "condition": "joint-pain"}
    turned = dict(reversed(facts.items()))

    assert (journey(**facts).asked, journey(**facts).open) == (journey(**turned).asked, journey(**turned).open)


@pytest.mark.parametrize(
    ("facts", "dropped"),
    [
        pytest.param({"therapy": "yoga", "plan": "hmo"}, ("therapy",), id="a therapy that is gone"),
        pytest.param({"therapy": PT, "plan": "gold"}, ("plan",), id="a plan that is gone"),
        pytest.param({"therapy": PT, "plan": "hmo", "condition": "flu"}, ("condition",), id="a condition that is gone"),
        pytest.param(
            {"therapy": PT, "plan": "hmo", "visits_used": {"yoga": 1}},
            ("visits_used",),
            id="visits of a therapy that is gone",
        ),
    ],
)
def test_what_is_no_longer_offered_is_asked_again(facts: dict[str, object], dropped: tuple[str, ...]) -> None:
    here = journey(**facts, referral="pcp")

    assert here.dropped == dropped
    assert set(here.facts) == {*facts, "referral", "on"} - set(dropped)


@pytest.mark.parametrize(
    ("facts", "may", "may_not"),
    [
        pytest.param({"therapy": PT}, ("therapy", "plan"), ("referral", "condition", "network"), id="on the way"),
        pytest.param(
            {"therapy": PT, "plan": "hmo", "referral": "pcp", "condition": "headache"},
            ("therapy", "referral", "network", "visit_limit"),
            ("nothing",),
            id="with the answer there",
        ),
    ],
)
def test_which_questions_may_be_opened(
    facts: dict[str, object], may: tuple[str, ...], may_not: tuple[str, ...]
) -> None:
    here = journey(**facts)

    assert all(here.may_visit(fact) for fact in may)
    assert not any(here.may_visit(fact) for fact in may_not)


def walked(*records: Record, **facts: object) -> tuple[str, ...]:
    speaks = any(isinstance(record, Benefit) for record in records)
    built = catalog(*records) if speaks else catalog(benefit(plan="any"), *records)
    return replay(built, {"therapy": PT, "plan": "any", **ON, **facts}).open


@pytest.mark.parametrize(
    ("records", "still_open"),
    [
        pytest.param([], (), id="nothing matters"),
        pytest.param([gate("referral", plan="any")], ("referral",), id="a referral does"),
        pytest.param([builders.rule("headache", plan="any")], ("condition",), id="a condition does"),
        pytest.param(
            [builders.pool(20, plan="any", exempt_conditions=("headache",))],
            ("condition",),
            id="a condition that a limit spares does",
        ),
        pytest.param([builders.pool(20, plan="any", exempt_below_age=21)], ("age",), id="an age does"),
        pytest.param([delivery("contracted", "valley")], ("region",), id="a region does"),
        pytest.param([delivery("contracted")], (), id="a way that holds at large does not"),
        pytest.param(
            [
                Region(slug="valley", name="Valley", guide="valley-guide"),
                guide("valley-guide"),
                differing("visit_limit", "valley-guide"),
            ],
            ("region",),
            id="a region whose sources differ does",
        ),
        pytest.param([differing("visit_limit", "any")], (), id="what sources differ on everywhere does not"),
        pytest.param([gate("referral", plan="any"), benefit("not_covered", "any")], (), id="a no makes all idle"),
    ],
)
def test_only_what_can_change_the_answer_is_asked(records: list[Record], still_open: tuple[str, ...]) -> None:
    assert walked(*records) == still_open


# Of these every word is tried; not being sure is one, or is taken for one.
ALL_WORDS: Final[Mapping[str, Iterable[object]]] = {"referral": Referral, "purpose": Purpose, "age": (None, 0, 20, 21)}


def asked_after_trying_all(catalog: Catalog, facts: Mapping[str, object]) -> tuple[str, ...]:
    """The questions still open, by deciding every combination of all that they offer; a plan on file has its region."""
    told = situation(catalog, facts)
    is_guide = catalog.plan_by_slug[told.plan].kind is PlanKind.GUIDE
    later = [fact for fact in WALK[2:] if fact not in facts and (fact != "region" or is_guide)]
    values: list[Iterable[object]] = [
        ALL_WORDS[fact] if fact in ALL_WORDS else offered(catalog, fact) for fact in later
    ]
    found = {
        said: signature(decide(catalog, replace(told, **dict(zip(later, said, strict=True)))))
        for said in product(*values)
    }
    return tuple(fact for place, fact in enumerate(later) if turns(found, place))


def offered(catalog: Catalog, fact: str) -> list[str | None]:
    return [None if text == UNSURE else text for text in interview.options(catalog, fact, {})]


def turns(found: Mapping[tuple[object, ...], object], place: int) -> bool:
    first: dict[tuple[object, ...], object] = {}
    return any(
        first.setdefault((*said[:place], *said[place + 1 :]), answer) != answer for said, answer in found.items()
    )


def asked_otherwise(catalog: Catalog, pairs: Iterable[tuple[str, str]], **facts: object) -> list[dict[str, object]]:
    """Where, on the first day of each plan, a question is asked or left out that trying all would not."""
    days = {plan.slug: plan.effective_from or TODAY for plan in catalog.plans}
    told = ({"plan": plan, "therapy": therapy, "on": days[plan], **facts} for plan, therapy in pairs)
    return [facts for facts in told if replay(catalog, facts).open != asked_after_trying_all(catalog, facts)]


@pytest.mark.parametrize(
    ("place", "facts"),
    [
        *enumerate(
            [
                {},
                {"referral": "none"},
                {"condition": "headache"},
                {"condition": "unsure"},
                {"region": "washington"},
                {"region": "unsure", "referral": "specialist"},
                {"network": "outside"},
                {"network": "contracted", "prior_authorization": "approved"},
                {"prior_authorization": "denied"},
                {"visits_used": {PT: 20, MASSAGE: 12}},
                {"visits_used": {PT: 60, MASSAGE: "unsure"}, "referral": "pcp"},
                {"purpose": "habilitation"},
                {"setting": "inpatient"},
                {"improving": "no", "first_treatments": "not-tried"},
                {"visit_limit": 10, "copay": 5, "deductible": "met"},
                {"on": "1999-01-01"},
            ]
        )
    ],
    ids=str,
)
def test_no_question_is_asked_or_left_out_that_trying_all_would_not(place: int, facts: dict[str, object]) -> None:
    shown = shipped.catalog()
    pairs = list(product(shown.plan_by_slug, shown.therapy_by_slug))

    assert asked_otherwise(shown, pairs[place % SHARE :: SHARE], **facts) == []


def test_the_questions_of_other_records_are_those_of_trying_all() -> None:
    edited = dict(edits.edits(edits.world()))

    assert len(edited) > 400
    assert {
        name: found
        for name, catalog in [*edited.items()][:: 3 * SHARE if SHARE > 1 else 1]
        if (found := asked_otherwise(catalog, product(catalog.plan_by_slug, catalog.therapy_by_slug)))
    } == {}


def test_few_situations_are_decided_to_know_what_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    decided: list[Situation] = []

    def counted(catalog: Catalog, asked: Situation) -> Decision:
        decided.append(asked)
        return decide(catalog, asked)

    monkeypatch.setattr(interview, "decide", counted)
    for plan, therapy in product(guides().plan_by_slug, guides().therapy_by_slug):
        replay(guides(), {"plan": plan, "therapy": therapy, **ON})

    most = len(interview.options(guides(), "region", {})) * len(interview.options(guides(), "referral", {}))
    assert len(decided) / (len(guides().plans) * len(guides().therapies)) < most
    assert len(set(map(str, decided))) == len(decided)


def test_a_condition_that_only_the_guide_doubts_is_asked() -> None:
    doubting = catalog(benefit(), builders.plan(based_on="any"), builders.rule("headache", "not_covered", plan="any"))

    assert replay(doubting, {"therapy": PT, "plan": "mine", **ON}).open == ("condition",)


def test_a_question_matters_when_it_does_after_any_answer_to_come() -> None:
    """A referral turns nothing for who is not sure of the condition, but it does for who tells one."""
    records = gate("referral", plan="any"), builders.rule("headache", plan="any")

    assert walked(*records) == ("referral", "condition")
    assert walked(*records, condition="headache") == ("referral",)


@pytest.mark.parametrize(
    ("fact", "first", "last"),
    [
        ("therapy", PT, "chiropractic"),
        ("plan", "hmo", "unsure"),
        ("referral", "pcp", "unsure"),
        ("condition", "joint-pain", "unsure"),
        ("region", "california", "unsure"),
    ],
)
def test_options_stand_in_order_with_not_sure_last(fact: str, first: str, last: str) -> None:
    offered = interview.options(guides(), fact, {})

    assert (offered[0], offered[-1]) == (first, last)
    assert len(set(offered)) == len(offered)


def test_other_questions_have_no_options_of_the_catalog() -> None:
    assert interview.options(guides(), "visits_used", {}) == ()


@pytest.mark.parametrize(
    ("facts", "offered"),
    [
        pytest.param(
            {**PT_HMO, "referral": "pcp", "condition": "joint-pain"},
            {"network", "visits_used", "visit_limit", "copay", "payment"},
            id="an HMO",
        ),
        pytest.param(
            {**PT_HMO, "plan": "hdhp", "referral": "pcp", "condition": "joint-pain"},
            {"network", "visits_used", "visit_limit", "deductible", "copay", "allowed_amount", "payment"},
            id="a high deductible",
        ),
        pytest.param(
            {**PT_HMO, "referral": "pcp", "condition": "joint-pain", "network": "outside"},
            {"network", "allowed_amount", "payment"},
            id="outside",
        ),
        pytest.param(
            {**PT_HMO, "payment": "hsa-fsa", "network": "outside"},
            {"network", "payment", "necessity_letter"},
            id="with an account",
        ),
        pytest.param(
            {"therapy": MASSAGE, "plan": "hmo", **ON, "referral": "pcp", "condition": "chronic-pain"},
            {"network", "first_treatments"},
            id="massage for pain",
        ),
    ],
)
def test_refinements_are_those_that_can_change_something(facts: dict[str, object], offered: set[str]) -> None:
    found = set(refinements(guides(), facts))

    assert offered - {"allowed_amount"} <= found
    assert not found & {"improving", "purpose", "setting", "technique", "coverage", "visits_outside"}


def test_a_refinement_told_stays_to_be_changed() -> None:
    assert "improving" in refinements(guides(), {**PT_HMO, "improving": "yes"})


@pytest.mark.parametrize(
    ("dates", "is_offered"),
    [
        pytest.param({"effective_from": None}, False, id="a plan without dates"),
        pytest.param({"effective_from": TODAY}, True, id="a first day"),
        pytest.param({"effective_from": None, "effective_to": TODAY}, True, id="a last day"),
    ],
)
def test_the_day_of_care_is_offered_where_the_plan_has_dates(dates: dict[str, Any], is_offered: bool) -> None:
    built = catalog(benefit(), builders.plan(**dates))

    assert ("on" in refinements(built, {"therapy": PT, "plan": "mine", **ON})) is is_offered


def test_an_account_is_offered_where_the_guide_speaks_of_one() -> None:
    account = content("account", "payment", therapies=(OT,))

    assert "payment" not in refinements(catalog(benefit(), account), {"therapy": PT, "plan": "mine", **ON})
    assert "payment" in refinements(catalog(benefit(), account), {"therapy": OT, "plan": "mine", **ON})


def test_the_pool_names_the_visits_to_ask_for() -> None:
    assert visits_asked(guides(), PT_HMO).keys == (PT, OT, SPEECH)
    assert visits_asked(guides(), {**PT_HMO, "therapy": MASSAGE}).keys == (MASSAGE,)


def test_a_price_that_turns_on_visits_asks_for_them() -> None:
    built = catalog(benefit(), copay(0, to_visit=3), copay(20, from_visit=4))

    assert "visits_used" in refinements(built, {"therapy": PT, "plan": "mine", **ON})
