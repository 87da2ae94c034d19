"""The sheets to take away: empty, of the draft, of an edition; each under the name that it comes back by."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from benefits import editions
from benefits.models import TherapyRow
from tests.admin.people import browser

OFFERS = "/admin/benefits/importbatch/offers"

pytestmark = pytest.mark.usefixtures("draft")


def rows(edition: str) -> int:
    response = browser().get(f"{OFFERS}/{edition}/sheets.xlsx")
    assert response["Content-Disposition"] == f'attachment; filename="sheets-{edition}.xlsx"'
    return int(load_workbook(BytesIO(response.content))["therapies"].max_row) - 1


def test_the_template_is_empty_and_the_draft_is_not() -> None:
    assert rows("template") == 0


def test_the_draft() -> None:
    assert rows("draft") == TherapyRow.objects.count()


def test_a_csv_is_named_for_its_sheet() -> None:
    response = browser().get(f"{OFFERS}/draft/gates.csv")

    assert response["Content-Disposition"] == 'attachment; filename="gates.csv"'
    assert response["Content-Type"].startswith("text/csv")
    assert b"".join(response.streaming_content).startswith("\ufeffplan,therapy,kind".encode())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        pytest.param("99/sheets.xlsx", 404, id="an edition that never was"),
        pytest.param("nothing/sheets.xlsx", 404, id="no edition"),
        pytest.param("draft/planets.csv", 404, id="no such sheet"),
    ],
)
def test_what_there_is_not(address: str, status: int) -> None:
    editions.forget()

    assert browser().get(f"{OFFERS}/{address}").status_code == status


def test_a_draft_that_makes_no_sense_says_so() -> None:
    TherapyRow.objects.filter(slug="massage").update(name=" ")

    page = browser().get(f"{OFFERS}/draft/sheets.xlsx", follow=True)

    assert "There is no file: name: name: must not be empty." in page.content.decode()
