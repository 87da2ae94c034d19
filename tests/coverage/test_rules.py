"""The rule book: each rule speaks, with the best that it allows, or holds its peace."""

from collections.abc import Callable

import pytest

from benefits.coverage import rules
from benefits.coverage.cases import Case, Reason, case
from benefits.coverage.records import PoolMember, Record
from benefits.coverage.terms import terms
from benefits.coverage.vocabulary import Certainty, NetworkTier, Referral
from tests.coverage.builders import OT, PT, SPEECH, asked, benefit, catalog, differing, gate, pool, rule

RuleOfACase = Callable[[Case], Reason | None]
ReasonParts = tuple[str, str, Certainty | None] | None


def spoken(speaking: RuleOfACase, *records: Record, **facts: object) -> Reason | None:
    built = catalog(*records)
    situation = asked(built, **facts)
    return speaking(case(terms(built, situation), situation))


def says(speaking: RuleOfACase, *records: Record, **facts: object) -> ReasonParts:
    reason = spoken(speaking, *records, **facts)
    return None if reason is None else (reason.code.value, reason.at_best.value, reason.certainty)


@pytest.mark.parametrize(
    ("records", "said"),
    [
        pytest.param([benefit()], ("covered", "covered", None), id="covered"),
        pytest.param(
            [benefit(certainty=Certainty.USUALLY)], ("covered", "covered", Certainty.USUALLY), id="with its hedge"
        ),
        pytest.param([benefit("varies")], ("varies", "may_be_covered", None), id="it varies"),
        pytest.param([benefit("not_covered")], ("not_covered", "not_covered", None), id="not covered"),
        pytest.param([], ("benefit_not_stated", "may_be_covered", None), id="nobody speaks"),
        pytest.param([benefit("not_covered", "any")], ("not_covered", "not_covered", None), id="the guide's no"),
    ],
)
def test_benefit(records: list[Record], said: ReasonParts) -> None:
    assert says(rules.benefit, *records) == said


@pytest.mark.parametrize(
    ("records", "facts", "said"),
    [
        pytest.param([benefit(plan="any")], {}, ("only_the_guide_speaks", "may_be_covered", None), id="a silent plan"),
        pytest.param([benefit(plan="any")], {"plan": "any"}, None, id="asked of the guide itself"),
        pytest.param([benefit(), benefit(plan="any")], {}, None, id="the plan speaks"),
        pytest.param([], {}, None, id="nobody speaks"),
    ],
)
def test_only_the_guide_speaks(records: list[Record], facts: dict[str, object], said: ReasonParts) -> None:
    assert says(rules.only_the_guide_speaks, *records, **facts) == said


@pytest.mark.parametrize(
    ("technique", "said"),
    [("dry-needling", ("technique_excluded", "not_covered", None)), ("unsure", None)],
)
def test_technique(technique: str, said: ReasonParts) -> None:
    assert says(rules.technique, benefit(excluded_techniques=("dry-needling",)), technique=technique) == said
    assert says(rules.technique, benefit(), technique=technique) is None


@pytest.mark.parametrize(
    ("stops", "improving", "speaks"),
    [(True, "no", True), (True, "yes", False), (True, "unsure", False), (False, "no", False)],
)
def test_improvement(stops: bool, improving: str, speaks: bool) -> None:
    said = says(rules.improvement, benefit(stops_without_improvement=stops), improving=improving)

    assert (said == ("not_improving", "not_covered", None)) is speaks


LISTED, MORE = rule("joint-pain"), rule("joint-pain", "more_likely", likelier_after_first_treatments=True)
ONLY = benefit(listed_conditions_only=True)


