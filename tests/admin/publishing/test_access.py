"""Who gets in, by which method; and that no cache keeps what they see. Roles by address: tests/test_roles.py."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.admin.publishing import house

OVERVIEW = "/admin/publishing/"


def test_staff_read_that_it_is_not_for_them(in_force: None) -> None:
    assert house.browser("sam").get(OVERVIEW).status_code == 403


def test_who_is_no_one_is_sent_to_the_login(client: Client, db: None) -> None:
    assert client.get(OVERVIEW).headers["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(bea: Client, method: str) -> None:
    assert getattr(bea, method)(OVERVIEW).status_code == 405


def test_no_cache_keeps_it_and_it_has_the_head_of_the_site(bea: Client) -> None:
    page = bea.get(OVERVIEW)

    assert "no-store" in page["Cache-Control"]
    assert "Welcome," in page.content.decode()
