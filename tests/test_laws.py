"""What holds for every member: tried on every situation of the shipped guides, and on catalogs that chance makes up."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise, product
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from benefits.coverage.catalog import TABLES, Catalog
from benefits.coverage.changes import unknowns
from benefits.coverage.costs import Cost
from benefits.coverage.decision import Decision, decide
from benefits.coverage.records import PoolMember, Record
from benefits.coverage.situation import Situation
from benefits.coverage.vocabulary import (
    Authorization,
    Certainty,
    CostKind,
    Coverage,
    CoverageStatus,
    GateState,
    NetworkTier,
    Purpose,
    Referral,
    Setting,
    Spending,
    Status,
    Subject,
    Tried,
    YesNo,
)
from tests import oracle
from tests.cases.answers import answers_of
from tests.cases.reading import edition
from tests.coverage import builders
from tests.coverage.builders import PT, TODAY, guides
from tests.documents import answer

VISITS: Final = (0, 19, 20, 21, 59, 60, 61, None)
AUTHORIZED: Final = tuple(Authorization)
PLACES: Final = (*NetworkTier, None)


class GuideCase(NamedTuple):
    """One situation of the guides, as short as it gets."""

    plan: str
    therapy: str
    referral: Referral
    condition: str | None
    network: NetworkTier | None
    authorization: Authorization
    visits: int | None
    others: int

    @property
    def situation(self) -> Situation:
        """As the core takes it; visits of other therapies are occupational therapy's, or physical therapy's."""
        other = builders.OT if self.therapy != builders.OT else PT
        used = {self.therapy: self.visits, **({other: self.others} if self.others else {})}
        return Situation(
            plan=self.plan,
            therapy=self.therapy,
            referral=self.referral,
            condition=self.condition,
            network=self.network,
            prior_authorization=self.authorization,
            visits_used=used,
            on=TODAY,
        )


class GuideOutcome(NamedTuple):
    """What was decided."""

    status: Status
    certainty: Certainty | None
    left: int | None


def space() -> Iterator[GuideCase]:
    """Every plan, therapy, referral, condition and network; with every count of visits, and every state of an approval.

    Where the guides name no condition, three conditions stand for all.
    """
    catalog = guides()
    who = product(builders.general(), catalog.therapy_by_slug, Referral, (*catalog.condition_by_slug, None), PLACES)
    for plan, therapy, referral, condition, network in who:
        if therapy not in (PT, builders.MASSAGE) and condition not in ("joint-pain", "stress", None):
            continue
        told = GuideCase(plan, therapy, referral, condition, network, Authorization.NONE, 0, 0)
        yield from (told._replace(visits=visits) for visits in VISITS)
        yield told._replace(visits=10, others=9)
        yield told._replace(visits=10, others=10)
        for authorization in AUTHORIZED:
            if authorization is not Authorization.NONE:
                yield told._replace(authorization=authorization)
                yield told._replace(authorization=authorization, visits=25)


@pytest.fixture(scope="module")
def decided() -> Mapping[GuideCase, GuideOutcome]:
    """Every situation of the guides, decided once."""
    catalog = guides()
    found = {}
    for told in space():
        decision = decide(catalog, told.situation)
        found[told] = GuideOutcome(decision.status, decision.certainty, decision.visits_left)
    return found


def rank(found: GuideOutcome) -> int:
    return found.status.rank


def test_every_situation_has_one_answer(
    decided: Mapping[GuideCase, GuideOutcome], capsys: pytest.CaptureFixture[str]
) -> None:
    counts = Counter(found.status for found in decided.values())
    lines = "\n".join(sorted(f"{told}={found.status}" for told, found in decided.items()))
    digest = hashlib.sha256(lines.encode()).hexdigest()

    with capsys.disabled():
        print(f"\n{len(decided)} situations, {dict(sorted(counts.items()))}, digest {digest[:16]}")

    assert len(decided) == len(list(space())) > 60_000
    assert Status.UNKNOWN not in counts


def test_a_second_opinion_agrees_on_every_situation(decided: Mapping[GuideCase, GuideOutcome]) -> None:
    shared = (PT, builders.OT, builders.SPEECH)

    def second(told: GuideCase) -> str:
        visits = told.visits or 0
        return oracle.status(
            {
                "plan": told.plan,
                "therapy": told.therapy,
                "referral": str(told.referral),
                "condition": told.condition or "unsure",
                "network": str(told.network) if told.network else "unsure",
                "authorization": str(told.authorization),
                "visits": visits,
                "shared": visits + told.others if told.therapy in shared else 0,
            }
        )

    differing = [(told, found.status) for told, found in decided.items() if second(told) != found.status]

    assert differing == []


@pytest.mark.parametrize("therapy", guides().therapy_by_slug)
@pytest.mark.parametrize("plan", builders.general())
@pytest.mark.parametrize("deductible", Spending)
def test_a_second_opinion_agrees_on_every_price(therapy: str, plan: str, deductible: Spending) -> None:
    situation = Situation(
        therapy=therapy, plan=plan, deductible=deductible, referral=Referral.PCP, condition="low-back-pain", on=TODAY
    )

    found = decide(guides(), situation).cost

    assert found is not None
    assert short(found) == oracle.price(therapy, plan, deductible)


def short(found: Cost) -> tuple[int, int] | str | None:
    """A cost in the words of the second opinion."""
    if found.now is None:
        return "it depends"
    if found.now.low is not None and found.now.high is not None:
        return int(found.now.low), int(found.now.high)
    return "full cost" if found.now.kind is CostKind.FULL_COST else None


def test_a_referral_never_makes_it_worse(decided: Mapping[GuideCase, GuideOutcome]) -> None:
    for told, found in decided.items():
        if told.referral is Referral.NONE:
            for referral in (Referral.PCP, Referral.SPECIALIST, Referral.OUTSIDE):
                assert rank(decided[told._replace(referral=referral)]) <= rank(found), told


def test_an_approval_never_makes_it_worse(decided: Mapping[GuideCase, GuideOutcome]) -> None:
    for told, found in decided.items():
        if told.authorization is not Authorization.NONE and told.visits == 0:
            approved = decided[told._replace(authorization=Authorization.APPROVED)]
            assert rank(approved) <= rank(found), told


def test_not_sure_never_ranks_above_none(decided: Mapping[GuideCase, GuideOutcome]) -> None:
    for told, found in decided.items():
        if told.referral is Referral.NONE:
            assert rank(decided[told._replace(referral=Referral.UNSURE)]) >= rank(found), told
        if told.authorization is Authorization.NONE and told.visits == 0 and not told.others:
            assert rank(decided[told._replace(authorization=Authorization.UNSURE)]) >= rank(found), told


def test_more_visits_used_never_means_a_better_answer(decided: Mapping[GuideCase, GuideOutcome]) -> None:
    counted = [visits for visits in VISITS if visits is not None]
    for told in decided:
        if told.visits == 0 and told.authorization is Authorization.NONE:
            steps = [decided[told._replace(visits=visits)] for visits in counted]
            assert all(rank(fewer) <= rank(more) for fewer, more in pairwise(steps)), told


@pytest.mark.parametrize("therapy", guides().therapy_by_slug)
@pytest.mark.parametrize("limit", [1, 20, 999])
def test_more_visits_used_never_leaves_more(therapy: str, limit: int) -> None:
    bounds = sorted({0, 1, limit - 1, limit, min(limit + 1, 999)})
    situations = [
        Situation(therapy=therapy, plan="hmo", on=TODAY, visit_limit=limit, visits_used={therapy: used})
        for used in bounds
    ]

    left = [decide(guides(), situation).visits_left for situation in situations]

    assert left == [max(limit - used, 0) for used in bounds]


@pytest.mark.parametrize("plan", builders.general())
def test_no_answer_of_the_guides_is_a_dead_end_or_unfounded(plan: str) -> None:
    for found in answers_of(plan):
        assert not dead_end(found), found["facts"]
        assert not unfounded(found), found["facts"]


# Every value of every fact, to see what an answer turns on. A denial is told by letter: nobody is in doubt of it.
VALUES: Final[Mapping[str, tuple[Any, ...]]] = {
    "plan": ("hmo", "hdhp", "senior-advantage", "other"),
    "region": tuple(guides().region_by_slug),
    "referral": (Referral.PCP, Referral.SPECIALIST, Referral.OUTSIDE, Referral.NONE),
    "condition": tuple(guides().condition_by_slug),
    "network": tuple(NetworkTier),
    "visits_used": tuple({PT: used} for used in (0, 1, 17, 19, 20, 21, 59, 60, 61)),
    "visits_outside": (0, 1, 20, 60),
    "visit_limit": (1, 20, 60),
    "deductible": (Spending.MET, Spending.NOT_MET, Decimal(0), Decimal(5000)),
    "out_of_pocket": (Spending.MET, Spending.NOT_MET),
    "coverage": tuple(Coverage),
    "prior_authorization": (Authorization.APPROVED, Authorization.PENDING, Authorization.NONE),
    "first_treatments": (Tried.TRIED_NOT_ENOUGH, Tried.NOT_TRIED),
    "improving": (YesNo.YES, YesNo.NO),
    "purpose": tuple(Purpose),
    "setting": tuple(Setting),
}


def seen(decision: Decision) -> object:
    """What a member would call another answer."""
    if decision.status is Status.NOT_COVERED:
        return decision.status, decision.certainty
    cost = decision.cost
    prices = cost and [
        price and (price.kind, price.low, price.high, price.percent, price.cap, price.balance_billing)
        for price in (cost.now, *(branch.price for branch in cost.branches))
    ]
    open_now = [kind for kind, standing in decision.gates.items() if standing.is_open]
    limits = [(tally.low, tally.high, tally.left, tally.state) for tally in decision.tallies]
    return decision.status, decision.certainty, open_now, prices, limits


def turns_on(catalog: Catalog, situation: Situation, among: Iterable[str] = VALUES) -> set[str]:
    """The facts not told that could change the answer, found by trying all values of each."""
    now = seen(decide(catalog, situation))
    untold = [fact for fact in among if fact not in situation.told and (fact != "plan" or situation.plan == "unsure")]
    return {
        fact
        for fact in untold
        for value in VALUES[fact]
        if (fact != "visits_used" or situation.therapy in value)
        and seen(decide(catalog, replace(situation, **{fact: value}))) != now
    }


@pytest.mark.parametrize("therapy", guides().therapy_by_slug)
@pytest.mark.parametrize("plan", builders.general())
def test_every_unknown_that_could_change_the_answer_is_listed(plan: str, therapy: str) -> None:
    catalog = guides()
    tried = product(((), ("pcp",), ("none",)), ((), ("joint-pain",), ("stress",)), ((), ("kaiser",), ("outside",)))
    for referral, condition, network in tried:
        facts = {"referral": referral, "condition": condition, "network": network}
        situation = builders.asked(
            catalog, plan=plan, therapy=therapy, **{fact: value[0] for fact, value in facts.items() if value}
        )

        listed = unknowns(catalog, situation, decide(catalog, situation))

        assert turns_on(catalog, situation) <= set(listed), facts


# From here on: catalogs that chance makes up.

REQUIREMENTS: Final = st.sampled_from(("required", "not_required", "varies", "not_stated"))
HEDGES: Final = st.none() | st.sampled_from(tuple(Certainty))
PLANS: Final = st.sampled_from(("mine", "any", "stranger"))
THERAPIES: Final = (PT, builders.OT, builders.SPEECH, builders.MASSAGE, builders.ACUPUNCTURE)
FEW: Final = st.integers(1, 6)
GATES: Final[Mapping[str, dict[str, Any]]] = {
    "referral": {"referrers": (Referral.PCP, Referral.SPECIALIST)},
    "prior_authorization": {},
    "medical_necessity": {},
    "network": {"tiers": (NetworkTier.KAISER, NetworkTier.CONTRACTED)},
}


@st.composite
def gates(draw: st.DrawFn) -> Record:
    kind = draw(st.sampled_from(tuple(GATES)))
    more: dict[str, Any] = {} if kind != "prior_authorization" else {"from_visit": draw(st.none() | FEW)}
    return builders.gate(kind, draw(REQUIREMENTS), draw(PLANS), certainty=draw(HEDGES), **GATES[kind], **more)


@st.composite
def pools(draw: st.DrawFn) -> Record:
    members = tuple(
        PoolMember(therapy=therapy, tier=draw(st.none() | st.sampled_from(tuple(NetworkTier))))
        for therapy in draw(st.sets(st.sampled_from(THERAPIES), min_size=1))
    )
    low = draw(st.none() | FEW)
    high = None if low is None else low + draw(st.sampled_from((0, 0, 3)))
    slug = draw(st.sampled_from(("first", "second")))
    return builders.pool(low, high=high, plan=draw(PLANS), members=members, slug=slug, certainty=draw(HEDGES))


@st.composite
def prices(draw: st.DrawFn) -> Record:
    phase = draw(st.sampled_from(("not_subject", "before", "after", "unstated")))
    tier: dict[str, Any] = {"plan": draw(PLANS), "tier": draw(st.sampled_from(tuple(NetworkTier)))}
    kind = draw(st.sampled_from(("copay", "coinsurance", "no_charge", "full_cost", "unstated")))
    counts: dict[str, Any] = {"counts_to_out_of_pocket": draw(st.none() | st.booleans())}
    if kind == "copay":
        return builders.copay(draw(FEW), 9, deductible=phase, **tier, **counts)
    percent: dict[str, Any] = {"percent": Decimal(20)} if kind == "coinsurance" else {}
    return builders.price(kind, phase, **tier, **percent, **counts)


def benefits() -> st.SearchStrategy[Record]:
    def record(status: str, plan: str, therapy: str, hedge: Certainty | None, flags: tuple[bool, bool]) -> Record:
        techniques = ("dry-needling",) if status != "not_covered" and flags[0] else ()
        return builders.benefit(
            status, plan, therapy, certainty=hedge, excluded_techniques=techniques, listed_conditions_only=flags[1]
        )

    flags = st.tuples(st.booleans(), st.booleans())
    return st.builds(record, st.sampled_from(tuple(CoverageStatus)), PLANS, st.sampled_from(THERAPIES), HEDGES, flags)


def condition_rules() -> st.SearchStrategy[Record]:
    return st.builds(
        builders.rule,
        st.sampled_from(("joint-pain", "musculoskeletal", "headache")),
        st.sampled_from(("covered", "more_likely", "considered", "not_covered")),
        PLANS,
        certainty=HEDGES,
        likelier_after_first_treatments=st.booleans(),
    )


def disagreements() -> st.SearchStrategy[Record]:
    return st.builds(builders.differing, st.sampled_from(tuple(Subject)), PLANS)


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """A plan `mine`, the guide that it is based on, and a plan `stranger` that it has nothing to do with."""
    anything = st.one_of(
        gates(), gates(), pools(), prices(), benefits(), benefits(), condition_rules(), disagreements()
    )
    records = draw(st.lists(anything, max_size=14, unique_by=lambda record: (type(record), record.key)))
    outside = draw(st.none() | st.booleans())
    deductible = builders.amount("deductible", 100, 300)
    return builders.catalog(
        *records,
        builders.plan(based_on="any", out_of_network_benefits=outside, accumulation_starts="01-01"),
        builders.plan("stranger"),
        *((deductible,) if draw(st.booleans()) else ()),
    )


def situations() -> st.SearchStrategy[Situation]:
    known = {
        "referral": st.sampled_from(tuple(Referral)),
        "prior_authorization": st.sampled_from(tuple(Authorization)),
        "condition": st.none() | st.sampled_from(("joint-pain", "headache", "stress")),
        "network": st.none() | st.sampled_from(tuple(NetworkTier)),
        "visits_used": st.dictionaries(st.sampled_from(THERAPIES), st.none() | st.integers(0, 12)),
        "deductible": st.sampled_from((*Spending, Decimal(50))),
        "first_treatments": st.sampled_from(tuple(Tried)),
        "visit_limit": st.none() | FEW,
        "technique": st.none() | st.just("dry-needling"),
    }
    return st.builds(
        lambda facts: Situation(therapy=PT, plan="mine", on=TODAY, told=frozenset(facts), **facts),
        st.fixed_dictionaries({}, optional=known),
    )


any_case: Final = given(catalog=catalogs(), situation=situations())


@any_case
@settings(max_examples=60)
def test_referral_and_approval_help_in_any_catalog(catalog: Catalog, situation: Situation) -> None:
    def status(**facts: Any) -> int:
        return decide(catalog, replace(situation, **facts)).status.rank

    assert status(referral=Referral.PCP) <= status(referral=Referral.NONE) <= status(referral=Referral.UNSURE)
    approved, none = (status(prior_authorization=state) for state in (Authorization.APPROVED, Authorization.NONE))
    assert approved <= none <= status(prior_authorization=Authorization.UNSURE)


@any_case
@settings(max_examples=60)
def test_visits_never_grow_in_any_catalog(catalog: Catalog, situation: Situation) -> None:
    for therapy in (PT, builders.OT):
        steps = [
            decide(catalog, replace(situation, visits_used={**situation.visits_used, therapy: used}))
            for used in range(9)
        ]

        assert all(fewer.status.rank <= more.status.rank for fewer, more in pairwise(steps))
        assert all((fewer.visits_left or 0) >= (more.visits_left or 0) for fewer, more in pairwise(steps))


@any_case
@settings(max_examples=60)
def test_nobody_has_more_left_than_the_pool(catalog: Catalog, situation: Situation) -> None:
    decision = decide(catalog, situation)

    for tally in decision.tallies:
        if tally.left is not None and decision.leaves_visits:
            assert decision.visits_left is not None
            assert 0 <= decision.visits_left <= tally.left == max((tally.low or 0) - tally.used, 0)


@any_case
@settings(max_examples=80)
def test_a_disagreement_never_makes_an_answer_better(catalog: Catalog, situation: Situation) -> None:
    settled = decide(replace(catalog, disagreements=()), situation)

    doubted = decide(catalog, situation)

    assert doubted.status.rank >= settled.status.rank
    assert doubted.visits_left == settled.visits_left
    assert doubted.tallies == settled.tallies
    for kind, standing in settled.gates.items():
        assert doubted.gates[kind].is_open >= standing.is_open
        assert doubted.gates[kind].state in (standing.state, GateState.ASK)
    assert doubted.disagreements or doubted == replace(settled, terms=doubted.terms)


@any_case
@settings(max_examples=60)
def test_what_sources_differ_on_is_said_and_to_be_asked(catalog: Catalog, situation: Situation) -> None:
    found = told_by(catalog, situation)
    told = [conflict for conflict in found["conflicts"] if "sources differ" in conflict["text"]]

    assert len(told) == len(decide(catalog, situation).disagreements)
    assert all(set(conflict["sources"]) <= {source["id"] for source in found["sources"]} for conflict in told)
    assert bool(told) is any("which is right" in step for step in found["next_steps"])
    assert not told or "plan_document" in [unknown["fact"] for unknown in found["unknowns"]]


@any_case
@settings(max_examples=60)
def test_a_plan_outside_the_chain_says_nothing(catalog: Catalog, situation: Situation) -> None:
    without: dict[str, Any] = {
        table: tuple(row for row in getattr(catalog, table) if "stranger" not in (getattr(row, "plan", ""), row.key[0]))
        for table in TABLES
    }

    assert told_by(Catalog(**without), situation) == told_by(catalog, situation)


@any_case
@settings(max_examples=60)
def test_the_order_of_rows_says_nothing(catalog: Catalog, situation: Situation) -> None:
    turned: dict[str, Any] = {table: tuple(reversed(getattr(catalog, table))) for table in TABLES}

    assert told_by(Catalog(**turned), situation) == told_by(catalog, situation)


def facts_of(situation: Situation) -> dict[str, object]:
    """The facts as a member tells them."""
    plain: dict[str, object] = {"therapy": situation.therapy, "plan": situation.plan, "on": situation.on.isoformat()}
    for fact in situation.told:
        value = getattr(situation, fact)
        if isinstance(value, dict):
            plain[fact] = {name: "unsure" if used is None else used for name, used in value.items()}
        else:
            plain[fact] = "unsure" if value is None else value
    return plain


def told_by(catalog: Catalog, situation: Situation) -> Any:
    """The answer without what names the edition."""
    found = answer(edition(catalog), facts_of(situation))
    return {part: value for part, value in found.items() if part not in ("answer_id", "edition")}


@any_case
@settings(max_examples=80)
def test_no_answer_is_a_dead_end_or_unfounded(catalog: Catalog, situation: Situation) -> None:
    found = told_by(catalog, situation)

    assert found["reasons"]
    assert not dead_end(found)
    assert not unfounded(found)
    assert not excluded_yet_offered(catalog, found)


def dead_end(found: Mapping[str, Any]) -> bool:
    """A no without a way on, or a maybe without what decides it."""
    match found["status"]:
        case "not_covered" | "limit_reached":
            return not (found["next_steps"] and found["alternatives"])
        case "may_be_covered" | "covered_conditional":
            return not (found["unknowns"] or found["would_change"] or found["conditions_open"])
        case _:
            return False


def unfounded(found: Mapping[str, Any]) -> list[str]:
    """Numbers that have no source and are not the member's own."""
    listed = {source["id"] for source in found["sources"]}
    numbered = [limit for limit in found["limits"] if limit["low"] is not None]
    numbered += [found["cost"]] if found["cost"]["low"] is not None or found["cost"]["percent"] is not None else []
    return [part["text"] for part in numbered if part["source"] not in listed and "(from you)" not in part["text"]]


