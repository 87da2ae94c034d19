"""A sheet's head must be whole; each row below it is a record, or says what is wrong with which cell."""

from collections.abc import Sequence
from typing import Any

import pytest

from benefits.bounds import SHEET_ROWS
from benefits.coverage import records as r
from benefits.coverage.vocabulary import Refused
from benefits.importing.columns import columns
from benefits.importing.proposals import Proposal, proposal_of
from benefits.importing.sheets import tables

HEAD = ["slug", "therapy", "name"]


def proposals(*rows: Sequence[Any], table: str = "techniques") -> list[Proposal]:
    return list(tables.proposals(table, enumerate(rows, start=1), lambda number: f"row {number}"))


def test_a_row_is_a_record() -> None:
    assert proposals(HEAD, ["cups", "massage", "Cups"]) == [
        proposal_of(r.Technique(slug="cups", therapy="massage", name="Cups"), "techniques", place="row 2")
    ]


def test_columns_may_stand_in_any_order_and_rows_may_be_empty() -> None:
    found = proposals(["name", "slug", "therapy", None], [None, "", None], ["Cups", "cups", "massage", None, ""])

    assert [(one.place, one.records) for one in found] == [
        ("row 3", (r.Technique(slug="cups", therapy="massage", name="Cups"),))
    ]


@pytest.mark.parametrize(
    ("head", "why"),
    [
        pytest.param([], "missing: slug, therapy, name", id="no head"),
        pytest.param(["slug", "name"], "missing: therapy", id="a missing column"),
        pytest.param([*HEAD, "name"], "there twice: name", id="a doubled column"),
        pytest.param([*HEAD, "Name"], "not known: Name", id="an unknown column"),
        pytest.param(["slug", "", "therapy", "name"], "not known: a column without a name", id="a gap"),
    ],
)
def test_a_head_that_is_not_whole_is_refused(head: list[str], why: str) -> None:
    with pytest.raises(Refused, match=why):
        proposals(head, ["cups", "massage", "Cups"])


def test_a_head_is_needed() -> None:
    with pytest.raises(Refused, match="missing"):
        proposals()


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        pytest.param(
            ["cups", "", ""], ("therapy: must not be empty.", "name: must not be empty."), id="every bad cell"
        ),
        pytest.param(["Cups!", "massage", "Cups"], ("slug: “Cups!” must be lower-case",), id="what the record refuses"),
        pytest.param(["cups", "massage", "x" * 2001], ("name: Expected",), id="what is too long"),
        pytest.param(["cups"], ("therapy: must not be empty.", "name: must not be empty."), id="a short row"),
        pytest.param(["cups", "massage", "Cups", "?"], ("there are cells to the right",), id="a long row"),
    ],
)
def test_a_bad_row_says_what_is_wrong(cells: list[str], why: tuple[str, ...]) -> None:
    (found,) = proposals(HEAD, cells)

    assert found.records == ()
    assert (found.place, found.title) == ("row 2", cells[0])
    assert [told.startswith(wanted) for told, wanted in zip(found.refused, why, strict=True)] == [True] * len(why)


def test_a_bad_row_still_names_its_plan() -> None:
    head = r.ConditionRule.__struct_fields__
    (found,) = proposals(head, ["gold", "massage", "pain", "?", *[None] * 4], table="condition_rules")

    assert (found.plan, found.title) == ("gold", "gold / massage / pain")


def test_too_many_rows_are_refused() -> None:
    rows = ((number, HEAD if number == 1 else []) for number in range(1, SHEET_ROWS.most + 2))

    with pytest.raises(Refused, match="bring them in parts"):
        list(tables.proposals("techniques", rows, str))


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        pytest.param("url", "javascript:alert(1)", "url: must be the address of a page", id="an address that runs"),
        pytest.param("title", "EOC \u200b", "title: it holds a character that nobody sees (U+200B)", id="no width"),
    ],
)
def test_a_row_is_refused_for_what_its_record_refuses(name: str, value: str, why: str) -> None:
    given = {
        "slug": "a",
        "title": "A",
        "kind": "summary",
        "basis": "plan_document",
        "reliability": 1,
        "retrieved_on": "2026-11-21",
        name: value,
    }
    head = [column.name for column in columns("sources")]

    [found] = tables.proposals("sources", enumerate([head, [given.get(one) for one in head]], start=1), str)

    assert found.records == ()
    assert found.refused[0].startswith(why)
