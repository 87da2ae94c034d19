"""Rows of one kind on a page: those that are gone move behind those that are there, as new ones."""

import pytest
from django.http import QueryDict

from benefits.admin.formsets import without_the_gone

SENT = "x-TOTAL_FORMS=4&x-INITIAL_FORMS=3&x-0-id=7&x-0-a=A&x-1-id=8&x-1-a=B&x-2-id=9&x-2-a=C&x-3-a=D&x-3-a=E&y-1-id=8"


def test_all_are_there_and_nothing_moves() -> None:
    data = QueryDict(SENT)

    assert without_the_gone(data, "x", {"7", "8", "9"}) is data


def test_what_is_gone_comes_after_what_is_there() -> None:
    moved = without_the_gone(QueryDict(SENT), "x", {"7", "9"})

    assert dict(moved.lists()) == {
        "x-TOTAL_FORMS": ["4"],
        "x-INITIAL_FORMS": ["2"],
        "x-0-id": ["7"],
        "x-0-a": ["A"],
        "x-1-id": ["9"],
        "x-1-a": ["C"],
        "x-2-a": ["B"],
        "x-3-a": ["D", "E"],
        "y-1-id": ["8"],
    }


@pytest.mark.parametrize("counts", ["", "x-TOTAL_FORMS=1&x-INITIAL_FORMS=2", "x-TOTAL_FORMS=99999&x-INITIAL_FORMS=9"])
def test_counts_that_cannot_be_are_left_to_the_form(counts: str) -> None:
    data = QueryDict(counts)

    assert without_the_gone(data, "x", set()) is data