@pytest.mark.parametrize(
    ("records", "facts", "said"),
    [
        pytest.param([benefit()], {"condition": "headache"}, None, id="no rules: no condition is asked for"),
        pytest.param(
            [benefit(), LISTED], {"condition": "joint-pain"}, ("condition_covered", "covered", None), id="listed"
        ),
        pytest.param(
            [benefit(), rule("musculoskeletal")],
            {"condition": "joint-pain"},
            ("condition_covered", "covered", None),
            id="part of a listed one",
        ),
        pytest.param(
            [benefit(), LISTED],
            {"condition": "musculoskeletal"},
            ("condition_not_listed", "may_be_covered", None),
            id="a part is not the whole",
        ),
        pytest.param(
            [benefit(), LISTED],
            {"condition": "headache"},
            ("condition_not_listed", "may_be_covered", None),
            id="not listed decides nothing",
        ),
        pytest.param(
            [ONLY, LISTED],
            {"condition": "headache"},
            ("condition_not_listed", "not_covered", None),
            id="not listed where the list is all",
        ),
        pytest.param([benefit(), LISTED], {}, ("condition_not_known", "may_be_covered", None), id="not told"),
        pytest.param([benefit(), rule("stress", "not_covered")], {}, None, id="not told, and nothing is listed"),
        pytest.param(
            [benefit(), rule("stress", "not_covered", certainty=Certainty.GENERALLY)],
            {"condition": "stress"},
            ("condition_not_covered", "not_covered", Certainty.GENERALLY),
            id="ruled out",
        ),
        pytest.param(
            [benefit(), rule("stress", "not_covered")], {"condition": "headache"}, None, id="another is ruled out"
        ),
        pytest.param(
            [benefit(), rule("headache", "considered")],
            {"condition": "headache"},
            ("condition_considered", "may_be_covered", Certainty.MAY),
            id="considered",
        ),
        pytest.param(
            [benefit(), MORE],
            {"condition": "joint-pain"},
            ("condition_more_likely", "covered", Certainty.MORE_LIKELY),
            id="more likely",
        ),
        pytest.param(
            [benefit(), MORE],
            {"condition": "joint-pain", "first_treatments": "tried-not-enough"},
            ("condition_more_likely", "covered", Certainty.MORE_LIKELY),
            id="more likely after other care",
        ),
        pytest.param(
            [benefit(), MORE],
            {"condition": "joint-pain", "first_treatments": "not-tried"},
            ("condition_other_treatment_first", "may_be_covered", Certainty.MAY),
            id="other care comes first",
        ),
        pytest.param(
            [benefit(), LISTED],
            {"condition": "joint-pain", "first_treatments": "not-tried"},
            ("condition_covered", "covered", None),
            id="other care is not asked for",
        ),
        pytest.param(
            [benefit(), rule("stress", "not_covered", "any")],
            {"condition": "stress"},
            ("condition_doubted_by_guide", "may_be_covered", None),
            id="the guide's no is a doubt",
        ),
        pytest.param(
            [benefit(), rule("stress", plan="any")], {"condition": "stress"}, None, id="the guide's yes is none"
        ),
    ],
)
def test_condition(records: list[Record], facts: dict[str, object], said: ReasonParts) -> None:
    assert says(rules.condition, *records, **facts) == said


@pytest.mark.parametrize(
    ("requirement", "told", "code"),
    [
        ("required", "none", "referral_missing"),
        ("required", "unsure", "referral_missing"),
        ("required", "specialist", "referral_not_from_the_right_doctor"),
        ("required", "outside", "referral_not_from_the_right_doctor"),
        ("required", "pcp", None),
        ("varies", "none", None),
        ("not_required", "none", None),
        ("not_stated", "none", None),
    ],
)
def test_referral(requirement: str, told: str, code: str | None) -> None:
    said = says(rules.referral, gate("referral", requirement), referral=told)

    assert said == (code and (code, "covered_conditional", None))


MISSING: ReasonParts = ("authorization_missing", "covered_conditional", None)
DENIED: ReasonParts = ("authorization_denied", "not_covered", None)


@pytest.mark.parametrize(
    ("records", "told", "said"),
    [
        pytest.param([gate("prior_authorization")], "none", MISSING, id="needed, none"),
        pytest.param([gate("prior_authorization")], "unsure", MISSING, id="needed, not sure"),
        pytest.param([gate("prior_authorization")], "pending", MISSING, id="needed, waiting"),
        pytest.param([gate("prior_authorization")], "approved", None, id="needed, there"),
        pytest.param([gate("prior_authorization")], "denied", DENIED, id="needed, denied"),
        pytest.param([gate("prior_authorization", "not_required")], "denied", DENIED, id="not needed, yet denied"),
        pytest.param([], "denied", DENIED, id="nothing on file, yet denied"),
        pytest.param([], "none", None, id="nothing on file"),
        pytest.param([gate("prior_authorization", from_visit=2)], "none", None, id="not needed for the first visit"),
    ],
)
def test_prior_authorization(records: list[Record], told: str, said: ReasonParts) -> None:
    assert says(rules.prior_authorization, *records, prior_authorization=told, visits_used={PT: 0}) == said


@pytest.mark.parametrize(("requirement", "speaks"), [("required", True), ("varies", False), ("not_stated", False)])
def test_medical_necessity(requirement: str, speaks: bool) -> None:
    said = says(rules.medical_necessity, gate("medical_necessity", requirement))

    assert (said == ("necessity_open", "covered_conditional", None)) is speaks


FAR = (PoolMember(therapy=PT, tier=NetworkTier.OUTSIDE),)


