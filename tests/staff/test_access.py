"""What every page behind the login of staff has; who may do what there is in tests/test_roles.py."""

import pytest
from django.test import Client

from benefits import editions
from tests.staff.conftest import browser
from tests.test_roles import STAFF


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("name", STAFF)
def test_other_methods_are_refused(name: str) -> None:
    assert browser("petra-publisher").delete(STAFF[name].address).status_code == 405


@pytest.mark.django_db
def test_before_anything_is_published_it_says_so() -> None:
    assert browser("sam-staff").get("/staff/").status_code == 503


@pytest.mark.usefixtures("published")
def test_nothing_is_kept_by_a_cache(sam: Client) -> None:
    assert editions.in_force().number == 1
    assert "no-store" in sam.get("/staff/")["Cache-Control"]
