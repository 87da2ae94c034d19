"""Sources and citations: found by their names and phrases, reviewed and confirmed."""

from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from benefits.models import CitationRow, SourceRow

pytestmark = pytest.mark.usefixtures("draft")

SOURCES = "admin:benefits_sourcerow_changelist"
CITATIONS = "admin:benefits_citationrow_changelist"


@pytest.mark.parametrize(
    ("model", "sought"),
    [
        ("sourcerow", "guide"),
        ("citationrow", "visits"),
    ],
)
def test_a_row_is_found_opened_and_has_a_history(admin_client: Client, model: str, sought: str) -> None:
    page = admin_client.get(reverse(f"admin:benefits_{model}_changelist"), {"q": sought})
    rows = list(page.context["cl"].result_list)

    assert rows
    for view in ("change", "history"):
        assert admin_client.get(reverse(f"admin:benefits_{model}_{view}", args=[rows[0].pk])).status_code == 200


@pytest.mark.parametrize("model", ["sourcerow", "citationrow"])
def test_what_is_not_there_is_not_found(admin_client: Client, model: str) -> None:
    page = admin_client.get(reverse(f"admin:benefits_{model}_changelist"), {"q": "no such thing anywhere"})

    assert list(page.context["cl"].result_list) == []


@pytest.mark.parametrize(
    ("today", "overdue", "planned"),
    [
        pytest.param("2027-11-21", 0, 1, id="on the day"),
        pytest.param("2027-11-22", 1, 0, id="the day after"),
    ],
)
def test_sources_past_their_date_are_listed(
    admin_client: Client, admin_user: User, today: str, overdue: int, planned: int
) -> None:
    SourceRow.objects.create(
        slug="other", title="Other", kind="guide", basis="general_guide", reliability=2, retrieved_on=date(2026, 1, 1)
    )

    with time_machine.travel(f"{today} 20:00"):
        admin_client.force_login(admin_user)
        found = {
            kind: admin_client.get(reverse(SOURCES), {"review": kind}).context["cl"].result_count
            for kind in ("overdue", "planned", "none", "x")
        }

    assert found == {"overdue": overdue, "planned": planned, "none": 1, "x": 2}


def test_citations_to_confirm_are_listed_and_confirmed(admin_client: Client) -> None:
    listed = admin_client.get(reverse(CITATIONS), {"to_confirm__exact": "1"})
    [row] = listed.context["cl"].result_list

    page = admin_client.post(reverse(CITATIONS), {"action": "confirm", "_selected_action": [row.pk]}, follow=True)

    row.refresh_from_db()
    assert (row.slug, row.to_confirm) == ("p-21", False)
    assert row.checked_on > date(2026, 11, 20)
    assert row.history.latest("history_id").history_change_reason == "Confirmed: looked up today"
    assert "1 citation is confirmed." in page.content.decode()
    assert CitationRow.objects.filter(to_confirm=True).count() == 0


def test_the_list_of_work_is_a_page_of_its_own(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:benefits_worklist"))

    assert "Citations to confirm: 1" in page.content.decode()
    assert reverse("admin:benefits_worklist") in admin_client.get(reverse("admin:index")).content.decode()
    assert admin_client.post(reverse("admin:benefits_worklist")).status_code == 405


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param({"url": "javascript:alert(1)"}, "must be the address of a page", id="an address that runs"),
        pytest.param({"title": "EOC \u202e2026"}, "a character that nobody sees (U+202E)", id="a turned title"),
        pytest.param({"title": "\u00ad\u200d"}, "must not be empty", id="a title of nothing"),
    ],
)
def test_a_form_refuses_what_the_record_refuses(admin_client: Client, typed: dict[str, str], said: str) -> None:
    source = SourceRow.objects.get(slug="guide")
    whole = {name: str(getattr(source, name) or "") for name in ("title", "kind", "basis", "publisher", "url", "year")}
    days = {"retrieved_on": "2026-11-21", "reliability": "1", "review_by": ""}

    page = admin_client.post(reverse("admin:benefits_sourcerow_change", args=[source.pk]), {**whole, **days, **typed})

    assert said in page.content.decode()
    assert SourceRow.objects.get(pk=source.pk) == source
