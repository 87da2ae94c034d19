"""A limit and what counts toward it are edited on one page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from benefits import editions
from benefits.coverage.records import PoolMember
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
    "members-TOTAL_FORMS": "1",
    "members-INITIAL_FORMS": "0",
    "members-MIN_NUM_FORMS": "1",
    "members-0-therapy": "massage",
    "members-0-position": "0",
}


def add(client: Client, **changes: str) -> Any:
    return client.post(reverse("admin:benefits_visitlimitrow_add"), {**NEW, **changes})


def test_a_limit_is_added_with_its_members(admin_client: Client) -> None:
    assert add(admin_client).status_code == 302

    limit = next(limit for limit in editions.draft().visit_limits if limit.slug == "all-visits")
    assert limit.members == (PoolMember(therapy="massage"),)


def test_a_limit_without_members_is_refused(admin_client: Client) -> None:
    page = add(admin_client, **{"members-TOTAL_FORMS": "0"})

    assert page.status_code == 200
    assert page.context["errors"]
    assert VisitLimitRow.objects.count() == 1


def test_the_last_member_stays(admin_client: Client) -> None:
    add(admin_client)
    limit = VisitLimitRow.objects.get(slug="all-visits")
    member = limit.members.get()
    taken_out = {"members-INITIAL_FORMS": "1", "members-0-id": str(member.pk), "members-0-DELETE": "on"}

    page = admin_client.post(
        reverse("admin:benefits_visitlimitrow_change", args=[limit.pk]),
        {**NEW, **taken_out, "members-0-limit": str(limit.pk)},
    )

    assert page.status_code == 200
    assert PoolMemberRow.objects.filter(limit=limit).exists()


def test_a_limit_is_found_by_the_therapies_that_it_counts(admin_client: Client) -> None:
    found = admin_client.get(reverse("admin:benefits_visitlimitrow_changelist"), {"q": "massage"})

    assert found.context["cl"].result_count == 1


def test_a_member_has_a_history(admin_client: Client) -> None:
    add(admin_client)

    entry = PoolMemberRow.history.latest("history_id")

    assert (entry.history_type, entry.history_user.username) == ("+", "admin")
