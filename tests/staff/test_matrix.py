"""Plans down, therapies across, in the order asked for."""

import pytest
from django.http import QueryDict

from benefits.coverage.vocabulary import STATUS_RANK
from benefits.staff import matrix
from benefits.staff.filters import Asked, asked
from tests.staff.conftest import person


@pytest.fixture
def here(published: None) -> Asked:
    """Everything."""
    return asked(QueryDict("on=2026-11-21"), person("sam-staff"))


def test_a_therapy_sorts_by_its_answer(here: Asked) -> None:
    therapy = here.choice.therapies[1]

    found = matrix.ordered(here, therapy)

    ranks = [STATUS_RANK[line["cells"][1]["status"]["code"]] for line in matrix.lines(here, found)]
    assert ranks == sorted(ranks)
    assert sorted(found) == sorted(here.choice.plans)


@pytest.mark.parametrize("by", matrix.BY_PLAN)
def test_a_plan_sorts_by_itself(here: Asked, by: str) -> None:
    known = here.edition.catalog.plan_by_slug
    shown = [
        str(known[slug].name.casefold() if by == "plan" else getattr(known[slug], by) or "")
        for slug in matrix.ordered(here, by)
    ]

    assert shown == sorted(shown)


@pytest.mark.parametrize(
    ("text", "page"), [("", 1), ("1", 1), ("3", 3), ("4", None), ("0", None), ("x", None), ("９", None)]
)
def test_pages(text: str, page: int | None) -> None:
    assert matrix.page_number(text, 3) == page
