"""The draft is compiled whole, a query a table, and refuses rows that make no sense."""

from collections.abc import Mapping
from datetime import date
from itertools import islice
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec.structs import replace

from benefits import editions
from benefits.coverage.aspects import signature
from benefits.coverage.catalog import TABLES, Catalog, sha256, to_json
from benefits.coverage.decision import Decision, decide
from benefits.coverage.guidance import Guidance, guidance
from benefits.coverage.records import Content, Plan
from benefits.coverage.universe import situations
from benefits.coverage.vocabulary import GateKind, PlanKind, Refusal, Refused
from benefits.importing import loading
from benefits.models import CostTierRow, GateRow, PlanRow, PoolMemberRow
from tests import shipped, whole

TODAY = date(2026, 11, 22)
LISTS = 9  # eight lists of references, and the members of limits


@pytest.mark.django_db
def test_an_empty_database_is_an_empty_catalog() -> None:
    assert editions.draft() == Catalog()


@pytest.mark.django_db
def test_it_asks_each_table_once() -> None:
    loading.load(whole.catalog(), reason="a test")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        editions.draft()

    selects = [query for query in asked.captured_queries if query["sql"].startswith("SELECT")]
    assert len(selects) == len(TABLES) + LISTS


@pytest.mark.django_db
def test_a_row_that_makes_no_sense_is_refused_by_name() -> None:
    loading.load(whole.catalog(), reason="a test")
    GateRow.objects.filter(kind="referral").update(referrers=())

    with pytest.raises(Refused, match=r"say who may refer.*Gate gold / massage / referral") as refusal:
        editions.draft()

    assert refusal.value.field == "referrers"


@pytest.mark.django_db
def test_a_limit_without_members_is_refused() -> None:
    loading.load(whole.catalog(), reason="a test")
    PoolMemberRow.objects.all().delete()

    with pytest.raises(Refused, match="VisitLimit gold / massage-visits"):
        editions.draft()


@pytest.mark.django_db
def test_a_word_of_no_vocabulary_is_refused() -> None:
    loading.load(whole.catalog(), reason="a test")
    CostTierRow.objects.filter(kind="coinsurance").update(per="lunch")

    with pytest.raises(Refused, match="lunch"):
        editions.draft()


@pytest.mark.django_db
def test_plans_that_lead_back_to_themselves_are_refused() -> None:
    loading.load(whole.catalog(), reason="a test")
    PlanRow.objects.filter(slug="hmo").update(based_on="gold")

    with pytest.raises(Refused, match=Refusal.BASED_ON_ITSELF_BY_WAY_OF):
        editions.draft()


@pytest.mark.django_db
def test_the_order_of_rows_does_not_matter() -> None:
    loading.load(whole.catalog(), reason="a test")
    before = to_json(editions.draft())
    again = [(row, list(row.counted_with.all())) for row in GateRow.objects.order_by("-pk")]
    GateRow.objects.all().delete()
    for row, counted_with in again:
        row.pk = None
        row.save()
        row.counted_with.set(counted_with)

    assert to_json(editions.draft()) == before


@pytest.mark.django_db
def test_the_draft_can_be_answered_from() -> None:
    loading.load(whole.catalog(), reason="a test")

    held = editions.draft_in_memory()

    assert (held.number, held.published_at, held.stale) == (None, None, False)
    assert held.sha256 == sha256(to_json(whole.catalog()))


SHIPPED_PLANS = sorted(plan.slug for plan in shipped.catalog().plans)


def within(found: Any, plans: Mapping[str, Plan]) -> Any:
    """What is said, as a draft of these plans holds it: text for several plans names only those."""
    match found:
        case Guidance():
            return {name: within(getattr(found, name), plans) for name in found.__struct_fields__}
        case tuple():
            return [within(each, plans) for each in found]
        case Content():
            return replace(found, plans=tuple(plan for plan in found.plans if plan in plans))
        case _:
            return found


@pytest.mark.django_db
def test_a_draft_of_one_plan_gives_the_answers_of_the_whole() -> None:
    loading.load(shipped.catalog(), reason="a test")
    everything = editions.draft()

    for slug in SHIPPED_PLANS:
        alone = editions.draft(plans=[slug])
        held = alone.plan_by_slug
        for therapy in everything.therapy_by_slug:
            for told in islice(situations(everything, everything.plan_by_slug[slug], therapy, TODAY), 0, None, 211):
                expected, found = decide(everything, told), decide(alone, told)
                assert signature(found) == signature(expected)
                assert within(guidance(told, found), held) == within(guidance(told, expected), held)
                assert broken_gates(found) == broken_gates(expected)


def broken_gates(decision: Decision) -> dict[GateKind, str]:
    return {kind: str(standing) for kind, standing in decision.gates.items()}


@pytest.mark.django_db
def test_a_draft_of_one_plan_leaves_the_others_out() -> None:
    loading.load(shipped.catalog(), reason="a test")

    alone = editions.draft(plans=["ga-signature-gold-hmo-1500-2026-03"])

    plans = {plan.slug for plan in alone.plans if plan.kind is PlanKind.PLAN}
    assert plans == {"ga-signature-gold-hmo-1500-2026-03", "ga-hmo-2026"}
    assert {benefit.plan for benefit in alone.benefits} <= set(alone.plan_by_slug)
    assert len(alone.citations) < len(shipped.catalog().citations)


@pytest.mark.django_db
def test_a_draft_of_no_plan_is_that_of_the_guides() -> None:
    loading.load(shipped.catalog(), reason="a test")

    assert {plan.kind for plan in editions.draft(plans=[]).plans} == {PlanKind.GUIDE}