def excluded_yet_offered(catalog: Catalog, found: Mapping[str, Any]) -> list[str]:
    """Therapies offered instead that the plan's own record leaves out."""
    out = [row.therapy for row in catalog.benefits if row.plan == "mine" and row.status is CoverageStatus.NOT_COVERED]
    return [other["therapy"] for other in found["alternatives"] if other["therapy"] in out]


@any_case
@settings(max_examples=40)
def test_doubt_is_listed_in_any_catalog(catalog: Catalog, situation: Situation) -> None:
    asked = replace(situation, told=frozenset(fact for fact in situation.told if fact in ("condition", "technique")))
    plain = Situation(
        therapy=PT, plan="mine", on=TODAY, told=asked.told, condition=asked.condition, technique=asked.technique
    )
    among = ("referral", "network", "prior_authorization", "deductible", "first_treatments", "visits_used")

    listed = unknowns(catalog, plain, decide(catalog, plain))

    assert turns_on(catalog, plain, among) <= set(listed)


@given(day=st.dates(date(1999, 1, 1), date(2100, 1, 1)))
def test_a_plan_speaks_only_within_its_dates(day: date) -> None:
    start, end = date(2024, 2, 29), date(2025, 2, 28)
    catalog = builders.catalog(builders.plan(effective_from=start, effective_to=end), builders.benefit())

    status = decide(catalog, builders.asked(catalog, on=day)).status

    assert status is (Status.COVERED if start <= day <= end else Status.UNKNOWN)
