"""From looked-through rows to the draft: all of it or nothing, never over what a plan document says."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from benefits import editions
from benefits.coverage import records as r
from benefits.coverage import vocabulary as v
from benefits.coverage.gaps import gaps
from benefits.coverage.vocabulary import Refused
from benefits.importing import confirming, deciding, loading, taking_in
from benefits.importing.confirming import NotWaiting
from benefits.importing.drafting import DraftMoved
from benefits.importing.taking_in import WAITING
from benefits.models import BenefitRow, CostTierRow, GateRow, ImportBatch, JobState, PlanRow, VisitLimitRow
from tests import filing
from tests.documents import answer
from tests.importing.filings import ground

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parents[2] / "fixtures"
CASES = Path(__file__).parents[1] / "cases"
REVIEWED = json.loads((CASES / "filings.json").read_text(encoding="utf-8"))
OPEN = {"CopayInnTier1": "50%", "PlanId": "12345OR0020001-01"}


def batch_of(folder: Path, *rows: dict[str, str], **on_file: Any) -> ImportBatch:
    """The rows, staged beside a draft with these tables."""
    loading.load(ground.catalog(**on_file), reason="a test")
    return ground.staged(ground.written(folder, *rows))


def accept_all(batch: ImportBatch) -> None:
    for row in batch.rows.filter(WAITING):
        deciding.accept(row, by=None, seen=None)


def confirm(batch: ImportBatch) -> confirming.Confirmed:
    return confirming.confirm(batch, by=None, reason="a test")


def test_what_needed_no_look_goes_in_and_the_rest_waits(tmp_path: Path) -> None:
    ada = User.objects.create(username="ada-admin")
    batch = batch_of(tmp_path, filing.THIRTY, OPEN)

    done = confirming.confirm(batch, by=ada, reason="Filed for 2016.")

    assert (done.rows, done.plans, done.left_out) == (1, 1, 1)
    assert [plan.slug for plan in PlanRow.objects.filter(kind="plan")] == ["12345or0010001-01-2016"]
    assert (batch.job.state, batch.confirmed_by, batch.reason) == (JobState.CONFIRMED, ada, "Filed for 2016.")
    entry = CostTierRow.objects.get().history.get()
    assert (entry.history_user, entry.history_change_reason) == (ada, "Filed for 2016.")
    assert VisitLimitRow.objects.get().members.count() == 1
    assert GateRow.objects.count() == 4


def test_a_plan_whose_rows_all_wait_or_are_rejected_is_no_plan(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, OPEN, {**OPEN, "BenefitName": "Acupuncture"})
    deciding.reject(ground.row(batch, 2), by=None, seen=None, note="A slip.")

    done = confirm(batch)

    assert (done.rows, done.plans, done.left_out) == (0, 0, 1)
    assert not PlanRow.objects.filter(kind="plan").exists()


def test_a_row_that_says_nothing_makes_no_plan(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, {"IsCovered": ""})
    accept_all(batch)

    assert confirm(batch).plans == 0


def test_nobody_confirms_twice(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, {})
    confirm(batch)

    with pytest.raises(NotWaiting):
        confirm(batch)


def test_a_plan_document_stays(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, {}, plans=(ground.plan(),), cost_tiers=(ground.price(30, "document"),))
    accept_all(batch)

    confirm(batch)

    assert [(tier.low, tier.citation_id) for tier in CostTierRow.objects.all()] == [(30, "document")]
    assert BenefitRow.objects.get().plan_id == "on-file"
    assert PlanRow.objects.get(slug="on-file").name == "On file"


def test_an_accepted_row_replaces_what_stood_in_its_place(tmp_path: Path) -> None:
    unsaid = ground.price(30, "other-filing", deductible=v.DeductibleRule.UNSTATED)
    batch = batch_of(tmp_path, {}, plans=(ground.plan(),), cost_tiers=(unsaid,))
    accept_all(batch)

    confirm(batch)

    [tier] = CostTierRow.objects.all()
    assert (tier.low, tier.deductible) == (20, "not_subject")
    gone = CostTierRow.history.filter(history_type="-").get()
    assert (gone.low, gone.history_change_reason) == (30, "a test")


def test_a_newer_copy_of_the_file_changes_what_the_older_said(tmp_path: Path) -> None:
    confirm(batch_of(tmp_path, {}))

    newer = ground.staged(ground.written(tmp_path, {"CopayInnTier1": "$25"}))
    row = ground.row(newer, 2)
    confirm(newer)

    assert (row.verdict, len(row.before)) == ("changed", 1)
    assert [tier.low for tier in CostTierRow.objects.all()] == [25]


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = ground.written(tmp_path, filing.THIRTY)
    loading.load(ground.catalog(), reason="a test")
    confirm(ground.staged(path))

    again = ground.staged(path)

    assert [row.verdict for row in again.rows.all()] == ["unchanged"]
    assert confirm(again).rows == 0


def test_a_draft_that_moved_on_is_not_overwritten(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, {}, plans=(ground.plan(),))
    loading.load(
        ground.catalog(plans=(ground.plan(),), cost_tiers=(ground.price(30, "document"),)), reason="an edit meanwhile"
    )

    with pytest.raises(DraftMoved):
        confirm(batch)

    batch.refresh_from_db()
    assert batch.job.state == JobState.READY
    assert not BenefitRow.objects.exists()


def test_a_plan_that_somebody_put_on_file_meanwhile_is_not_doubled(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, {})
    loading.load(ground.catalog(plans=(ground.plan(),)), reason="an edit meanwhile")

    with pytest.raises(DraftMoved):
        confirm(batch)

    assert [plan.slug for plan in PlanRow.objects.filter(kind="plan")] == ["on-file"]


def test_two_rows_that_contradict_each_other_do_not_both_go_in(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, {}, {"CopayInnTier1": "$30"})
    accept_all(batch)

    with pytest.raises(Refused, match=r"filing\.csv, line 2 and filing\.csv, line 3 say different things"):
        confirm(batch)

    assert not PlanRow.objects.filter(kind="plan").exists()
    deciding.reject(ground.row(batch, 3), by=None, seen=ground.row(batch, 3).decided_at, note="")
    assert confirm(batch).rows == 1


def test_rows_that_stand_apart_and_contradict_each_other_go_to_review(tmp_path: Path) -> None:
    between = {"PlanId": "12345OR0030001-01"}
    batch = batch_of(tmp_path, {}, between, {"CopayInnTier1": "$30"})

    with pytest.raises(Refused, match=r"filing\.csv, line 2 and filing\.csv, line 4 say different things"):
        confirm(batch)

    assert [row.position for row in batch.rows.filter(WAITING)] == [2, 4]
    assert not PlanRow.objects.filter(kind="plan").exists()
    deciding.accept(ground.row(batch, 4), by=None, seen=None)
    done = confirm(batch)
    assert (done.rows, done.plans, done.left_out) == (2, 2, 1)
    assert CostTierRow.objects.get(plan="12345or0010001-01-2016").low == 30


def test_many_plans_go_in_some_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_in, "PLANS_AT_A_TIME", 2)
    batch = batch_of(tmp_path, *({"PlanId": f"12345OR000000{number}-01"} for number in range(5)))

    assert confirm(batch).plans == 5


def test_the_whole_sample_goes_in_and_leaves_no_gap() -> None:
    loading.load(loading.shipped(FIXTURES), reason="a test")
    before = {plan.slug for plan in editions.draft().plans}
    batch = ground.staged(CASES / "filing_sample.csv")
    accept_all(batch)

    done = confirm(batch)

    catalog = editions.draft()
    assert gaps(catalog) == ()
    # 26 of 792 proposals say nothing: their rows do not tell whether the benefit is covered.
    assert (done.rows, done.plans, done.left_out) == (766, 761, 0)
    assert len({plan.slug for plan in catalog.plans} - before) == 756
    assert {gate.requirement for gate in catalog.gates if gate.plan not in before and gate.kind == "referral"} == {
        v.Requirement.NOT_STATED
    }


def test_accepted_plans_answer_with_the_figures_that_were_reviewed() -> None:
    """From the file to the answer: the reviewed figures, and a filing as what they stand on."""
    loading.load(loading.shipped(FIXTURES), reason="a test")
    # What is on file by hand would be replaced; here the file alone shall speak.
    PlanRow.objects.filter(hios_id__in=[case["plan_id"] for case in REVIEWED]).delete()
    batch = ground.staged(CASES / "filing_rows.csv")
    accept_all(batch)
    confirm(batch)

    edition = editions.draft_in_memory()

    plans = {plan.hios_id: plan for plan in edition.catalog.plans if plan.kind is v.PlanKind.PLAN}
    silent = [case["plan_id"] for case in REVIEWED if case["expect"].get("status", "said") is None]
    assert silent
    assert not set(silent) & set(plans)
    for case in REVIEWED:
        if case["plan_id"] not in silent:
            _as_reviewed(edition, plans[case["plan_id"]], case["expect"])


def _as_reviewed(edition: Any, plan: r.Plan, expected: dict[str, Any]) -> None:
    benefits = [benefit for benefit in edition.catalog.benefits if benefit.plan == plan.slug]
    assert {benefit.status for benefit in benefits} == {expected.get("status", "covered")}
    _same_prices(edition.catalog, plan, expected.get("cost"))
    _same_limits(edition.catalog, plan, expected.get("limits"))
    _answers_from_the_filing(edition, plan, benefits[0])


def _same_prices(catalog: Any, plan: r.Plan, expected: list[dict[str, Any]] | None) -> None:
    if expected is None:
        return
    figures = ("tier", "kind", "percent", "deductible", "from_visit", "to_visit")
    tiers = [tier for tier in catalog.cost_tiers if tier.plan == plan.slug]
    found = {(tier.low, *(getattr(tier, name) for name in figures)) for tier in tiers}
    assert found == {(cost["amount"], *(cost[name] for name in figures)) for cost in expected}


def _same_limits(catalog: Any, plan: r.Plan, expected: list[dict[str, Any]] | None) -> None:
    """Those that our words can hold; the others are there without a number."""
    if expected is None:
        return
    held = [limit for limit in expected if limit["quantity"] and limit["period"] != "rolling_days"]
    limits = [limit for limit in catalog.visit_limits if limit.plan == plan.slug]
    stated = [limit for limit in limits if limit.rule is v.LimitRule.STATED]
    found = sorted((x.low, x.unit, x.period, tuple(m.therapy for m in x.members)) for x in stated)
    assert found == sorted((x["quantity"], x["unit"], x["period"], tuple(x["pool"])) for x in held)
    assert len(limits) == len(expected)


def _answers_from_the_filing(edition: Any, plan: r.Plan, benefit: r.Benefit) -> None:
    assert plan.effective_from
    facts: dict[str, object] = {
        "therapy": benefit.therapy,
        "plan": plan.slug,
        "on": date(plan.effective_from.year, 6, 1),
    }
    if benefit.purpose:
        facts["purpose"] = benefit.purpose
    said = answer(edition, facts)
    assert said["basis"] == "issuer_filing"
    assert any("filing_rows.csv, line" in source["locator"] for source in said["sources"])


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (DraftMoved("gold"), "the draft of plan gold changed since this file was read"),
        (NotWaiting(), "this import is over"),
        (DraftMoved(), "The draft has changed since."),
        (Refused("plan", "cannot be."), "Nothing was taken. plan: cannot be."),
    ],
)
def test_why_nothing_was_taken(problem: Exception, said: str) -> None:
    assert said in confirming.why_not(problem)


def test_it_tells_how_many_rows_went_in(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, {}, {"BenefitName": "Acupuncture"}, OPEN)
    told: list[int] = []

    confirming.confirm(batch, by=None, reason="a test", hear=told.append)

    assert told == [confirming.taken(batch)] == [2]
