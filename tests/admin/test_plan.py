"""A plan's page leads to everything that the plan says."""

import pytest
from django.test import Client
from django.urls import reverse

from benefits.models import PlanRow

pytestmark = pytest.mark.usefixtures("draft")


def test_it_counts_and_links_what_the_plan_says(admin_client: Client) -> None:
    gold = PlanRow.objects.get(slug="gold")

    page = admin_client.get(reverse("admin:benefits_planrow_change", args=[gold.pk])).content.decode()

    assert "Cost tiers: 2" in page
    assert "/admin/benefits/costtierrow/?plan__slug__exact=gold" in page
    assert "/admin/benefits/costtierrow/add/?plan=gold" in page


def test_the_links_list_that_plan_alone(admin_client: Client) -> None:
    listed = admin_client.get(reverse("admin:benefits_gaterow_changelist"), {"plan__slug__exact": "gold"})
    others = admin_client.get(reverse("admin:benefits_gaterow_changelist"), {"plan__slug__exact": "hmo"})

    assert (listed.context["cl"].result_count, others.context["cl"].result_count) == (2, 0)


def test_the_link_to_add_fills_in_the_plan(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:benefits_costtierrow_add"), {"plan": "gold"})

    assert page.context["adminform"].form["plan"].value() == "gold"


def test_a_new_plan_says_nothing_yet(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:benefits_planrow_add")).content.decode()

    assert "Cost tiers" not in page.partition('id="content-main"')[2]


def test_a_plan_is_found_by_its_id(admin_client: Client) -> None:
    found = admin_client.get(reverse("admin:benefits_planrow_changelist"), {"q": "89942GA0130002"})

    assert [plan.slug for plan in found.context["cl"].result_list] == ["gold"]
