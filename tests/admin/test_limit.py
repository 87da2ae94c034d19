"""A limit and what counts toward it are edited on one page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from benefits import editions
from benefits.admin import versions
from benefits.coverage.records import PoolMember
from benefits.coverage.vocabulary import NetworkTier
from benefits.models import PoolMemberRow, VisitLimitRow

pytestmark = pytest.mark.usefixtures("draft")

NEW: dict[str, Any] = {
    "plan": "gold",
    "slug": "all-visits",
    "rule": "stated",
    "low": "30",
    "high": "30",
    "unit": "visits",
    "period": "year",
    "citation": "p-21",
    "members": "massage",
}


def add(client: Client, **changes: str) -> Any:
    return client.post(reverse("admin:benefits_visitlimitrow_add"), {**NEW, **changes})


def change(client: Client, members: str) -> Any:
    limit = VisitLimitRow.objects.get(slug="all-visits")
    data = {**NEW, "members": members, "opened_at": versions.version(limit)}
    return client.post(reverse("admin:benefits_visitlimitrow_change", args=[limit.pk]), data)


def members() -> tuple[PoolMember, ...]:
    return next(limit for limit in editions.draft().visit_limits if limit.slug == "all-visits").members


def test_a_limit_is_added_with_its_members(admin_client: Client) -> None:
    assert add(admin_client, members="massage@kaiser\n*").status_code == 302

    assert members() == (PoolMember(therapy="massage", tier=NetworkTier.KAISER), PoolMember())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("", "required", id="none"),
        pytest.param("massage/rehab", "“rehab” is none of", id="a part that is none"),
        pytest.param("cupping", "There is no therapy “cupping”", id="a therapy that is none"),
    ],
)
def test_members_that_cannot_be_are_refused_at_the_field(admin_client: Client, text: str, told: str) -> None:
    page = add(admin_client, members=text)

    assert page.status_code == 200
    assert told in page.context["adminform"].form.errors["members"][0]
    assert page.context["adminform"].form["members"].value() == text
    assert VisitLimitRow.objects.count() == 1


def test_a_member_that_stays_keeps_its_row(admin_client: Client) -> None:
    add(admin_client)
    kept = PoolMemberRow.objects.get(limit__slug="all-visits")

    change(admin_client, "*@outside\nmassage")

    assert members() == (PoolMember(tier=NetworkTier.OUTSIDE), PoolMember(therapy="massage"))
    assert PoolMemberRow.objects.filter(pk=kept.pk, position=1).exists()


def test_a_member_taken_out_is_gone(admin_client: Client) -> None:
    add(admin_client, members="massage\n*")

    change(admin_client, "*")

    assert members() == (PoolMember(),)


def test_the_page_shows_the_members_in_their_spelling(admin_client: Client) -> None:
    limit = VisitLimitRow.objects.get()

    page = admin_client.get(reverse("admin:benefits_visitlimitrow_change", args=[limit.pk]))

    assert page.context["adminform"].form["members"].value() == "massage/habilitation/inpatient@outside\n*"


def test_a_limit_is_found_by_the_therapies_that_it_counts(admin_client: Client) -> None:
    found = admin_client.get(reverse("admin:benefits_visitlimitrow_changelist"), {"q": "massage"})

    assert found.context["cl"].result_count == 1


def test_a_member_has_a_history(admin_client: Client) -> None:
    add(admin_client)

    entry = PoolMemberRow.history.latest("history_id")

    assert (entry.history_type, entry.history_user.username) == ("+", "admin")
