"""What a preview shows: the worst first, each plan's share, each field that differs."""

import msgspec
import pytest
from django.http import QueryDict

from benefits.admin import import_preview
from benefits.admin.import_preview import Change, Preview, preview
from benefits.coverage.catalog import TABLES
from benefits.importing import previews
from benefits.importing.lines import Line, beside_the_draft
from benefits.models import ImportBatch, ImportRow, ImportState, Verdict
from tests import whole

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
    tables = {type(record): table for table in TABLES for record in getattr(catalog, table)}
    lines = [
        Line(f"line {n}", tables[type(r)], " / ".join(r.key), getattr(r, "plan", ""), r) for n, r in enumerate(altered)
    ]
    made = ImportBatch.objects.create(kind="sheets", file_name="a.csv", state=ImportState.READY)
    ImportRow.objects.bulk_create(
        previews.rows_of(
            made,
            [
                *beside_the_draft(lines),
                (Line("line 99", "gates", "gold / ?", "gold", None, ("kind: no.",)), None),
            ],
        )
    )
    return made


def asked(batch: ImportBatch, query: str = "") -> Preview:
    return preview(batch, QueryDict(query))


def test_what_keeps_it_out_comes_first(batch: ImportBatch) -> None:
    shown = asked(batch)

    assert (shown.chosen, shown.refused) == (Verdict.REFUSED, 1)
    assert [(row.place, row.record, row.why) for row in shown.rows] == [("line 99", "gold / ?", ["kind: no."])]
    assert shown.written == len(whole.catalog().benefits) + 1


def test_a_change_is_told_field_by_field(batch: ImportBatch) -> None:
    (first, *_more) = asked(batch, "verdict=changed").rows
    held = whole.catalog().benefits[0]

    assert first.noun == "Benefit"
    assert Change("note", held.note, "") in first.changes
    assert {change.label for change in first.changes} == {"note", "scope"}


def test_of_what_is_new_all_is_told(batch: ImportBatch) -> None:
    (silver,) = asked(batch, "verdict=new").rows

    assert Change("name", "", "Silver") in silver.changes
    assert Change("effective from", "", "2026-01-01") in silver.changes


def test_of_what_is_unchanged_only_the_name(batch: ImportBatch) -> None:
    assert all(not row.changes for row in asked(batch, "verdict=unchanged").rows)


def test_each_plan_has_its_share(batch: ImportBatch) -> None:
    shown = asked(batch, "verdict=changed&plan=gold")
    (gold, *_more) = shown.plans

    assert (gold["plan"], gold["refused"], gold["changed"]) == ("gold", 1, len(shown.rows))


def test_many_plans_are_counted(batch: ImportBatch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_preview, "PLANS", 0)

    assert asked(batch).more_plans == 1
