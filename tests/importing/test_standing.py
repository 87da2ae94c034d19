"""What a filing says beside what the draft says: by rank, never over a plan document."""

from typing import Any

import pytest

from benefits.coverage import records as r
from benefits.coverage import vocabulary as v
from benefits.coverage.catalog import Catalog
from benefits.importing import loading, standing
from benefits.importing.filings.plans import SOURCE
from benefits.importing.reader import Speaker
from benefits.importing.standing import WeighedFacts
from benefits.models import Verdict
from tests.importing.filings import ground

pytestmark = pytest.mark.django_db

GATE: dict[str, Any] = {
    "plan": "on-file",
    "therapy": "speech-therapy",
    "kind": v.GateKind.REFERRAL,
    "purpose": v.Purpose.REHABILITATION,
}
PUF = f"{SOURCE}abc"
FILING = Speaker(basis=v.Basis.ISSUER_FILING, series=SOURCE, noun="filing")
SAID = "speech therapy (rehabilitation): Kaiser’s own sites: $%s per visit, deductible does not apply"


def weighed(*facts: Any, on_file: dict[str, Any], reviewed: bool = False) -> WeighedFacts:
    """Facts of a filing beside a draft with these tables."""
    plans = on_file.pop("plans", (ground.plan(),))
    loading.load(ground.catalog(plans=plans, **on_file), reason="a test")
    return standing.weighed(facts, "on-file", standing.on_file((), ["on-file"]), FILING, reviewed=reviewed)


def test_what_nobody_said_is_new() -> None:
    found = weighed(ground.price(20, "puf"), on_file={})

    assert (found.verdict, len(found.after), found.before, found.why) == (Verdict.NEW, 1, (), ())


def test_what_is_said_already_stays_as_it_is() -> None:
    found = weighed(ground.price(20, "puf"), on_file={"cost_tiers": (ground.price(20, "document"),)})

    assert (found.verdict, found.after, found.before) == (Verdict.UNCHANGED, (), ())


def test_a_plan_document_is_never_overwritten() -> None:
    found = weighed(ground.price(20, "puf"), on_file={"cost_tiers": (ground.price(30, "document"),)})

    assert (found.verdict, found.after) == (Verdict.REVIEW, ())
    assert found.before == (ground.price(30, "document"),)
    [why] = found.why
    assert why.startswith(f'The draft says "{SAID % 30}" (The document); this filing says "{SAID % 20}".')
    assert why.endswith("What a plan document says stays.")


def test_a_source_of_the_same_rank_is_shown_beside_it() -> None:
    there = ground.price(30, "other-filing", deductible=v.DeductibleRule.UNSTATED)
    found = weighed(ground.price(20, "puf"), on_file={"cost_tiers": (there,)})

    assert (found.verdict, found.after) == (Verdict.REVIEW, (ground.price(20, "puf"),))
    assert found.why[0].endswith("Both sources have the same rank: accepting replaces it.")
    assert [*standing.replaced(found.after, found.before)] == [there]


@pytest.mark.parametrize(
    ("slug", "basis"),
    [(PUF, v.Basis.ISSUER_FILING), ("a-guide", v.Basis.GENERAL_GUIDE), ("ours", v.Basis.ADMIN_ENTRY)],
    ids=["an earlier copy of the file", "a general guide", "an entry of ours"],
)
def test_what_is_older_or_of_lower_rank_gives_way(slug: str, basis: v.Basis) -> None:
    whole = ground.catalog(plans=(ground.plan(),), cost_tiers=())
    more: dict[str, Any] = {
        "sources": (*whole.sources, ground.source(slug, basis)),
        "citations": (*whole.citations, ground.cited(slug)),
    }
    tables: dict[str, Any] = {name: getattr(whole, name) for name in ("regions", "therapies", "plan_types", "plans")}
    loading.load(Catalog(**tables, **more, cost_tiers=(ground.price(30, slug),)), reason="a test")

    there = standing.on_file((), ["on-file"])
    found = standing.weighed([ground.price(20, "puf")], "on-file", there, FILING, reviewed=False)

    assert (found.verdict, found.before, found.why) == (Verdict.CHANGED, (ground.price(30, slug),), ())
    assert [*standing.replaced(found.after, found.before)] == []


def test_what_a_plan_is_based_on_speaks_too() -> None:
    above = ground.plan("above", hios_id="")
    plans = (above, ground.plan(based_on="above"))
    on_file = {"plans": plans, "cost_tiers": (ground.price(30, "document", plan="above"),)}

    assert weighed(ground.price(20, "puf"), on_file=on_file).verdict == Verdict.REVIEW


def test_silence_says_nothing_against_a_word() -> None:
    told = r.Gate(**GATE, requirement=v.Requirement.NOT_REQUIRED, citation="document")
    silent = r.Gate(**GATE, requirement=v.Requirement.NOT_STATED, citation="puf")

    found = weighed(silent, on_file={"gates": (told,)})

    assert (found.verdict, found.after) == (Verdict.UNCHANGED, ())


def test_another_purpose_is_another_thing() -> None:
    there = ground.price(30, "document", purpose=v.Purpose.HABILITATION)

    assert weighed(ground.price(20, "puf"), on_file={"cost_tiers": (there,)}).verdict == Verdict.NEW


def test_a_record_for_any_purpose_speaks_for_each() -> None:
    there = ground.price(30, "document", purpose=None)

    assert weighed(ground.price(20, "puf"), on_file={"cost_tiers": (there,)}).verdict == Verdict.REVIEW


def limit(quantity: int, *therapies: str, slug: str, cited: str) -> r.VisitLimit:
    members = tuple(r.PoolMember(therapy=f"{name}-therapy") for name in therapies)
    return r.VisitLimit(
        plan="on-file", slug=slug, rule=v.LimitRule.STATED, low=quantity, high=quantity, members=members, citation=cited
    )


def test_limits_are_told_by_what_they_count_not_by_their_name() -> None:
    there = limit(40, "physical", "speech", slug="forty", cited="other-filing")
    ours = limit(30, "speech", slug="speech-rehabilitation", cited="puf")

    found = weighed(ours, on_file={"visit_limits": (there,)})

    assert found.before == (there,)
    assert [*standing.replaced(found.after, found.before)] == [there]
    assert not [*standing.alike([limit(30, "massage", slug="m", cited="puf")], [there])]


def test_what_is_open_goes_to_review_even_when_new() -> None:
    assert weighed(ground.price(20, "puf"), on_file={}, reviewed=True).verdict == Verdict.REVIEW


def test_a_plan_is_found_by_id_and_time() -> None:
    loading.load(ground.catalog(plans=(ground.plan(),)), reason="a test")
    there = standing.on_file(["12345OR0010001-01"], ())

    plan = there.plans["on-file"]
    assert plan.effective_from
    assert plan.effective_to
    assert there.of("12345OR0010001-01", plan.effective_to, plan.effective_to) == plan
    assert there.of("12345OR0010001-01", ground.TODAY, ground.TODAY) is None
    assert there.of("12345OR0010001-02", plan.effective_from, plan.effective_to) is None
