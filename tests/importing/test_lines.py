"""Lines beside the draft: each with its verdict, in the order of the tables."""

import pytest

from benefits.coverage import records as r
from benefits.importing import catalogs
from benefits.importing.lines import Line, beside_the_draft, counted, each_once, plan_of
from benefits.models import Verdict
from tests import whole

CUPS = r.Technique(slug="cups", therapy="massage", name="Cups")


def line(place: str, record: r.Record | None = CUPS, table: str = "techniques") -> Line:
    return Line(place, table, "cups", "", record, () if record else ("name: must not be empty.",))


def test_a_record_that_stands_twice_says_where() -> None:
    first, second, bad = each_once([line("row 2"), line("row 9"), line("row 10", None)])

    assert first.record == CUPS
    assert (second.record, second.why) == (None, ("slug: this record stands in “row 2” already.",))
    assert bad.why == ("name: must not be empty.",)


def test_the_plan_of_a_record() -> None:
    catalog = whole.catalog()

    assert plan_of(catalog.gates[0]) == plan_of(next(plan for plan in catalog.plans if plan.slug == "gold")) == "gold"
    assert plan_of(CUPS) == ""


@pytest.mark.django_db
def test_each_line_gets_its_verdict() -> None:
    catalogs.load(whole.catalog(), reason="a test")
    known = whole.catalog().therapies[0]
    ours = [
        line("row 2"),
        line("row 3", None),
        line("row 4", r.Technique(slug="nails", therapy="nothing", name="Nails")),
        line("row 2 of therapies", known, "therapies"),
    ]

    found = list(beside_the_draft(ours))

    assert [line.table for line, _one in found] == ["therapies", *["techniques"] * 3]
    assert counted(found) == {Verdict.NEW: 1, Verdict.REFUSED: 2, Verdict.UNCHANGED: 1}
