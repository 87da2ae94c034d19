"""A deletion tells beforehand which member answers it changes, and changes nothing by telling."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from benefits import editions
from benefits.admin import deleting
from benefits.admin.deleting import foreseen
from benefits.importing import loading
from benefits.models import BenefitRow, ContentRow, CostTierRow, GateRow, PlanRow, Row, VisitLimitRow
from tests import shipped
from tests.admin.test_rows import address

TODAY = date(2026, 11, 22)
VALUE = "wa-pebb-value-2024"


@pytest.fixture(autouse=True)
def real(db: None) -> None:
    """Everything that is shipped."""
    loading.load(shipped.catalog(), reason="a test")


def test_it_tells_and_leaves_everything_as_it_was() -> None:
    before, entries = editions.draft(), BenefitRow.history.count()

    found = foreseen(BenefitRow.objects.filter(plan=VALUE, therapy="acupuncture"), TODAY)

    assert "acupuncture: covered → may be covered" in " ".join(found.lines)
    assert editions.draft() == before
    assert BenefitRow.history.count() == entries


@pytest.mark.parametrize(
    ("row", "which", "plan"),
    [
        pytest.param(CostTierRow, {"plan": "hmo"}, "HMO (general guide)", id="a guide speaks for itself"),
        pytest.param(BenefitRow, {"plan": "ga-hmo-2026"}, "AI/LTD", id="for what is based on it"),
        pytest.param(BenefitRow, {"plan": "wa-regional-guide"}, "Any plan in Washington", id="for its region"),
    ],
)
def test_it_tells_of_every_plan_that_the_row_speaks_for(row: type[Row], which: dict[str, str], plan: str) -> None:
    assert plan in " ".join(foreseen(row.objects.filter(**which), TODAY).lines)


def test_plans_that_were_not_looked_at_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deleting, "MOST_PLANS", 1)

    found = foreseen(
        CostTierRow.objects.filter(plan="ga-hmo-2026") or BenefitRow.objects.filter(plan="ga-hmo-2026"), TODAY
    )

    assert found.unseen == 1


def test_a_draft_that_makes_no_sense_is_said() -> None:
    GateRow.objects.filter(plan=VALUE, kind="network").update(tiers=())
    CostTierRow.objects.filter(plan=VALUE).update(per="lunch")

    [line] = foreseen([VisitLimitRow.objects.filter(plan=VALUE)[0]], TODAY).lines

    assert line.startswith("Nothing can be answered from the draft as it is: ")


def test_the_page_that_asks_shows_it(admin_client: Client) -> None:
    row = BenefitRow.objects.get(plan=VALUE, therapy="acupuncture")

    page = admin_client.get(address(BenefitRow, "delete", row.pk)).content.decode()

    assert "What members would read otherwise" in page
    assert "acupuncture: covered → may be covered" in page


def test_so_does_the_page_for_several(admin_client: Client) -> None:
    rows = BenefitRow.objects.filter(plan=VALUE)
    data: dict[str, Any] = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}

    page = admin_client.post(address(BenefitRow, "changelist"), data).content.decode()
    done = admin_client.post(address(BenefitRow, "changelist"), data | {"post": "yes"})

    assert "acupuncture: covered → may be covered" in page
    assert done.status_code == 302
    assert not BenefitRow.objects.filter(plan=VALUE).exists()


def test_a_row_that_no_answer_stands_on_says_so(admin_client: Client) -> None:
    text = ContentRow.objects.create(
        slug="unread", kind="resource", text="Unread.", citation_id=ContentRow.objects.all()[0].citation_id
    )
    text.plans.add(PlanRow.objects.get(slug="nw-sebb-2019"))

    page = admin_client.get(address(ContentRow, "delete", text.pk)).content.decode()

    assert "No change was found" in page or "No answer changes." in page


def test_a_plan_that_others_are_based_on_is_refused_in_words(admin_client: Client) -> None:
    base = PlanRow.objects.get(slug="ga-hmo-2026")

    page = admin_client.get(address(PlanRow, "delete", base.pk))

    assert "AI/LTD" in str(page.context["protected"])
    assert "foreseen" not in page.context
    admin_client.post(reverse("admin:benefits_planrow_delete", args=[base.pk]), {"post": "yes"})
    assert PlanRow.objects.filter(slug="ga-hmo-2026").exists()
