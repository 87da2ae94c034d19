"""Plans down, therapies across, in the order asked for."""

from html.parser import HTMLParser

import pytest
from django.http import QueryDict
from django.test import Client
from msgspec.structs import replace

from benefits import editions
from benefits.coverage.vocabulary import STATUS_RANK
from benefits.exports.choosing import choice
from benefits.exports.columns import SummaryRow
from benefits.exports.summary import rows
from benefits.staff import matrix
from benefits.staff.filters import Asked, asked
from benefits.words.answers import BASIS, CERTAINTY, STATUS
from tests.exports.conftest import TODAY, in_doubt, in_force
from tests.exports.days import by_day
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


class Cells(HTMLParser):
    """The cells of the matrix as a browser would have them: for each plan's sheet its therapies' words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lines: dict[str, list[str]] = {}
        self.plan = ""
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        if tag == "a" and told.get("class") == "sheet":
            self.plan = (told["href"] or "").split("/")[3]
            self.lines[self.plan] = []
        if tag == "td":
            self.inside = True
            self.lines[self.plan].append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "td"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.lines[self.plan][-1] += f"{data} "


def test_the_page_agrees_with_the_rows_on_every_shipped_plan(sam: Client) -> None:
    edition = editions.in_force()
    for day, plans in by_day(edition.catalog).items():
        for first in range(0, len(plans), matrix.PLANS_A_PAGE):
            some = plans[first : first + matrix.PLANS_A_PAGE]
            told = {"plan": some, "referral": ["pcp"], "condition": ["low-back-pain"]}
            page = sam.get("/staff/", {**told, "on": day.isoformat()})

            found = Cells(page.content.decode()).lines

            assert set(found) == set(some)
            for row in rows(edition, choice(edition.catalog, told, day)):
                place = page.context["here"].choice.therapies.index(row.therapy.therapy)
                _agrees(row, found[row.plan.plan][place])


def _agrees(row: SummaryRow, cell: str) -> None:
    """Every word of the row's that the cell has room for stands in it, whichever letter it begins with."""
    therapy, said = row.therapy, " ".join(cell.split()).casefold()
    words = (
        therapy.therapy_name, str(STATUS[therapy.status]), therapy.certainty and str(CERTAINTY[therapy.certainty]),
        therapy.cost, therapy.guide_cost, therapy.limit, therapy.guide_limit, therapy.referral, therapy.referrers,
        therapy.prior_authorization, therapy.medical_necessity, therapy.network, str(BASIS[therapy.basis]),
        therapy.sources_differ,
    )  # fmt: skip
    for told in filter(None, words):
        assert told.casefold() in said, (row.plan.plan, told, said)


def test_a_cell_tells_what_sources_differ_on(here: Asked) -> None:
    doubted = replace(here, edition=in_force(in_doubt(here.edition.catalog)))

    (line,) = matrix.lines(doubted, ["hmo"])

    told = {cell["therapy"]: cell["sources_differ"] for cell in line["cells"]}
    assert told.pop("Physical therapy").startswith("The visit limit: “20 visits a year” (")
    assert not any(told.values())


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        pytest.param("hmo", "", id="a guide has no dates"),
        pytest.param("ga-hmo-2026", "", id="in force"),
        pytest.param("ga-silver-3000-30-2017", "Ended on Dec. 31, 2017", id="ended"),
    ],
)
def test_a_plan_that_is_silent_says_since_when(here: Asked, plan: str, said: str) -> None:
    (line,) = matrix.lines(here, [plan])

    assert line["silent"] == said


def test_a_plan_that_has_not_begun_says_so(here: Asked) -> None:
    before = replace(here, choice=replace(here.choice, on=TODAY.replace(year=2016)))

    (line,) = matrix.lines(before, ["ga-silver-3000-30-2017"])

    assert line["silent"] == "Starts on Jan. 1, 2017"
