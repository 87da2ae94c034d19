"""Editions are there to look at."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benefits.models import Edition

LIST = "admin:benefits_edition_changelist"


@pytest.fixture
def published(admin_user: User) -> Edition:
    """One edition."""
    return Edition.objects.create(
        number=7,
        sha256="0123456789abcdef" * 4,
        packed=b"",
        published_at=timezone.now(),
        published_by=admin_user,
        reason="New plan year.",
    )


@pytest.mark.usefixtures("published")
def test_they_are_listed_with_number_hash_and_who(admin_client: Client) -> None:
    page = admin_client.get(reverse(LIST)).content.decode()

    for shown in (">7<", "0123456789ab", ">admin<", "New plan year."):
        assert shown in page


def test_one_is_shown_whole(admin_client: Client, published: Edition) -> None:
    page = admin_client.get(reverse("admin:benefits_edition_change", args=[published.pk])).content.decode()

    assert published.sha256 in page
    assert 'name="_save"' not in page


@pytest.mark.parametrize("page", ["change", "delete"])
def test_it_cannot_be_changed_or_deleted(admin_client: Client, published: Edition, page: str) -> None:
    response = admin_client.post(reverse(f"admin:benefits_edition_{page}", args=[published.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert Edition.objects.get().reason == "New plan year."


def test_it_cannot_be_added(admin_client: Client) -> None:
    assert admin_client.get(reverse("admin:benefits_edition_add")).status_code == 403


@pytest.mark.usefixtures("published")
def test_it_cannot_be_deleted_from_the_list(admin_client: Client) -> None:
    admin_client.post(reverse(LIST), {"action": "delete_selected", "_selected_action": "1", "post": "yes"})

    assert Edition.objects.exists()