@pytest.mark.parametrize(
    ("records", "facts", "said"),
    [
        pytest.param([pool(20)], {"visits_used": {PT: 19}}, None, id="one left"),
        pytest.param([pool(20)], {"visits_used": {PT: 20}}, ("limit_reached", "limit_reached", None), id="none left"),
        pytest.param(
            [pool(20, high=60)],
            {"visits_used": {PT: 20}},
            ("limit_may_be_reached", "may_be_covered", Certainty.MAY),
            id="in the range",
        ),
        pytest.param(
            [pool(20, high=60)],
            {"visits_used": {PT: 60}},
            ("limit_likely_reached", "limit_reached", Certainty.LIKELY),
            id="past the range",
        ),
        pytest.param(
            [pool(20, high=60, plan="any")],
            {"visits_used": {PT: 60}},
            ("limit_of_plan_not_stated", "may_be_covered", Certainty.MAY),
            id="past the guide's range, the plan silent",
        ),
        pytest.param(
            [pool(30, slug="a"), pool(20, high=40, slug="b")],
            {"visits_used": {PT: 30}},
            ("limit_reached", "limit_reached", None),
            id="the tightest speaks",
        ),
        pytest.param(
            [pool(20, members=FAR)],
            {"network": "outside", "visits_outside": 20},
            ("outside_limit_reached", "not_covered", None),
            id="outside, none left",
        ),
        pytest.param(
            [pool(20, high=60, members=FAR)],
            {"network": "outside", "visits_outside": 25},
            ("limit_may_be_reached", "may_be_covered", Certainty.MAY),
            id="outside, in the range",
        ),
        pytest.param([pool(20)], {"visits_used": {PT: "unsure"}}, None, id="visits not sure of"),
    ],
)
def test_limit(records: list[Record], facts: dict[str, object], said: ReasonParts) -> None:
    assert says(rules.limit, *records, **facts) == said


MAYBE_SHARED = pool(None, PT, OT, SPEECH, slug="shared", certainty=Certainty.MAY)
SHARED: ReasonParts = ("shared_limit_may_be_reached", "may_be_covered", Certainty.MAY)


@pytest.mark.parametrize(
    ("used", "facts", "said"),
    [
        pytest.param({PT: 10, OT: 9}, {}, None, id="19 in all"),
        pytest.param({PT: 10, OT: 10}, {}, SHARED, id="20 in all"),
        pytest.param({OT: 20}, {}, SHARED, id="20 of another therapy"),
        pytest.param({PT: 20, OT: 1}, {}, None, id="the therapy's own 20 speak for themselves"),
        pytest.param({PT: 10, OT: 10}, {"visit_limit": 21}, None, id="own limit of 21"),
        pytest.param({PT: 10, OT: 10}, {"visit_limit": 20}, SHARED, id="own limit of 20"),
    ],
)
def test_shared_limit(used: dict[str, int], facts: dict[str, object], said: ReasonParts) -> None:
    assert says(rules.shared_limit, pool(20, high=60), MAYBE_SHARED, visits_used=used, **facts) == said


def test_a_pool_that_all_plans_have_is_no_doubt() -> None:
    assert says(rules.shared_limit, pool(20, PT, OT), visits_used={PT: 10, OT: 10}) is None


def test_who_may_refer_is_the_records_word() -> None:
    either = gate("referral", referrers=(Referral.PCP, Referral.SPECIALIST))

    assert says(rules.referral, either, referral="specialist") is None


@pytest.mark.parametrize(
    ("records", "facts", "said"),
    [
        pytest.param([differing("coverage")], {}, ("sources_differ", "may_be_covered", None), id="on cover"),
        pytest.param(
            [differing("referral"), gate("referral", "not_required")],
            {},
            ("sources_differ", "covered_conditional", None),
            id="on a gate that one of them opens",
        ),
        pytest.param(
            [differing("referral"), gate("referral")], {"referral": "none"}, None, id="on a gate that is shut anyway"
        ),
        pytest.param([differing("cost"), differing("visit_limit")], {}, None, id="on figures"),
        pytest.param([], {}, None, id="on nothing"),
    ],
)
def test_sources_differ(records: list[Record], facts: dict[str, object], said: ReasonParts) -> None:
    assert says(rules.sources_differ, benefit(), *records, **facts) == said


def test_a_gate_in_doubt_is_not_missing_its_referral() -> None:
    records = benefit(), gate("referral"), differing("referral")

    assert says(rules.referral, *records, referral="pcp") is None
    assert says(rules.referral, *records, referral="none") == ("referral_missing", "covered_conditional", None)
