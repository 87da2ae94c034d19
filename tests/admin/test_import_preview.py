"""What a preview shows: the worst first, each plan's share, each field that differs."""

from pathlib import Path

import msgspec
import pytest
from django.http import QueryDict

from benefits.admin import import_preview
from benefits.admin.import_preview import Preview, ShownChange, preview
from benefits.coverage.catalog import TABLES
from benefits.importing import loading
from benefits.importing.proposals import Proposal
from benefits.importing.weighing import beside_the_draft, rows_of
from benefits.models import ImportBatch, ImportRow, Verdict
from tests import filing, whole
from tests.importing.filings import ground
from tests.importing.ours import imported, proposals

pytestmark = pytest.mark.usefixtures("draft")


@pytest.fixture
def batch() -> ImportBatch:
    """Every record of the draft with one benefit changed, a new plan, and one bad line."""
    catalog = whole.catalog()
    gold = next(plan for plan in catalog.plans if plan.slug == "gold")
    altered = [
        *(record for table in TABLES for record in getattr(catalog, table) if table != "benefits"),
        *(msgspec.structs.replace(benefit, note="", scope="All of it.") for benefit in catalog.benefits),
        msgspec.structs.replace(gold, slug="silver", name="Silver"),
    ]
    bad = Proposal(place="line 99", table="gates", title="gold / ?", plan="gold", refused=("kind: no.",))
    made = imported()
    rows = [*rows_of([*beside_the_draft(proposals(altered)), (bad, None)])]
    for row in rows:
        row.batch = made
    ImportRow.objects.bulk_create(rows)
    return made


def asked(batch: ImportBatch, query: str = "") -> Preview:
    return preview(batch, QueryDict(query), is_ours=True)


def test_what_keeps_it_out_comes_first(batch: ImportBatch) -> None:
    shown = asked(batch)

    assert (shown.chosen, shown.refused) == (Verdict.REFUSED, 1)
    assert [(row.place, row.title, row.why) for row in shown.rows] == [("line 99", "gold / ?", ["kind: no."])]
    assert shown.written == len(whole.catalog().benefits) + 1


def test_a_change_is_told_field_by_field(batch: ImportBatch) -> None:
    (first, *_more) = asked(batch, "verdict=changed").rows
    held = whole.catalog().benefits[0]

    assert first.noun == "Benefit"
    assert ShownChange("note", held.note, "") in first.changes
    assert {change.label for change in first.changes} == {"note", "scope"}


def test_of_what_is_new_all_is_told(batch: ImportBatch) -> None:
    (silver,) = asked(batch, "verdict=new").rows

    assert ShownChange("name", "", "Silver") in silver.changes
    assert ShownChange("effective from", "", "2026-01-01") in silver.changes


def test_of_what_is_unchanged_only_the_name(batch: ImportBatch) -> None:
    assert all(not row.changes for row in asked(batch, "verdict=unchanged").rows)


def test_each_plan_has_its_share(batch: ImportBatch) -> None:
    shown = asked(batch, "verdict=changed&plan=gold")
    (gold, *_more) = shown.plans

    assert (gold["plan"], gold["refused"], gold["changed"]) == ("gold", 1, len(shown.rows))


def test_many_plans_are_shown_page_by_page(batch: ImportBatch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_preview, "PLANS_A_PAGE", 1)

    first, last = asked(batch), asked(batch, "plans=99")

    assert first.plans.paginator.num_pages == last.plans.number > 1
    assert list(first.plans) != list(last.plans)


@pytest.fixture
def document(tmp_path: Path) -> ImportBatch:
    """A filing: a clean row, one to review, one refused, one with a name that stands for nothing."""
    loading.load(ground.catalog(), reason="a test")
    rows: tuple[dict[str, str], ...] = (
        {},
        {"BenefitName": "Acupuncture", "CopayInnTier1": "50%"},
        {"PlanId": "x"},
        {"BenefitName": "Dental"},
    )
    return ground.staged(ground.written(tmp_path, *rows, {**filing.THIRTY, "PlanId": "12345OR0020001-01"}))


def test_clean_rows_of_a_document_can_be_read_before_they_go_in(document: ImportBatch) -> None:
    shown = preview(document, QueryDict("verdict=new"), is_ours=False)

    first, _second = shown.rows
    [change] = first.changes
    assert (first.title, first.noun) == ("Rehabilitative Speech Therapy", "")
    assert "speech therapy (rehabilitation): covered" in change.new
    assert (shown.waiting, dict(shown.counts)[Verdict.UNMAPPED]) == (1, 1)


@pytest.mark.parametrize(
    ("verdict", "chosen"),
    [("review", Verdict.REVIEW), ("unmapped", Verdict.UNMAPPED), ("", Verdict.REFUSED), ("nonsense", Verdict.REFUSED)],
)
def test_each_verdict_of_a_document_can_be_chosen(document: ImportBatch, verdict: str, chosen: Verdict) -> None:
    shown = preview(document, QueryDict(f"verdict={verdict}"), is_ours=False)

    assert (shown.chosen, len(shown.rows)) == (chosen, 1)


def test_plans_that_wait_come_first(document: ImportBatch) -> None:
    shown = preview(document, QueryDict(""), is_ours=False)

    assert [(plan["plan"], plan["waiting"], plan["new"]) for plan in shown.plans] == [
        ("12345or0010001-01-2016", 1, 1),
        ("12345or0020001-01-2016", 0, 1),
    ]
